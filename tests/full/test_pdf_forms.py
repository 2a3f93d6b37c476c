"""Letters, orders, minutes, several issuers, signatures at the foot of a page: in our PDF."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from cpu import assert_grows
from made_pages import FANDOL, Made, printed, set_text, squeezed
from pdf_lines import LEFT, NUMBERS_FROM, RED, RIGHT, off
from pypdfium2 import PdfDocument
from set_pages import MM, Box, Line, ink

from hegao.dsl.build import build_notice
from hegao.dsl.layout.profile import CELL, STRICT
from hegao.dsl.layout.typeset import typeset

pytestmark = pytest.mark.full
CHARACTER = CELL * MM
TEXT = "坚持问题导向、目标导向，把群众最关心的事项办好办实，每季度检查一次进度，年底前总结。"
HEAD = "发文字号：示政函〔2026〕12号\n标题：示例县人民政府关于开展检查的通知\n主送：各镇人民政府\n"
BACK = "抄送：县委办公室。\n印发机关：示例县人民政府办公室\n印发日期：2026年4月10日\n"
LETTER = f"版式：信函\n发文机关标志：示例县人民政府\n份号：000012\n紧急程度：特急\n{HEAD}"
ORDER = "版式：命令\n发文机关标志：示例县人民政府令\n发文字号：第12号\n\n《示例办法》已经通过，现予公布。\n"
ISSUERS = "发文机关：示例县人民政府、示例县教育局、示例县人力资源和社会保障局\n"
JOINT = f"{ISSUERS}签发人：张三、李四四、王五\n{HEAD}成文日期：2026年4月9日\n\n{TEXT}\n"


def line_of(it: Made, text: str, page: int = 0) -> Line:
    """The line that begins with some words."""
    return next(each for each in it.pages[page].lines if each.text.startswith(text))


def red(it: Made) -> list[Box]:
    return [box for box in it.pages[0].boxes if box.colour == RED]


def near(found: float, wanted: float, by: float = 0.3) -> None:
    assert not list(off("", found, wanted, by))


def test_a_letter() -> None:
    it = set_text(f"{LETTER}成文日期：2026年4月9日\n抄送：县委办公室。\n\n" + f"{TEXT}\n" * 20)
    near(ink(it.data, 0, (0, 20, 210, 48), red=True)[1], 30)
    upper, lower = red(it)[:2], red(it)[2:]
    mast = ink(it.data, 0, (0, 20, 210, upper[0].top - 1), red=True)
    near(upper[0].top - mast[3], 4)
    assert upper[0].foot - upper[0].top > upper[1].foot - upper[1].top
    assert lower[0].foot - lower[0].top < lower[1].foot - lower[1].top
    near(lower[1].foot, 297 - 20)
    for box in red(it):
        near(box.left, 20)
        near(box.right, 190)
    mark = line_of(it, "000012")
    near(mark.top - upper[1].foot, 7 / 8 * CHARACTER)
    near(mark.right, RIGHT)
    assert mark.text.endswith("示政函〔2026〕12号")
    gap = line_of(it, "示例县人民政府关于").top - line_of(it, "特急").foot
    near(gap, 3 * STRICT.pitch * MM - CHARACTER)
    assert not [line for line in it.pages[0].lines if line.base > NUMBERS_FROM]
    assert it.pages[1].lines[-1].text == "—2—"
    # Its back matter has no rules, and stands on the last page whichever that is (10.1).
    assert len(it.pages) == 3
    assert not it.pages[-1].boxes
    near(it.pages[-1].lines[-2].foot, 262, STRICT.pitch * MM / 2)


def test_an_order() -> None:
    it = set_text(ORDER)
    near(ink(it.data, 0, (0, 20, 210, 90), red=True)[1], 57)
    assert not red(it)
    number = line_of(it, "第12号")
    near((number.left + number.right) / 2, (LEFT + RIGHT) / 2)


def test_minutes() -> None:
    it = set_text(
        "发文机关标志：示例县人民政府常务会议纪要\n\n会议议定以下事项。\n\n出席：张三、李四\n"
    )
    near(ink(it.data, 0, (0, 20, 210, 100), red=True)[1], 72)
    fonts = [letter.font for letter in line_of(it, "出席：").letters]
    assert fonts[0].startswith("NotoSans")
    assert fonts[-1].startswith("Fandol")


def test_several_issuers() -> None:
    it = set_text(JOINT)
    names = [line_of(it, each) for each in ("示例县人民政府", "示例县教育局", "示例县人力")]
    suffix = names[1].letters[-2:]
    assert "".join(letter.text for letter in suffix) == "文件"
    ends = [names[0].right, names[1].letters[-3].right, names[2].right]
    assert max(ends) - min(ends) < 0.5
    near(suffix[-1].right, RIGHT, 0.5)
    near(names[0].left, LEFT, 0.5)
    assert names[0].base < names[1].base < names[2].base
    near(names[1].base - names[0].base, names[2].base - names[1].base, 0.1)


def test_signers() -> None:
    it = set_text(JOINT)
    first, last = line_of(it, "签发人："), line_of(it, "示政函")
    near(first.right, RIGHT - CHARACTER)
    near(last.left, LEFT + CHARACTER)
    assert last.text.endswith("王五")
    third = next(letter for letter in last.letters if letter.text == "王")
    near(third.left, next(letter for letter in first.letters if letter.text == "张").left)
    near(red(it)[0].top - last.foot, 4)


@pytest.mark.parametrize("paragraphs", range(1, 16))
def test_the_signature_is_not_alone(paragraphs: int) -> None:
    head = f"发文机关：示例县人民政府\n{HEAD}成文日期：2026年4月9日\n附注：此件公开发布\n"
    it = set_text(head + "\n" + f"{TEXT}\n" * paragraphs)
    page = next(page for page in it.pages if any("（此件" in line.text for line in page.lines))
    texts = [squeezed(line.text) for line in page.lines]
    at = texts.index("示例县人民政府")
    assert texts[at : at + 3] == ["示例县人民政府", "2026年4月9日", "（此件公开发布）"]
    assert at
    # The first page has text of its own.
    assert any(line.text.startswith(TEXT[:8]) for line in it.pages[0].lines)
    steps = [
        after.base - before.base
        for page in it.pages
        for before, after in pairwise([line for line in page.lines if abs(line.size - 16) < 0.1])
    ]
    assert min(steps) > 27.0 * MM


@pytest.mark.parametrize("paragraphs", range(1, 16))
def test_the_back_matter_is_on_an_even_page(paragraphs: int) -> None:
    head = f"发文机关：示例县人民政府\n{HEAD}成文日期：2026年4月9日\n{BACK}\n"
    it = set_text(head + f"{TEXT}\n" * paragraphs)
    assert len(it.pages) % 2 == 0
    near(it.pages[-1].boxes[-1].foot, 262)
    blank = [at for at, page in enumerate(it.pages) if not page.lines]
    assert blank in ([], [len(it.pages) - 2])
    numbered = any(line.base > NUMBERS_FROM for line in it.pages[-1].lines)
    assert numbered is not bool(blank)


def test_a_draft_is_marked_on_each_page() -> None:
    rows = "".join(f"| {at} | {TEXT} |\n" for at in range(1, 40))
    table = f"| 序号 | 任务 |\n|---|---|\n{rows}"
    data = printed(typeset(build_notice(f"{JOINT}{TEXT}\n\n{table}"), STRICT, draft=True))
    assert b"pdfuaid" in data
    pages = PdfDocument(data)
    assert len(pages) > 2
    for page in pages:
        assert "草" in page.get_textpage().get_text_bounded()


def test_pages_take_time_by_their_count() -> None:
    sheets = {count: set_text(f"{HEAD}\n" + f"{TEXT}\n" * 10 * count).sheet for count in (6, 48)}
    assert len(PdfDocument(printed(sheets[48]))) == 44
    assert_grows(lambda count: printed(sheets[count]), *sheets)


USED = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stderr=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
"""Run between, as a process begins with the memory of the one that starts it."""


def test_twelve_pages_take_little_memory(tmp_path: Path) -> None:
    """A whole process, once the fonts are known."""
    (tmp_path / "hegao.toml").write_text(f'[fonts]\npaths = ["{FANDOL}"]\n')
    (tmp_path / "a.notice").write_text(f"{HEAD}\n" + f"{TEXT}\n" * 120)
    hegao = str(Path(sys.executable).with_name("hegao"))
    command = [sys.executable, "-c", USED, hegao, "compile", "a.notice", "-o", "a.pdf", "--force"]
    for _ in range(2):
        told = subprocess.run(command, cwd=tmp_path, check=True, capture_output=True).stdout
    assert len(PdfDocument(tmp_path / "a.pdf")) == 12
    assert int(told) < 300 * 1024, "kilobytes"
