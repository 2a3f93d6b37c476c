"""`hegao fonts`: which fonts set a notice, and which characters they lack."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import click

from hegao.cli.chinese import ChineseCommand
from hegao.cli.files import FileError, TextFile, read_text
from hegao.cli.installed_fonts import MISSING, InstalledFonts
from hegao.cli.outcome import BROKEN, CLEAN, FOUND
from hegao.cli.output import remark, say
from hegao.cli.plain_tables import aligned
from hegao.cli.settings import NAME, Offices
from hegao.dsl.layout.faces import BOLD
from hegao.dsl.layout.font_choice import FaceFonts, Font
from hegao.dsl.layout.glyphs import missing
from hegao.dsl.layout.missing_glyphs import GlyphFinding, glyph_findings, texts_by_face
from hegao.dsl.layout.standard_characters import BEYOND_GB2312, gb2312
from hegao.dsl.layout.styles import Face
from hegao.grammar.source import LineIndex
from hegao.linter.report.columns import printable

HEADER: Final = ("字体", "用的是", "来源", "缺常用字", "缺其他字", "补不上")
WIDTHS: Final = (6, 40, 24, 8, 8, 6)
LEGEND: Final = (
    "常用字是 GB 2312 的6763字，其他字是《通用规范汉字表》里此外的1467字。"
    "缺的字用别的字体补，补不上的印不出来。\n"
)
STAND_INS: Final = f"""\
替代的字体只用在 PDF 里，Word 文件里写的是机关用的字体名。
有机关用的字体，就装上，或者放进一个文件夹，在 {NAME} 里写：
  [fonts]
  paths = ["字体文件夹"]
"""
PACKAGES: Final[dict[Face, str]] = {
    "仿宋": "texlive-lang-chinese",
    "小标宋": "fonts-noto-cjk",
    "黑体": "fonts-noto-cjk",
    "楷体": "fonts-lxgw-wenkai",
    "宋体": "fonts-noto-cjk",
}
"""Of Debian, Ubuntu, UOS and Kylin."""
ADVICE: Final = {
    "win32": "在“设置”的“可选功能”里添加“中文（简体）补充字体”；小标宋要另外安装",
    "darwin": "在“字体册”里下载华文仿宋、华文楷体；小标宋要另外安装",
}
OTHER_ADVICE: Final = "安装不收费的思源宋体、思源黑体（Noto CJK）、霞鹜文楷和 Fandol 仿宋"


@click.command(cls=ChineseCommand, name="fonts")
@click.argument("draft", metavar="[稿子]", required=False)
def command(draft: str | None) -> int:
    """看排版用的是哪些字体，缺什么字，怎么补齐。

    写上稿子，还列出稿子里哪些字没有字形、在第几行第几列。
    """
    source = _read(draft) if draft else None
    offices = Offices()
    fonts = InstalledFonts(offices.of(Path(draft or NAME)))
    problems = [*offices.problems, *fonts.problems]
    for problem in problems:
        remark(f"错误：{problem}")
    try:
        complete = _show(fonts)
        printed = _show_draft(source, fonts) if source else True
    except ImportError:
        raise click.ClickException(MISSING) from None
    finally:
        fonts.keep()
    if problems:
        return BROKEN
    return CLEAN if complete and printed else FOUND


def _show(fonts: InstalledFonts) -> bool:
    """The table of faces with what can be done; whether each face has a font."""
    say(aligned([HEADER, *(_row(face, fonts) for face in fonts.faces)], WIDTHS))
    say(LEGEND)
    for face, found in fonts.faces.items():
        for font in found.refused:
            say(f"{face}：{printable(font.told)} 不许嵌入 PDF，没有用（{printable(font.path)}）\n")
    if not all(found.fonts and found.fonts[0].official for found in fonts.faces.values()):
        say(STAND_INS)
    wanting = [face for face, found in fonts.faces.items() if not _is_of_kind(face, found)]
    if wanting:
        say(f"没有{'、'.join(wanting)}。{_advice(wanting)}\n")
    return all(found.fonts for found in fonts.faces.values())


def _row(face: Face, fonts: InstalledFonts) -> tuple[str, ...]:
    found = fonts.faces[face].fonts
    if not found:
        return (face, "", "没有", "", "", "")
    common, others = gb2312(), frozenset(BEYOND_GB2312)
    coverages = fonts.coverages(face)
    first = next(coverages)
    lacking = [missing(common, first), missing(others, first)]
    left = set.union(*lacking)
    for coverage in coverages if left else ():
        left = missing(left, coverage)
    return (
        face,
        _name(found[0]),
        _origin(face, found[0]),
        *(str(len(each)) for each in lacking),
        str(len(left)),
    )


def _name(font: Font) -> str:
    return printable(font.told) + (" 粗体" if font.weight >= BOLD else "")


def _origin(face: Face, font: Font) -> str:
    """Whether a font is what offices use."""
    if font.official:
        return "机关用的"
    return "替代" if font.face == face else f"替代，是{font.face or '别的字体'}"


def _is_of_kind(face: Face, found: FaceFonts) -> bool:
    return bool(found.fonts) and found.fonts[0].face == face


def _advice(wanting: Sequence[Face]) -> str:
    """How to get fonts on this system."""
    if sys.platform in ADVICE:
        return ADVICE[sys.platform]
    if shutil.which("apt"):
        packages = dict.fromkeys(PACKAGES[face] for face in wanting)
        return f"安装不收费的：sudo apt install --no-install-recommends {' '.join(packages)}"
    return OTHER_ADVICE


def _read(path: str) -> TextFile:
    source = read_text(Path(path))
    if not source.text.strip():
        raise FileError(path, "文件是空的，没有字可看")
    return source


def _show_draft(source: TextFile, fonts: InstalledFonts) -> bool:
    """The characters of a draft that its fonts lack; whether all can be printed."""
    from hegao.dsl.build import build_notice
    from hegao.dsl.layout.profile import STRICT
    from hegao.dsl.layout.typeset import typeset

    texts = texts_by_face(typeset(build_notice(source.text), STRICT))
    coverages = {face: fonts.coverages(face) for face in fonts.faces}
    findings = glyph_findings(texts, coverages, source.text)
    for each in findings:
        if each.font:  # Where there is no font at all, the table has said so.
            say(f"{placed(each, source)}\n")
    lost = {each.character for each in findings if not each.substitute}
    given = {each.character for each in findings} - lost
    say(f"{source.path}：{'；'.join(_counts(len(given), len(lost)))}\n")
    return not lost


def placed(finding: GlyphFinding, source: TextFile) -> str:
    """A character that its font lacks, with its place in the source, as a line for the user."""
    if finding.span is None:
        return f"{source.path} 排版加的{_told(finding)}"
    line, column = LineIndex(source.text).position(finding.span.start)
    return f"{source.path}:{line}:{column} {_told(finding)}"


def _told(finding: GlyphFinding) -> str:
    lacks = "没有这个字" if finding.state == "missing" else "里这个字是空白"
    given = f"用 {finding.substitute} 补" if finding.substitute else "别的字体也没有，印不出来"
    return f"“{printable(finding.character)}”（{finding.face}）：{finding.font} {lacks}，{given}"


def _counts(given: int, lost: int) -> Iterator[str]:
    if not given and not lost:
        yield "每个字都有"
    if given:
        yield f"{given}个字用别的字体补"
    if lost:
        yield f"{lost}个字印不出来"
