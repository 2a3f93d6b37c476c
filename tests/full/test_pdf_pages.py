"""Our PDF measured with the ruler: GB/T 9704-2012 point by point, on examples and real notices.

`make test-full` gets the fonts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

import pytest
from made_pages import SOURCES, Made, made
from pdf_lines import cells, edges, faces, paper_and_lines
from pdf_parts import back_matter, glyphs, head, page_numbers, tables, text_and_marks

from hegao.dsl.layout.profile import PROFILES, ProfileName

pytestmark = pytest.mark.full
Point = Callable[[Made], Iterator[str]]
POINTS: Final[tuple[Point, ...]] = (
    paper_and_lines, edges, cells, faces, head, back_matter, page_numbers, tables,
    text_and_marks, glyphs,
)  # fmt: skip


def test_real_notices_are_here() -> None:
    if "000" not in SOURCES:
        pytest.skip("没有 ../shared/seeds，跳过对真实文件的检查")


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("name", SOURCES)
@pytest.mark.parametrize("point", POINTS, ids=lambda point: point.__name__)
def test_points(point: Point, name: str, profile: ProfileName) -> None:
    assert list(point(made(name, profile))) == []


def test_the_table_of_points(capsys: pytest.CaptureFixture[str]) -> None:
    """What the points say of each notice, to be read."""
    rows = ["".join(f"{number:>4}" for number in range(1, len(POINTS) + 1)) + "  页  满页  稿件"]
    for name in SOURCES:
        it = made(name, "strict")
        signs = "".join(f"{'×' if list(point(it)) else '✓':>4}" for point in POINTS)
        rows.append(f"{signs}{len(it.pages):>4}{len(list(it.full_pages())):>6}  {name}")
    with capsys.disabled():
        print("", *rows, sep="\n")
