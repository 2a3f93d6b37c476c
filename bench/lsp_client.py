"""A plain editor for the benchmarks: JSON-RPC over pipes, one thread, standard library only.

Times are taken when the last byte of a message has come, before it is parsed.
"""

from __future__ import annotations

import json
import os
import select
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

CPUCLOCK_SCHED = 2
SHUT = 10.0
"""Seconds a server may take to go."""
Json = dict[str, Any]
CAPABILITIES: Json = {
    "general": {"positionEncodings": ["utf-16"]},
    "textDocument": {
        "synchronization": {"didSave": True},
        "publishDiagnostics": {
            "relatedInformation": True,
            "versionSupport": True,
            "codeDescriptionSupport": True,
            "dataSupport": True,
        },
        "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}}},
    },
    "workspace": {"configuration": True, "workspaceFolders": True},
}


class ServerGoneError(Exception):
    """The server ended or did not answer in time."""


class Published(NamedTuple):
    """Diagnostics as they came."""

    at: float
    uri: str
    version: int | None
    diagnostics: list[Json]


class Server:
    """A language server in a process of its own."""

    def __init__(self, command: Sequence[str], settings: Json | None = None) -> None:
        self.started = time.perf_counter()
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        assert self._process.stdin
        assert self._process.stdout
        self._out, self._in = self._process.stdin.fileno(), self._process.stdout.fileno()
        os.set_blocking(self._out, False)
        self._settings = settings or {}
        self._waiting = b""
        self._answers: dict[int, Json] = {}
        self._last = 0
        self.published: list[Published] = []
        self.capabilities: Json = {}

    def initialize(self) -> None:
        """The handshake of an editor that is told diagnostics without asking."""
        said = self.request(
            "initialize",
            {"processId": os.getpid(), "rootUri": None, "capabilities": CAPABILITIES},
        )
        self.capabilities = said["capabilities"]
        self.notify("initialized", {})
        if self._settings:
            self.notify("workspace/didChangeConfiguration", {"settings": self._settings})

    def notify(self, method: str, params: Json | None) -> float:
        """Send a notification; when it was handed over."""
        return self._send({"method": method, "params": params})

    def request(self, method: str, params: Json | None, limit: float = 60) -> Any:
        """Send a request and wait for its answer; an error is given back as it came."""
        self._last += 1
        number = self._last
        self._send({"id": number, "method": method, "params": params})
        self.pump(limit, lambda: number in self._answers)
        if number not in self._answers:
            raise ServerGoneError(f"no answer to {method} in {limit} s")
        answer = self._answers.pop(number)
        return answer.get("result", answer.get("error"))

    def pump(self, seconds: float, done: Callable[[], bool] = lambda: False) -> None:
        """Read what comes until something is so, or the time is over."""
        ends = time.perf_counter() + seconds
        while not done():
            left = ends - time.perf_counter()
            if left <= 0:
                return
            if select.select([self._in], [], [], left)[0]:
                self._read()

    def _send(self, message: Json) -> float:
        body = json.dumps({"jsonrpc": "2.0", **message}, ensure_ascii=False).encode()
        left = memoryview(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        handed = time.perf_counter()
        while left:
            # What the server says meanwhile is read: it may not read on before.
            ready = select.select([self._in], [self._out], [])
            if ready[0]:
                self._read()
            if ready[1]:
                left = left[os.write(self._out, left) :]
        return handed

    def _read(self) -> None:
        got = os.read(self._in, 1 << 20)
        if not got:
            raise ServerGoneError(f"the server ended with {self._process.poll()}")
        self._waiting += got
        at = time.perf_counter()
        while body := self._next_body():
            self._take(json.loads(body), at)

    def _next_body(self) -> bytes | None:
        head, gap, rest = self._waiting.partition(b"\r\n\r\n")
        if not gap:
            return None
        sizes = (line.split(b":")[1] for line in head.split(b"\r\n") if b"ength" in line)
        size = int(next(sizes))
        if len(rest) < size:
            return None
        self._waiting = rest[size:]
        return rest[:size]

    def _take(self, message: Json, at: float) -> None:
        if "method" not in message:
            self._answers[message["id"]] = message
        elif "id" in message:
            self._send({"id": message["id"], "result": self._asked(message)})
        elif message["method"] == "textDocument/publishDiagnostics":
            said = message["params"]
            told = Published(at, said["uri"], said.get("version"), said["diagnostics"])
            self.published.append(told)

    def _asked(self, message: Json) -> Any:
        if message["method"] != "workspace/configuration":
            return None
        return [self._settings.get(item.get("section")) for item in message["params"]["items"]]

    def cpu(self) -> float:
        """CPU seconds of the process so far, all its threads; 0 where that cannot be asked."""
        try:
            return time.clock_gettime((~self._process.pid << 3) | CPUCLOCK_SCHED)
        except OSError:
            return 0.0

    def memory(self) -> float:
        """Resident megabytes now; 0 where that cannot be asked."""
        status = Path(f"/proc/{self._process.pid}/status")
        lines = status.read_text().splitlines() if status.exists() else []
        sizes = [line.split()[1] for line in lines if line.startswith("VmRSS")]
        return int(sizes[0]) * 1024 / 1e6 if sizes else 0.0

    def stop(self) -> None:
        """Let the server go, by force if need be."""
        try:
            self.request("shutdown", None, SHUT)
            self.notify("exit", None)
            self._process.wait(SHUT)
        except (ServerGoneError, OSError, subprocess.TimeoutExpired):
            self._process.kill()
            self._process.wait()


class Draft:
    """A text open in a server, edited by characters."""

    def __init__(self, server: Server, uri: str, language: str, text: str) -> None:
        self.server, self.uri, self.version = server, uri, 1
        self.lines = text.split("\n")
        self.opened = server.notify(
            "textDocument/didOpen",
            {"textDocument": {"uri": uri, "languageId": language, "version": 1, "text": text}},
        )

    @property
    def text(self) -> str:
        """The text as it is now."""
        return "\n".join(self.lines)

    def put(self, line: int, column: int, length: int, new: str) -> float:
        """Put a text in place of characters of one line; when the edit was handed over."""
        old = self.lines[line]
        head, tail = old[:column], old[column + length :]
        self.lines[line : line + 1] = (head + new + tail).split("\n")
        start = {"line": line, "character": units(head)}
        end = {"line": line, "character": units(old) - units(tail)}
        return self._change({"range": {"start": start, "end": end}, "text": new})

    def replace(self, text: str) -> float:
        """Put another text in place of the whole."""
        self.lines = text.split("\n")
        return self._change({"text": text})

    def _change(self, change: Json) -> float:
        self.version += 1
        identity = {"uri": self.uri, "version": self.version}
        return self.server.notify(
            "textDocument/didChange", {"textDocument": identity, "contentChanges": [change]}
        )

    def first(self, version: int, since: float) -> Published | None:
        """The first diagnostics of this version or a newer one; servers may leave versions out."""
        return next(
            (
                told
                for told in self.told_since(since)
                if told.version is None or told.version >= version
            ),
            None,
        )

    def told_since(self, since: float) -> list[Published]:
        """All diagnostics of this text that came later than a moment."""
        told: list[Published] = []
        for each in reversed(self.server.published):
            if each.at <= since:
                break
            if each.uri == self.uri:
                told.append(each)
        return told[::-1]


def units(text: str) -> int:
    """The length of a text in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2
