"""Other codes for rules and other names for word lists, in all files that name them."""

from __future__ import annotations

import re

from lsprotocol import types

from hegao.linter.finding import Edit
from hegao.lsp.convert import offset_of, range_of, workspace_edits
from hegao.lsp.feature import DraftFeature, Surroundings
from hegao.lsp.renaming.renamed_text import refusal
from hegao.lsp.rules.layers import rules_file
from hegao.lsp.rules.named import CODE, Mention, drafts_naming, files_naming, mention_at
from hegao.lsp.snapshot import Snapshot

LIST_NAME = re.compile(r"[^\s：:＋+－\-“”\"]+")
BUILT_IN = "内置的规则和词表不能改名；要改规则的级别写“调整”，要加减词写“词表 名称 ＋：……”"


def prepare(
    draft: Snapshot, around: Surroundings, params: types.PrepareRenameParams
) -> types.PrepareRenamePlaceholder | None:
    """The name under the cursor; None where there is none that is written in a file."""
    mention = mention_at(draft.source, offset_of(params.position, draft.text))
    if mention is None or not _is_written(mention, draft, around):
        return None
    return types.PrepareRenamePlaceholder(range_of(mention.span, draft.text), mention.name)


def rename(
    draft: Snapshot, around: Surroundings, params: types.RenameParams
) -> types.WorkspaceEdit:
    """The edits of all files. Raises a refusal where the name is taken or cannot be one."""
    mention = mention_at(draft.source, offset_of(params.position, draft.text))
    if mention is None:
        raise refusal("这里能改名的只有规则的代码和词表的名称")
    if not _is_written(mention, draft, around):
        raise refusal(BUILT_IN)
    new = params.new_name.strip()
    _require(new, mention, draft)
    changed = [
        (file, [Edit(each.span, new) for each in named])
        for file, named in files_naming(mention, draft, around)
    ]
    changed += [
        (notice, [Edit(span, new) for span in spans])
        for notice, spans in drafts_naming(mention, draft, around)
    ]
    return workspace_edits(changed, around.client)


def _is_written(mention: Mention, draft: Snapshot, around: Surroundings) -> bool:
    """Whether a rules file of the office, not one that comes with Hegao, writes it."""
    return any(m.declares for _, named in files_naming(mention, draft, around) for m in named)


def _require(new: str, mention: Mention, draft: Snapshot) -> None:
    file = rules_file(draft)
    if mention.what == "rule":
        if not CODE.fullmatch(new):
            raise refusal("代码是大写字母加三四位数字，如 BX101")
        taken = new in file.rules or file.blocks.rule(new) is not None
    else:
        if not LIST_NAME.fullmatch(new):
            raise refusal("词表的名称里不能有空格、冒号、引号、加号和减号")
        taken = new in file.book.lists
    if taken and new != mention.name:
        raise refusal(f"“{new}”已经有了，请换一个")


FEATURES = (
    DraftFeature(types.TEXT_DOCUMENT_RENAME, rename, language="rules"),
    DraftFeature(types.TEXT_DOCUMENT_PREPARE_RENAME, prepare, language="rules"),
)
