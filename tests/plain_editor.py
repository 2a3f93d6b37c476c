"""An editor that speaks plain bytes: it can send what no client library would."""

from __future__ import annotations

import json
import queue
import re
import subprocess
import threading
import time
from itertools import count
from typing import Any

from open_drafts import SERVER, SETTLES, UNIT

PATIENCE = 20
Json = dict[str, Any]


class PlainEditor:
    """A server process and all that it has said."""

    def __init__(self, encoding: str = "utf-16") -> None:
        self.encoding = encoding
        self.process = subprocess.Popen(SERVER, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._said: queue.Queue[Json | None] = queue.Queue()
        self._numbers = count(1)
        self.answers: dict[Any, list[Json]] = {}
        self.published: list[Json] = []
        self.logged: list[str] = []
        self._reader = threading.Thread(target=self._listen, daemon=True)
        self._reader.start()

    def initialize(self) -> Json:
        capabilities = {"general": {"positionEncodings": [self.encoding]}}
        said = self.ask("initialize", {"processId": None, "capabilities": capabilities})
        self.send({"method": "initialized", "params": {}})
        answer: Json = said["result"]["capabilities"]
        return answer

    def send_bytes(self, data: bytes) -> None:
        assert self.process.stdin
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def send(self, message: Any) -> None:
        self.send_bytes(framed(json.dumps(message | {"jsonrpc": "2.0"}).encode()))

    def request(self, method: str, params: Any) -> int:
        number = next(self._numbers)
        self.send({"id": number, "method": method, "params": params})
        return number

    def answer(self, number: Any) -> Json:
        self.until(lambda: number in self.answers, f"an answer to {number}")
        return self.answers[number][0]

    def ask(self, method: str, params: Any) -> Json:
        return self.answer(self.request(method, params))

    def until(self, holds: Any, what: str) -> None:
        ends = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < ends, f"no {what}"
            self.listen(0.05)

    def listen(self, seconds: float) -> None:
        """Take in what is said in the next seconds; returns early when something was."""
        try:
            message = self._said.get(timeout=seconds)
        except queue.Empty:
            return
        assert message is not None, f"the server ended with {self.process.wait(5)}"
        self._take(message)

    def _take(self, message: Json) -> None:
        if "method" not in message:
            number = message.get("id")
            known = number if isinstance(number, int) else str(number)
            self.answers.setdefault(known, []).append(message)
        elif "id" in message:
            self.send({"id": message["id"], "result": None})
        elif message["method"] == "textDocument/publishDiagnostics":
            self.published.append(message["params"])
        elif message["method"] == "window/logMessage":
            self.logged.append(message["params"]["message"])

    def _listen(self) -> None:
        stream = self.process.stdout
        assert stream
        while head := stream.readline():
            size = int(head.split(b":")[1])
            while stream.readline().strip():
                pass
            self._said.put(json.loads(stream.read(size)))
        self._said.put(None)

    def stop(self) -> int:
        self.ask("shutdown", None)
        self.send({"method": "exit"})
        return self.process.wait(PATIENCE)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        self._reader.join()
        for stream in (self.process.stdin, self.process.stdout):
            assert stream
            stream.close()


class PlainDraft:
    """A text open in such an editor, kept in step by plain string slicing."""

    def __init__(self, editor: PlainEditor, uri: str, text: str) -> None:
        self.editor, self.uri, self.text, self.version = editor, uri, text, 0
        self.changed = False
        self.open()

    def open(self) -> None:
        self.version += 1
        item = {"uri": self.uri, "languageId": "notice", "version": self.version, "text": self.text}
        self._tell("didOpen", {"textDocument": item})

    def close(self) -> None:
        self._tell("didClose", {"textDocument": {"uri": self.uri}})

    def save(self) -> None:
        self._tell("didSave", {"textDocument": {"uri": self.uri}})

    def change(self, edits: list[tuple[int, int, str]]) -> None:
        """Edits one after another, in one message; each counts in the text before it."""
        changes = []
        for start, end, new in edits:
            range_ = {"start": self.position(start), "end": self.position(end)}
            changes.append({"range": range_, "text": new})
            self.text = joined(self.text[:start] + new + self.text[end:])
        self.tell_changes(changes)

    def replace(self, text: str) -> None:
        self.text = text
        self.tell_changes([{"text": text}])

    def tell_changes(self, changes: list[Json]) -> None:
        """Changes as they are sent; the next version has them."""
        self.version += 1
        self.changed = True
        identity = {"uri": self.uri, "version": self.version}
        self._tell("didChange", {"textDocument": identity, "contentChanges": changes})

    def _tell(self, what: str, params: Json) -> None:
        self.editor.send({"method": f"textDocument/{what}", "params": params})

    def position(self, offset: int) -> Json:
        starts = [0, *(match.end() for match in re.finditer("\r\n|\r|\n", self.text[:offset]))]
        codec = self.editor.encoding + ("" if self.editor.encoding == "utf-8" else "-le")
        before = self.text[starts[-1] : offset].encode(codec)
        return {"line": len(starts) - 1, "character": len(before) // UNIT[self.editor.encoding]}

    def findings(self) -> list[Json]:
        """What is shown for the text as it is, when nothing more comes."""
        self.editor.until(lambda: self._newest() is not None, "diagnostics")
        ends = time.monotonic() + (SETTLES if self.changed else 0)
        while time.monotonic() < ends:
            self.editor.listen(0.05)
        newest = self._newest()
        assert newest is not None
        return sorted(newest["diagnostics"], key=str)

    def _newest(self) -> Json | None:
        said = [each for each in self.editor.published if each["uri"] == self.uri]
        return said[-1] if said and said[-1].get("version") == self.version else None


def framed(body: bytes) -> bytes:
    return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)


def joined(text: str) -> str:
    """Halves of a character that came together are that character."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
