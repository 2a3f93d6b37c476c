"""Our own interface, in one place, and the in-process probe that run.py starts as a child.

`python bench/ours.py parse|model|check FILE WARM_UP_FILE` prints one line of JSON: the CPU
seconds of one first-time call on FILE, and by how many bytes the peak of the process rose above
its size before.
"""

from __future__ import annotations

import gc
import json
import resource
import sys
import time
from functools import cache
from pathlib import Path
from typing import Any

NOT_IMPORTABLE = 3


def parse(text: str) -> Any:
    """Text to syntax tree."""
    from hegao.grammar.parser import parse

    return parse(text)


def model(text: str) -> Any:
    """Text to model: syntax tree, tasks, units, deadlines."""
    from hegao.dsl.build import build_notice

    return build_notice(text)


def check(text: str) -> Any:
    """Text to findings, all built-in rules."""
    from hegao.linter.run import check_text

    return check_text(text, rules())


@cache
def rules() -> Any:
    """The built-in rules, compiled before anything is measured."""
    from hegao.linter.rulebook import read_rules

    return read_rules().rules


CALLS = {"parse": parse, "model": model, "check": check}


def status_bytes(key: str) -> int | None:
    """A size from /proc/self/status (VmRSS now, VmHWM at its highest); None off Linux."""
    try:
        lines = Path("/proc/self/status").read_text("utf-8").splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith(key)), None)


def resident(key: str) -> int:
    """Like `status_bytes`, with the highest size as the only answer off Linux."""
    found = status_bytes(key)
    if found is not None:
        return found
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def probe(what: str, path: Path, warm_up: Path) -> dict[str, float]:
    """Measure one first-time call, imports and tables warmed on another text."""
    call, text = CALLS[what], path.read_text("utf-8")
    call(warm_up.read_text("utf-8"))
    gc.collect()
    gc.disable()  # As the command line does.
    before = resident("VmRSS")
    start = time.process_time()
    kept = call(text)
    cpu = time.process_time() - start
    rise = max(0, resident("VmHWM") - before)
    del kept
    return {"cpu": cpu, "peak": rise}


def main() -> int:
    """Run one probe; exit code 3 and one line when hegao cannot be imported."""
    what, path, warm_up = sys.argv[1:4]
    try:
        print(json.dumps(probe(what, Path(path), Path(warm_up))))
    except ImportError as error:
        print(f"hegao cannot be imported by {sys.executable}: {error}", file=sys.stderr)
        return NOT_IMPORTABLE
    return 0


if __name__ == "__main__":
    sys.exit(main())
