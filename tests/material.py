"""Texts that many tests read: our examples, and the real notices when they are there."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DATA = Path(__file__).parent / "data"
SHARED = ROOT.parent / "shared"
EXAMPLES = sorted((ROOT / "examples").rglob("*.notice")) + sorted(
    (ROOT / "examples").rglob("*.txt")
)


def read(path: Path) -> str:
    """The text of a file with its line ends as they are."""
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def cases(name: str) -> list[tuple[str, str, str]]:
    """The cases of a data file: name, text, and what is expected of it."""
    found: list[tuple[str, str, str]] = []
    for block in read(DATA / name).split("\n=== ")[1:]:
        title, _, rest = block.partition("\n")
        source, _, wanted = rest.partition("\n---\n")
        found.append((title.strip(), source, wanted.strip("\n")))
    return found


def shared(pattern: str) -> list[Path]:
    """Real notices; skips the test, saying so, where they are not."""
    found = sorted(SHARED.glob(pattern))
    if not found:
        pytest.skip(f"没有 ../shared/{pattern}，跳过对真实文件的检查")
    return found
