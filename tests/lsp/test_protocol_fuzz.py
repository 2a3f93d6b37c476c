"""Whatever an editor sends, the server keeps the text as the editor has it, and goes on.

The seed of a failing run is printed; put it into SEEDS to see it again.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from typing import Any

import attrs
import pytest
from lsprotocol import types
from open_drafts import EXAMPLES
from plain_editor import Json, PlainDraft, PlainEditor, framed

from hegao.lsp.features import all_features

ENCODINGS = ("utf-8", "utf-16", "utf-32")
SEEDS = (1, 2, None)
"""None stands for another seed each time."""
EDITS = 45
FLAWED = "1. 𠮷尽快完成目录编制。（责任单位：县司法局）"
METHODS = sorted({feature.method for feature in all_features()})
LISTED_BY = {
    types.CODE_ACTION_RESOLVE: types.TEXT_DOCUMENT_CODE_ACTION,
    types.CODE_LENS_RESOLVE: types.TEXT_DOCUMENT_CODE_LENS,
    types.COMPLETION_ITEM_RESOLVE: types.TEXT_DOCUMENT_COMPLETION,
    types.DOCUMENT_LINK_RESOLVE: types.TEXT_DOCUMENT_DOCUMENT_LINK,
    types.INLAY_HINT_RESOLVE: types.TEXT_DOCUMENT_INLAY_HINT,
    types.WORKSPACE_SYMBOL_RESOLVE: types.WORKSPACE_SYMBOL,
    types.CALL_HIERARCHY_INCOMING_CALLS: types.TEXT_DOCUMENT_PREPARE_CALL_HIERARCHY,
    types.CALL_HIERARCHY_OUTGOING_CALLS: types.TEXT_DOCUMENT_PREPARE_CALL_HIERARCHY,
}
"""Requests about something that an answer to another request has named."""
WHOLE = [
    method
    for method in (
        types.TEXT_DOCUMENT_DOCUMENT_SYMBOL,
        types.TEXT_DOCUMENT_FOLDING_RANGE,
        types.TEXT_DOCUMENT_FORMATTING,
        types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL,
        types.TEXT_DOCUMENT_CODE_LENS,
    )
    if method in METHODS
]
"""Requests whose answers tell of the whole text."""
REFUSALS = {-32800, -32801, -32803}
"""Cancelled, overtaken by an edit, cannot be done (a rename of what has no name)."""
PIECES = [
    "尽快", "爲", "𠮷", "😀", "é", ",", "，", "\n", "\r", "\r\n", "\n\n", "\x0b", "\x0c", "\x85", "\u2028", "\u2029",
    "\x1c", "2. ", "（", "）", "责任单位：县民政局", "\t", "｜", "【", "】", "标题：", "2026年6月底前", "一、", "落实：", "\x00",
]  # fmt: skip


def cuts(text: str) -> list[int]:
    """Places that a position can name: inside a CRLF there is none."""
    return [match.start() for match in re.finditer("(?!(?<=\r)\n)", text)]


def edit(text: str, chance: random.Random) -> tuple[int, int, str]:
    places = cuts(text)
    first = chance.randrange(len(places))
    last = min(first + chance.choice((0, 0, 1, 2, 9, 60)), len(places) - 1)
    new = "".join(chance.choices(PIECES, k=chance.randrange(4)))
    if chance.random() < 0.1:  # A part of the text comes a second time.
        start = chance.randrange(len(places))
        new += text[places[start] : places[min(start + 80, len(places) - 1)]]
    return places[first], places[last], new


def change(draft: PlainDraft, chance: random.Random) -> None:
    kind = chance.random()
    if kind < 0.03:
        draft.replace("".join(chance.choices([draft.text[:300], *PIECES], k=9)))
    elif kind < 0.06:
        draft.close()
        draft.open()
    elif kind < 0.08:
        draft.save()
    elif kind < 0.2:
        edits = []
        text = draft.text
        for _ in range(chance.randrange(1, 4)):
            edits.append(edit(text, chance))
            text = text[: edits[-1][0]] + edits[-1][2] + text[edits[-1][1] :]
        draft.change(edits)
    else:
        draft.change([edit(draft.text, chance)])


def parameters(method: str, draft: PlainDraft, chance: random.Random) -> Json:
    """Parameters as the protocol has them, about a random place."""
    places = sorted(chance.choices(cuts(draft.text), k=2))
    start, end = map(draft.position, places)
    known: Json = {
        "textDocument": {"uri": draft.uri}, "position": start, "positions": [start, end],
        "range": {"start": start, "end": end}, "ranges": [{"start": start, "end": end}],
        "newName": "某单位", "ch": chance.choice("\n：【"), "query": chance.choice(["", "县", "mzj"]),
        "options": {"tabSize": 4, "insertSpaces": True}, "previousResultId": "1", "previousResultIds": [],
        "context": {"includeDeclaration": True, "diagnostics": [], "triggerKind": 1, "isRetrigger": False},
        "command": "没有这条命令", "arguments": [draft.uri],
    }  # fmt: skip
    return {name: value for name, value in known.items() if name in params_fields(method)}


def params_fields(method: str) -> set[str]:
    """What a request takes; those of our own, which the protocol does not know, take a document."""
    if method not in types.METHOD_TO_TYPES:
        return {"textDocument"}
    kind = types.METHOD_TO_TYPES[method][2] or types.InitializedParams
    return {camel(field.name) for field in attrs.fields(kind)}


def camel(name: str) -> str:
    head, *rest = name.split("_")
    return head + "".join(map(str.title, rest))


class Questions:
    """Random requests, and what was answered to them."""

    def __init__(self, editor: PlainEditor, chance: random.Random) -> None:
        self.editor, self.chance = editor, chance
        self.asked: dict[int, str] = {}

    def ask(self, draft: PlainDraft) -> None:
        method = self.chance.choice(METHODS)
        params: Any = parameters(method, draft, self.chance)
        if method in LISTED_BY:
            items = list(self._listed(LISTED_BY[method]))
            if not items:
                return
            item = self.chance.choice(items)
            params = {"item": item} if "item" in params_fields(method) else item
        number = self.editor.request(method, params)
        self.asked[number] = method
        if self.chance.random() < 0.15:
            self.editor.send({"method": "$/cancelRequest", "params": {"id": number}})

    def _listed(self, method: str) -> Iterator[Json]:
        self.editor.listen(0.01)
        for number, asked in self.asked.items():
            if asked == method and number in self.editor.answers:
                result = self.editor.answers[number][0].get("result") or []
                yield from result.get("items", []) if isinstance(result, dict) else result

    def check(self) -> None:
        """Each was answered once, and none with a fault of the server's."""
        for number, method in self.asked.items():
            self.editor.answer(number)
            (answer,) = self.editor.answers[number]
            error = answer.get("error")
            assert error is None or error["code"] in REFUSALS, (method, error)


