"""Measure `hegao check` and its peers on the same notices, and hegao from the inside.

`python bench/run.py [--only ours|peers|all] [--markdown] [--runs N] [--hegao PATH]`

CPU is user + system time of the whole child tree (os.wait4); memory is ru_maxrss of its largest
process. Runs alternate: every tool and size once, then again. Standard library only.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import signal
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import corpus
import ours

HERE = Path(__file__).resolve().parent
PEERS = HERE / "peers"
RULES = PEERS / "bench" / "rules"
PYTHON_BIN = PEERS / "env" / "py" / "bin"
NODE_BIN = PEERS / "env" / "npm" / "node_modules" / ".bin"
VENV_BIN = HERE.parent / ".venv" / "bin"
TIME_LIMIT = 300.0
HEAD = 4_096
COLD_RUNS = 15
COLD_TASKS = 36
INNER_TASKS = (1_000, 10_000)
# ru_maxrss counts kilobytes on Linux and bytes on macOS.
MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024


class MeasureError(Exception):
    """A tool that cannot be measured; the message is one line for the reader."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One run of one child."""

    cpu: float
    wall: float
    peak: int
    code: int
    found: int
    """How often the marker of a finding stands in what it printed."""
    head: bytes
    """The first bytes it printed."""
    errors: str


@dataclass(frozen=True, slots=True)
class Tool:
    """A linter: its command, the files of a size, and what counts as a finding in its output."""

    name: str
    command: tuple[str, ...]
    files: Callable[[str], list[Path]]
    marker: bytes
    folder: Path | None = None
    sizes: tuple[str, ...] = corpus.SIZES
    structural: bool = False
    """Runs the three rules whose findings are counted beforehand."""
    forget: Path | None = None
    """The file it keeps results in, removed before each run that is to be without them."""


@dataclass(frozen=True, slots=True)
class Cell:
    """All the runs of one tool on one size."""

    samples: list[Sample]

    @property
    def cpus(self) -> list[float]:
        """CPU seconds, run by run."""
        return [sample.cpu for sample in self.samples]


Results = dict[str, dict[str, Cell]]


def clean_environment() -> dict[str, str]:
    """The environment of every child: bytecode may be written, no colour."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "NO_COLOR": "1"}


def run_once(command: Sequence[str], folder: Path | None = None, marker: bytes = b"") -> Sample:
    """Run a child to its end and take its resource usage."""
    with tempfile.TemporaryDirectory() as place:
        out, err = Path(place, "out"), Path(place, "err")
        launcher = [sys.executable, "-I", "-S", str(HERE / "launch.py"), str(out), str(err)]
        said = launched([*launcher, *command], folder)
        output, errors = out.read_bytes(), err.read_text("utf-8", "replace")
    cpu, wall, peak, code = said.split()
    found = output.count(marker) if marker else 0
    head, peak_bytes = output[:HEAD], int(peak) * MAXRSS_UNIT
    return Sample(float(cpu), float(wall), peak_bytes, int(code), found, head, errors)


def launched(command: Sequence[str], folder: Path | None) -> str:
    """What the launcher printed; its whole process group ends when the time is over."""
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env=clean_environment(),
        start_new_session=True,
        text=True,
    ) as child:
        try:
            said, _ = child.communicate(timeout=TIME_LIMIT)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            limit = f"{Path(command[-2]).name}: stopped after {TIME_LIMIT:.0f} s"
            raise MeasureError(limit) from None
    if child.returncode != 0:
        raise MeasureError(f"{command[6]}: could not be started")
    return said


def peer_file(suffix: str) -> Callable[[str], list[Path]]:
    """The one file of a size that a peer reads."""
    return lambda size: [corpus.DATA / size / f"notice.{suffix}"]


def peer_tools() -> list[Tool]:
    """The peers, as ../shared/peers/bench/run.py starts them."""
    scan = (str(PYTHON_BIN / "ast-grep"), "scan", "--json=stream")
    lint = (str(NODE_BIN / "autocorrect"), "--lint", "--format", "json")
    ruleset = str(RULES / "spectral.yaml")
    spectral = (str(NODE_BIN / "spectral"), "lint", "-r", ruleset, "-f", "json")
    code, rule, yaml = b'"code"', b'"ruleId"', peer_file("yaml")
    # autocorrect skips what the .gitignore of its working folder names, so it starts elsewhere.
    grep, bench = RULES / "astgrep", PEERS / "bench"
    return [
        Tool("ast-grep", scan, yaml, rule, grep, structural=True),
        Tool("ast-grep split", scan, corpus.split_yaml, rule, grep, ("x100",), structural=True),
        Tool("autocorrect", lint, peer_file("md"), b'"l":', bench),
        Tool("spectral", spectral, yaml, code, structural=True),
    ]


def find_hegao(given: str | None) -> str:
    """The hegao command: the one given, the project's own, or the one on the path."""
    own = [str(VENV_BIN / "hegao"), shutil.which("hegao")]
    candidates = [str(Path(given).absolute())] if given else own
    for candidate in candidates:
        if candidate and os.access(candidate, os.X_OK):
            return candidate
    tried = given or f"{VENV_BIN / 'hegao'} and the path"
    raise MeasureError(f"hegao: command missing (looked at {tried}); not measured")


