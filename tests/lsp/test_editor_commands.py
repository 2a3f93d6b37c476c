"""Commands: a result beside the draft, made of the text as it is in the editor."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

import pytest
from lsprotocol import types
from open_drafts import EXAMPLES, Draft, Editor, in_editor, snapshot
from pygls.uris import to_fs_path

from hegao.lsp.commands import command_line
from hegao.lsp.commands.command_line import Ran, run_program
from hegao.lsp.commands.draft_copies import is_saved, write_copy
from hegao.lsp.commands.result_files import ResultFiles

CLEAN = (EXAMPLES / "drafts" / "bracketed.notice").read_text("utf-8")
ERROR = "标题：关于𠮷的通知\n\n1. 编制目录。（责任单位：县司法局）\n【核稿：不查 HG999；理由：上级原文】\n"


async def run(editor: Editor, command: str, *arguments: object) -> Path | None:
    params = types.ExecuteCommandParams(f"hegao.{command}", list(arguments))
    uri = await editor.workspace_execute_command_async(params)
    assert uri is None or str(uri).startswith("file:")
    return Path(to_fs_path(str(uri)) or "") if uri else None


def said(editor: Editor) -> str:
    return editor.messages[-1].message if editor.messages else ""


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """The examples as a drafter has them: drafts, units list, upstream, settings."""
    return Path(shutil.copytree(EXAMPLES, tmp_path / "办公室"))


@in_editor
async def test_an_unsaved_draft_is_compiled(editor: Editor, office: Path) -> None:
    path = office / "drafts" / "bracketed.notice"
    draft = Draft(editor, CLEAN, path.as_uri())
    draft.replace("公开食品安全抽检结果", "公开食品安全抽检𠮷结果")
    made = await run(editor, "compile", draft.uri)
    assert made == path.with_suffix(".txt")
    assert "（五）公开食品安全抽检𠮷结果" in made.read_text("utf-8")
    assert path.read_text("utf-8") == CLEAN
    told = [*editor.shown_documents, *editor.messages]
    assert any(
        str(getattr(each, "uri", "")) == made.as_uri() or str(made) in str(each) for each in told
    )


@in_editor
async def test_a_file_of_somebody_else_is_not_written_over(editor: Editor, office: Path) -> None:
    path = office / "drafts" / "bracketed.notice"
    path.with_suffix(".md").write_text("我的笔记", "utf-8")
    first = await run(editor, "compile", path.as_uri(), "md")
    again = await run(editor, "compile", path.as_uri(), ".md")
    assert first == again == path.with_name("bracketed(2).md")
    assert path.with_suffix(".md").read_text("utf-8") == "我的笔记"


@in_editor
async def test_a_draft_with_errors_is_compiled_only_when_wanted(
    editor: Editor, tmp_path: Path
) -> None:
    asked: list[types.ShowMessageRequestParams] = []
    answers = ["先改错误", "按草稿输出"]

    def ask(params: types.ShowMessageRequestParams) -> types.MessageActionItem:
        asked.append(params)
        return types.MessageActionItem(answers[len(asked) - 1])

    if types.WINDOW_SHOW_MESSAGE_REQUEST not in editor.protocol.fm.features:
        editor.feature(types.WINDOW_SHOW_MESSAGE_REQUEST)(lambda params: editor.ask(params))  # type: ignore[attr-defined]
    editor.ask = ask  # type: ignore[attr-defined]
    path = tmp_path / "通知.notice"
    path.write_text(ERROR, "utf-8")
    assert await run(editor, "compile", str(path)) is None
    assert not path.with_suffix(".txt").exists()
    made = await run(editor, "compile", str(path))
    assert made is not None
    assert made.read_text("utf-8").startswith("草稿\n")
    assert [each.title for each in asked[0].actions or ()] == ["按草稿输出", "先改错误"]


@in_editor
async def test_an_unsaved_draft_is_held_against_its_upstream(editor: Editor, office: Path) -> None:
    path = office / "drafts" / "upstream.notice"
    draft = Draft(editor, path.read_text("utf-8"), path.as_uri())
    draft.replace("（八）举办政务开放活动", "（八）举办政务开放𠮷活动")
    made = await run(editor, "coverage", draft.uri)
    assert made == path.with_name("upstream-对照.html")
    page = made.read_text("utf-8")
    assert "举办政务开放𠮷活动" in page
    assert "建设全省政策文件库" in page
    assert "未落实" in page


@in_editor
async def test_coverage_without_upstream_says_what_to_write(editor: Editor, tmp_path: Path) -> None:
    draft = Draft(editor, "1. 编制目录。\n", (tmp_path / "通知.notice").as_uri())
    assert await run(editor, "coverage", draft.uri) is None
    assert "上级文件：别名＝" in said(editor)


@in_editor
async def test_the_ledger_is_a_table(editor: Editor, tmp_path: Path) -> None:
    draft = Draft(
        editor, "1. 编制𠮷目录。（责任单位：县司法局）\n", (tmp_path / "通知.notice").as_uri()
    )
    made = await run(editor, "ledger", draft.uri)
    assert made == tmp_path / "通知-台账.csv"
    header, row = made.read_text("utf-8-sig").splitlines()
    assert header.startswith("编号,")
    assert "编制𠮷目录" in row
    assert "县司法局" in row


@in_editor
async def test_a_finished_text_is_imported_beside_itself(editor: Editor, tmp_path: Path) -> None:
    finished = tmp_path / "通知.txt"
    finished.write_text(
        "示例县民政局关于𠮷的通知\n\n1. 编制目录。（责任单位：县司法局）\n", "utf-8"
    )
    taken = finished.with_suffix(".notice")
    taken.write_text("别人的草稿", "utf-8")
    made = await run(editor, "import", finished.as_uri())
    assert made == tmp_path / "通知(2).notice"
    assert "1. 编制目录。" in made.read_text("utf-8")
    assert taken.read_text("utf-8") == "别人的草稿"
    assert "读出任务1项" in said(editor)


REFUSED = {
    "nothing": ([], "没有写明是哪份文件"),
    "number": ([7], "没有写明是哪份文件"),
    "unsaved": (["untitled:draft"], "还没有保存过"),
    "relative": (["通知.notice"], "要写完整的路径"),
    "missing": (["/no/such/通知.notice"], "读不出"),
    "format": (["/no/such/通知.notice", "rtf"], "不能输出“rtf”格式，只能是docx、pdf"),
}


@in_editor
@pytest.mark.parametrize(("arguments", "words"), REFUSED.values(), ids=REFUSED)
async def test_what_cannot_be_done_is_told(
    editor: Editor, arguments: list[object], words: str
) -> None:
    assert await run(editor, "compile", *arguments) is None
    assert words in said(editor)


def test_a_copy_is_checked_like_the_saved_draft(office: Path, tmp_path: Path) -> None:
    """What the draft and its settings name by relative paths is found from the copy."""
    path = office / "drafts" / "upstream.notice"
    draft = snapshot(path.read_text("utf-8"), path.as_uri())
    assert is_saved(draft, path)
    (tmp_path / "别处").mkdir()
    copy = write_copy(draft, path, tmp_path / "别处")
    copied = snapshot(copy.read_text("utf-8"), copy.as_uri())
    assert [source.problem for source in copied.basis.upstreams] == [""]
    assert copied.basis.problems == draft.basis.problems
    assert copied.basis.registry is not None
    assert [each.code for each in copied.findings] == [each.code for each in draft.findings]
    assert not is_saved(snapshot("1. 编制目录。", path.as_uri()), path)


def test_a_result_changed_by_somebody_is_not_ours(tmp_path: Path) -> None:
    results, wanted = ResultFiles(), tmp_path / "通知.txt"
    assert results.free(wanted) == wanted
    wanted.write_text("甲", "utf-8")
    results.remember(wanted)
    assert results.free(wanted) == wanted
    wanted.write_text("甲和乙", "utf-8")
    assert results.free(wanted) == tmp_path / "通知(2).txt"


def test_a_run_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(command_line, "PROGRAM", "import time; time.sleep(60)")
    monkeypatch.setattr(command_line, "TIME_LIMIT", 0.5)
    ran = asyncio.run(run_program([], tmp_path))
    assert "已停止" in ran.reason


def test_reasons_are_for_drafters() -> None:
    ran = Ran(
        2,
        b"",
        "错误：机构名录读不出\n检查不完整；要先看样子，加 --force 按草稿输出\n用法见：hegao --help\n",
    )
    assert ran.reason == "机构名录读不出"
