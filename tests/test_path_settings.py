"""Settings for some files, and which codes are wanted: tables of what holds."""

from __future__ import annotations

from pathlib import Path

import pytest
from reports import finding
from terminal import DATA, hegao

from hegao.linter.config import Choice, ConfigError, line_of, read_settings
from hegao.linter.path_settings import PathSettings, judged


@pytest.mark.parametrize(
    ("pattern", "path", "fits"),
    [
        ("附件/**", "附件/一.notice", True),
        ("附件/**", "附件/甲/一.notice", True),
        ("附件/**", "稿件/附件/一.notice", False),
        ("附件/", "稿件/附件/一.notice", True),
        ("附件", "附件/甲/一.notice", True),
        ("附件", "附件二/一.notice", False),
        ("**/附件/*.notice", "附件/一.notice", True),
        ("**/附件/*.notice", "稿件/甲/附件/一.notice", True),
        ("稿件/*.notice", "稿件/一.notice", True),
        ("稿件/*.notice", "稿件/甲/一.notice", False),
        ("*.docx", "稿件/甲/一.docx", True),
        ("*.docx", "稿件/甲/一.docx.notice", False),
        ("一?.notice", "稿件/一二.notice", True),
        ("一?.notice", "一.notice", False),
        ("一[1].notice", "一[1].notice", True),
        ("一[1].notice", "一1.notice", False),
        ("**", "任意/一.notice", True),
    ],
)
def test_patterns(pattern: str, path: str, *, fits: bool) -> None:
    assert PathSettings(pattern).fits(path) is fits


@pytest.mark.parametrize(
    ("select", "ignore", "shown"),
    [
        ((), (), True),
        (("HG3",), (), True),
        (("HG4",), (), False),
        ((), ("HG3",), False),
        (("HG301",), ("HG3",), True),
        (("HG3",), ("HG301",), False),
        (("HG3",), ("HG3",), False),
        (("", "HG301"), ("HG3",), True),
        (("",), ("HG3",), False),
    ],
)
def test_of_two_lists_the_longer_beginning_counts(
    select: tuple[str, ...], ignore: tuple[str, ...], *, shown: bool
) -> None:
    assert Choice(select, ignore).shows("HG301") is shown


@pytest.mark.parametrize(
    ("settings", "severity"),
    [
        ([], "error"),
        ([("HG", "info")], "info"),
        ([("HG", "info"), ("HG999", "warning")], "warning"),
        ([("HG999", "warning"), ("HG", "info")], "warning"),
        ([("XX", "info")], "error"),
    ],
)
def test_severities(settings: list[tuple[str, str]], severity: str) -> None:
    table = "\n".join(f'{code} = "{level}"' for code, level in settings)
    read = read_settings(f'[paths."**".severity]\n{table}\n')
    told = judged(finding(0, 1), read.at("一.notice"))
    assert told is not None
    assert told.severity == severity


def test_later_patterns_overrule_earlier_ones() -> None:
    text = (
        '[paths."**"]\nseverity = { HG = "info" }\n[paths."甲/**"]\nseverity = { HG = "warning" }\n'
    )
    text += '[paths."甲/乙/**"]\nignore = ["HG9"]\n'
    settings = read_settings(text)
    told = [judged(finding(0, 1), settings.at(f"{each}一")) for each in ("", "甲/", "甲/乙/")]
    assert [each and each.severity for each in told] == ["info", "warning", None]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("paths = 3", 1, "paths 要写成表"),
        ('\n[paths."附件/**"]\nignor = []', 3, "“附件/**”下面没有设置项 ignor，是不是 ignore？"),
        ("ignore = []\n[paths.'甲']\nignore = \"HG3\"", 3, "“甲”的 ignore 要写成列表"),
        ("[paths.'甲']\n\nseverity = [\"HG3\"]", 3, "“甲”的 severity 要写成 { HG301"),
        (
            "[paths.'甲']\nseverity = { HG3 = \"off\" }",
            2,
            "里 HG3 要写 error、warning、info 中的一个",
        ),
        ("paths = { '甲' = 1 }", 1, '要写成 [paths."甲"]'),
        ("stage = '核稿'\nbaseline = 1", 2, "baseline 要写成加引号的文字"),
    ],
)
def test_faults_are_told_with_their_line(text: str, line: int, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read_settings(text)
    assert message in caught.value.message
    assert caught.value.line == line


def test_lines_of_settings() -> None:
    text = 'stage = "核稿"\n[paths]\n"甲" = { ignore = [] }\n[paths."乙"]\nignore = []\n'
    assert [line_of(text, "paths", each, "ignore") for each in "甲乙"] == [3, 5]
    assert line_of(text, "units") is None


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "附件").mkdir()
    (tmp_path / "一.notice").write_bytes((DATA / "flawed.notice").read_bytes())
    (tmp_path / "附件" / "二.notice").write_text(
        "规则文件：甲.noticerules\n标题：关于防汛的通知\n", "utf-8"
    )
    (tmp_path / "hegao.toml").write_text(
        'ignore = ["HG1"]\n\n[paths."附件/**"]\nseverity = { HG3 = "info" }\n', "utf-8"
    )
    return tmp_path


def codes(folder: Path, *options: str) -> set[str]:
    lines = hegao(
        "check", "一.notice", "--format", "concise", *options, cwd=folder
    ).out.splitlines()
    return {line.split()[2][:3] for line in lines[:-1]}


def test_options_replace_or_extend_the_settings(folder: Path) -> None:
    assert codes(folder) == {"HG2", "HG3", "HG7"}
    assert codes(folder, "--ignore", "HG2") == {"HG1", "HG3", "HG7"}
    assert codes(folder, "--extend-ignore", "HG2") == {"HG3", "HG7"}
    assert codes(folder, "--extend-select", "HG101") == {"HG1", "HG2", "HG3", "HG7"}
    assert codes(folder, "--select", "HG2", "--extend-select", "HG3") == {"HG2", "HG3"}


def test_a_severity_decides_the_exit_code(folder: Path) -> None:
    assert hegao("check", "一.notice", cwd=folder).code == 1
    with (folder / "hegao.toml").open("a", encoding="utf-8") as settings:
        settings.write('[paths."一.notice"]\nseverity = { HG = "info" }\n')
    assert hegao("check", "一.notice", cwd=folder).code == 0


def test_show_tells_what_is_in_force_and_from_where(folder: Path) -> None:
    shown = [line.split() for line in hegao("config", "show", cwd=folder).out.splitlines()]
    assert ["stage", "核稿", "默认"] in shown
    assert ["ignore", "HG1", "hegao.toml:1"] in shown
    assert ["severity", "HG3→info", "hegao.toml:4", "“附件/**”"] in shown
    own = hegao("config", "show", "附件/二.notice", cwd=folder).out
    assert "规则文件  甲.noticerules" in own
    assert "附件/二.notice:1" in own
    assert "severity" not in hegao("config", "show", "一.notice", cwd=folder).out


def test_show_says_what_is_wrong(folder: Path) -> None:
    assert hegao("config", "show", "没有", cwd=folder).code == 2
    (folder / "hegao.toml").write_text("stag = 1", "utf-8")
    outcome = hegao("config", "show", cwd=folder)
    assert outcome.code == 2
    assert "hegao.toml:1 没有设置项 stag，是不是 stage？" in outcome.err
