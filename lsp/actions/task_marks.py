"""【任务】 and 【段】 before a number: the drafter says what is a task and what is not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lsprotocol import types

from hegao.dsl.document import Item
from hegao.grammar.source import Span
from hegao.grammar.vocabulary import PARAGRAPH_MARK, TASK_MARK
from hegao.linter.finding import Edit
from hegao.lsp.actions.offer import Offer, Scene, item_at, task_of

MARK: Final = f"{types.CodeActionKind.RefactorRewrite.value}.hegao.mark"
MARKS: Final = (f"【{TASK_MARK}】", f"【{PARAGRAPH_MARK}】")


def task_marks(scene: Scene) -> Iterator[Offer]:
    """The item under the cursor as what it is not taken for."""
    item = item_at(scene)
    if item is None or _is_read_by_form_alone(scene):
        return
    asks = task_of(item, scene) is not None
    wanted = MARKS[1] if asks else MARKS[0]
    what = "这一项不是任务" if asks else "这一项是任务"
    edit = _edit(item, wanted)
    yield Offer(f"{what}：编号前写{wanted}", MARK, lambda: (edit,))


def _is_read_by_form_alone(scene: Scene) -> bool:
    """Whether all items are of the first level: among those the units tell which are tasks."""
    return all(item.mark.level == "LEVEL1" for item in scene.draft.notice.items)


def _edit(item: Item, wanted: str) -> Edit:
    """The mark before the number, in place of the other one."""
    text = item.mark.text
    known = next((mark for mark in MARKS if text.startswith(mark)), "")
    start = item.mark.span.start
    return Edit(item.block.locate(Span(start, start + len(known))), wanted)
