"""Checks that were made before: looked up by all that their findings come from.

The key is made of the text, its name, the stage, the rules and units list of its office, and
the program; what the draft names itself is written beside its findings and looked at again.
Which codes are wanted and how severe they are is not asked here: that is applied afterwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any

from hegao.cli.examined import Examined
from hegao.cli.files import TextFile
from hegao.cli.finding_store import FindingStore
from hegao.cli.kept_findings import pack, unpack
from hegao.cli.named_content import NamedContent
from hegao.cli.program_mark import program_mark
from hegao.cli.rule_cache import user_cache
from hegao.cli.settings import Office, Offices
from hegao.linter.builtin import sources
from hegao.linter.finding import Stage


def store_path() -> Path:
    """Where the checks of this user are kept."""
    return user_cache().folder.parent / "findings.sqlite"


class KnownChecks:
    """Findings kept in a store."""

    def __init__(self, store: FindingStore, offices: Offices, stage: Stage | None) -> None:
        self._store = store
        self._offices = offices
        self._stage = stage
        self._content = NamedContent(offices)
        self._marks: dict[Path | None, Any] = {}
        self.hits = 0

    def recall(self, file: TextFile) -> Examined | None:
        """The findings on a text that was examined before, if nothing they come from changed."""
        data = self._store.get(self._key(file))
        kept = unpack(data) if data else None
        if kept is None or any(self._content.see(each.named) != each for each in kept.seen):
            return None
        self.hits += 1
        return Examined(kept.findings, tuple(each.named for each in kept.seen))

    def keep(self, file: TextFile, examined: Examined) -> None:
        """Remember what was found, unless it may come out otherwise the next time."""
        seen = [self._content.see(each) for each in dict.fromkeys(examined.named)]
        if self._content.settled(seen):
            self._store.put(self._key(file), pack(examined.findings, seen))

    def close(self) -> None:
        """Save, and let go of the store."""
        self._store.close()

    def _key(self, file: TextFile) -> bytes:
        office = self._offices.of(Path(file.path))
        if office.folder not in self._marks:
            self._marks[office.folder] = self._office_mark(office)
        mark = self._marks[office.folder].copy()
        mark.update(f"{file.path}\0{file.finished}\0{file.text}".encode("utf-8", "surrogatepass"))
        digest: bytes = mark.digest()
        return digest

    def _office_mark(self, office: Office) -> Any:
        """The beginning of the keys of all drafts of an office."""
        settings, folder = office.settings, office.folder or Path()
        mark = blake2b(program_mark(), digest_size=16)
        mark.update(f"{self._stage or settings.stage}\0{settings.rules}\0{settings.units}".encode())
        for _, text in sources():
            mark.update(text.encode())
        for name in (*settings.rules, *_one(settings.units)):
            mark.update(self._content.mark(folder / name))
        return mark


def _one(name: str | None) -> Sequence[str]:
    return (name,) if name else ()
