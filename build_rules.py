"""Part of the build of the package: the built-in rules are shipped compiled beside their text.

What is made fits the Python that builds; any other compiles the rules when it first runs and
keeps them in the user's cache.
"""

from __future__ import annotations

import marshal
import sys
from pathlib import Path
from types import ModuleType

from setuptools.command.build_py import build_py

ROOT = Path(__file__).parent


class Gathered(dict[str, bytes]):
    """Takes what is compiled, as the cache of a user does."""

    def put(self, key: str, data: bytes) -> None:
        """Keep data under a key."""
        self[key] = data


class BuildWithRules(build_py):
    """Copies the package, and compiles its rules."""

    def run(self) -> None:
        """What setuptools calls."""
        super().run()
        if self.editable_mode:
            return
        # The packages lie at the root under names of their own: hegao.linter is linter/.
        package = ModuleType("hegao")
        package.__path__ = [str(ROOT)]
        sys.modules["hegao"] = package
        from hegao.linter.builtin import SHIPPED
        from hegao.linter.rulebook import read_rules

        gathered = Gathered()
        book = read_rules((), gathered)
        if book.problems:
            raise SystemExit(f"the built-in rules have faults: {book.problems}")
        target = Path(self.build_lib, "hegao", "linter", "builtin", SHIPPED)
        target.write_bytes(marshal.dumps(dict(gathered)))
