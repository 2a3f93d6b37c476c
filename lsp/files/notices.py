"""All notices and rules files of the editor's folders; open ones as the editor has them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from os import walk
from pathlib import Path

from pygls.uris import from_fs_path

from hegao.lsp.files.named_files import decode
from hegao.lsp.files.office_files import OfficeFiles
from hegao.lsp.snapshot import Snapshot
from hegao.lsp.text_document import Encoding, TextDocument

SUFFIXES = (".notice", ".noticerules")
MOST_FOLDERS = 5_000
"""So many folders are looked into: a folder may be a whole disk with few notices."""
MOST = 2_000
"""So many files are looked at, the rest is left out: a folder may be a whole disk."""


class KnownFiles:
    """Files on disk as snapshots, as long as they stay as they are there."""

    def __init__(self, files: OfficeFiles) -> None:
        self._files = files
        self._known: dict[Path, tuple[tuple[int, int], Snapshot]] = {}

    def snapshot(self, path: Path, encoding: Encoding) -> Snapshot | None:
        """A file as it is now; None where it cannot be read."""
        try:
            status = path.stat()
            stamp = (status.st_mtime_ns, status.st_size)
            known = self._known.get(path)
            if known is None or known[0] != stamp:
                text = TextDocument(decode(path.read_bytes()), encoding)
                uri = from_fs_path(str(path)) or ""
                known = self._known[path] = (stamp, Snapshot(uri, None, text, self._files))
        except (OSError, ValueError):
            self._known.pop(path, None)
            return None
        return known[1]

    def forget(self) -> None:
        """Read all again: what they are checked against may have changed."""
        self._known.clear()


class Notices:
    """The documents that are open and those on disk, at one moment."""

    def __init__(
        self,
        opened: Sequence[Snapshot],
        folders: Sequence[Path],
        known: KnownFiles,
        encoding: Encoding,
    ) -> None:
        self.opened = {snapshot.uri: snapshot for snapshot in opened}
        self.folders = tuple(folders)
        self._known = known
        self._encoding: Encoding = encoding
        self._paths = {each.path.resolve(): each for each in opened if each.path}

    def all(self) -> Iterator[Snapshot]:
        """Open documents first, then the files of the folders."""
        yield from self.opened.values()
        for path in self._files():
            if path.resolve() not in self._paths and (found := self._on_disk(path)):
                yield found

    def drafts(self) -> Iterator[Snapshot]:
        """The notices among them."""
        return (each for each in self.all() if not each.is_rules)

    def at(self, path: Path) -> Snapshot | None:
        """The document of a path, in a folder of the editor or elsewhere."""
        return self._paths.get(path.resolve()) or self._on_disk(path)

    def paths(self, suffixes: tuple[str, ...]) -> Iterator[Path]:
        """The files of the folders whose names end in one of some ways."""
        return self._files(suffixes)

    def _on_disk(self, path: Path) -> Snapshot | None:
        return self._known.snapshot(path, self._encoding)

    def _files(self, suffixes: tuple[str, ...] = SUFFIXES) -> Iterator[Path]:
        seen: set[Path] = set()
        left = MOST_FOLDERS
        for root in self.folders:
            for folder, inner, names in walk(root):
                left -= 1
                if left < 0:
                    return
                inner[:] = sorted(name for name in inner if not name.startswith((".", "node_")))
                for name in sorted(names):
                    path = Path(folder, name)
                    if not name.endswith(suffixes) or path in seen:
                        continue
                    if len(seen) >= MOST:
                        return
                    seen.add(path)
                    yield path
