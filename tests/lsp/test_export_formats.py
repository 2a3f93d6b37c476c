"""The forms that an editor can offer for export are those that compiling takes."""

from __future__ import annotations

from pathlib import Path

import pytest
from lsprotocol import types
from open_drafts import Draft, Editor, in_editor, surroundings
from pygls.uris import to_fs_path

from hegao.lsp.features.export_formats import EXPORT_FORMATS, export_formats

OFFERED = export_formats(surroundings(), None)


def test_every_form_has_a_name() -> None:
    assert {"txt", "md", "json"} <= {each["ending"] for each in OFFERED}
    assert all(each["name"] and each["name"] != each["ending"] for each in OFFERED)


@in_editor
async def test_an_editor_gets_them(editor: Editor) -> None:
    answer = await editor.protocol.send_request_async(EXPORT_FORMATS, {})
    assert answer == OFFERED


@pytest.mark.parametrize("ending", [each["ending"] for each in OFFERED])
@in_editor
async def test_each_can_be_written(editor: Editor, tmp_path: Path, ending: str) -> None:
    path = tmp_path / "通知.notice"
    text = "标题：关于编制目录的通知\n\n1. 编制𠮷目录。（责任单位：县司法局）\n"
    draft = Draft(editor, text, path.as_uri())
    params = types.ExecuteCommandParams("hegao.compile", [draft.uri, ending])
    made = await editor.workspace_execute_command_async(params)
    assert Path(to_fs_path(str(made)) or "") == path.with_suffix(f".{ending}")
    assert path.with_suffix(f".{ending}").stat().st_size
