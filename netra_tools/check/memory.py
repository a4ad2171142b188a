"""What a run remembers of the one before, in layers: a question loads only those it needs.

seen      stats of everything the answers depend on, and digests of the files (see `answer`)
places    which files there are and what they are called; good while nothing that decides it has moved
findings  what the rules said of each file, of the graph and of copies; good for one configuration
shapes    what of each file may stand a second time elsewhere; good for the options of some rules
ties      what each file defines and relies on, where a rule asks what nothing needs
outlines  what other files see of each file; loaded only when the graph has changed
graph     the import graph as it was when it was last built whole
facts     everything, by content; asked only for contents whose findings are not known
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable
from typing import Any

from netra_tools.check.answer import load_checked, save_checked
from netra_tools.check.state import Layer, Rows, prepare_directory
from netra_tools.digests import digest_of
from netra_tools.facts.cache import FactsCache, records
from netra_tools.facts.read import NO_LINES, READER_VERSION
from netra_tools.facts.ties import TIES_VERSION
from netra_tools.model import Facts, Finding, Import, Note, Suppression

PLAIN = 2  # the marshal format without references: equal values give equal bytes
GRAPH = ""  # the row of the findings that speaks of the graph
COPIES = "/"  # the one that speaks of shapes that are alike
REACH = "///"  # the one that speaks of what nothing needs
LITERALS = "//"  # the one that speaks of string literals


class Memory:
    """The layers of one cache directory; without a directory it remembers nothing."""

    def __init__(self, directory: str, key: str, shapes_key: str) -> None:
        self.usable = bool(directory) and prepare_directory(directory)
        self.directory = directory if self.usable else ""
        reader = f"reader {READER_VERSION}"
        self.findings = Layer(directory, "findings", f"{reader} {key}")
        self.outlines = Layer(directory, "outlines", reader)
        self.shapes = Layer(directory, "shapes", f"{reader} {shapes_key}")
        self.ties = Layer(directory, "ties", f"ties {TIES_VERSION}")
        self.facts = FactsCache(directory) if self.usable else None
        self.outlines_asked = 0
        self.rows: dict[str, Rows] = {}  # tables that were loaded: runs on the same memory share them
        self.values: dict[str, Any] = {}  # what was loaded or saved: two states that are compared ask twice

    def load(self, layer: Layer) -> Rows:
        """Load one layer; what is not there has no rows."""
        return (layer.load() or {}) if self.usable else {}

    def load_once(self, layer: Layer) -> Rows:
        """Load one layer for all who look only; what they find out of files on disk may be added."""
        rows = self.rows.get(layer.path)
        if rows is None:
            rows = self.rows[layer.path] = self.load(layer)
        return rows

    def load_value(self, name: str, key: object) -> Any:
        """Load a value that is not a table; None without one of this key. Who changes it copies it."""
        if not self.usable:
            return None
        if name not in self.values:
            self.values[name] = load_checked(f"{self.directory}/{name}")
        value = self.values[name]
        return value[1] if isinstance(value, tuple) and value[0] == key else None

    def save_value(self, name: str, key: object, value: Any) -> None:
        """Save a value that is not a table."""
        if self.usable:
            self.values[name] = (key, value)
            save_checked(f"{self.directory}/{name}", self.values[name])

    def notices(self) -> tuple[str, ...]:
        """Say which layers were damaged."""
        layers = {
            "findings": self.findings,
            "outlines": self.outlines,
            "shapes": self.shapes,
            "ties": self.ties,
        }
        damaged = [name for name, layer in layers.items() if layer.damaged]
        found = [f"the {name} cache was damaged and has been rebuilt" for name in damaged]
        if self.facts is not None and self.facts.notice:
            found.append(self.facts.notice)
        return tuple(found)

    def close(self) -> None:
        """Let go of open files."""
        if self.facts is not None:
            self.facts.close()


def pack_said(findings: Iterable[Finding], suppressions: Iterable[Suppression]) -> Any:
    """Turn what is known of a file into plain values, findings by line; nothing into nothing.

    The findings of a file are marshalled by themselves: most runs load those of all files and look at few.
    """
    packed = pack_findings(sorted(findings, key=order_in_file))
    silenced = tuple(map(tuple, suppressions))
    return (marshal.dumps(packed, PLAIN), silenced) if packed or silenced else None


def unpack_said(row: Any) -> tuple[tuple[Finding, ...], tuple[Suppression, ...]]:
    """Turn plain values back into what is known of a file."""
    return (unpack_findings(marshal.loads(row[0])), records(Suppression, row[1])) if row else ((), ())


def order_in_file(finding: Finding) -> tuple[int, int, str, str]:
    """Give what the findings of one file are sorted by."""
    return (finding.line, finding.column, finding.code, finding.subject)


def pack_findings(findings: Iterable[Finding]) -> tuple[Any, ...]:
    """Turn findings into plain tuples."""
    return tuple([(*item[:-1], tuple(map(tuple, item.notes))) for item in findings])


def unpack_findings(rows: Iterable[Any]) -> tuple[Finding, ...]:
    """Turn plain tuples back into findings."""
    new = tuple.__new__
    return tuple([new(Finding, (*row[:-1], records(Note, row[-1])) if row[-1] else row) for row in rows])


def outline_of(facts: Facts) -> tuple[bytes, bytes]:
    """Give what other files see of a file, marshalled, and a digest of the names it shows."""
    star = "*" in [record[1][0][0] for record in facts.imports if record[1]]
    whole = not facts.problems
    shown = digest_of(marshal.dumps((facts.names, facts.exports, whole, star), PLAIN))
    row: Any = (
        tuple(map(tuple, facts.imports)),
        facts.names,
        facts.exports,
        tuple(map(tuple, facts.problems)),
    )
    return marshal.dumps(row, PLAIN), shown


def unpack_outline(row: bytes) -> Facts:
    """Turn what other files see of a file back into facts."""
    imports, names, exports, problems = marshal.loads(row)
    return Facts(NO_LINES, records(Import, imports), (), (), (), (), (), names, exports, (), problems)
