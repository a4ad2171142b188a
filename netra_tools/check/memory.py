"""What a run remembers of the one before, in layers: a question loads only those it needs.

known     each file's stat, digest and outline digest; good for every configuration
findings  what the rules said of each file, and of the whole graph; good for one configuration
outlines  what other files see of each file; loaded only when the graph must be built again
facts     everything, by content; asked only for contents whose findings are not known
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from netra_tools.check.state import Known, Layer, prepare_directory
from netra_tools.facts.cache import FactsCache, decode, records
from netra_tools.facts.read import READER_VERSION
from netra_tools.model import Facts, Finding, Note, Suppression


class Said(NamedTuple):
    """What is known of one file without its facts."""

    findings: tuple[Finding, ...]
    suppressions: tuple[Suppression, ...]


class GraphSaid(NamedTuple):
    """What the graph rules said, and of which graph."""

    key: bytes
    findings: tuple[Finding, ...]


class Memory:
    """The layers of one cache directory; without a directory it remembers nothing."""

    def __init__(self, directory: str, key: str) -> None:
        self.usable = bool(directory) and prepare_directory(directory)
        reader = f"reader {READER_VERSION}"
        self.layers = {
            "known": Layer(directory, "known", reader),
            "findings": Layer(directory, "findings", f"{reader} {key}"),
            "outlines": Layer(directory, "outlines", reader),
        }
        self.facts = FactsCache(directory) if self.usable else None

    def known(self) -> dict[str, Known]:
        """Give what the last run saw of each file."""
        rows = self.load("known") or {}
        return {path: Known(*row) for path, row in rows.items()}

    def load(self, layer: str) -> Any:
        """Load one layer."""
        return self.layers[layer].load() if self.usable else None

    def said(self) -> tuple[dict[str, Any], GraphSaid | None]:
        """Give what the rules said under the same configuration: rows by path, and of the graph."""
        value = self.load("findings")
        if value is None:
            return {}, None
        rows, graph = value
        return rows, GraphSaid(graph[0], unpack_findings(graph[1])) if graph else None

    def outlines(self) -> dict[str, Any]:
        """Give what other files see of each file, as rows for `unpack_outline`."""
        return self.load("outlines") or {}

    def save(self, known: Mapping[str, Known], said: Mapping[str, Any], graph: GraphSaid) -> None:
        """Remember a run."""
        if self.usable:
            self.layers["known"].save({path: tuple(row) for path, row in known.items()})
            self.layers["findings"].save((dict(said), (graph.key, pack_findings(graph.findings))))

    def save_outlines(self, outlines: Mapping[str, Any]) -> None:
        """Remember what other files see of each file."""
        if self.usable:
            self.layers["outlines"].save(dict(outlines))

    def notices(self) -> tuple[str, ...]:
        """Say which layers were damaged."""
        damaged = [name for name, layer in self.layers.items() if layer.damaged]
        found = [f"the {name} cache was damaged and has been rebuilt" for name in damaged]
        if self.facts is not None and self.facts.notice:
            found.append(self.facts.notice)
        return tuple(found)

    def close(self) -> None:
        """Let go of open files."""
        if self.facts is not None:
            self.facts.close()


def pack_said(findings: Iterable[Finding], suppressions: Iterable[Suppression]) -> Any:
    """Turn what is known of a file into plain tuples; nothing into nothing."""
    packed = pack_findings(findings)
    silenced = tuple(map(tuple, suppressions))
    return (packed, silenced) if packed or silenced else None


def unpack_said(row: Any) -> Said:
    """Turn plain tuples back into what is known of a file."""
    if row is None:
        return Said((), ())
    return Said(unpack_findings(row[0]), records(Suppression, row[1]))


def pack_findings(findings: Iterable[Finding]) -> tuple[Any, ...]:
    """Turn findings into plain tuples."""
    return tuple([(*item[:12], tuple(map(tuple, item.notes))) for item in findings])


def unpack_findings(rows: Iterable[Any]) -> tuple[Finding, ...]:
    """Turn plain tuples back into findings."""
    return tuple([Finding._make((*row[:12], records(Note, row[12]))) for row in rows])


def unpack_outline(row: bytes) -> Facts:
    """Turn what other files see of a file back into facts."""
    return decode(marshal.loads(row))
