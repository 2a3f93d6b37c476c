"""A real server for each kind of editor; the tests of a file share it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_lsp
from open_drafts import PROFILES, SERVER, Editor
from pytest_lsp import ClientServerConfig


@pytest_lsp.fixture(
    scope="module",
    params=PROFILES,
    config=ClientServerConfig(server_command=SERVER, client_factory=Editor),
)
async def editor(client: Editor, request: pytest.FixtureRequest) -> AsyncIterator[None]:
    await client.start(request.param)
    assert client.encoding == PROFILES[request.param]
    yield
    await client.shutdown_session()
