"""What checks gave, kept between runs in one SQLite file of the user's cache folder.

Losing it only costs time: whatever is wrong with the file, it is made anew or done without.
Every change is one transaction, so neither a killed process nor a second one leaves half of it.
"""

from __future__ import annotations

import sqlite3
import time
import zlib
from contextlib import suppress
from pathlib import Path
from typing import Final

MOST_BYTES: Final = 256 << 20
BATCH: Final = 200
"""So many entries are written at once: what a killed run loses."""
PATIENCE: Final = 5.0
"""Seconds to wait for another process that writes."""
DAY: Final = 86_400
LAYOUT: Final = 1
"""To be raised when the table changes."""
TABLE: Final = """
CREATE TABLE IF NOT EXISTS kept (
    key BLOB PRIMARY KEY, used INTEGER NOT NULL, sum INTEGER NOT NULL, data BLOB NOT NULL
)
"""


class FindingStore:
    """Keeps bytes under keys; a new entry is there for others after `save`."""

    def __init__(self, path: Path, most: int = MOST_BYTES) -> None:
        self.path = path
        self._most = most
        self._new: dict[bytes, bytes] = {}
        self._touched: list[bytes] = []
        self._today = int(time.time())
        self._base = self._opened()

    def get(self, key: bytes) -> bytes | None:
        """What was put under the key."""
        if self._base is None:
            return None
        try:
            row = self._base.execute("SELECT used, sum, data FROM kept WHERE key = ?", (key,))
            used, check, data = row.fetchone() or (0, 0, None)
        except sqlite3.Error as error:
            self._give_up(error)
            return None
        if not isinstance(data, bytes) or zlib.crc32(data) != check:
            return None
        if used < self._today - DAY:
            self._touched.append(key)
        return data

    def put(self, key: bytes, data: bytes) -> None:
        """Keep data under a key."""
        self._new[key] = data
        if len(self._new) >= BATCH:
            self.save()

    def save(self) -> None:
        """Write what is new; all of it or nothing."""
        if self._base is not None and (self._new or self._touched):
            try:
                self._write(self._base)
            except sqlite3.Error as error:
                self._give_up(error)
        self._new, self._touched = {}, []

    def close(self) -> None:
        """Save, and let go of the file."""
        self.save()
        if self._base is not None:
            self._base.close()
            self._base = None

    def size(self) -> tuple[int, int]:
        """How many entries there are, and how many bytes."""
        if self._base is None:
            return 0, 0
        entries: int = self._base.execute("SELECT count(*) FROM kept").fetchone()[0]
        return entries, self._bytes(self._base)

    def _write(self, base: sqlite3.Connection) -> None:
        now = self._today
        rows = [(key, now, zlib.crc32(data), data) for key, data in self._new.items()]
        base.execute("BEGIN IMMEDIATE")
        try:
            base.executemany("REPLACE INTO kept VALUES (?, ?, ?, ?)", rows)
            used = [(now, key) for key in self._touched]
            base.executemany("UPDATE kept SET used = ? WHERE key = ?", used)
            self._make_room(base)
            base.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                base.execute("ROLLBACK")
            raise

    def _make_room(self, base: sqlite3.Connection) -> None:
        """Remove a quarter of the entries, those not used for longest, until the rest fits."""
        while self._bytes(base) > self._most:
            count: int = base.execute("SELECT count(*) FROM kept").fetchone()[0]
            if not count:
                return
            oldest = "SELECT key FROM kept ORDER BY used LIMIT ?"
            base.execute(f"DELETE FROM kept WHERE key IN ({oldest})", (count // 4 + 1,))

    def _bytes(self, base: sqlite3.Connection) -> int:
        pages, free, size = (
            int(base.execute(f"PRAGMA {each}").fetchone()[0])
            for each in ("page_count", "freelist_count", "page_size")
        )
        return (pages - free) * size

    def _opened(self) -> sqlite3.Connection | None:
        for _ in range(2):
            try:
                self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                return self._connect()
            except sqlite3.DatabaseError as error:
                if not _broken(error):
                    return None
                self._remove()
            except OSError:
                return None
        return None

    def _connect(self) -> sqlite3.Connection:
        self.path.touch(mode=0o600)  # Findings quote drafts: they are for nobody else.
        base = sqlite3.connect(self.path, timeout=PATIENCE, isolation_level=None)
        try:
            layout: int = base.execute("PRAGMA user_version").fetchone()[0]
            if layout not in (0, LAYOUT):
                raise sqlite3.DatabaseError("written by another version")
            if not layout:
                base.execute(TABLE)
                base.execute(f"PRAGMA user_version = {LAYOUT}")
            base.execute("SELECT key FROM kept LIMIT 1").fetchone()
            return base
        except BaseException:
            base.close()
            raise

    def _give_up(self, error: sqlite3.Error) -> None:
        """Do without; a file that is damaged goes, so that the next run makes it anew."""
        if self._base is not None:
            self._base.close()
            self._base = None
        if _broken(error):
            self._remove()

    def _remove(self) -> None:
        for name in (self.path.name, f"{self.path.name}-journal"):
            with suppress(OSError):
                self.path.with_name(name).unlink()


def _broken(error: sqlite3.Error) -> bool:
    """Whether the file itself is at fault, and not that it is locked or the disk full."""
    if isinstance(error, sqlite3.OperationalError):
        return str(error).startswith("no such")
    return isinstance(error, sqlite3.DatabaseError)
