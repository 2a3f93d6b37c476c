"""`hegao import`, and `tasks` and `check` on finished files, as a user sees them."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from terminal import hegao
from word_files import paragraph, word

from hegao.cli import office
from hegao.dsl.recover import choose
from hegao.dsl.recover.finished import UnreadableError

TEXT = """示例县民政局关于做好登记工作的通知
各乡镇人民政府：
1. 2026年6月底前建立台账，每季度更新
— 2 —
一次。（责任单位：县民政局）
"""


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "通知.txt"
    path.write_text(TEXT, "utf-8")
    return path


def test_draft_beside_the_file(text: Path) -> None:
    outcome = hegao("import", text)
    assert outcome.code == 0
    assert outcome.out == ""
    draft = text.with_suffix(".notice")
    assert draft.read_text("utf-8") == (
        "标题：示例县民政局关于做好登记工作的通知\n主送：各乡镇人民政府\n\n"
        "1. 2026年6月底前建立台账，每季度更新一次。（责任单位：县民政局）\n"
    )
    assert "读出任务1项" in outcome.err
    assert "页码：第4行“— 2 —”" in outcome.err
    assert text.read_text("utf-8") == TEXT


def test_no_draft_is_written_over_unasked(text: Path) -> None:
    draft = text.with_suffix(".notice")
    draft.write_text("改过的草稿\n", "utf-8")
    outcome = hegao("import", text)
    assert outcome.code == 2
    assert "已经有这个草稿" in outcome.err
    assert draft.read_text("utf-8") == "改过的草稿\n"
    assert hegao("import", text, "-o", draft).code == 0
    assert draft.read_text("utf-8") != "改过的草稿\n"


def test_report_has_places_on_both_sides(text: Path, tmp_path: Path) -> None:
    report = tmp_path / "说明.json"
    assert hegao("import", text, "--report", report).code == 0
    made = json.loads(report.read_text("utf-8"))
    assert made["tasks"] == 1
    assert made["removed"] == [{"message": "页码", "place": "第4行", "line": None, "text": "— 2 —"}]
    assert {"line": 4, "place": "第3行—第5行"} in made["lines"]
    assert {
        "message": "读作标题", "place": "第1行", "line": 1, "text": "示例县民政局关于做好登记工作的通知",
    } in made["inferred"]  # fmt: skip


def test_nothing_is_written_over_the_finished_text(text: Path, tmp_path: Path) -> None:
    link = tmp_path / "别名.notice"
    link.symlink_to(text)
    draft = tmp_path / "草稿.notice"
    for arguments in (("--report", text), ("-o", link), ("-o", draft, "--report", draft)):
        outcome = hegao("import", text, *arguments)
        assert outcome.code == 2
        assert "不能是同一个文件" in outcome.err
    assert text.read_text("utf-8") == TEXT
    assert not draft.exists()


def test_no_draft_without_its_report(text: Path, tmp_path: Path) -> None:
    outcome = hegao("import", text, "--report", tmp_path / "没有" / "说明.json")
    assert outcome.code == 2
    assert not text.with_suffix(".notice").exists()


def test_standard_input_takes_text_only() -> None:
    outcome = hegao("import", "-", stdin=b"%PDF-1.7")
    assert outcome.code == 2
    assert "标准输入只收文本" in outcome.err


def test_standard_input_and_output(text: Path) -> None:
    outcome = hegao("import", "-", stdin=TEXT.encode("gb18030"))
    assert outcome.code == 0
    assert outcome.out.startswith("标题：示例县民政局")
    assert hegao("import", text, "-o", "-").out == outcome.out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("没有.docx",), "没有找到"),
        (("通知.txt", "-o", "通知.txt"), "后缀要是 .notice"),
        ((".",), "这是文件夹"),
        (("空.txt",), "没有读到文字"),
        (("稿.notice",), "已经是草稿"),
        (("图.txt",), "图片"),
    ],
)
def test_what_cannot_be_read(tmp_path: Path, arguments: tuple[str, ...], told: str) -> None:
    (tmp_path / "通知.txt").write_text(TEXT, "utf-8")
    (tmp_path / "空.txt").write_bytes(b"\n \n")
    (tmp_path / "稿.notice").write_text(TEXT, "utf-8")
    (tmp_path / "图.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(60))
    outcome = hegao("import", *arguments, cwd=tmp_path)
    assert outcome.code == 2
    assert told in outcome.err
    assert "Traceback" not in outcome.err


def test_word_file_read_by_tasks_and_check(tmp_path: Path) -> None:
    path = tmp_path / "通知.docx"
    body = [paragraph(line) for line in TEXT.splitlines() if "2 —" not in line]
    path.write_bytes(word("".join(body)))
    before = path.read_bytes()
    made = json.loads(hegao("tasks", path, "--format", "json").out)
    assert [unit["text"] for unit in made["tasks"][0]["units"]] == ["县民政局"]
    assert made["title"] == "示例县民政局关于做好登记工作的通知"
    checked = hegao("check", path, "--format", "json", "--select", "HG112,HG201,HG103")
    assert "后面是原文件里的位置" in checked.err
    assert all(found["place"].startswith("第") for found in json.loads(checked.out)["findings"])
    mended = hegao("check", "--fix", "--unsafe-fixes", path)
    assert path.read_bytes() == before
    assert mended.code == 2
    assert "先用 hegao import" in mended.err


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_tasks_of_a_text_stand_where_they_say(tmp_path: Path, encoding: str, end: str) -> None:
    """Below page numbers, marks and joined lines: line and span are those of the file."""
    text = TEXT + "## 二、保障\n　　2. 开展**检查**。\n责 任 单 位：县应急管理局\n"
    path = tmp_path / "通知.txt"
    path.write_bytes(text.replace("\n", end).encode(encoding))
    outcome = hegao("tasks", path, "--format", "json")
    first, second = json.loads(outcome.out)["tasks"]
    assert (first["line"], second["line"]) == (3, 7)
    assert "2 —" not in first["text"]
    assert [unit["text"] for unit in second["units"]] == ["县应急管理局"]
    start, end_of_first = first["span"]
    source = text.replace("\n", end)
    assert source[start:end_of_first].startswith("1. 2026年6月底前")
    assert source[start:end_of_first].endswith("（责任单位：县民政局）")
    assert source[slice(*second["span"])].strip().startswith("2. 开展**检查**")
    assert "去掉了" in outcome.err


@pytest.mark.parametrize(
    ("suffix", "content", "module", "extra"),
    [
        (".html", b"<html><body><p>1</p></body></html>", "lxml", "hegao[html]"),
    ],
)
def test_a_missing_library_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    suffix: str, content: bytes, module: str, extra: str,
) -> None:  # fmt: skip
    for name in [name for name in sys.modules if name.partition(".")[0] == module]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, module, None)
    path = tmp_path / f"a{suffix}"
    path.write_bytes(content)
    outcome = hegao("import", path)
    assert outcome.code == 2
    assert f"pip install '{extra}'" in outcome.err


def test_old_formats_without_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "PROGRAMS", ("no-such-office",))
    path = tmp_path / "a.wps"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    outcome = hegao("import", path)
    assert outcome.code == 2
    assert "LibreOffice" in outcome.err
    assert "另存为.docx" in outcome.err


OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def fake_office(folder: Path, script: str) -> str:
    program = folder / "fake-office"
    program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    program.chmod(0o755)
    return str(program)


@pytest.mark.parametrize(
    ("script", "told"), [("sleep 60", "还没有完"), ("exit 1", "转换不了"), ("true", "转换不了")]
)
def test_libreoffice_that_hangs_or_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, told: str
) -> None:
    monkeypatch.setattr(office, "PROGRAMS", (fake_office(tmp_path, script),))
    monkeypatch.setattr(office, "SECONDS", 1)
    with pytest.raises(UnreadableError, match=told):
        office.converted(OLD_WORD, ".doc", "docx")


def test_libreoffice_gets_a_profile_that_is_thrown_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The program is told its profile and its folder; both are gone afterwards."""
    kept = tmp_path / "arguments"
    script = f'echo "$@" > {kept}; cp "${{@: -1}}" "$(dirname "${{@: -1}}")/out/file.docx"'
    program = Path(fake_office(tmp_path, ""))
    program.write_text(f"#!/bin/bash\n{script}\n", "utf-8")
    monkeypatch.setattr(office, "PROGRAMS", (str(program),))
    assert office.converted(OLD_WORD, ".doc", "docx") == OLD_WORD
    arguments = kept.read_text("utf-8").split()
    profile = Path(arguments[0].removeprefix("-env:UserInstallation=file://"))
    assert "--headless" in arguments
    assert not profile.exists()
    assert not Path(arguments[-1]).exists()


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.txt", "通知".encode(), "text"),
        ("a.html", b"x", "html"),
        ("a.doc", b"<html><body>x", "html"),
        ("a.txt", b"  <!DOCTYPE html><p>", "html"),
        ("a.doc", b"\xd0\xcf\x11\xe0", "old word"),
        ("a.et", b"\xd0\xcf\x11\xe0", "old sheet"),
        ("a.rtf", b"{\\rtf1 x}", "old word"),
        ("a", b"junk %PDF-1.4", "pdf"),
    ],
)
def test_kind_of_file(name: str, content: bytes, kind: str) -> None:
    assert choose.kind_of(name, content) == kind


def test_ofd_and_pictures_are_refused_with_advice() -> None:
    with pytest.raises(UnreadableError, match="OCR"):
        choose.kind_of("a.jpg", b"\xff\xd8\xff" + bytes(30))
