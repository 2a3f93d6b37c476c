"""Which fonts set each face of the official page: the office's own, and what may stand in.

GB/T 9704-2012 names faces, not fonts. What offices have are Founder's 小标宋 and the fonts of
Windows, macOS and WPS, which nobody may ship; the free ones are near enough for drafts. A font is
known by any of its names, Chinese or English, as systems differ in which one they show.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from hegao.dsl.layout.styles import Face

REGULAR, MEDIUM, BOLD, BLACK = 400, 500, 700, 900


class Family(NamedTuple):
    """A font by its names, the first as drafters know it."""

    names: tuple[str, ...]
    weight: int = REGULAR
    """Which of its weights is meant, as OS/2 tables count them."""


class FaceFamilies(NamedTuple):
    """What sets a face, the best first."""

    office: tuple[Family, ...]
    """What offices set it in."""
    stand_ins: tuple[Family, ...]
    """Of the same kind, for those who have none of the office's."""


SERIF_NAMES: Final = (
    ("Noto Serif CJK SC",),
    ("思源宋体", "Source Han Serif SC", "Source Han Serif CN", "思源宋体 CN"),
    ("Noto Serif SC",),
)
"""One design under the names of its publishers. Bold, it is the nearest free one to 小标宋:
there is no free 小标宋."""

FAMILIES: Final[dict[Face, FaceFamilies]] = {
    "仿宋": FaceFamilies(
        office=(
            Family(("仿宋_GB2312", "FangSong_GB2312")),
            Family(("仿宋", "FangSong")),
            Family(("方正仿宋_GBK", "FZFangSong-Z02")),
            Family(("方正仿宋简体", "FZFangSong-Z02S")),
            Family(("华文仿宋", "STFangsong")),
        ),
        stand_ins=(
            # Who has this one put it there on purpose; Fandol has GB 2312 and no more.
            Family(("朱雀仿宋", "Zhuque Fangsong", "Zhuque Fangsong (technical preview)")),
            Family(("FandolFang R", "FandolFang")),
        ),
    ),
    "小标宋": FaceFamilies(
        office=(
            Family(("方正小标宋简体", "FZXiaoBiaoSong-B05S")),
            Family(("方正小标宋_GBK", "FZXiaoBiaoSong-B05")),
        ),
        stand_ins=(
            # Comes with Word, drawn for titles too; the others are text faces made bold.
            Family(("华文中宋", "STZhongsong")),
            *(Family(names, BOLD) for names in SERIF_NAMES),
            *(Family(names, BLACK) for names in SERIF_NAMES),
            Family(("Songti SC", "宋体-简"), BOLD),
            Family(("FandolSong",), BOLD),
        ),
    ),
    "黑体": FaceFamilies(
        office=(
            Family(("黑体", "SimHei")),
            Family(("方正黑体_GBK", "FZHei-B01")),
            Family(("方正黑体简体", "FZHei-B01S")),
            Family(("华文黑体", "STHeiti")),
            Family(("Heiti SC", "黑体-简"), MEDIUM),
        ),
        stand_ins=(
            Family(("Noto Sans CJK SC",)),
            Family(("思源黑体", "Source Han Sans SC", "Source Han Sans CN", "思源黑体 CN")),
            Family(("Noto Sans SC",)),
            Family(("FandolHei",)),
            Family(("文泉驿正黑", "WenQuanYi Zen Hei")),
        ),
    ),
    "楷体": FaceFamilies(
        office=(
            Family(("楷体_GB2312", "KaiTi_GB2312")),
            Family(("楷体", "KaiTi")),
            Family(("方正楷体_GBK", "FZKai-Z03")),
            Family(("方正楷体简体", "FZKai-Z03S")),
            Family(("华文楷体", "STKaiti")),
            Family(("Kaiti SC", "楷体-简")),
        ),
        stand_ins=(
            # Softer than the office's, but it has every character of the national table.
            Family(("霞鹜文楷 GB", "LXGW WenKai GB")),
            Family(("LXGW WenKai", "霞鹜文楷")),
            Family(("FandolKai",)),
        ),
    ),
    "宋体": FaceFamilies(
        office=(
            Family(("宋体", "SimSun")),
            Family(("新宋体", "NSimSun")),
            Family(("方正书宋_GBK", "FZShuSong-Z01")),
            Family(("方正书宋简体", "FZShuSong-Z01S")),
            Family(("华文宋体", "STSong")),
            Family(("Songti SC", "宋体-简")),
        ),
        stand_ins=(
            *(Family(names) for names in SERIF_NAMES),
            Family(("FandolSong",)),
        ),
    ),
}

NEAREST: Final[dict[Face, tuple[Face, ...]]] = {
    "仿宋": ("楷体", "宋体", "黑体", "小标宋"),
    "小标宋": ("宋体", "黑体", "仿宋", "楷体"),
    "黑体": ("小标宋", "宋体", "仿宋", "楷体"),
    "楷体": ("仿宋", "宋体", "黑体", "小标宋"),
    "宋体": ("仿宋", "楷体", "黑体", "小标宋"),
}
"""What replaces a face of which there is no font at all, and gives the rare characters that its
own fonts lack: brush strokes for brush strokes, dark for dark, any before none."""

RARE: Final = (
    Family(("宋体-ExtB", "SimSun-ExtB")),
    Family(("花园明朝B", "花園明朝B", "HanaMinB")),
    Family(("BabelStone Han",)),
)
"""For characters that no font for text has; whatever the face, the name is then printed."""


def office_names(face: Face) -> tuple[str, ...]:
    """The names of a face's fonts in offices, the best first: what a Word file asks for, and what
    it takes instead (w:altName)."""
    return tuple(name for family in FAMILIES[face].office for name in family.names)
