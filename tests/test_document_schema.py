"""The published schema of the JSON output: what is written fits it, what is changed does not."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator
from test_formatter import NOTICES

from hegao.dsl.build import build_notice
from hegao.dsl.layout.document_json import VERSION, write_json
from material import DATA, EXAMPLES, ROOT, read, shared

SCHEMA: dict[str, Any] = json.loads(read(ROOT / "dsl" / "layout" / "document.schema.json"))
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)
FREE = "fields"
"""The one object whose names a drafter chooses."""


def written(text: str) -> Any:
    return json.loads(write_json(build_notice(text)))


def assert_fits(data: Any) -> None:
    assert [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(data)] == []


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$id"].endswith(f":{VERSION}")
    assert SCHEMA["properties"]["version"]["const"] == VERSION


def test_everything_is_described_and_closed() -> None:
    for place in (SCHEMA, *SCHEMA["$defs"].values()):
        assert place["description"]
        if place["type"] != "object":
            continue
        assert place["additionalProperties"] is False
        assert {*place["properties"]} - {"draft"} == {*place["required"]}
        for name, each in place["properties"].items():
            assert "$ref" in each or each["description"].endswith("。"), name


@pytest.mark.parametrize(
    "path", [*EXAMPLES, DATA / "every_kind.notice"], ids=lambda path: path.stem
)
def test_examples(path: Path) -> None:
    assert_fits(written(read(path)))


def test_real_notices() -> None:
    for path in shared("seeds/*.txt"):
        assert_fits(written(read(path)))


@settings(max_examples=150)
@given(NOTICES)
def test_any_notice(text: str) -> None:
    assert_fits(written(text))


def test_a_marked_draft() -> None:
    assert_fits(json.loads(write_json(build_notice("1. 公开信息。\n"), draft=True)))


# ---------------------------------------------------------------- what is changed does not fit

FULL = written(
    read(DATA / "every_kind.notice") + "【附件】清单\n1. 公开信息。（责任单位：县民政局等部门）\n"
    "落实：省要点 第1项\n9月底前公开不少于2次。\n"
)


def objects(
    data: Any, path: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """The first object of each kind in the data, with its path."""
    if isinstance(data, dict):
        yield path, data
    pairs = data.items() if isinstance(data, dict) else enumerate(data)
    for key, value in pairs:
        if isinstance(value, dict | list):
            yield from objects(value, (*path, key))


def kind(path: tuple[str | int, ...]) -> tuple[str, ...]:
    return tuple(part for part in path if isinstance(part, str))


KINDS = {kind(path): path for path, _ in objects(FULL)}


def test_all_kinds_of_objects_are_tried() -> None:
    assert {path[-1] for path in KINDS if path} == {
        "header", "sections", "items", "fields", "tasks", "units", "deadlines", "quantities",
        "links", "paragraphs", "tables", "attachments", "directives",
    }  # fmt: skip


@pytest.mark.parametrize(
    "path", KINDS.values(), ids=lambda path: "/".join(map(str, path)) or "root"
)
def test_a_changed_field_does_not_fit(path: tuple[str | int, ...]) -> None:
    changes: list[tuple[str, Any]] = []
    for name in at(FULL, path):
        changes += [(name, 0.5), *([(name, ...)] if path[-1:] != (FREE,) else [])]
    changes += [] if path[-1:] == (FREE,) else [("more", "公")]
    for name, value in changes:
        data = copy.deepcopy(FULL)
        if value is ...:
            del at(data, path)[name]
        else:
            at(data, path)[name] = value
        assert not VALIDATOR.is_valid(data), (path, name, value)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("tasks", 0, "units", 0, "role"), "牵头"),
        (("tasks", 0, "deadlines", 0, "kind"), "日"),
        (("tasks", 0, "deadlines", 0, "end"), "2026-02-30"),
        (("tasks", 0, "deadlines", 0, "end"), "2026年6月2日"),
        (("tasks", 0, "span"), [1]),
        (("tasks", 0, "line"), 0),
        (("items", 0, "level"), 6),
        (("version",), 2),
    ],
)
def test_a_wrong_value_does_not_fit(path: tuple[str | int, ...], value: Any) -> None:
    data = copy.deepcopy(FULL)
    at(data, path[:-1])[path[-1]] = value
    assert not VALIDATOR.is_valid(data)


def at(data: Any, path: tuple[str | int, ...]) -> Any:
    for part in path:
        data = data[part]
    return data
