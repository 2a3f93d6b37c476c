"""No text costs time squared: eight times the text stays far from sixty-four times the CPU time."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from cpu import assert_grows, cpu

from hegao.dsl.align.clauses import clauses_of, overlap
from hegao.dsl.align.likeness import bigrams
from hegao.dsl.align.wording import changes, wording
from hegao.dsl.breakdown.breakdown import Breakdown
from hegao.dsl.build import build_notice
from hegao.dsl.recover.choose import kind_of
from hegao.dsl.recover.manuscript import text_manuscript
from hegao.dsl.recover.recovery import recover
from hegao.dsl.upstream.comparison import Comparison
from hegao.dsl.upstream.statements import Source
from hegao.dsl.upstream.template import Upstream
from hegao.dsl.upstream.unit_counterparts import core, likeness
from hegao.linter.rulebook import read_rules
from hegao.linter.run import check_text

RULES = read_rules().rules
PIECES = {
    "one line": "公", "open brackets": "（", "closing brackets": "）", "digits": "1", "spaces": " ",
    "commas": "，", "run-in headings": "。（一）公", "items": "1. 公开。\n", "rows": "a\tb\n",
    "unit brackets": "（责任单位：县民政局）", "unclosed unit brackets": "（责任单位：",
    "document numbers": "示政办发〔2026〕5号", "dates": "2026年6月2日", "dashes": "-",
    "suppressions": "【核稿：不查 HG301；理由：a】\n", "copies": "抄送：县委。\n县委\n",
    "levels": "一、公\n（一）公\n1. 公\n（1）公\n①公\n", "signatures": "县民政局\n2026年6月2日\n",
    "tasks with units": "1. 公开。（责任单位：县民政局、县财政局）\n", "lower bounds": "至少1次",
}  # fmt: skip


@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES)
def test_growth(piece: str) -> None:
    assert_grows(lambda size: check_text(piece * (size // len(piece)), RULES), 6_000, 48_000)


FINISHED = {
    "rows": "1. 公开。\t县民政局\n", "rows of text": "a\tb\n", "page numbers": "公开信息，\n— 3 —\n",
    "run-on headings": "（一）公开。做好公开。", "long lines": "公" * 130 + "\n", "breaks": "公<br>",
    "marks": "**公**&nbsp;", "comments": "<!---->", "headers": "示例县\n公开信息\n", "titles": "1. 公开\n做好工作\n",
    "wide rows": "公\t", "wrapped": "公" * 28 + "\n", "contents": "公开......3\n", "form": "姓名____",
}  # fmt: skip


@pytest.mark.parametrize("piece", FINISHED.values(), ids=FINISHED)
def test_growth_of_recovery(piece: str) -> None:
    def put_right(size: int) -> None:
        text = piece * (size // len(piece))
        kind_of("a.txt", text.encode())
        recover(text_manuscript(text))

    assert_grows(put_right, 4_000, 32_000, times=2)


def test_a_wide_row_makes_no_table_wide() -> None:
    """Memory grows with the text, not with rows times the widest row."""
    text = "公\t" * 1_000 + "\n" + "1. 公开。\t县民政局\n" * 1_000
    assert len(recover(text_manuscript(text)).text) < 8 * len(text)


SYLLABLES = (
    "公开政策养老服务及时建设检查组织培训宣传信息平台道路供水管网学校食堂安全生产消防应急储备"
)


def words(number: int, count: int = 14) -> str:
    """Some characters that another number does not have in this order."""
    found, state = "", number * 2_654_435_761 % 2**32
    for _ in range(count):
        found += SYLLABLES[state % len(SYLLABLES)]
        state = (state * 1_103_515_245 + 12_345) % 2**31
    return found


def items(count: int) -> str:
    return "".join(f"{at + 1}. {words(at)}，{words(at + 9)}。\n" for at in range(count))


def sentence(count: int) -> str:
    return "1. " + "，".join(words(at) for at in range(count)) + "。\n"


def limits(count: int, month: int, often: int) -> str:
    said = (f"2026年{month}月底前公开{words(at, 6)}，不少于{often}次" for at in range(count))
    return "".join(f"{at + 1}. {each}。\n" for at, each in enumerate(said))


def linked(count: int) -> str:
    said = items(count).splitlines()
    return "".join(f"{line}\n落实：上级 第{at + 1}项\n" for at, line in enumerate(said))


def table(count: int) -> str:
    rows = (f"{at + 1}｜{words(at)}，{words(at + 9)}。｜县民政局\n" for at in range(count))
    return items(count) + "【附表】任务分解表\n序号｜任务｜责任单位\n" + "".join(rows)


Made = Callable[[int], str]
COMPARED: dict[str, tuple[Made, Made]] = {
    "as many tasks as items": (items, items),
    "tasks of other words": (items, lambda n: items(2 * n).split(f"\n{n + 1}. ", 1)[1]),
    "equal sentences": ((lambda n: "1. 及时公开养老服务政策和补贴标准。\n" * n),) * 2,
    "one task of many sentences": (lambda n: "1. " + "".join(words(at) + "。" for at in range(n)),) * 2,
    "a long sentence for many items": (items, sentence),
    "many tasks for a long sentence": (sentence, items),
    "limits and quantities": (lambda n: limits(n, 6, 2), lambda n: limits(n, 9, 1)),
    "links": (items, linked),
    "all linked to one task": (
        items, lambda n: "1. 公开。\n落实：上级 " + "、".join(f"第{at + 1}项" for at in range(n)) + "\n",
    ),
    "tables on both sides": (table, table),
    "brackets": (lambda n: items(1) + "（" * 90 * n, lambda n: items(1) + "（责任单位：" * 9 * n),
    "places": (
        lambda n: "1. 公开政策" + "，全省县市示例县" * n + "。\n",
        lambda n: "1. 公开政策" + "，全县省市县政府" * n + "。\n",
    ),
}  # fmt: skip
HOSTILE: dict[str, tuple[Made, Made, int]] = {
    "a long sentence": (sentence, lambda n: sentence(n + 1), 40),
    "one character": (
        lambda n: "1. " + "公" * 12 * n + "。\n", lambda n: "1. " + "公" * 12 * n + "开。\n", 40,
    ),
    "what does not apply": (
        items, lambda n: "".join(f"不适用：上级 第{at + 1}项；理由：没有\n" for at in range(n)) + "1. 公开。\n", 100,
    ),
}  # fmt: skip
SLOW: dict[str, tuple[Made, Made, int]] = {
    "a list of which half is left out": (
        lambda n: "1. 建设" + "、".join(words(at, 4) for at in range(n)) + "等设施。\n",
        lambda n: "1. 建设" + "、".join(words(at, 4) for at in range(0, n, 2)) + "等设施。\n", 100,
    ),
    "many units in a sentence": (
        lambda n: "1. 公开养老服务政策，由" + "、".join(f"省{words(at, 4)}厅" for at in range(n)) + "负责。\n",
        lambda n: "1. 公开养老服务政策，由" + "、".join(f"县{words(at, 4)}局" for at in range(n)) + "负责。\n", 80,
    ),
    "many limits in one sentence": (
        lambda n: "1. " + "，".join(f"2026年6月底前公开{words(at, 6)}不少于2次" for at in range(n)) + "。\n",
        lambda n: "1. " + "，".join(f"2026年9月底前公开{words(at, 6)}不少于1次" for at in range(n)) + "。\n", 30,
    ),
}  # fmt: skip
WITHIN = [pytest.param(*case, id=name) for name, case in HOSTILE.items()]
WITHIN += [pytest.param(*case, id=name) for name, case in SLOW.items()]
KEPT = (bigrams, changes, clauses_of, core, likeness, overlap, wording)
"""What remembers words between two runs, which would make the second one free."""


def forget() -> None:
    for remembering in KEPT:
        remembering.cache_clear()


def compared(upper: str, lower: str) -> object:
    """All that a draft does with an upstream."""
    forget()
    upstream = Upstream(build_notice(upper))
    source = Source("上级", "", "upstream.notice", upstream)
    return Comparison(build_notice(lower), [source]).outcomes


@pytest.mark.parametrize(("upper", "lower"), COMPARED.values(), ids=COMPARED)
def test_growth_of_comparison(upper: Made, lower: Made) -> None:
    assert_grows(lambda count: compared(upper(count), lower(count)), 60, 480, times=2)


@pytest.mark.parametrize(("upper", "lower", "size"), WITHIN)
def test_growth_within_one_task(upper: Made, lower: Made, size: int) -> None:
    """A sentence is held against its counterpart character by character: time squared, no more."""

    def run(count: int) -> object:
        return compared(upper(count), lower(count))

    small, large = cpu(lambda: run(size), times=2), cpu(lambda: run(4 * size), times=2)
    assert large < 4**2.2 * max(small, 0.01)


def test_growth_of_breakdown() -> None:
    def held(count: int) -> None:
        forget()
        document = build_notice(table(count).replace("公开", "展开", 3))
        breakdown = Breakdown(document)
        for task in document.tasks:
            if task.in_table:
                breakdown.changes(task)
                breakdown.misplaced(task)
            else:
                breakdown.left_out(task)

    assert_grows(held, 60, 480, times=2)
