"""Facts of small projects written out in the test, without a disk."""

from __future__ import annotations

from collections.abc import Mapping

from netra_tools.check.shapes import check_shapes, pack_shapes
from netra_tools.facts.read import read_source
from netra_tools.graph.build import build_graph
from netra_tools.graph.model import ImportGraph
from netra_tools.model import FileFacts, Finding
from netra_tools.rules.rule import FileRule, GraphRule, Rule, ShapeRule, numbered


def tree(**sources: str) -> list[FileFacts]:
    """Make files from sources: `app__ui="import app.core"` is app/ui.py.

    A name with others below it is a package: `app` beside `app__ui` is app/__init__.py.
    """
    paths = {}
    for name, source in sources.items():
        package = any(other.startswith(f"{name}__") for other in sources)
        paths[name.replace("__", "/") + ("/__init__.py" if package else ".py")] = source
    return files_of(paths)


def files_of(paths: Mapping[str, str]) -> list[FileFacts]:
    """Make files from paths and sources. A file below `services/NAME/` belongs to that service."""
    return [file_of(path, source) for path, source in paths.items()]


def file_of(path: str, source: str) -> FileFacts:
    """Make one file; its module is named after its path."""
    parts = path.rpartition(".")[0].split("/")
    service = parts[1] if parts[0] == "services" else ""
    if service:
        parts = parts[2:]
    is_package = parts[-1] == "__init__"
    module = ".".join(parts[:-1] if is_package else parts)
    return FileFacts(path, module, is_package, service, "tests" in parts, read_source(source.encode()).facts)


def graph_of(**sources: str) -> ImportGraph:
    """Make the import graph of a tree."""
    return build_graph(tree(**sources))


def run(rule: Rule, files: list[FileFacts]) -> list[Finding]:
    """Run a rule over files."""
    if isinstance(rule, FileRule):
        return numbered([finding for file in files for finding in rule.check(file)])
    if isinstance(rule, ShapeRule):
        rows = [(*file[:2], *pack_shapes([rule.shapes(file)])) for file in sorted(files)]
        return list(check_shapes([rule], rows))
    assert isinstance(rule, GraphRule)
    return numbered(rule.check(build_graph(files)))


def told(rule: Rule, files: list[FileFacts]) -> list[str]:
    """Run a rule over files, and write each finding as "path:line message"."""
    return [f"{finding.path}:{finding.line} {finding.message}" for finding in run(rule, files)]