@pytest.fixture
def editor() -> Iterator[PlainEditor]:
    started = PlainEditor()
    try:
        yield started
    finally:
        started.kill()


@pytest.fixture(scope="module", params=ENCODINGS)
def shared(request: pytest.FixtureRequest) -> Iterator[PlainEditor]:
    """A server that goes through one test after another, and ends well."""
    started = PlainEditor(request.param)
    try:
        assert started.initialize()["positionEncoding"] == request.param
        yield started
        assert started.stop() == 0
    finally:
        started.kill()


@pytest.mark.parametrize("seed", SEEDS)
def test_random_editing_never_diverges(shared: PlainEditor, seed: int | None) -> None:
    """After it the server says what it says of the same text opened afresh."""
    print(f"seed {seed or (seed := random.SystemRandom().randrange(10**6))}")
    chance = random.Random(seed)
    source = chance.choice(sorted((EXAMPLES / "drafts").glob("*.notice"))).read_text("utf-8")
    draft = PlainDraft(shared, f"untitled:edited-{seed}", source[:2500].replace("。", "。𠮷", 3))
    questions = Questions(shared, chance)
    for _ in range(EDITS):
        change(draft, chance)
        for _ in range(chance.randrange(3)):
            questions.ask(draft)
    questions.check()
    afresh = PlainDraft(shared, f"untitled:afresh-{seed}", draft.text)
    assert told(draft) == told(afresh)
    for each in (draft, afresh):
        each.close()


def told(draft: PlainDraft) -> list[str]:
    """What is found in a draft, and all that is told of its whole text."""
    chance = random.Random(0)
    answers = [draft.editor.ask(m, parameters(m, draft, chance)).get("result") for m in WHOLE]
    for answer in answers:
        if isinstance(answer, dict):
            answer.pop("resultId", None)
    return [str(each).replace(draft.uri, "") for each in (draft.findings(), *answers)]


WRONG_PLACES: list[Any] = [
    -1, 2**31, 2**53, 2**80, 1.5, "1", None, [], {}, True,
]  # fmt: skip
WRONG_PARAMETERS: list[Any] = [
    None, [], {}, "x", 3, {"textDocument": None}, {"textDocument": {"uri": 7}}, {"textDocument": []},
    {"item": {}}, {"data": {"uri": "untitled:draft"}}, {"label": 1, "data": 5},
]  # fmt: skip
NOTIFICATIONS = (
    "textDocument/didOpen", "textDocument/didChange", "textDocument/didClose", "textDocument/didSave",
    "workspace/didChangeWatchedFiles", "workspace/didChangeConfiguration", "workspace/didChangeWorkspaceFolders",
    "$/cancelRequest", "$/setTrace", "$/unknown", "no/such/method", "initialized",
)  # fmt: skip
WRONG_MESSAGES = (
    framed(b"{"), framed(b""), framed(b"[]"), framed(b"null"), framed(b"7"), framed(b'"x"'), framed(b"\xff\xfe"),
    framed(b"{}"), framed(b'{"jsonrpc": "2.0"}'), framed(b'{"jsonrpc": "1.0", "id": 5, "method": "x"}'),
    framed(b'{"jsonrpc": "2.0", "id": {}, "method": "shutdown"}'), framed(b'{"jsonrpc": "2.0", "id": 99, "result": 1}'),
    framed(b'{"jsonrpc": "2.0", "id": 98, "error": {"code": 1, "message": "x"}}'),
    framed(b'{"jsonrpc": "2.0", "method": 5}'), framed(b'{"jsonrpc": "2.0", "id": null, "method": "x"}'),
    framed(b'[{"jsonrpc": "2.0", "id": 97, "method": "shutdown"}]'), framed(b"[" * 100_000),
    framed(b'{"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": "never"}}'),
    b"\r\n", b"Content-Type: application/json\r\n" + framed(b"{}"), b"Content-Length: x\r\n\r\n",
    b"Content-Length: -5\r\n\r\n", b"nonsense\r\n\r\n",
)  # fmt: skip


