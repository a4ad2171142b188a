"""Proposes services: the projects within a repository, and which of them the others share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from netra_tools.adopt.draft import Entry, Table
from netra_tools.adopt.trial import Trial
from netra_tools.config.model import Config, Service
from netra_tools.project.discover import Listing
from netra_tools.project.modules import MATERIAL
from netra_tools.report.result import plural

SHARED = "rules.service-independence"
FEW = 3  # imports from one service into another that look like a mistake, not a decision


class Services(NamedTuple):
    """The tables, and why."""

    tables: tuple[Table, ...]
    why: str


def propose_services(attempt: Trial, config: Config, listing: Listing) -> Services:
    """Make each project below the root a service, when there are several with code."""
    places = find_places(listing)
    if len(places) < 2:
        return Services((), "none: the repository is one project")
    names = name_places(places)
    services = tuple([Service(names[place], place) for place in places])
    crossing = count_crossing(attempt, config._replace(services=services, fingerprint="with services"))
    shared = find_shared(crossing)
    tables = [Table(f"services.{quote(names[place])}", (Entry("root", place),)) for place in places]
    tables += [Table(SHARED, (Entry("shared", shared),))] if shared else []
    left = sum(count for (_, to), count in crossing.items() if to not in shared)
    why = (
        f"{len(places)} directories are projects of their own; {plural(left, 'import')} from one into another"
    )
    said = f"shared, since others import them: {', '.join(shared)}" if shared else "none is shared"
    return Services(tuple(tables), f"{why}\n{said}")


def find_shared(crossing: Counter[tuple[str, str]]) -> list[str]:
    """List the services that others import on purpose: several of them, or one a lot."""
    importers = Counter(imported for _, imported in crossing)
    return sorted({to for (_, to), count in crossing.items() if importers[to] > 1 or count > FEW})


def find_places(listing: Listing) -> list[str]:
    """List the outermost directories below the root that are projects with code."""
    projects = [one for one in listing.projects if one != "." and MATERIAL.isdisjoint(one.split("/"))]
    places = [one for one in projects if holds(one, listing.paths)]
    return [one for one in places if not any(one.startswith(f"{other}/") for other in places)]


def holds(place: str, paths: Sequence[str]) -> bool:
    """Tell whether there is code in a directory besides what builds it."""
    return any(path.startswith(f"{place}/") and not path.endswith("/setup.py") for path in paths)


def name_places(places: Sequence[str]) -> dict[str, str]:
    """Name each directory by its last part, or by all of it when that is not enough."""
    last = Counter(place.rpartition("/")[2] for place in places)
    return {
        place: end if last[end := place.rpartition("/")[2]] == 1 else place.replace("/", "-")
        for place in places
    }


def quote(name: str) -> str:
    """Write a name as part of a dotted key."""
    from netra_tools.config.place import Place

    return Place("").dotted(name)


def count_crossing(attempt: Trial, config: Config) -> Counter[tuple[str, str]]:
    """Count the imports from service to service."""
    graph = attempt.graph(config)
    found: Counter[tuple[str, str]] = Counter()
    for _, source, target in graph.internal_edges():
        pair = graph.services[source], graph.services[target]
        if all(pair) and pair[0] != pair[1]:
            found[pair] += 1
    return found