def hegao_tool(command: str, cache: Path) -> Tool:
    """Our own `hegao check`, all findings as JSON, with none kept from the run before."""
    fixed = (command, "check", "--format", "json", "--fail-on", "never")
    store = kept_findings(cache)
    return Tool("hegao", fixed, lambda size: [corpus.write_hegao(size)], b'"code"', forget=store)


def kept_findings(cache: Path) -> Path:
    """Where hegao keeps findings, with XDG_CACHE_HOME as given."""
    return cache / "hegao" / "findings.sqlite"


def check_sample(tool: Tool, sample: Sample) -> None:
    """Refuse figures of a run that did not work; exit 1 only says that there are findings."""
    if sample.code in (0, 1) and sample.found:
        return
    said = sample.errors.strip().splitlines() or ["no findings printed"]
    raise MeasureError(f"{tool.name}: exit code {sample.code}, {said[-1]}; not measured")


def warmed(tools: Sequence[Tool]) -> list[Tool]:
    """The tools that work, each run once; a line on standard error for the others."""
    working: list[Tool] = []
    for tool in tools:
        try:
            if not Path(tool.command[0]).exists():
                raise MeasureError(f"{tool.name}: missing, run bench/set_up_peers.sh")
            size = "x1" if "x1" in tool.sizes else tool.sizes[0]
            check_sample(tool, sample_of(tool, command_for(tool, size)))
            working.append(tool)
        except MeasureError as error:
            print(error, file=sys.stderr)
    return working


def command_for(tool: Tool, size: str) -> list[str]:
    """The whole command line of a tool on a size."""
    return [*tool.command, *map(str, tool.files(size))]


def sample_of(tool: Tool, command: Sequence[str]) -> Sample:
    """One run of a tool, its findings counted."""
    if tool.forget:
        tool.forget.unlink(missing_ok=True)
    return run_once(command, tool.folder, tool.marker)


def measure(tools: Sequence[Tool], runs: int) -> Results:
    """Run every tool on every size, `runs` times, alternating."""
    cells = [(tool, size, command_for(tool, size)) for tool in tools for size in tool.sizes]
    samples: dict[tuple[str, str], list[Sample]] = {}
    for _ in range(runs):
        for tool, size, command in cells:
            samples.setdefault((tool.name, size), []).append(sample_of(tool, command))
    results: Results = {}
    for tool, size, _ in cells:
        taken = samples[tool.name, size]
        if size != "tiny":  # one task may well be free of findings
            check_sample(tool, taken[-1])
        results.setdefault(tool.name, {})[size] = Cell(taken)
    return results


def tiny_of(results: Results, name: str) -> Cell | None:
    """A tool's own one-task run, which its marginal figures leave out."""
    return results[name].get("tiny") or results[name.split()[0]].get("tiny")


def marginals(results: Results, name: str, size: str) -> list[float]:
    """CPU seconds above the tool's own tiny run, run by run."""
    tiny, cell = tiny_of(results, name), results.get(name, {}).get(size)
    if tiny is None or cell is None:
        return []
    floor = median(tiny.cpus)
    return [max(cpu - floor, 0.0) for cpu in cell.cpus]


def quotient(upper: Sequence[float], lower: Sequence[float]) -> float | None:
    """The median of the ratios of the same run."""
    ratios = [above / below for above, below in zip(upper, lower, strict=False) if below > 0]
    return median(ratios) if ratios else None


