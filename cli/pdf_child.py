"""The process that reads one PDF file for another: data in, JSON out, bounded by the system.

PDF is read by a library in C; what a hostile file does to it ends with this process.
"""

from __future__ import annotations

import gc
import json
import sys

from hegao.dsl.recover.finished import UnreadableError

MOST_MEMORY = 1 << 30
MOST_SECONDS = 20
MOST_OUTPUT = 64 << 20
"""Bytes of JSON; more is not a notice."""


def bound() -> None:
    """Limit memory, time and output of this process, where the system can."""
    try:
        import resource
    except ImportError:
        return  # Windows: whoever started this process watches the time.
    limits = {
        resource.RLIMIT_AS: MOST_MEMORY,
        resource.RLIMIT_CPU: MOST_SECONDS,
        resource.RLIMIT_FSIZE: MOST_OUTPUT,
        resource.RLIMIT_CORE: 0,
    }
    for limit, most in limits.items():
        hardest = resource.getrlimit(limit)[1]
        allowed = most if hardest == resource.RLIM_INFINITY else min(most, hardest)
        try:
            resource.setrlimit(limit, (allowed, hardest))
        except (OSError, ValueError):
            continue  # macOS refuses some of them.


def answer(data: bytes) -> str:
    """What a PDF file holds as JSON: the values in order, or an object with the error."""
    from hegao.dsl.recover.pdf.reader import read_pdf

    try:
        return json.dumps(read_pdf(data))
    except UnreadableError as error:
        return json.dumps({"error": str(error)})


def main() -> None:
    """Read standard input, write standard output."""
    bound()
    gc.disable()  # One short run.
    sys.stdout.write(answer(sys.stdin.buffer.read()))


if __name__ == "__main__":
    main()
