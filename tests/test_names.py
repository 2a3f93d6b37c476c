"""Every name that rules may use works, on its own object and on the members of lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from types import FunctionType, ModuleType

import pytest

from hegao.dsl.build import build_notice
from hegao.dsl.registry import read_registry
from hegao.linter.kinds import KINDS
from hegao.linter.namespace import MODULES, NAMESPACE
from hegao.linter.rule_examples import read_example
from hegao.linter.rulebook import read_rules
from hegao.linter.run import NODES, check
from hegao.linter.schema import Attribute
from hegao.linter.subjects import Subjects
from material import DATA, EXAMPLES, read

TEXTS = [read(path) for path in EXAMPLES] + [read(DATA / "every_kind.notice")]
REGISTRY = read_registry(
    "全称,简称,曾用名,有效期\n县民政局,民政局,县民政科,\n县财政局,,,—2020年1月\n"
)
FILLS = ("text", "number", "date")


def condition(name: str, attribute: Attribute) -> str:
    """A condition that asks for an attribute."""
    return name if attribute.type == "truth" else f"{name} 不为空"


def conditions(kind: str) -> Iterator[str]:
    """Every attribute of a kind, every attribute of its lists, and of lists in those."""
    for name, attribute in KINDS[kind].attributes.items():
        yield condition(name, attribute)
        if attribute.type == "list":
            if attribute.of == "单位":
                yield f"重复（{name}）"
            for inner, each in KINDS[attribute.of].attributes.items():
                yield f"数量（{name} 其中 {condition(inner, each)}） 多于 0"
                if each.type == "text":
                    yield f"重复（{name} 按 {inner}）"
                if each.type == "list":
                    for deepest, last in KINDS[each.of].attributes.items():
                        yield f"有的 {name} （没有 {inner} {condition(deepest, last)}）"
        elif attribute.type == "node":
            for inner, each in KINDS[attribute.of].attributes.items():
                yield condition(f"{name}.{inner}", each)


def rules(kind: str) -> Iterator[str]:
    """A rule for each condition; the messages are filled from the object itself."""
    slots = [name for name, each in KINDS[kind].attributes.items() if each.type in FILLS]
    find = "查找：/[编公]/\n" if kind == "文字" else ""
    for number, asked in enumerate(conditions(kind)):
        slot = f"{{{slots[number % len(slots)]}}}" if slots else "有"
        yield (
            f"规则 ZZ{number:04} 试一试\n级别：警告\n对象：{kind}\n{find}条件：{asked}\n"
            f"提示：{slot}\n建议：改\n依据：示例（惯例）\n应报：\n｜⟦1.⟧ 编制目录。\n"
        )


@pytest.mark.parametrize("kind", KINDS)
def test_every_name_works(kind: str) -> None:
    book = read_rules([("每个名称", "".join(rules(kind)))])
    assert [each.problem.message for each in book.problems] == []
    own = [rule for rule in book.rules if rule.code.startswith("ZZ")]
    assert own
    documents = [Subjects(build_notice(text), REGISTRY) for text in TEXTS]
    held = read_example(read(DATA / "every_upstream.txt"))
    documents.append(Subjects(held.document, REGISTRY, held.upstreams))
    if kind in NODES and kind != "文字":
        assert any(list(NODES[kind](subjects)) for subjects in documents), "例文里没有这种对象"
    for subjects in documents:
        failures = check(subjects, own, "核稿").failures
        assert [own[int(each.code[2:])].code for each in failures] == []


RARE = [
    (kind, name, attribute)
    for kind, shape in KINDS.items()
    for name, attribute in shape.attributes.items()
    if attribute.given
]


@pytest.fixture(scope="module")
def noticed() -> list[Subjects]:
    """The notices that the built-in rules show."""
    shown = [text for rule in read_rules().rules for text in (*rule.bad, *rule.good)]
    examples = [read_example(text) for text in shown]
    return [Subjects(each.document, each.registry) for each in examples]


@pytest.mark.parametrize(("kind", "name", "attribute"), RARE, ids=[name for _, name, _ in RARE])
def test_what_few_notices_have_is_nowhere_else(
    kind: str, name: str, attribute: Attribute, noticed: list[Subjects]
) -> None:
    """Rules do not look at the objects of a notice that has nothing of what they ask for."""
    given, usual = eval(f"lambda s: {attribute.given}"), eval(attribute.otherwise)
    value = eval(f"lambda n, s: {attribute.value.format('n')}", dict(NAMESPACE))
    without = [subjects for subjects in noticed if not given(subjects)]
    assert 0 < len(without) < len(noticed), f"没有一个例子有{name}所看的东西，或者都有"
    for subjects in without:
        assert all(value(node, subjects) == usual for node in NODES[kind](subjects))


def test_no_two_functions_have_one_name() -> None:
    """Compiled rules call them by name alone: a second one would stand in for the first."""
    own = [name for module in MODULES for name in vars(module) if is_own(module, name)]
    assert [name for name, count in Counter(own).items() if count > 1] == []
    assert set(own) <= NAMESPACE.keys()


def is_own(module: ModuleType, name: str) -> bool:
    value = vars(module)[name]
    return isinstance(value, FunctionType) and value.__module__ == module.__name__
