"""Every built-in rule does what its examples say; rules with faults are named, the rest run."""

from __future__ import annotations

from pathlib import Path

import pytest
from cpu import assert_grows

from hegao.linter.builtin import sources
from hegao.linter.rule import Rule
from hegao.linter.rulebook import Rulebook, read_rules
from hegao.linter.rules_compiler import syntax_of
from hegao.linter.rules_tests import run_examples, survivors
from hegao.linter.run import check_text
from material import DATA, ROOT, cases, read

BOOK = read_rules()


def test_the_built_in_rules_have_no_faults() -> None:
    assert BOOK.problems == ()


LANGUAGE = [("language.noticerules", read(DATA / "rules" / "language.noticerules"))]
LANGUAGE_BOOK = read_rules(LANGUAGE)
ALL = [
    pytest.param(rule, book, id=rule.code)
    for book in (BOOK, LANGUAGE_BOOK)
    for rule in book.rules
    if book is BOOK or rule.file == "language.noticerules"
]


@pytest.mark.parametrize(("rule", "book"), ALL)
def test_examples(rule: Rule, book: Rulebook) -> None:
    assert [failure.message for failure in run_examples(rule, book.rules)] == []


@pytest.mark.parametrize(("rule", "book"), ALL)
def test_examples_notice_every_change(rule: Rule, book: Rulebook) -> None:
    texts = book.texts()
    syntax = syntax_of(texts[rule.code], texts)
    assert survivors(rule, syntax, book.rules, book.lists) == []


def test_the_language_file_has_no_faults() -> None:
    assert LANGUAGE_BOOK.problems == ()


def test_every_rules_file_is_read() -> None:
    folder = ROOT / "linter" / "builtin"
    names = {Path(name).name for name, _ in sources()}
    assert {path.name for path in folder.glob("*.noticerules")} == names
    assert all(text for _, text in sources())


def test_every_group_of_the_catalogue_is_covered() -> None:
    groups = {rule.code[2] for rule in BOOK.rules}
    assert groups >= set("1234567"), groups


CASES = cases("rule_faults.txt")


@pytest.mark.parametrize(("name", "source", "wanted"), CASES, ids=[case[0] for case in CASES])
def test_faults(name: str, source: str, wanted: str) -> None:
    problems = [each.problem for each in read_rules([("例", source)]).problems]
    told = [f"{p.line}:{p.column} {p.message}（{p.hint}）" for p in problems]
    assert "\n".join(told) == wanted, name


def test_a_fault_leaves_the_other_rules_running() -> None:
    good = read(DATA / "rules" / "good.noticerules")
    broken = good.replace("责任单位为空", "责任单外为空").replace("ZZ101", "ZZ102")
    book = read_rules([("本单位.noticerules", broken + "\n" + good)])
    assert [problem.file for problem in book.problems] == ["本单位.noticerules"]
    report = check_text("1. 做好公开。\n", [rule for rule in book.rules if rule.code == "ZZ101"])
    assert [finding.code for finding in report.findings] == ["ZZ101"]


def test_a_code_that_is_taken_is_a_problem() -> None:
    good = read(DATA / "rules" / "good.noticerules").replace("ZZ101", "HG201")
    book = read_rules([("本单位.noticerules", good)])
    assert [p.problem.message for p in book.problems] == [
        "代码HG201已被内置/units.noticerules使用，这条规则没有生效"
    ]


def test_a_rule_that_breaks_down_takes_no_other_with_it() -> None:
    def fail(*_: object) -> list[object]:
        raise ZeroDivisionError

    rules = [r._replace(select=fail) if r.code == "HG201" else r for r in BOOK.rules]
    report = check_text("发文字号：示政办发[2026]5号\n1. 尽快办理。\n", rules)
    assert [failure.code for failure in report.failures] == ["HG201"]
    assert "HG301" in {finding.code for finding in report.findings}


class Memory(dict[str, bytes]):
    """A cache that forgets nothing."""

    def put(self, key: str, data: bytes) -> None:
        self[key] = data


def test_a_kept_translation_gives_the_same_rules() -> None:
    memory = Memory()
    first, again = read_rules((), memory), read_rules((), memory)
    assert len(memory) == len(sources())
    kept, made = (
        [(r.code, r.levels, r.local, r.find and r.find._replace(keywords=None)) for r in book.rules]
        for book in (again, first)
    )
    assert kept == made


OF_NOTICE = """规则 OW002 名
级别：提醒
对象：标题
条件：全文.标题 包含 “n.whole”
提示：“{内容}”
建议：改
依据：习惯（惯例）
应报：
｜标题：⟦关于n.whole的通知⟧
"""


def test_what_is_asked_of_the_notice_keeps_its_words() -> None:
    book = read_rules([("own", OF_NOTICE)])
    found = check_text("标题：关于n.whole的通知\n", book.rules).findings
    assert "OW002" in {finding.code for finding in found}


def test_half_a_pair_of_surrogates_in_rules_is_told() -> None:
    book = read_rules([("own", "规则 OW001 \ud800")])
    assert [problem.problem.message for problem in book.problems] == ["这条规则没有写完"]


HOSTILE = read_rules([("hostile", read(DATA / "rules" / "hostile.noticerules"))])


@pytest.mark.parametrize(
    ("code", "limit", "value", "wanted"),
    [
        ("ZZ901", "MOST_MEMBERS", 100_000, "比较的次数太多，查到一半停下了；把条件写窄一些"),
        ("ZZ903", "MOST_SECONDS", 0.2, "用了0.2秒还没有查完，停下了；把条件写简单一些"),
        ("ZZ904", "MOST_SECONDS", 10.0, "的修正比全文还长几倍，没有采用；改短修正的文字"),
    ],
)
def test_no_rule_of_an_office_holds_up_a_run(
    code: str, limit: str, value: float, wanted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"hegao.linter.allowance.{limit}", value)
    assert HOSTILE.problems == ()
    text = "".join(f"{number}. 尽快编制目录{number}。\n" for number in range(1, 600))
    report = check_text(text, [rule for rule in HOSTILE.rules if rule.code in (code, "HG301")])
    assert [failure.told for failure in report.failures] == [
        f"规则{code}{wanted}；它的结果没有列出"
    ]
    assert {finding.code for finding in report.findings} == {"HG301"}


def test_the_slowest_pattern_takes_time_with_the_length_of_the_text() -> None:
    own = [rule for rule in HOSTILE.rules if rule.code == "ZZ902"]
    assert_grows(lambda length: check_text("1. " + "甲" * length, own), 2000, 8000)


def test_an_office_s_word_lists_leave_the_built_in_rules_compiled() -> None:
    memory = Memory()
    read_rules((), memory)
    before = set(memory)
    read_rules([("本单位", "词表 本县的词：甲、乙\n词表 模糊时限 ＋：从速\n")], memory)
    assert len(set(memory) - before) == 1


def test_rules_are_local_by_what_they_look_at() -> None:
    local = {rule.code: rule.local for rule in BOOK.rules}
    assert local["HG301"]  # 时限用语: the task alone
    assert not local["HG201"]  # 任务未写明责任单位: asks about the tasks around it
    assert not local["HG305"]  # 时限早于成文日期: asks the whole notice
