"""The free fonts of Debian set a notice: what they have, what they lack, how quickly it is known.

`make test-full` gets them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from cpu import cpu
from terminal import hegao

from hegao.cli.installed_fonts import InstalledFonts
from hegao.cli.settings import NO_OFFICE, Office
from hegao.dsl.build import build_notice
from hegao.dsl.layout.glyphs import missing
from hegao.dsl.layout.missing_glyphs import GlyphFinding, glyph_findings, texts_by_face
from hegao.dsl.layout.profile import STRICT
from hegao.dsl.layout.standard_characters import BEYOND_GB2312, gb2312
from hegao.dsl.layout.styles import Face
from hegao.dsl.layout.typeset import typeset
from hegao.dsl.recover.manuscript import text_manuscript
from hegao.dsl.recover.recovery import recover
from hegao.linter.config import Settings
from material import EXAMPLES, ROOT, SHARED, read

pytestmark = pytest.mark.full
FANDOL = Path(__file__).parent / ".cache" / "fonts"
NAMES = "镕喆堃珺璟昇彧祎玥犇"
"""Characters of names that GB 2312 lacks."""
FREE: dict[Face, tuple[str, int]] = {
    "仿宋": ("FandolFang R", 400),
    "小标宋": ("Noto Serif CJK SC", 700),
    "黑体": ("Noto Sans CJK SC", 400),
    "楷体": ("LXGW WenKai", 400),
    "宋体": ("Noto Serif CJK SC", 400),
}


@pytest.fixture
def fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> InstalledFonts:
    assert FANDOL.is_dir(), "tests/full/fonts.sh"
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return installed()


def installed() -> InstalledFonts:
    return InstalledFonts(Office(Settings(fonts=(str(FANDOL),)), Path("/")))


def test_the_free_fonts_are_chosen(fonts: InstalledFonts) -> None:
    assert {
        face: (found.fonts[0].family, found.fonts[0].weight) for face, found in fonts.faces.items()
    } == FREE
    assert all(font.embeddable for found in fonts.faces.values() for font in found.fonts)


@pytest.mark.parametrize("face", FREE)
def test_what_they_lack(face: Face, fonts: InstalledFonts) -> None:
    first, *others = fonts.coverages(face)
    assert missing(gb2312(), first) == set()
    lacking = missing(BEYOND_GB2312, first)
    assert len(lacking) == (len(BEYOND_GB2312) if face == "仿宋" else 0)
    assert all(not missing(lacking, other) for other in others[:1])


def findings(source: str, fonts: InstalledFonts) -> Sequence[GlyphFinding]:
    texts = texts_by_face(typeset(build_notice(source), STRICT))
    return glyph_findings(texts, {face: fonts.coverages(face) for face in fonts.faces}, source)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_examples_are_shown(path: Path, fonts: InstalledFonts) -> None:
    assert findings(read(path), fonts) == []


def test_seeds_are_shown(fonts: InstalledFonts) -> None:
    paths = sorted(SHARED.glob("seeds/00*_*.txt"))
    if not paths:
        pytest.skip("没有 ../shared/seeds，跳过对真实文件的检查")
    for path in paths:
        draft = recover(text_manuscript(read(path))).text
        assert findings(draft, fonts) == []


def test_names_are_given_by_another_font(fonts: InstalledFonts) -> None:
    found = findings(f"标题：关于{NAMES}的通知\n\n经研究，任命{NAMES}。\n", fonts)
    assert {each.character for each in found} == set(NAMES)
    assert {each.face for each in found} == {"仿宋"}
    assert {(each.font, each.substitute) for each in found} == {("FandolFang R", "LXGW WenKai")}
    assert {each.span and each.span.start for each in found} == set(range(5, 5 + len(NAMES)))


@pytest.mark.usefixtures("fonts")
def test_the_second_time_is_a_tenth_of_the_first() -> None:
    def known() -> None:
        made = installed()
        for face in made.faces:
            for _ in made.coverages(face):
                pass
        made.keep()

    first = cpu(known, times=1)
    assert cpu(known) < first / 10


def test_without_settings_the_system_has_all_but_one() -> None:
    made = InstalledFonts(NO_OFFICE)
    kinds = {face: found.fonts[0].face for face, found in made.faces.items()}
    assert kinds.pop("仿宋") in ("仿宋", "楷体")
    assert all(face == kind for face, kind in kinds.items())


def test_what_stands_in_for_the_fonts_of_offices_is_told(tmp_path: Path) -> None:
    draft, target = ROOT / "examples" / "drafts" / "prose.notice", tmp_path / "通知.pdf"
    outcome = hegao("compile", draft, "-o", target)
    assert outcome.code == 0
    told, written = outcome.err.splitlines()
    assert re.fullmatch(
        "不是机关用的字体：.*小标宋用 Noto Serif CJK SC.*；怎么补齐，运行 hegao fonts", told
    )
    assert written == f"已写入 {target}"
