"""What notices of the usual awkward shapes are read as."""

from __future__ import annotations

import pytest

from hegao.dsl.build import build_notice
from hegao.dsl.document import Document
from hegao.linter.rulebook import read_rules
from hegao.linter.run import check_text
from material import cases

CASES = cases("models.txt")


def outline(document: Document) -> str:
    out = [f"{element.name}＝{element.value}" for element in document.elements]
    for task in document.tasks:
        units = "、".join(unit.text for unit in task.units)
        out.append(f"{task.number}｜{task.text.replace(chr(10), '/')}｜{units}")
    out += [f"＋{attachment.name}" for attachment in document.attachments]
    for node in (*document.items, *document.paragraphs):
        out += [f"〜{node.block.text[start:end]}" for start, end in node.breaks]
    return "\n".join(out)


@pytest.mark.parametrize(("name", "source", "wanted"), CASES, ids=[case[0] for case in CASES])
def test_model(name: str, source: str, wanted: str) -> None:
    assert outline(build_notice(source)) == wanted, name


def codes(text: str) -> list[str]:
    return [finding.code for finding in check_text(text, read_rules().rules).findings]


def test_attachments_number_their_items_anew() -> None:
    text = "【附件1】甲\n一、公开\n二、解读\n【附件2】乙\n一、公开\n二、解读\n"
    assert "HG402" not in codes(text)


def test_one_suppression_leaves_the_other_places_of_a_merged_finding() -> None:
    first = "1. 编制目录。（责任单位：有关部门）\n"
    other = "2. 更新目录。（责任单位：有关部门）\n"
    silenced = "【核稿：不查 HG204；理由：上级原文】\n"
    assert codes(first + other).count("HG204") == 1
    assert codes(first + silenced + other).count("HG204") == 1
    assert codes(first + silenced + other + silenced).count("HG204") == 0
    assert not {"HG902", "HG905"} & set(codes(first + silenced + other + silenced))


def test_a_suppression_in_the_header_speaks_of_the_whole_notice() -> None:
    body = "1. 尽快编制目录。\n2. 尽快更新目录。\n"
    assert codes(body).count("HG301") == 2
    assert (
        codes("标题：关于公开的通知\n【核稿：不查 HG301；理由：上级原文】\n" + body).count("HG301")
        == 0
    )
