"""How the server process starts and ends, spoken to in plain bytes."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO, Any

import pytest

# A check that does not end within the time of a test.
ENDLESS = """
import time
from hegao.lsp import server
from hegao.lsp import snapshot
snapshot.check = lambda *given: time.sleep(60)
server.main(["--stdio"])
"""
INITIALIZE = {"method": "initialize", "id": 1, "params": {"processId": None, "capabilities": {}}}
SHUTDOWN = {"method": "shutdown", "id": 2}
EXIT = {"method": "exit"}


def opened(text: str) -> dict[str, Any]:
    document = {"uri": "untitled:a", "languageId": "hegao", "version": 1, "text": text}
    return {"method": "textDocument/didOpen", "params": {"textDocument": document}}


@contextmanager
def server(*arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, *(arguments or ("-m", "hegao.lsp", "--stdio"))]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        try:
            yield process
        finally:
            process.kill()


def send(stream: IO[bytes] | None, message: dict[str, Any]) -> None:
    assert stream is not None
    body = json.dumps({"jsonrpc": "2.0", **message}).encode()
    stream.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
    stream.flush()


def receive(stream: IO[bytes] | None) -> dict[str, Any]:
    assert stream is not None
    size = 0
    while header := stream.readline().strip():
        if header.startswith(b"Content-Length"):
            size = int(header.split(b":")[1])
    message: dict[str, Any] = json.loads(stream.read(size))
    return message


@pytest.mark.parametrize("arguments", [(), ("-m", "hegao.lsp")], ids=["--stdio", "nothing"])
def test_shutdown_and_exit(arguments: tuple[str, ...]) -> None:
    with server(*arguments) as process:
        send(process.stdin, INITIALIZE)
        capabilities = receive(process.stdout)["result"]["capabilities"]
        assert capabilities["positionEncoding"] == "utf-16"
        assert capabilities["textDocumentSync"]["change"] == 2
        send(process.stdin, SHUTDOWN)
        assert receive(process.stdout)["result"] is None
        send(process.stdin, EXIT)
        assert process.wait(10) == 0


def test_exit_without_shutdown_is_an_error() -> None:
    with server() as process:
        send(process.stdin, INITIALIZE)
        receive(process.stdout)
        send(process.stdin, EXIT)
        assert process.wait(10) == 1


@pytest.mark.parametrize("arguments", [(), ("-c", ENDLESS)], ids=["idle", "in a check"])
def test_no_orphan_when_the_editor_is_gone(arguments: tuple[str, ...]) -> None:
    with server(*arguments) as process:
        send(process.stdin, INITIALIZE)
        receive(process.stdout)
        send(process.stdin, opened("尽快"))
        time.sleep(0.2)
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(10) == 1


def test_shutdown_does_not_wait_for_a_check() -> None:
    with server("-c", ENDLESS) as process:
        send(process.stdin, INITIALIZE)
        receive(process.stdout)
        send(process.stdin, opened("尽快"))
        time.sleep(0.2)
        send(process.stdin, SHUTDOWN)
        assert receive(process.stdout)["id"] == 2
        send(process.stdin, EXIT)
        assert process.wait(10) == 0


def test_one_editor_over_tcp() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    with (
        server("-m", "hegao.lsp", "--tcp", str(port)) as process,
        connect(port) as line,
        line.makefile("rwb") as stream,
    ):
        send(stream, INITIALIZE)
        assert receive(stream)["id"] == 1
        send(stream, opened("尽快"))
        assert receive(stream)["method"] == "textDocument/publishDiagnostics"
        send(stream, SHUTDOWN)
        assert receive(stream)["id"] == 2
        send(stream, EXIT)
        assert process.wait(10) == 0


def connect(port: int) -> socket.socket:
    ends = time.monotonic() + 20
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port))
        except ConnectionRefusedError:
            assert time.monotonic() < ends, "the server does not listen"
            time.sleep(0.05)


def test_findings_shown_before_the_manual_was_written_are_shown_again_with_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first start of a version: the folder of the user's cache is empty."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    linking = {"textDocument": {"publishDiagnostics": {"codeDescriptionSupport": True}}}
    with server() as process:
        threading.Timer(30, process.kill).start()
        send(process.stdin, {**INITIALIZE, "params": {"processId": None, "capabilities": linking}})
        send(process.stdin, {"method": "initialized", "params": {}})
        send(process.stdin, opened("1. 尽快办理。\n"))
        shown: list[list[bool]] = []
        while not shown or not all(shown[-1]):
            message = receive(process.stdout)
            if message.get("method") == "textDocument/publishDiagnostics":
                found = message["params"]["diagnostics"]
                assert found
                shown.append(["codeDescription" in each for each in found])
    assert not any(shown[0])
