"""Repairs imports of what has moved: they name the place that `canonical-import` gives for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from netra_tools.changes.codebase import Codebase
from netra_tools.changes.renaming.migrate import NO_MOVES, Migration
from netra_tools.changes.renaming.pairs import Renaming, is_below, parse_pairs, split_last
from netra_tools.changes.renaming.rename import Request, plan_renaming
from netra_tools.check.ruleset import RuleSet
from netra_tools.errors import NetraError
from netra_tools.fix.task import NAME, Key, Mended, Task, key_of, plan_of
from netra_tools.graph.patterns import ancestry
from netra_tools.model import Finding, Import, Note
from netra_tools.plan import Author, Edit, Plan, compose
from netra_tools.project.tree import PYTHON
from netra_tools.rules.canonical_import import CanonicalImport

STAR = "*"
OWN_OPTIONS = "its replacement is not one for the whole repository"


def use_canonical(task: Task) -> Mended:
    """Plan imports from where things are now."""
    rule = RuleSet(task.config, (), ()).base.get(CanonicalImport.slug)
    replacements = rule.replacements if isinstance(rule, CanonicalImport) else {}
    plan = plan_of("what has moved is imported from where it is now", ())
    left: dict[Key, str] = {}
    for old, findings in by_replacement(task.findings, replacements).items():
        later = task._replace(tree=task.tree.after(plan.edits), findings=tuple(findings))
        one = Replacing(later, old, replacements.get(old, ""))
        reason = one.complaint() if old else OWN_OPTIONS
        try:
            plan = plan if reason else compose(plan, one.plan())
        except NetraError as error:
            reason = error.message
        left.update({key_of(finding): reason for finding in findings if reason})
    return Mended(plan._replace(title="what has moved is imported from where it is now"), left)


def by_replacement(
    findings: Iterable[Finding], replacements: Mapping[str, str]
) -> Mapping[str, Sequence[Finding]]:
    """Sort findings by the old name that they are about."""
    found: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        names = ancestry(imported(finding))
        found[next((name for name in names if name in replacements), "")].append(finding)
    return found


def imported(finding: Finding) -> str:
    """Give what is imported; the second time in a file a finding counts on with `#2`."""
    return finding.subject.partition("#")[0]


class Replacing:
    """One old name, and the new one."""

    def __init__(self, task: Task, old: str, new: str) -> None:
        self.task = task
        self.old = old
        self.new = new
        self.codebase = Codebase(task.config, task.tree, Renaming(()))
        self.paths = frozenset(task.paths)

    def complaint(self) -> str:
        """Say why the two may not mean the same, or ""."""
        module = self.old if self.is_module() else split_last(self.old)[0]
        path = self.codebase.modules.get(module)
        names = {imported(finding)[len(module) + 1 :].partition(".")[0] for finding in self.task.findings}
        own = self.own_names(module, path) if path is not None else set()
        if "" in names and own:
            return f"`{module}` has code of its own: `{min(own)}`"
        return next((f"`{module}` has a `{name}` of its own" for name in sorted(names & own)), "")

    def own_names(self, module: str, path: str) -> set[str]:
        """Collect the names that the old module has from elsewhere than the new one."""
        facts = self.codebase.facts(path)
        found = {name for name in facts.names if not name.startswith("__")}
        home = self.new if self.is_module() else split_last(self.new)[0]
        for record in facts.imports:
            base = self.codebase.base(record.module, record.level, module, package=is_init(path))
            if not record.is_from:
                found.discard(record.alias or record.module.partition(".")[0])
            elif base is not None and is_below(base, home):
                found -= found if (STAR, None) in record.names else set(bound_by(record))
        return found

    def is_module(self) -> bool:
        """Say whether the old name is a module: it is one of ours, or something is imported from it."""
        if self.codebase.is_module(self.old) or self.codebase.is_module(self.new) or "." not in self.old:
            return True
        return any(imported(finding) != self.old for finding in self.task.findings)

    def plan(self) -> Plan:
        """Plan the new name wherever the old one was found, and in strings that speak of it.

        Raises: NetraError when nothing has the new name.
        """
        names = (self.old, self.new)
        pair = names if self.is_module() else (":".join(split_last(names[0])), ":".join(split_last(names[1])))
        plan = self.renamed(pair)
        edits = tuple([edit for edit in plan.edits if self.is_meant(edit)])
        return plan._replace(edits=edits, notes=tuple(self.staying({edit.path for edit in edits})))

    def renamed(self, pair: tuple[str, str]) -> Plan:
        """Plan the new name everywhere.

        Raises: NetraError when it is to be one of ours, and nothing has it.
        """
        config, tree = self.task.config, self.task.tree
        if self.new.partition(".")[0] in self.codebase.packages:
            return plan_renaming(config, tree, Request((pair,)), Author(NAME))
        renaming = Renaming(parse_pairs([pair]), settled=True)
        return Migration(self.codebase.renamed(renaming), NO_MOVES).plan(pair[1], Author(NAME))

    def staying(self, changed: Collection[str]) -> Iterator[Note]:
        """Yield a note for each file that goes on importing from the old place, as some may."""
        word = split_last(self.old)[1].encode()
        for path, name in self.codebase.names.items():
            if path in changed or word not in self.task.tree.read(path):
                continue
            if self.old in self.imports(path, name.module):
                yield Note(path, 0, f"goes on importing {self.old}, and may")

    def is_meant(self, edit: Edit) -> bool:
        """Say whether a file is to be changed: its import was found, or it imports nothing from there."""
        if not edit.path.endswith(PYTHON):
            return False
        module = self.codebase.names[edit.path].module
        if edit.path in self.paths:
            return not is_silenced(self.codebase, edit.path)
        owner = split_last(self.new)[0] or self.new
        if module == owner or any(name in (self.old, self.new) for name in ancestry(module)):
            return False
        return self.old not in self.imports(edit.path, module)

    def imports(self, path: str, module: str) -> set[str]:
        """Collect all that a file imports, with the packages above."""
        found: set[str] = set()
        for record in self.codebase.facts(path).imports:
            base = self.codebase.base(record.module, record.level, module, package=is_init(path)) or ""
            for name in (base, *(f"{base}.{name}" for name, _ in record.names)):
                found.update(ancestry(name))
        return found


def is_silenced(codebase: Codebase, path: str) -> bool:
    """Say whether a comment in a file speaks of the rule: then somebody wants an import as it is."""
    words = {CanonicalImport.slug, CanonicalImport.code}
    return any(not words.isdisjoint(one.rules) for one in codebase.facts(path).suppressions)


def is_init(path: str) -> bool:
    """Say whether a file is that of a package."""
    return path.rpartition("/")[2].startswith("__init__.")


def bound_by(record: Import) -> Iterator[str]:
    """Yield the names that a from-import binds."""
    for name, alias in record.names:
        yield alias or name
