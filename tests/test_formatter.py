"""hegao format: pairs of texts, and what holds for any text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hegao.dsl.build import build_notice
from hegao.dsl.formatter import fingerprint, format_notice, plain
from hegao.dsl.spelling import spell

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


PIECES = Path(__file__).parent / "data" / "format" / "pieces.txt"


def pieces(section: str) -> list[str]:
    """The pieces of notices that one section of the data file lists; `\\t` stands for a tab."""
    _, _, rest = read(PIECES).partition(f"%% {section}\n")
    return rest.partition("\n%% ")[0].strip("\n").replace("\\t", "\t").split("\n")


SPACES = ["", "", "", " ", "　", "　　", "\t", "\u000b", "\u000c", "\u00a0", "\u2003", "\ufeff"]
ENDS = ["\n", "\n", "\n\n", "\r\n", "\r", "\n 　\n\n", "\u000b", "\u2028", ""]

ANY_SPACE = st.sampled_from(SPACES)
PROSE = st.lists(st.sampled_from([*pieces("words"), *SPACES]), max_size=6).map("".join)
NUMBERED = st.tuples(ANY_SPACE, st.sampled_from(pieces("labels")), ANY_SPACE, PROSE).map("".join)
OTHER = st.sampled_from([*pieces("fields"), *pieces("directives"), *pieces("rows")])
LINE = st.tuples(ANY_SPACE, NUMBERED | PROSE | OTHER, ANY_SPACE, st.sampled_from(ENDS))
NOTICES = st.lists(LINE.map("".join), max_size=14).map("".join)


@settings(max_examples=300)
@given(NOTICES)
def test_any_notice_has_one_spelling(text: str) -> None:
    assert_one_spelling(text)


@settings(max_examples=200)
@given(st.text(max_size=80))
def test_any_text_has_one_spelling(text: str) -> None:
    assert_one_spelling(text)


@settings(max_examples=200)
@given(st.text(alphabet="中文a1,:;?!()（）， 。\t", max_size=30))
def test_any_running_text_has_one_spelling(text: str) -> None:
    made = spell(text)
    assert spell(made) == made
    assert plain(made) == plain(text)
