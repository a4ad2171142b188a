"""Looks at a repository and drafts its configuration, with the reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from netra_tools.adopt.draft import Draft, Entry, Table
from netra_tools.adopt.generated import Excluded, find_generated
from netra_tools.adopt.layering import Layering, propose_layers
from netra_tools.adopt.limits import propose_limits
from netra_tools.adopt.services import propose_services
from netra_tools.adopt.trial import Trial
from netra_tools.config.model import DEFAULT_TESTS, Config
from netra_tools.errors import NetraError
from netra_tools.graph.model import ImportGraph
from netra_tools.project.discover import discover
from netra_tools.project.globs import compile_globs
from netra_tools.report.result import plural

TEST_DIRECTORIES = ("**/test/**", "**/unittests/**", "**/*_tests/**", "**/tests_*/**")
SHOWN = 6


def propose(attempt: Trial) -> Draft:
    """Draft tests, excludes, services, layers and limits.

    Raises: NetraError when there is nothing to look at.
    """
    listing = discover(attempt.root)
    if not listing.paths:
        raise NetraError(f"no Python files found in {attempt.root}", "check the directory")
    excluded = find_excluded(attempt.root, listing.paths)
    tests = find_tests(listing.paths)
    config = Config(attempt.root, exclude=tuple([one.glob for one in excluded]), tests=tests)
    services = propose_services(attempt, config, listing)
    graph = attempt.graph(config)
    layers = Layering((), "none: services are apart already") if services.tables else propose_layers(graph)
    limits = propose_limits(attempt, config, graph)
    tables = (Table("", top_entries(config)), *services.tables, *layers.tables, *limits.tables)
    reasons = {
        "files": files_line(graph),
        "roots": ", ".join(roots_of(graph)) + " (the tree says so)",
        "exclude": "\n".join(exclude_lines(excluded)) or "nothing that is generated or copied",
        "services": services.why,
        "layers": layers.why,
        "limits": "\n".join(limits.why) or "the defaults: there is nothing to measure",
    }
    full = [table for table in tables if table.entries] or [Table("", (), why=("the defaults fit",))]
    return Draft(tuple(full), tuple(reasons.items()))


def top_entries(config: Config) -> tuple[Entry, ...]:
    """Write the keys that are not as they would be anyway."""
    usual = Config(config.root)
    found = {"exclude": (config.exclude, usual.exclude), "tests": (config.tests, usual.tests)}
    return tuple([Entry(key, value) for key, (value, default) in found.items() if value != default])


def find_excluded(root: str, paths: Sequence[str]) -> list[Excluded]:
    """Find what is generated or copied; nothing when that is all there is."""
    excluded = find_generated(root, [path for path in paths if path.isprintable()])
    left_out = compile_globs([one.glob for one in excluded])
    return [] if all(map(left_out, paths)) else excluded


def find_tests(paths: Sequence[str]) -> tuple[str, ...]:
    """Add directories of tests with other names to the usual globs, when they hold tests and more."""
    usual = compile_globs(DEFAULT_TESTS)
    found = []
    for glob in TEST_DIRECTORIES:
        matches = compile_globs([glob])
        inside = [path for path in paths if matches(path)]
        if any(map(usual, inside)) and not all(map(usual, inside)):
            found.append(glob)
    return (*DEFAULT_TESTS, *found)


def files_line(graph: ImportGraph) -> str:
    """Count the files, and say which packages they are in."""
    packages = {name.partition(".")[0] for name in graph.modules if "." in name}
    tops = Counter(top for name in graph.modules if (top := name.partition(".")[0]) in packages)
    named = ", ".join(f"{name} ({count:,})" for name, count in tops.most_common(SHOWN))
    more = f" and {len(tops) - SHOWN} more" if len(tops) > SHOWN else ""
    counts = f"{plural(len(graph.paths), 'file')}, {sum(graph.tests):,} of them tests"
    return f"{counts}; {named}{more}" if named else counts


def roots_of(graph: ImportGraph) -> list[str]:
    """List the source roots that module names come from."""
    found = set()
    for path, name, is_package in zip(graph.paths, graph.modules, graph.packages, strict=True):
        end = name.replace(".", "/") + ("/__init__" if is_package else "")
        stem = path.rpartition(".")[0]
        if name and f"/{stem}".endswith(f"/{end}"):
            found.add(stem[: -len(end)].rstrip("/") or ".")
    return sorted(found)


def exclude_lines(excluded: Iterable[Excluded]) -> Iterator[str]:
    """Say what is excluded, and why."""
    for one in excluded:
        yield f"{one.glob}: {one.why} ({plural(one.files, 'file')})"
