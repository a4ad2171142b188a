"""What the rules about literals say: of the index as this run has brought it up to date."""

from __future__ import annotations

import os
import sqlite3
from typing import TYPE_CHECKING

from netra_tools.check.memory import LITERALS, pack_findings, unpack_findings
from netra_tools.check.scope import definition_globs
from netra_tools.digests import digest_of
from netra_tools.errors import NetraError
from netra_tools.facts.database import is_busy
from netra_tools.literals.layout import vocabulary_paths
from netra_tools.model import Finding
from netra_tools.project.definitions import exact_paths
from netra_tools.rules.rule import numbered

if TYPE_CHECKING:
    from netra_tools.check.run import Run
    from netra_tools.literals.store import Store


def are_judged(run: Run) -> bool:
    """Say whether literals are judged: where a repository or a call asks for it, cache or not."""
    rules, config = run.rules.literal_rules, run.config
    if not rules:
        return False
    asked = bool(run.request.select or config.literals.protected)
    named = any(rule.slug in config.rules for rule in rules)
    return asked or named or os.path.exists(f"{config.root}/{config.literals.vocabulary}")


def check_literals(run: Run) -> tuple[Finding, ...]:
    """Give what the rules say of literals; the last run's word when nothing it depends on has changed.

    Raises: NetraError when the vocabulary is damaged, or the index cannot be used.
    """
    strings = run.strings
    if strings is None or not are_judged(run):
        return ()
    try:
        strings.write(run.config, run.files, run.scope.strings, run.overlay)
        return judge(run, strings.store)
    except sqlite3.DatabaseError as error:
        if not is_busy(error):
            strings.store.replace()
        hint = "run it again: what is damaged is made anew; another netra may be at work"
        raise NetraError(f"the index of string literals cannot be used: {error}", hint) from error


def content_in(run: Run, path: str) -> bytes | None:
    """Give the content of a file of the vocabulary as a run sees it; None when it is not there."""
    from netra_tools.literals.vocabulary import content_of

    return run.overlay[path] if path in run.overlay else content_of(run.config.root, path)


def words_on_disk(run: Run) -> list[str]:
    """Name the files by which literals are judged, but those that count though git ignores them."""
    if run.strings is None or not are_judged(run):
        return []
    config = run.config
    words = [
        path
        for path in vocabulary_paths(config.literals.vocabulary)
        if os.path.exists(f"{config.root}/{path}")
    ]
    named = exact_paths(definition_globs(config))
    return [*words, *(path for path in run.scope.strings.definitions if path not in named)]


def judge(run: Run, store: Store) -> tuple[Finding, ...]:
    """Give what the rules say of an index that is true of the run's files."""
    from netra_tools.literals.committed import Committed
    from netra_tools.literals.noted import look
    from netra_tools.literals.view import View

    committed = Committed(run.config.literals.vocabulary, lambda path: content_in(run, path))
    key = digest_of(run.scope.digest + committed.digest + store.state())
    row = run.said.get(LITERALS)
    if row is not None and row[0] == key:
        return unpack_findings(row[1])
    view = View(store, run.config, committed, look(store, committed))
    found = tuple(numbered([finding for rule in run.rules.literal_rules for finding in rule.check(view)]))
    run.changed[LITERALS] = run.said[LITERALS] = (key, pack_findings(found))
    return found
