"""hegao format: pairs of texts, and what holds for any text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hegao.dsl.build import build_notice
from hegao.dsl.formatter import fingerprint, format_notice, plain
from hegao.dsl.layout.spelling import spell
from hypothesis import given, settings
from hypothesis import strategies as st

PROJECT = Path(__file__).parents[1]
PAIRS = sorted((Path(__file__).parent / "data" / "format").glob("*.in.notice"))
EXAMPLES = sorted((PROJECT / "examples").glob("*/*.notice")) + [
    PROJECT / "examples/finished/notice.txt"
]
SHARED = PROJECT.parent / "shared"
FOREIGN = sorted(SHARED.glob("seeds/*.txt")) + sorted(SHARED.glob("corpus/*.txt"))


def read(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def names(paths: list[Path]) -> list[object]:
    return [pytest.param(path, id=path.name.split(".")[0]) for path in paths]


def assert_one_spelling(text: str) -> str:
    """The formatted text, having checked that it is stable and says what the text says."""
    made = format_notice(text)
    assert format_notice(made) == made
    assert fingerprint(build_notice(made)) == fingerprint(build_notice(text))
    return made


@pytest.mark.parametrize("path", names(PAIRS))
def test_pair_result(path: Path) -> None:
    assert format_notice(read(path)) == read(path.with_name(path.name.replace(".in.", ".out.")))


@pytest.mark.parametrize("path", names(PAIRS))
def test_pair_is_idempotent(path: Path) -> None:
    made = read(path.with_name(path.name.replace(".in.", ".out.")))
    assert format_notice(made) == made


@pytest.mark.parametrize("path", names(PAIRS))
def test_pair_keeps_the_model(path: Path) -> None:
    made = read(path.with_name(path.name.replace(".in.", ".out.")))
    assert fingerprint(build_notice(made)) == fingerprint(build_notice(read(path)))


@pytest.mark.parametrize("path", names(EXAMPLES))
def test_examples_keep_their_words(path: Path) -> None:
    text = read(path)
    made = assert_one_spelling(text)
    assert "\n\n\n" not in made
    assert made.endswith("\n")
    assert "\n　" not in made
    if path.name != "flawed.notice":
        assert plain(made) == plain(text)


@pytest.mark.skipif(not FOREIGN, reason="no ../shared/seeds and ../shared/corpus here")
@pytest.mark.parametrize("path", names(FOREIGN))
def test_real_notices_keep_their_words(path: Path) -> None:
    text = read(path)
    made = assert_one_spelling(text)
    assert made != text
    assert letters(made) == letters(text)
    assert not any(line.startswith("#") for line in made.splitlines())


def letters(text: str) -> str:
    """The letters and digits of a text: what no spelling may touch."""
    return "".join(filter(str.isalnum, plain(text)))


@pytest.mark.parametrize("text", ["", "\n", " \t\r\n\n　", "\ufeff"])
def test_nothing_stays_nothing(text: str) -> None:
    assert format_notice(text).strip("\ufeff\n") == ""


SPELLINGS = {
    "通知,请": "通知，请",
    "以1,000元、3:1、12:30为准": "以1,000元、3:1、12:30为准",
    "见http://a.cn:80/b?c=1,d;e和a@b.cn": "见http://a.cn:80/b?c=1,d;e和a@b.cn",
    "AI,OPC": "AI,OPC",
    "AI,推动": "AI，推动",
    "（一）公开(含节假日）": "（一）公开（含节假日）",
    "f(x)": "f(x)",
    "App(iOS)": "App(iOS)",
    "机器人(AI)技术": "机器人（AI）技术",
    "政办发(2022)7号": "政办发（2022）7号",
    "到 2022 年 底 前": "到2022年底前",
    "OPC 社区 AI  Agent": "OPC 社区 AI Agent",
    "“回头看” ，再看": "“回头看”，再看",
    "办好了吗?好!": "办好了吗？好！",
    "a\u000b中\u000c文\u00a0 b": "a 中文 b",
    "1. 健全": "1. 健全",
    "((a,,中))": "（（a，，中））",
}


@pytest.mark.parametrize(("text", "expected"), SPELLINGS.items())
def test_running_text(text: str, expected: str) -> None:
    assert spell(text) == expected
    assert spell(expected) == expected


LABELS = [
    "一、", "二 、", "三.", "四", "（一）", "(二)", "（三", "( 四 )、", "1.", "2．", "3、", "4 ", "5", "（1）", "(2)",
    "①", "②", "第一条 ", "第二章　", "【任务】", "【段】", "【一级】", "【任务】 1、", "# ", "## 一、", "**", "> ",
]  # fmt: skip
WORDS = [
    "优化政务公开", "健全机制。", "2022 年 9 月底前", "完成,并 公开", "不少于1次", "年底前", "AI", "OPC 社区", "《关于公开的通知》",
    "（责任单位：县司法局、县 财政局）", "(县司法局 县财政局负责)", "（含节假日", "）", "(", "县政府办公室", "各镇人民政府：", "a,b;c",
    "http://a.cn/b?c,d", "示政办发〔2022〕7号", "2022年6月2日", "（此件公开发布）", "关于印发工作要点的通知", "。（二）公开信息。", "。三、保障",
    "措施(十四)", "【见：属性认定】", "示例县人民政府办公室", "印发", "---", "“回头 看”", "……", "附件", "，", "。", "；", "|", "｜", "\t", "5个工作日内",
]  # fmt: skip
FIELD_LINES = [
    "责任单位：", "责任单位 :县司法局 县财政局", "责任单为：县财政局", "牵头单位 县司法局", "配合单位；县民政局", "完成时限：2022 年 9 月底前",
    "落实：省要点  第（十）项", "标识：属性 认定", "标题：关于 印发要点的通知", "主送:各镇人民政府", "成文日期：2022 年 4 月 28 日", "上级文件：省＝《要点》(上级/省 要点.notice)",
    "抄送：县委各部门。", "附件：任务表", "编号方式：全文连续", "发文机关：示例县人民政府",
]  # fmt: skip
DIRECTIVE_LINES = ["【批注：能否 改为,5日】", "【核稿：不查 HG302；理由：年度 工作】", "【印发件】2022 年要点", "【附表】任务表", "【附件】", "【见：a】执行"]  # fmt: skip
ROWS = ["任务｜责任单位｜完成时限", "1. 公开信息,｜ 县司法局 ｜9月底前", "\t\t2. 健全 机制\t县财政局 县民政局", "同上\t同上\t", "| a | b |", "|---|---|", "a|b|c", "｜（一） 甲｜"]  # fmt: skip
SPACES = ["", "", "", " ", "　", "　　", "\t", "\u000b", "\u000c", "\u00a0", "\u2003", "\ufeff"]
ENDS = ["\n", "\n", "\n\n", "\r\n", "\r", "\n 　\n\n", "\u000b", "\u2028", ""]

prose = st.lists(st.sampled_from([*WORDS, *SPACES]), max_size=6).map("".join)
numbered = st.builds(lambda *parts: "".join(parts), st.sampled_from(SPACES), st.sampled_from(LABELS), st.sampled_from(SPACES), prose)
line = st.one_of(
    numbered, numbered, prose, st.sampled_from(FIELD_LINES), st.sampled_from(DIRECTIVE_LINES), st.sampled_from(ROWS)
)
notices = st.lists(st.tuples(st.sampled_from(SPACES), line, st.sampled_from(SPACES), st.sampled_from(ENDS)), max_size=14).map(
    lambda parts: "".join("".join(part) for part in parts)
)


@settings(max_examples=3000, deadline=None)
@given(notices)
def test_any_notice_has_one_spelling(text: str) -> None:
    assert_one_spelling(text)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80))
def test_any_text_has_one_spelling(text: str) -> None:
    assert_one_spelling(text)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="中文a1,:;?!()（）， 。\t", max_size=30))
def test_any_running_text_has_one_spelling(text: str) -> None:
    made = spell(text)
    assert spell(made) == made
    assert plain(made) == plain(text)