def is_alive(editor: PlainEditor) -> None:
    """A draft that is opened now is checked."""
    draft = PlainDraft(editor, f"untitled:alive-{len(editor.published)}", FLAWED)
    assert "HG301" in {each["code"] for each in draft.findings()}


def test_wrong_requests_are_answered(editor: PlainEditor) -> None:
    editor.initialize()
    draft = PlainDraft(editor, "untitled:draft", FLAWED)
    before = draft.findings()
    for method in METHODS:
        good = parameters(method, draft, random.Random(1))
        numbers = [editor.request(method, wrong) for wrong in wrong_parameters(good)]
        for number in numbers:
            editor.answer(number)
            assert len(editor.answers[number]) == 1
    unknown = editor.ask("no/such/method", {})
    assert unknown["error"]["code"] == -32601
    assert told(draft)[0] == str(before).replace(draft.uri, "")
    is_alive(editor)
    assert editor.stop() == 0


def wrong_parameters(good: Json) -> Iterator[Any]:
    yield from WRONG_PARAMETERS
    for name in good:
        yield {key: value for key, value in good.items() if key != name}
        yield {**good, name: "x"}
    yield {**good, "textDocument": {"uri": "file:///nowhere/a.notice"}}
    yield {**good, "textDocument": {"uri": "::\x00"}}
    for wrong in WRONG_PLACES:
        position = {"line": wrong, "character": wrong}
        there = {"start": position, "end": {"line": 0, "character": 0}}
        yield {**good, "position": position, "range": there, "positions": [position]}


def test_wrong_notifications_change_nothing(editor: PlainEditor) -> None:
    editor.initialize()
    draft = PlainDraft(editor, "untitled:draft", FLAWED)
    before = told(draft)
    range_ = {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 1}}
    identity = {"uri": draft.uri, "version": 1}
    changes: list[Any] = [
        None, 5, [None], [{"text": 5}], [{"range": 5, "text": "x"}], [{"range": {}, "text": "x"}], [{}],
        [{"range": range_, "text": "x"}, {"range": range_}],
    ]  # fmt: skip
    for method in NOTIFICATIONS:
        for wrong in WRONG_PARAMETERS:
            editor.send({"method": method, "params": wrong})
        editor.send({"method": method})
    for each in changes:
        params = {"textDocument": identity, "contentChanges": each}
        editor.send({"method": "textDocument/didChange", "params": params})
    assert told(draft) == before
    is_alive(editor)
    assert editor.stop() == 0


def test_places_outside_the_text_are_taken_to_its_edges(shared: PlainEditor) -> None:
    draft = PlainDraft(shared, "untitled:places", "甲\n乙\n𠮷")
    far = {"line": 2**31 - 1, "character": 2**31 - 1}
    wide = {"line": 0, "character": 2**31 - 1}
    changes = [
        {"range": {"start": far, "end": far}, "text": "\n" + FLAWED},
        {"range": {"start": wide, "end": wide}, "text": "尾"},
        {"range": {"start": far, "end": wide}, "text": ""},
        {"range": {"start": far, "end": far}, "text": "\n" + FLAWED},
    ]
    draft.tell_changes(changes)
    draft.text = "甲尾\n" + FLAWED
    assert told(draft) == told(PlainDraft(shared, "untitled:places-afresh", draft.text))


def test_a_wrong_message_does_not_end_the_server(editor: PlainEditor) -> None:
    editor.initialize()
    for wrong in WRONG_MESSAGES:
        print(wrong[:80])
        editor.send_bytes(wrong)
        is_alive(editor)


def test_before_and_after_its_time(editor: PlainEditor) -> None:
    about = {"textDocument": {"uri": "untitled:a"}}
    early = editor.ask("textDocument/documentSymbol", about)
    assert early.get("result") is None
    editor.send({"method": "textDocument/didChange", "params": {}})
    editor.initialize()
    is_alive(editor)
    assert editor.ask("shutdown", None)["result"] is None
    assert "error" in editor.ask("textDocument/documentSymbol", about)
    PlainDraft(editor, "untitled:late", FLAWED)
    editor.send({"method": "exit"})
    assert editor.process.wait(10) == 0
