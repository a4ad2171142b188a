"""Repairs questions to the process environment: they go through the accessor that the settings offer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from netra_tools.changes.codebase import Codebase
from netra_tools.changes.outside import Outside
from netra_tools.changes.renaming.pairs import Renaming
from netra_tools.changes.source import UnwritableError
from netra_tools.changes.tidying.load_order import LoadOrder
from netra_tools.check.request import CheckRequest
from netra_tools.check.ruleset import RuleSet
from netra_tools.check.sight import see_graph
from netra_tools.fix.accessor_file import Accessor, AccessorFile
from netra_tools.fix.task import Key, Mended, Task, by_path, key_of, plan_of
from netra_tools.model import Definition, Finding
from netra_tools.plan import ANYTHING, Edit, State
from netra_tools.rules.environment_access import EnvironmentAccess

SYMBOL = ":"
NAMES = ("os", "environ", "getenv")
SPEAKING = re.compile(rb"\b(?:os|environ|getenv)\b|\bimport\s*\(?\s*\*")
REQUIRED, OPTIONAL, STAR, KEYWORD_ONLY = 0, 1, 2, 3  # kinds of parameters


class Offered(NamedTuple):
    """The accessors that can be used, by what they stand for, and why one that is configured cannot."""

    get: Accessor | None = None
    item: Accessor | None = None
    problem: str = ""


def use_accessor(task: Task) -> Mended:
    """Plan questions to the accessor in the place of those to the environment."""
    return Asking(task).mended()


class Asking:
    """All questions of one repository."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.codebase = Codebase(task.config, task.tree, Renaming(()))
        self.left: dict[Key, str] = {}
        self.outside = Outside(self.codebase)

    @cached_property
    def order(self) -> LoadOrder:
        """Read what loading each module runs."""
        task = self.task
        request = CheckRequest(task.config, cache_dir=task.cache_dir, overlay=task.tree.overlay())
        return LoadOrder(see_graph(request).graph)

    def mended(self) -> Mended:
        """Plan every file."""
        offered = self.offered()
        edits = []
        for path, findings in by_path(self.task.findings).items():
            reason = offered.problem or self.doubt(path, offered)
            edit = None if reason else self.edit(path, findings, offered)
            self.left.update({key_of(finding): reason for finding in findings if reason})
            edits += [] if edit is None else [edit]
        return Mended(plan_of("the environment is asked through the settings", edits, ANYTHING), self.left)

    def offered(self) -> Offered:
        """Find the accessors that the rule names."""
        rule = RuleSet(self.task.config, (), ()).base.get(EnvironmentAccess.slug)
        if not isinstance(rule, EnvironmentAccess) or not (rule.accessor or rule.required_accessor):
            return Offered(problem="no accessor is configured: rules.environment-access.accessor")
        get = self.find(rule.accessor, most=2) if rule.accessor else None
        item = self.find(rule.required_accessor, most=1) if rule.required_accessor else None
        problem = next((found for found in (get, item) if isinstance(found, str)), "")
        if isinstance(get, str) or isinstance(item, str):
            return Offered(problem=problem)
        return Offered(get, item)

    def find(self, name: str, most: int) -> Accessor | str:
        """Find an accessor that takes as many as `most` arguments; a text says why it cannot be used."""
        module, _, function = name.partition(SYMBOL)
        path = self.codebase.modules.get(module)
        if path is None:
            return f"there is no module `{module}` for the accessor `{name}`"
        facts = self.codebase.facts(path)
        own = [one for one in facts.definitions if one.name == function]
        if not own and function not in facts.names:
            return f"`{module}` has no `{function}`"
        takes = most if not own else taken(own[-1])
        if not takes:
            return f"`{function}` cannot be called with the name of a variable alone"
        return Accessor(module, function, path, takes)

    def doubt(self, path: str, offered: Offered) -> str:
        """Say why no question of a file can be asked differently, or ""."""
        module = self.codebase.names[path].module
        for found in filter(None, (offered.get, offered.item)):
            if path == found.path:
                return "this is where the accessor is"
            numbers = self.order.numbers
            ends = numbers.get(found.path), numbers.get(path)
            if None not in ends and self.order.reaches(*ends):  # type: ignore[arg-type] # None is excluded
                return f"`{found.module}` imports `{module}`, which would import it in turn"
        return self.patched(path, module)

    def patched(self, path: str, module: str) -> str:
        """Say that another file speaks of what this one asks the environment with, or ""."""
        if not module:
            return ""
        self.look_around(path, module.rpartition(".")[2].encode())
        if module in self.outside.starred and self.codebase.facts(path).exports is None:
            return f"`{module}` is imported with a star, and the accessor would be, too"
        used = next((name for name in NAMES if f"{module}.{name}" in self.outside.names), "")
        return f"`{module}.{used}` is used elsewhere, perhaps to replace it in a test" if used else ""

    def look_around(self, path: str, last: bytes) -> None:
        """Read the other files that may speak of what a module uses."""
        for other in self.codebase.names:
            content = self.task.tree.read(other)
            if other != path and last in content and SPEAKING.search(content):
                self.outside.look(other)

    def edit(self, path: str, findings: Sequence[Finding], offered: Offered) -> Edit | None:
        """Plan one file; what stays as it is is noted."""
        before = self.task.tree.state(path)
        assert before is not None
        try:
            file = AccessorFile(self.codebase, path, offered.get, offered.item)
            after = file.asked(findings)
        except UnwritableError as error:
            self.left.update({key_of(finding): f"cannot be written: {error}" for finding in findings})
            return None
        self.left.update(file.left)
        return None if after == before.content else Edit(path, path, before, State(after, before.mode))


def taken(function: Definition) -> int:
    """Say how many positional arguments a function takes, up to two; 0 when one alone is no call of it."""
    kinds = [one.kind for one in function.parameters]
    needed = kinds.count(REQUIRED) + kinds.count(KEYWORD_ONLY)
    if needed > 1 or (needed == 1 and kinds[0] != REQUIRED):
        return 0
    return 2 if STAR in kinds else min(kinds.count(REQUIRED) + kinds.count(OPTIONAL), 2)
