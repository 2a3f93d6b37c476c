"""The tasks of a draft and the items of its upstreams, for the views beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from cursors import cut_examples
from open_drafts import EXAMPLES, Draft, Editor, in_editor, snapshot, surroundings

from hegao.lsp.features.task_list import TASKS, task_list
from hegao.lsp.snapshot import Snapshot

DRAFTS = sorted((EXAMPLES / "drafts").glob("*.notice"))
UPSTREAM = EXAMPLES / "drafts" / "upstream.notice"


def told(draft: Snapshot) -> dict[str, Any]:
    return task_list(draft, surroundings(draft), None)


def example(path: Path) -> Snapshot:
    return snapshot(path.read_text("utf-8"), path.as_uri())


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.stem)
def test_every_task_stands_where_it_is_said_to(path: Path) -> None:
    draft = example(path)
    tasks = told(draft)["tasks"]
    assert len(tasks) == len(draft.notice.tasks)
    source = path.read_text("utf-8").splitlines()
    for each in tasks:
        assert source[each["line"]][each["character"] :].startswith(each["name"][:2])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "一、重点任务\n1. 编制目录。2026年6月底前公布。（责任单位：县司法局牵头，县民政局）",
            {
                "line": 1, "character": 0, "name": "1.编制目录",
                "section": "一、重点任务",
                "units": [("县司法局", "lead"), ("县民政局", "unspecified")],
                "deadlines": [("2026年6月底前", "2026-06-30")],
            },
        ),
        (
            "　　1. 编制目录，尽快公布。",
            {"character": 2, "section": "", "units": [], "deadlines": [("尽快", None)]},
        ),
    ],
)  # fmt: skip
def test_what_is_told_of_a_task(text: str, expected: dict[str, Any]) -> None:
    (task,) = told(snapshot(f"{text}\n"))["tasks"]
    task["units"] = [(each["name"], each["role"]) for each in task["units"]]
    task["deadlines"] = [(each["text"], each["end"]) for each in task["deadlines"]]
    assert {name: task[name] for name in expected} == expected


def test_a_draft_without_upstream_has_none() -> None:
    assert told(snapshot("1. 编制目录。\n")) | {"tasks": []} == {"tasks": [], "upstream": None}


def test_every_upstream_item_with_its_state_and_the_tasks_that_carry_it_out() -> None:
    draft = example(UPSTREAM)
    upstream = told(draft)["upstream"]
    assert upstream["told"] == "未落实1项、有减弱4项、已落实3项、已转交1项、不适用2项"
    assert len(upstream["items"]) == len(draft.whole.comparison.outcomes) == 11
    states = [each["told"] for each in upstream["items"]]
    assert states == sorted(states, key=states.index)
    assert states[0] == "未落实"
    told_of = {each["ref"]: each for each in upstream["items"]}
    assert told_of["省要点 第（九）项"]["tasks"] == []
    carried = told_of["省要点 第（十）项"]
    assert [each["name"] for each in carried["tasks"]] == ["（六）开展业务培训"]
    line = carried["tasks"][0]["line"]
    assert UPSTREAM.read_text("utf-8").splitlines()[line].startswith("（六）")
    assert "“每年不少于1次”低于“每年不少于2次”" in carried["note"]


def test_no_cut_text_makes_it_raise() -> None:
    for at in cut_examples():
        told(at.draft)


@in_editor
async def test_places_are_counted_as_the_editor_counts(editor: Editor) -> None:
    draft = Draft(editor, "标题：关于𠮷的通知\n\n𠮷【任务】1. 编制目录。\n1. 编制𠮷目录。\n")
    answer = await editor.protocol.send_request_async(TASKS, {"textDocument": {"uri": draft.uri}})
    (task,) = answer.tasks
    assert (task.line, task.character, task.name) == (3, 0, "1.编制𠮷目录。")
    assert answer.upstream is None
