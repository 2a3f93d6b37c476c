"""The title above an automatic contents list, which goes where the list goes."""

from __future__ import annotations

from typing import Final

from hegao.dsl.recover.finished import Block, Passage
from hegao.dsl.recover.word.line import CONTENTS, Line

TITLES: Final = ("目录", "目次")


def take_title(blocks: list[Block], line: Line) -> None:
    """Moves the title from the end of the blocks to what the first line of a list puts aside."""
    last = blocks[-1] if blocks else None
    if not line.is_blank() or CONTENTS not in line.aside or not isinstance(last, Passage):
        return
    if "".join(last.text.split()) not in TITLES:
        return
    remarks = "".join(f"【{remark.label}：{remark.text}】" for remark in last.remarks)
    line.aside[CONTENTS].insert(0, f"{last.text}{remarks}\n")
    blocks.pop()
