"""What nothing needs: the project's files go in, what is dead comes out, with what goes with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from netra_tools.config.model import LegacySettings
from netra_tools.reach.families import Families
from netra_tools.reach.knowledge import Knowledge
from netra_tools.reach.model import Dead, Outside, Source
from netra_tools.reach.resolve import Resolver
from netra_tools.reach.roots import (
    mark_computed,
    mark_joined,
    mark_published,
    mark_roots,
    mark_scripts,
    mark_tests,
)
from netra_tools.reach.table import Table
from netra_tools.reach.walk import Walk

DJANGO_TESTS = "/tests.py"


class Reached(NamedTuple):
    """The symbols, and what is reached of them: leniently and without tests, with tests, and strictly."""

    table: Table
    walk: Walk  # lenient, with tests
    without_tests: bytes
    strict: Walk | None  # with tests; None where nothing doubtful was asked for


def find_dead(
    sources: Sequence[Source], outside: Outside, settings: LegacySettings, *, doubtful: bool = False
) -> list[Dead]:
    """List what nothing needs, by file and line. With `doubtful`, also what may be used unseen."""
    from netra_tools.reach.standing import find_standing
    from netra_tools.reach.verdicts import Judge

    judge = Judge(reach(sources, outside, settings, doubtful=doubtful), outside, settings)
    found = judge.judge()
    found += [
        one for one in find_standing(judge, outside, doubtful=doubtful) if not judge.is_allowed_name(one)
    ]
    return sorted(found, key=lambda one: (one.path, one.line, one.column, one.name))


def reach(
    sources: Sequence[Source], outside: Outside, settings: LegacySettings, *, doubtful: bool = False
) -> Reached:
    """Follow all uses from the roots."""
    table = Table(sources if outside.published else [with_tests(source) for source in sources])
    resolver = Resolver(table)
    bases = {one.base: one.names for one in settings.bases}
    families = Families(table, resolver, bases)
    knowledge = Knowledge(table, resolver, settings)
    walk = Walk(table, resolver, families, knowledge, lenient=True)
    follow_production(walk, outside, settings)
    without_tests = bytes(walk.alive)
    follow_tests(walk)
    strict = None
    if doubtful:
        strict = Walk(table, resolver, families, knowledge, lenient=False)
        follow_production(strict, outside, settings)
        follow_tests(strict)
    return Reached(table, walk, without_tests, strict)


def with_tests(source: Source) -> Source:
    """Say of the tests of an application of Django that they are; a published one may offer them."""
    return source._replace(is_test=True) if source.path.endswith(DJANGO_TESTS) else source


def follow_production(walk: Walk, outside: Outside, settings: LegacySettings) -> None:
    """Follow what is used without tests."""
    mark_roots(walk, outside)
    walk.run()
    nothing = not any(walk.alive[first] for first in walk.table.first)
    if settings.published == "yes" or (settings.published == "auto" and (outside.published or nothing)):
        mark_published(walk)
    mark_scripts(walk)
    walk.run()
    mark_computed(walk)
    walk.run()
    mark_joined(walk)


def follow_tests(walk: Walk) -> None:
    """Follow what tests use."""
    mark_tests(walk)
    walk.run()
    mark_joined(walk)
