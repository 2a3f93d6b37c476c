"""What the editor has open, and the folders it shows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hegao.lsp.files.named_files import plain
from hegao.lsp.files.office_files import OfficeFiles
from hegao.lsp.snapshot import Snapshot
from hegao.lsp.text_document import Encoding, TextDocument


class OpenDocument:
    """A document that the editor has open; its file on disk does not matter until it is closed."""

    def __init__(self, uri: str, version: int, text: TextDocument, files: OfficeFiles) -> None:
        self.uri = uri
        self.version = version
        self.text = text
        self._files = files
        self._snapshot: Snapshot | None = None

    def snapshot(self) -> Snapshot:
        """The document as it is now."""
        if self._snapshot is None or self._snapshot.version != self.version:
            self._snapshot = Snapshot(self.uri, self.version, self.text.copy(), self._files)
            if self._snapshot.path:
                self._files.files.opened[plain(self._snapshot.path)] = self._snapshot
        return self._snapshot

    def forget(self) -> None:
        """Let go of what was found out: files that it is checked against may have changed."""
        self._snapshot = None


class Workspace:
    """The open documents by URI, and the folders."""

    def __init__(self) -> None:
        self.encoding: Encoding = "utf-16"
        self.documents: dict[str, OpenDocument] = {}
        self.folders: list[Path] = []
        self.files = OfficeFiles()

    def open(self, uri: str, version: int, text: str) -> None:
        """The editor has opened a document, or opened it anew."""
        document = TextDocument(text, self.encoding)
        self.documents[uri] = OpenDocument(uri, version, document, self.files)

    def close(self, uri: str) -> None:
        """The editor has closed a document: its file on disk counts again."""
        document = self.documents.pop(uri, None)
        if document and (path := document.snapshot().path):
            self.files.files.opened.pop(plain(path), None)

    def snapshots(self) -> Iterator[Snapshot]:
        """All open documents as they are now."""
        return (document.snapshot() for document in self.documents.values())