def ratio_text(value: float | None, sign: str = "×") -> str:
    """1.37×, or a dash for what cannot be said."""
    return "–" if value is None else f"{value:.2f}{sign}"


def ratios_to(results: Results, name: str, size: str) -> tuple[float | None, float | None]:
    """Hegao ÷ this tool in the same run: all CPU, and CPU above the own tiny run."""
    ours = results.get("hegao", {}).get(size)
    if ours is None or name == "hegao":
        return None, None
    whole = quotient(ours.cpus, results[name][size].cpus)
    if size == "tiny":
        return whole, None
    return whole, quotient(marginals(results, "hegao", size), marginals(results, name, size))


def growth(results: Results, name: str) -> float | None:
    """CPU above the tiny run, x100 ÷ x10 (10 is linear)."""
    base = name if "x10" in results[name] else name.split()[0]
    return quotient(marginals(results, name, "x100"), marginals(results, base, "x10"))


def row(results: Results, tool: Tool, size: str, tasks: int) -> list[str]:
    """One line of the comparison."""
    cell = results[tool.name][size]
    extra = marginals(results, tool.name, size) if size != "tiny" else []
    whole, marginal = ratios_to(results, tool.name, size)
    wanted = f" of {corpus.expected_findings(size):,}" if tool.structural else ""
    return [
        tool.name,
        size,
        f"{median(cell.cpus):.3f}",
        f"{min(cell.cpus):.3f}",
        f"{max(sample.peak for sample in cell.samples) / 1e6:.0f}",
        f"{median(extra) / (tasks - 1) * 1e6:.1f}" if extra else "–",
        f"{growth(results, tool.name):.1f}" if size == "x100" and extra else "–",
        f"{cell.samples[-1].found:,}{wanted}",
        ratio_text(whole),
        ratio_text(marginal),
    ]


def comparison(tools: Sequence[Tool], runs: int, *, markdown: bool) -> str:
    """The comparison as one table with its notes."""
    results = measure(tools, runs)
    counts = {size: len(corpus.load(size)["tasks"]) for size in corpus.SIZES}
    head = ["tool", "size", "CPU s median", "min", "peak MB", "µs/task above tiny"]
    head += ["growth x100/x10", "findings", "hegao ÷ it", "hegao ÷ it, above tiny"]
    rows = [
        row(results, tool, size, counts[size])
        for size in corpus.SIZES
        for tool in tools
        if size in tool.sizes
    ]
    sizes = ", ".join(f"{size} {count:,}" for size, count in counts.items())
    notes = [
        f"Tasks: {sizes}. {runs} alternating runs; 10.0 is linear growth; ratios are medians of "
        "the same run.",
        "ast-grep finds nothing after row 32,767 of a YAML file; “split” is the same content in "
        "files of 30,000 rows.",
    ]
    return "\n".join([table(head, rows, markdown=markdown), "", *notes])


