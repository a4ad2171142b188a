"""What the rules say of the files of knowledge; where there are none, nothing is read or imported."""

from __future__ import annotations

import os
import stat
from collections.abc import Container
from typing import TYPE_CHECKING, Any

from netra_tools import __version__
from netra_tools.check.memory import unpack_outline
from netra_tools.check.request import CheckRequest
from netra_tools.check.run import Run, begin, outline, read_changed
from netra_tools.check.scope import choose
from netra_tools.digests import digest_of
from netra_tools.facts.read import read_source as read_facts
from netra_tools.model import Finding, Problem
from netra_tools.project.read import read_source
from netra_tools.rules.rule import numbered

if TYPE_CHECKING:
    from netra_tools.check.gather import Place
    from netra_tools.knowledge.known import Known
    from netra_tools.knowledge.view import View

LAYER = "knowledge"


def check_knowledge(run: Run, wanted: frozenset[str] | None) -> tuple[Finding, ...]:
    """Give what the rules say of the files of knowledge; nothing when none of them was asked for."""
    paths = run.scope.knowledge
    if not paths or not run.rules.knowledge_rules or (wanted is not None and wanted.isdisjoint(paths)):
        run.silenced = {}
        return ()
    view = view_of(run)
    found = numbered([finding for rule in run.rules.knowledge_rules for finding in rule.check(view)])
    run.silenced = {path: one.suppressions for path, one in view.files.items() if one.suppressions}
    watch(run, view.resolver.asked)
    return tuple(found)


def confirmed(request: CheckRequest) -> tuple[bytes, int]:
    """Give the record with what the files asked for (all, without paths) speak of now, and count those files.

    Lines of files that are no more are left out.
    """
    from netra_tools.knowledge.record import dump

    run = begin(request, None)
    try:
        wanted, _ = choose(run.config.root, run.scope, request.paths)
        read_changed(run, None)
        view = view_of(run)
        asked = [path for path in view.files if wanted is None or path in wanted]
        kept = {pair: known for pair, known in view.recorded.items() if pair[0] in view.files}
        kept = {pair: known for pair, known in kept.items() if pair[0] not in asked}
        for path in asked:
            kept.update({(path, target): view.digest(target) for _, target in view.targets(path)})
        return dump(kept), len(asked)
    finally:
        run.memory.close()


def view_of(run: Run) -> View:
    """Give what rules see of the knowledge of a run."""
    from netra_tools.knowledge.view import View
    from netra_tools.knowledge.world import World

    seen = Surroundings(run)
    folders = tuple(dict.fromkeys([*run.config.roots, *(one.root for one in run.config.services)]))
    return View(
        known_files(run),
        World(seen.state, seen.content, seen.modules, seen.part, seen.names, folders, seen.rules()),
    )


def known_files(run: Run) -> dict[str, Known]:
    """Give what is known of each file, by its content: only what is new is read as XML."""
    from netra_tools.knowledge.known import KNOWN_VERSION, pack, unpack

    key = (__version__, KNOWN_VERSION)
    rows: dict[str, tuple[bytes, Any]] = run.memory.load_value(LAYER, key) or {}
    found, kept = {}, {}
    for path in run.scope.knowledge:
        data = content_of(run, path)
        digest = digest_of(data if isinstance(data, bytes) else repr(data).encode())
        row = rows.get(path)
        if row is not None and row[0] == digest:
            found[path], kept[path] = unpack(row[1]), row
        else:
            found[path] = fresh(path, data)
            kept[path] = (digest, pack(found[path]))
    if kept != rows and not run.overlay:
        run.memory.save_value(LAYER, key, kept)
    return found


def fresh(path: str, data: bytes | Problem) -> Known:
    """Read a file that is not known yet."""
    from netra_tools.knowledge.faults import Diagnosis
    from netra_tools.knowledge.known import Known
    from netra_tools.knowledge.look import look

    if isinstance(data, Problem):
        return Known("", (Diagnosis(data.line, data.column, data.kind, data.message, False),))
    return look(path, data)


def content_of(run: Run, path: str) -> bytes | Problem:
    """Give what a file holds, on disk or instead."""
    held = run.overlay.get(path)
    return read_source(run.config.root, path, run.config.max_file_bytes) if held is None else held


def watch(run: Run, asked: set[str]) -> None:
    """Let an answer hold only while all that decided it is as it was."""
    if run.overlay or not run.memory.usable:
        return
    known = {*run.scope.watched, *(f"{run.config.root}/{path}" for path in run.files)}
    more = tuple(sorted({f"{run.config.root}/{path}" for path in asked} - known))
    run.scope = run.scope._replace(watched=(*run.scope.watched, *more))
    run.stats.look_at(more, ())


class Surroundings:
    """The repository around the files of knowledge, as a run sees it."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.places: dict[str, Place] = {place.module: place for place in run.scope.places if place.module}
        self.modules = {name: place.path for name, place in self.places.items()}
        self.modules.update({name: "" for name in run.scope.unread if name not in self.modules})

    def state(self, path: str) -> str:
        """Say what is at a path."""
        from netra_tools.knowledge.world import FILE, FOLDER, NOTHING

        overlay = self.run.overlay
        if path in overlay:
            return NOTHING if overlay[path] is None else FILE
        try:
            mode = os.stat(f"{self.run.config.root}/{path}").st_mode
        except (OSError, ValueError):
            above = f"{path}/"
            return (
                FOLDER
                if any(one.startswith(above) and overlay[one] is not None for one in overlay)
                else NOTHING
            )
        return FOLDER if stat.S_ISDIR(mode) else FILE

    def content(self, path: str) -> bytes | None:
        """Give what a file holds; None when it cannot be read."""
        data = content_of(self.run, path)
        return data if isinstance(data, bytes) else None

    def part(self, path: str, name: str) -> bytes | None:
        """Give the lines of a definition; None when the file has none of this name."""
        data = self.content(path) or b""
        for found in read_facts(data).facts.definitions:
            if found.name == name:
                return b"".join(data.splitlines(keepends=True)[found.first_line - 1 : found.end_line])
        return None

    def names(self, module: str) -> Container[str] | None:
        """Give what a module binds; None when nobody can say."""
        facts = unpack_outline(outline(self.run, self.places[module]))
        star = any(name == "*" for one in facts.imports for name, _ in one.names)
        return None if facts.problems or star else frozenset((*facts.names, *(facts.exports or ())))

    def rules(self) -> frozenset[str]:
        """Give the codes and slugs of all rules."""
        return frozenset(self.run.rules.names().slug_of)
