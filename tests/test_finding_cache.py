"""What is kept of checks: the same findings as a fresh check, whatever changed, whatever broke."""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from programs import started
from reports import any_results
from terminal import RULE, Outcome, hegao

from hegao.cli.checking import Checker, Wishes
from hegao.cli.files import TextFile
from hegao.cli.finding_store import FindingStore
from hegao.cli.kept_findings import pack, unpack
from hegao.cli.known_checks import KnownChecks
from hegao.linter.report.result import CheckResults, FileResult
from material import EXAMPLES, ROOT, read

PLAIN = Wishes()
BROKEN_FILES: dict[str, bytes] = {
    "empty": b"",
    "no database": "这不是数据库".encode() * 1000,
    "cut off": b"SQLite format 3\x00" + bytes(50),
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[FindingStore]:
    store = FindingStore(tmp_path / "cache" / "findings.sqlite")
    yield store
    store.close()


def remembering(store: FindingStore, wishes: Wishes = PLAIN) -> Checker:
    checker = Checker(wishes)
    checker.known = KnownChecks(store, checker.offices, wishes.stage)
    return checker


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_what_is_kept_is_what_a_check_finds(path: Path, store: FindingStore) -> None:
    file = TextFile(str(path), read(path))
    first = remembering(store)
    fresh = first.check(file)
    assert fresh == Checker(PLAIN).check(file)
    store.save()
    again = remembering(store)
    assert again.recall(file) == fresh
    assert [*again.rules] == [*first.rules]
    other = remembering(store, Wishes(stage="签发"))
    assert other.recall(file) is None
    assert other.check(file) == Checker(Wishes(stage="签发")).check(file)


@given(any_results())
def test_findings_to_bytes_and_back(results: CheckResults) -> None:
    (file,) = results.files
    kept = unpack(pack(file.findings, ()))
    assert kept is not None
    assert kept.findings == file.findings


@pytest.mark.parametrize("data", [b"", b"x", b"\xfb\xff\xff\xff\xff", b"i\x01\x00\x00\x00"])
def test_bytes_of_another_program(data: bytes) -> None:
    assert unpack(data) is None


@pytest.fixture
def office(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "examples", tmp_path / "office")
    own = RULE.replace("相关科室", "工作")
    (tmp_path / "office" / "规则" / "示例县.noticerules").write_text(own, "utf-8")
    return tmp_path / "office"


def replaced(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(office: Path) -> None:
        path = office / name
        text = read(path)
        assert old in text
        path.write_text(text.replace(old, new), "utf-8", newline="")

    return change


def nearer_list(office: Path) -> None:
    (office / "drafts" / "机构").mkdir()
    shutil.copy(office / "机构" / "示例县.csv", office / "drafts" / "机构")
    replaced("drafts/机构/示例县.csv", "县", "区")(office)
    replaced("hegao.toml", "units", "# ")(office)


def gone(office: Path) -> None:
    (office / "上级" / "省要点.notice").unlink()


CHANGES: dict[str, Callable[[Path], None]] = {
    "a draft": replaced("drafts/prose.notice", "。", "，"),
    "a units list": replaced("机构/示例县.csv", "县", "区"),
    "another units list of the same name": nearer_list,
    "an upstream": replaced("上级/省要点.notice", "年", "月"),
    "an upstream is gone": gone,
    "rules of the office": replaced("规则/示例县.noticerules", "警告", "提醒"),
    "the list of rules files": replaced("hegao.toml", 'rules = ["规则/示例县.noticerules"]', ""),
    "the units list of the settings": replaced("hegao.toml", 'units = "机构/示例县.csv"', ""),
    "the stage": replaced("hegao.toml", 'stage = "核稿"', 'stage = "签发"'),
    "what is ignored": replaced("hegao.toml", 'stage = "核稿"', 'ignore = ["HG1", "HG2"]'),
    "severities": replaced("hegao.toml", "# ", '[paths."flawed.notice"]\nseverity = { HG = "info" }\n# '),
}  # fmt: skip


def checked(office: Path, *options: str) -> Outcome:
    return hegao("check", "--format", "json", "--fail-on", "never", *options, cwd=office)


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_whatever_findings_come_from_changes(office: Path, change: Callable[[Path], None]) -> None:
    if change is CHANGES["severities"]:  # A table ends the settings before it.
        (office / "hegao.toml").write_text("# \n", "utf-8")
    before = checked(office)
    assert checked(office).raw == before.raw
    change(office)
    after = checked(office)
    assert after.raw == checked(office, "--no-cache").raw
    assert after.raw != before.raw


def test_what_is_wanted_is_asked_of_what_is_kept(office: Path) -> None:
    checked(office)
    for options in (("--select", "HG3"), ("--ignore", "HG3"), ("--stage", "起草")):
        assert checked(office, *options).raw == checked(office, *options, "--no-cache").raw


def test_faults_are_told_every_time(office: Path) -> None:
    with (office / "规则" / "示例县.noticerules").open("a", encoding="utf-8") as rules:
        rules.write("\n规则 XX001 没有写完\n")
    first, second = checked(office), checked(office)
    assert (first.code, first.err) == (2, second.err)


@pytest.mark.parametrize("content", BROKEN_FILES.values(), ids=BROKEN_FILES)
def test_a_broken_cache_is_made_anew(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "findings.sqlite"
    path.write_bytes(content)
    for expected in (None, b"data"):
        store = FindingStore(path)
        assert store.get(b"key") == expected
        store.put(b"key", b"data")
        store.close()


@pytest.mark.parametrize(
    "damage",
    [
        "PRAGMA user_version = 99", "DROP TABLE kept", "UPDATE kept SET sum = sum + 1",
        "UPDATE kept SET data = 'text'", "ALTER TABLE kept RENAME COLUMN data TO other",
    ],
)  # fmt: skip
def test_a_cache_of_another_make(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "findings.sqlite"
    store = FindingStore(path)
    store.put(b"key", b"data")
    store.close()
    with sqlite3.connect(path) as base:
        base.execute(damage)
    base.close()
    for _ in range(2):
        store = FindingStore(path)
        assert store.get(b"key") is None
        store.close()
    store = FindingStore(path)
    store.put(b"key", b"new")
    store.close()
    assert FindingStore(path).get(b"key") == b"new"


def test_pages_written_over(tmp_path: Path) -> None:
    path = tmp_path / "findings.sqlite"
    store = FindingStore(path)
    for number in range(100):
        store.put(b"%d" % number, bytes([number]) * 5000)
    store.close()
    data = bytearray(path.read_bytes())
    data[4096 : len(data) // 2] = b"\xaa" * (len(data) // 2 - 4096)
    path.write_bytes(data)
    store = FindingStore(path)
    for number in range(100):
        assert store.get(b"%d" % number) in (None, bytes([number]) * 5000)
    store.close()
    store = FindingStore(path)
    store.put(b"key", b"data")
    store.close()
    assert FindingStore(path).get(b"key") == b"data"


def test_a_cache_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    for path in (tmp_path / "file" / "findings.sqlite", tmp_path):
        store = FindingStore(path)
        store.put(b"key", b"data")
        store.save()
        assert store.get(b"key") is None
        assert store.size() == (0, 0)
        store.close()


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_nobody_else_reads_it(store: FindingStore) -> None:
    store.put(b"key", b"data")
    store.save()
    assert store.path.stat().st_mode & 0o077 == 0


def test_the_oldest_go_when_there_are_too_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, now = tmp_path / "findings.sqlite", time.time()
    for day in range(20):
        monkeypatch.setattr(time, "time", lambda day=day: now + day * 100_000)
        store = FindingStore(path, most=500_000)
        for number in range(4):
            store.put(b"%d %d" % (day, number), bytes(10_000))
        store.get(b"0 0")  # Used again and again, it stays.
        store.close()
    store = FindingStore(path, most=500_000)
    entries, size = store.size()
    assert entries < 50
    assert size <= 500_000
    assert path.stat().st_size < 800_000
    assert store.get(b"0 0")
    assert store.get(b"19 0")
    assert store.get(b"0 1") is None
    store.close()


def test_two_processes_at_once(office: Path, tmp_path: Path) -> None:
    for number in range(40):
        shutil.copy(office / "drafts" / "prose.notice", office / "drafts" / f"{number}.notice")
    arguments = ("check", ".", "--format", "json")
    both = [started(*arguments, cwd=office, cache=tmp_path / "cache") for _ in range(2)]
    outputs = [each.communicate() for each in both]
    assert outputs[0] == outputs[1]
    (path,) = (tmp_path / "cache").rglob("findings.sqlite")
    store = FindingStore(path)
    assert store.size()[0] == 48
    store.close()


def test_an_upstream_written_during_the_run_is_not_kept(office: Path, store: FindingStore) -> None:
    path = office / "drafts" / "upstream.notice"
    file = TextFile(str(path), read(path))
    checker = remembering(store)
    time.sleep(0.05)
    (office / "上级" / "省要点.notice").touch()
    result = checker.check(file)
    assert isinstance(result, FileResult)
    store.save()
    assert remembering(store).recall(file) is None