def width(text: str) -> int:
    """Columns on a terminal."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def table(head: list[str], rows: list[list[str]], *, markdown: bool) -> str:
    """Lines of cells: a Markdown table, or columns for a terminal."""
    if markdown:
        lines = [head, ["---"] * len(head), *rows]
        return "\n".join("| " + " | ".join(line) + " |" for line in lines)
    widths = [max(map(width, column)) for column in zip(head, *rows, strict=True)]
    return "\n".join(padded(line, widths) for line in [head, *rows])


def padded(line: list[str], widths: list[int]) -> str:
    """A line of columns for a terminal."""
    cells = [cell + " " * (size - width(cell)) for cell, size in zip(line, widths, strict=True)]
    return "  ".join(cells).rstrip()


def probe(python: str, what: str, path: Path) -> dict[str, float]:
    """One figure from the inside, in a child of its own."""
    command = [python, str(HERE / "ours.py"), what, str(path), str(corpus.write_hegao("tiny"))]
    sample = run_once(command)
    if sample.code != 0:
        said = sample.errors.strip().splitlines() or [f"exit code {sample.code}"]
        raise MeasureError(f"hegao from the inside: {said[-1]}; not measured")
    figures: dict[str, float] = json.loads(sample.head)
    return figures


def inside_rows(python: str, runs: int) -> list[list[str]]:
    """Parse and whole check at 1,000 and 10,000 tasks, each run in a fresh process."""
    paths = {count: corpus.write_cut(count) for count in INNER_TASKS}
    taken: dict[tuple[str, int], list[dict[str, float]]] = {}
    for _ in range(runs):
        for what in ours.CALLS:
            for count, path in paths.items():
                taken.setdefault((what, count), []).append(probe(python, what, path))
    return [inside_row(taken, what) for what in ours.CALLS]


def inside_row(taken: dict[tuple[str, int], list[dict[str, float]]], what: str) -> list[str]:
    """One line of the inside table."""
    small, large = INNER_TASKS
    cpus = {count: [run["cpu"] for run in taken[what, count]] for count in INNER_TASKS}
    times = quotient(cpus[large], cpus[small])
    return [
        what,
        *(f"{median(cpus[count]) / count * 1e6:.1f}" for count in INNER_TASKS),
        *(f"{min(cpus[count]) / count * 1e6:.1f}" for count in INNER_TASKS),
        "–" if times is None else f"{times:.1f}",
        f"{median(run['peak'] for run in taken[what, large]) / large:,.0f}",
    ]


def inside(python: str, runs: int, *, markdown: bool) -> str:
    """The in-process figures as a table."""
    head = ["in process", "µs/task at 1,000", "at 10,000", "min at 1,000", "min at 10,000"]
    head += ["growth ×10 tasks", "peak bytes/task at 10,000"]
    return table(head, inside_rows(python, runs), markdown=markdown)


def cold(tool: Tool, *, markdown: bool) -> str:
    """Cold `hegao check` of one file of 36 tasks, after one warm-up."""
    command = [*tool.command, str(corpus.write_cut(COLD_TASKS))]
    check_sample(tool, sample_of(tool, command))
    samples = [sample_of(tool, command) for _ in range(COLD_RUNS)]
    values = {
        "CPU ms": [sample.cpu * 1e3 for sample in samples],
        "wall ms": [sample.wall * 1e3 for sample in samples],
    }
    title = f"hegao check, {COLD_TASKS} tasks, {COLD_RUNS} runs"
    rows = [[name, f"{min(got):.0f}", f"{median(got):.0f}"] for name, got in values.items()]
    return table([title, "min", "median"], rows, markdown=markdown)


def python_of(command: str) -> str:
    """The Python that has hegao: the one beside the command, else this one."""
    beside = Path(command).parent / "python"
    return str(beside) if beside.exists() else sys.executable


def machine_line() -> str:
    """What this was measured on."""
    load = os.getloadavg()[0]
    system = f"{platform.system()} {platform.machine()}"
    return f"Python {platform.python_version()}, {system}, {os.cpu_count()} cores, load {load:.2f}"


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description="Measure hegao and its peers.")
    parser.add_argument("--only", choices=("ours", "peers", "all"), default="all")
    parser.add_argument("--markdown", action="store_true")
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--hegao", help="the hegao command to measure")
    return parser.parse_args()


def our_tool(given: str | None, cache: Path) -> Tool | None:
    """Our tool when its command is there and works; otherwise a line on standard error."""
    try:
        working = warmed([hegao_tool(find_hegao(given), cache)])
    except MeasureError as error:
        print(error, file=sys.stderr)
        return None
    return working[0] if working else None


def report_ours(tool: Tool, runs: int, *, markdown: bool) -> None:
    """Print the in-process and the cold figures."""
    try:
        print("\n" + inside(python_of(tool.command[0]), runs, markdown=markdown))
    except MeasureError as error:
        print(error, file=sys.stderr)
    print("\n" + cold(tool, markdown=markdown))


def report(options: argparse.Namespace, cache: Path) -> int:
    """Print what was asked for; 1 when nothing could be measured."""
    corpus.load("tiny")
    ours = our_tool(options.hegao, cache) if options.only != "peers" else None
    peers = warmed(peer_tools()) if options.only != "ours" else []
    tools = [ours, *peers] if ours else peers
    if not tools:
        return 1
    print(machine_line() + "\n")
    print(comparison(tools, options.runs, markdown=options.markdown))
    if ours:
        report_ours(ours, options.runs, markdown=options.markdown)
    return 0


def main() -> int:
    """Run the benchmark; one clear line for what is missing."""
    try:
        with tempfile.TemporaryDirectory() as cache:
            os.environ["XDG_CACHE_HOME"] = cache
            return report(arguments(), Path(cache))
    except (corpus.CorpusMissingError, MeasureError) as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
