"""Safe fixes of running text mend marks and leave quotations, addresses and numbers alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hegao.dsl.protected import Ranges, protected_ranges
from hegao.linter.fix import apply_fixes
from hegao.linter.rulebook import read_rules
from hegao.linter.run import check_text
from material import cases

RULES = read_rules().rules
SAFE = frozenset(("safe",))
CASES = cases("running_text.txt")
PROTECTED = (
    "《示例县办法,试行.》", "《关于印发〈范例省规定〉 的通知(试行)》", "《5 G应用、“３０条”》",
    "“马上办,就近办”", "“放 管 服...”", "“5-10 天”", "“截止2026年,(含当日)”", "“爲民办事;!”",
    "“《甲办法》、《乙办法》”", "‘一窗;一网’", "http://www.example.com/a,b?c=1&d=5-10",
    "https://示例.中国/目录(一),5-10人.html", "www.example.gov.cn/a:b", "zwgk.2026@example.gov.cn",
    "示政办发〔2026〕5号", "示政发〔2025〕10号", "3.5%", "1:500", "10:30", "5,000元", "12 500元",
    "25 kg", "34 ℃", "0538-1234567", "2026-06-30", "v2.1.3", "Windows 10 ", "GB/T 15834—2011 ",
    "Hello, World", "O'Neil (US), Inc.", "5—10个", "10%～20%", "9亿～16亿元", "1,234.56万元",
)  # fmt: skip
CARRIERS = (
    "1. 加强领导,做好服务{0}的公开.\n",
    "1. 公开目录{0}、“就近办”、“马上办”等事项 ，做好解读;\n",
    "1. 落实{0}要求(含督查),2026 年完成１２项。\n",
    "1. 各单位落实{0},并报送{1}（含附件)。（责任单位:县民政局）\n",
    "现将{0}和{1}印发给你们...请认真贯彻执行!\n",
    "编制目录 {0} 县民政局 {1}\n",
    "一、工作要求\n（一）公开内容。{0},{1}、等事项.\n",
)


def mended(text: str) -> str:
    """The text with safe fixes until nothing changes."""
    for _ in range(10):
        after = apply_fixes(text, check_text(text, RULES).findings, SAFE)
        if after == text:
            return text
        text = after
    raise AssertionError("safe fixes do not come to rest")


@pytest.mark.parametrize(("name", "text", "wanted"), CASES, ids=[case[0] for case in CASES])
def test_safe_fixes(name: str, text: str, wanted: str) -> None:
    assert mended(text).rstrip("\n") == (wanted or text.rstrip("\n")), name


def test_there_are_enough() -> None:
    assert len(CASES) >= 60
    assert sum(1 for _, text, wanted in CASES if wanted == text.rstrip("\n")) >= 30


@given(st.sampled_from(CARRIERS), st.sampled_from(PROTECTED), st.sampled_from(PROTECTED))
@settings(max_examples=400)
def test_what_is_protected_stays_as_it_is(carrier: str, first: str, second: str) -> None:
    after = mended(carrier.format(first, second))
    assert after.count(first.strip()) == carrier.format(first, second).count(first.strip())
    if "{1}" in carrier:
        assert second.strip() in after


@given(st.text(alphabet='《》“”‘’「」"〔〕(2026)号示办 a@.:/w1,', max_size=120))
def test_ranges_are_in_order_and_apart(text: str) -> None:
    starts, ends = ranges = protected_ranges(text)
    edges = [edge for pair in zip(starts, ends, strict=True) for edge in pair]
    assert edges == sorted(set(edges))
    assert all(0 <= edge <= len(text) for edge in edges)
    inside = {at for start, end in zip(starts, ends, strict=True) for at in range(start, end)}
    assert {at for at in range(len(text)) if ranges.hold(at)} == inside


def test_nothing_is_protected_in_plain_text() -> None:
    assert protected_ranges("加强领导，做好服务。") == Ranges([], [])
    assert not protected_ranges("”加强领导，“做好服务。“" + "公开" * 200 + "”").starts
