"""Run a command and write its resource usage: `python -I -S launch.py OUT ERR COMMAND…`.

A process of its own because ru_maxrss of a child is never less than that of the process it came
from: this one stays at about ten megabytes. Prints CPU seconds, wall seconds, ru_maxrss, exit code.
"""

import os
import sys
import time


def start(out: str, err: str, command: list[str]) -> int:
    """Start the command with nothing on its standard input; the process id."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    actions = [
        (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, out, flags, 0o600),
        (os.POSIX_SPAWN_OPEN, 2, err, flags, 0o600),
    ]
    return os.posix_spawn(command[0], command, os.environ, file_actions=actions)


def main() -> None:
    """Wait for the whole child tree and print one line."""
    out, err, *command = sys.argv[1:]
    begin = time.perf_counter()
    _, status, usage = os.wait4(start(out, err, command), 0)
    wall = time.perf_counter() - begin
    cpu = usage.ru_utime + usage.ru_stime
    print(cpu, wall, usage.ru_maxrss, os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main()
