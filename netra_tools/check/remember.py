"""Saving what the next run may ask."""

from __future__ import annotations

from functools import partial

from netra_tools.check.answer import save_look
from netra_tools.check.memory import COPIES, GRAPH, LITERALS, REACH
from netra_tools.check.run import Run
from netra_tools.check.state import STATE_VERSION, Layer, Rows
from netra_tools.facts.read import READER_VERSION


def remember(run: Run) -> bytes:
    """Save what the next run may ask; give the name of the look that the answer depends on."""
    if run.overlay:
        return b""
    look = remember_layers(run) if run.memory.usable else b""
    if run.strings is not None:
        run.strings.save(run, look)
    return look


def remember_layers(run: Run) -> bytes:
    """Save the layers; give the name of the look that the answer depends on."""
    memory = run.memory
    if run.changed:
        memory.findings.update(lambda: current(run, run.said), run.changed)
    rows = [(memory.outlines, run.fresh), (memory.ties, run.ties)]
    if run.rules.shape_rules:
        rows.append((memory.shapes, run.shapes))
    for layer, found in rows:
        if found:
            layer.update(partial(brought_up, run, layer, found), found)
    stats, trusted = run.stats.to_keep((*run.scope.watched, *run.files), run.started_ns)
    # Last, since it says that all of this is so.
    name = remember_look(run, stats, b"".join([run.stats.known[path] for path in run.files]))
    return name if trusted else b""


def brought_up(run: Run, layer: Layer, found: Rows) -> Rows:
    """Give the rows of the last run with those that this one found."""
    return current(run, run.memory.load_once(layer) | found)


def current(run: Run, rows: Rows) -> Rows:
    """Leave out the rows of files that are no more."""
    return {path: rows[path] for path in (*run.files, GRAPH, COPIES, LITERALS, REACH) if path in rows}


def remember_look(run: Run, stats: bytes, known: bytes) -> bytes:
    """Save what this run saw, unless it is what the last one saw; give the look's name."""
    seen, root, key = run.seen, run.config.root, (run.scope.digest, READER_VERSION, STATE_VERSION)
    now = (key, root, stats, known)
    if seen is not None and (seen.key, seen.root, seen.then.tobytes(), seen.known) == now:
        return seen.name
    return save_look(run.memory.directory, key, root, run.scope.watched, run.files, stats, known)
