"""What drafts are checked against: settings, rules and units lists on disk, upstream notices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from hegao.dsl.document import Document
from hegao.dsl.registry import Registry, RegistryError, merge, read_registry
from hegao.dsl.upstream.sources import sources_of
from hegao.dsl.upstream.statements import Source
from hegao.linter.config import ConfigError, Settings, read_settings
from hegao.linter.finding import Finding
from hegao.linter.path_settings import PathSettings, judged
from hegao.linter.rule import Rule
from hegao.linter.rulebook import read_rules
from hegao.lsp.files.named_files import Files, Stamp, decode, nearest, plain
from hegao.lsp.files.upstream_files import UpstreamFiles

SETTINGS_FILE = "hegao.toml"


@dataclass(frozen=True, slots=True)
class Basis:
    """What a draft is checked against."""

    settings: Settings
    rules: tuple[Rule, ...]
    registry: Registry | None
    problems: tuple[str, ...]
    """What is wrong with the files that were read for it, in words for the drafter."""
    upstreams: tuple[Source, ...] = ()
    reads: frozenset[Path] = frozenset()
    """All files that were looked for, whether they are there or not."""
    here: tuple[PathSettings, ...] = ()
    """What the settings say of the draft's own path."""

    def judged(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """The findings that are wanted, as severe as the settings have them."""
        for each in findings:
            if self.settings.shows(each.code) and (told := judged(each, self.here)):
                yield told


class OfficeFiles:
    """Settings, rules and units lists on disk; each is read again when it has changed there."""

    def __init__(self) -> None:
        self.files = Files()
        self._texts: dict[Path, tuple[Stamp, str]] = {}
        self._upstreams = UpstreamFiles(self.files)

    def basis(self, draft: Path | None, notice: Document | None) -> Basis:
        """What a draft is checked against, its office's files and those that it names itself."""
        problems: list[str] = []
        self.files.looked_for.clear()
        settings, folder = Settings(), draft.parent if draft else Path()
        here: tuple[PathSettings, ...] = ()
        if draft:  # Settings that are not there yet may come.
            self.files.looked_for.update(plain(each / SETTINGS_FILE) for each in draft.parents)
        if draft and (path := nearest(draft.parents, SETTINGS_FILE)):
            settings, folder = self._settings(path, problems), path.parent
            here = settings.at(draft.relative_to(folder).as_posix())
        layers = [folder / name for name in settings.rules]
        lists: list[Path] = []
        if draft and notice:
            layers += _named("规则文件", notice, draft, folder)
            lists += _named("机构名录", notice, draft, folder)
        if settings.units:
            lists.append(folder / settings.units)  # Behind the draft's own, which comes first.
        rules, registry = self._rules(layers, problems), self._registry(lists, problems)
        upstreams = sources_of(notice, str(draft), self._upstreams) if draft and notice else ()
        reads = frozenset(self.files.looked_for)
        return Basis(settings, rules, registry, tuple(problems), tuple(upstreams), reads, here)

    def rule_layers(self, file: Path | None, text: str) -> list[tuple[str, str]]:
        """The rules files of an office, names and texts, one of them being `file` with `text`.

        A file that the settings do not name lies above all others; None was never saved.
        """
        own = (str(file or "本文件"), text)
        settings = nearest(file.parents, SETTINGS_FILE) if file else None
        if file is None or settings is None:
            return [own]
        layers: dict[Path, tuple[str, str]] = {}
        for path in (settings.parent / name for name in self._settings(settings, []).rules):
            if (said := self._text(path, "规则文件", [])) is not None:
                layers.setdefault(path.resolve(), (str(path), said))
        layers[file.resolve()] = own
        return list(layers.values())

    def _settings(self, path: Path, problems: list[str]) -> Settings:
        text = self._text(path, "配置文件", problems)
        try:
            return _settings_of(text or "")
        except ConfigError as error:
            line = f"第{error.line}行" if error.line else ""
            problems.append(f"配置文件{path}没有生效：{line}{error.message}")
            return Settings()

    def _rules(self, paths: list[Path], problems: list[str]) -> tuple[Rule, ...]:
        read = [(str(path), self._text(path, "规则文件", problems)) for path in paths]
        rulebook = _rulebook_of(tuple((name, text) for name, text in read if text is not None))
        for name, problem in ((each.file, each.problem) for each in rulebook.problems):
            problems.append(f"规则文件{name}第{problem.line}行：{problem.message}。{problem.hint}")
        return rulebook.rules

    def _registry(self, paths: list[Path], problems: list[str]) -> Registry | None:
        known: list[Registry] = []
        for path in paths:
            text = self._text(path, "机构名录", problems)
            try:
                registry = _registry_of(text) if text is not None else merge(())
            except RegistryError as error:
                problems.append(f"机构名录{path}没有生效：{error}")
                continue
            known.append(registry)
            problems += (f"机构名录{path}第{line}行：{told}" for line, told in registry.problems)
        registry = known[0] if len(known) == 1 else merge(known)
        return registry if registry.full else None

    def _text(self, path: Path, what: str, problems: list[str]) -> str | None:
        try:
            stamp = self.files.stamp(path)
            known = self._texts.get(path)
            if known is None or known[0] != stamp:
                known = self._texts[path] = (stamp, decode(self.files.data(path)))
        except FileNotFoundError:
            problems.append(f"{what}{path}读不出：没有这个文件")
        except UnicodeDecodeError:
            problems.append(f"{what}{path}读不出：不是UTF-8，也不是GB18030")
        except (OSError, ValueError) as error:
            problems.append(f"{what}{path}读不出：{error}")
        else:
            return known[1]
        return None


def _named(field: str, notice: Document, draft: Path, folder: Path) -> list[Path]:
    """The files that the header fields of one name give."""
    names = [each.value for each in notice.elements if each.name == field and each.value]
    folders = (draft.parent, folder, *draft.parents)
    return [nearest(folders, name) or draft.parent / name for name in names]


_settings_of = lru_cache(maxsize=64)(read_settings)
_rulebook_of = lru_cache(maxsize=16)(read_rules)
_registry_of = lru_cache(maxsize=64)(read_registry)
