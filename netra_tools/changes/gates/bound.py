"""What imports bind in a file, by full names: the side of a file on which a change of imports is judged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from netra_tools.changes.gates.renames import Renames, is_within
from netra_tools.model import Import

STAR: Final = "*"


class Module(NamedTuple):
    """What a file is called when it is imported; "" when nobody can."""

    name: str = ""
    is_package: bool = False


class Bound:
    """The names that imports bind, and what each of them means."""

    def __init__(self, imports: Iterable[Import], module: Module) -> None:
        self.module = module
        self.locals: dict[str, set[str]] = {}
        self.imported: set[str] = set()
        self.stars: list[str] = []  # modules of which all names are imported
        for record in imports:
            self._add(record)

    def _add(self, record: Import) -> None:
        target = absolute(self.module, record.level, record.module)
        for name, alias in record.names:
            full = f"{target}.{name}"
            self.imported.add(full)
            if name == STAR:
                self.stars.append(target)
            else:
                self.locals.setdefault(alias or name, set()).add(full)
        if not record.is_from:
            self.imported.add(target)
            top = target.partition(".")[0]
            self.locals.setdefault(record.alias or top, set()).add(target if record.alias else top)

    def meanings(self, chain: str) -> set[str]:
        """Give the full names that a name in the file may mean."""
        if chain.startswith("."):
            return set()
        root, dot, rest = chain.partition(".")
        if root in self.locals:
            return {full + dot + rest for full in self.locals[root]}
        own = {f"{self.module.name}.{chain}"} if self.module.name else set()
        return {chain, *own, *(f"{module}.{chain}" for module in self.stars)}

    def binds_top(self, full: str) -> bool:
        """Say whether the package at the top of a full name is bound: what is in it can be reached."""
        top = full.partition(".")[0]
        return top in self.locals.get(top, ())


def absolute(module: Module, level: int, name: str) -> str:
    """Name the module that is imported; one that cannot be known keeps its dots."""
    if not level:
        return name
    parts = module.name.split(".")
    keep = len(parts) - level + module.is_package
    if not module.name or keep < 1:
        return "." * level + name
    return ".".join([*parts[:keep], name] if name else parts[:keep])


def compare(before: Bound, after: Bound, renames: Renames) -> list[str]:
    """Say what imports no longer bring, what they bring besides, and which names mean something else."""
    lost = [full for full in sorted(before.imported) if not is_kept(full, after.imported, renames)]
    found = [f"{full} is imported no more" for full in lost]
    extra = [full for full in sorted(after.imported) if not comes_from(full, before, renames)]
    found += [f"{full} is imported, and was not before" for full in extra]
    for name in sorted(before.locals.keys() & after.locals.keys()):
        for full in sorted(before.locals[name]):
            if not is_kept(full, after.locals[name], renames):
                found.append(f"`{name}` is {full} no more")
    return found


def is_kept(full: str, names: Iterable[str], renames: Renames) -> bool:
    """Say whether a full name is among names, by its old name or its new one."""
    known = set(names)
    if full in known or renames.of(full) in known or any(renames.explains(full, name) for name in known):
        return True
    # A package above what is renamed need not be imported any longer.
    above = any(is_within(old, full) for old, _ in renames.pairs)
    return above or (full.startswith(".") and any(name.endswith(full.lstrip(".")) for name in known))


def comes_from(full: str, before: Bound, renames: Renames) -> bool:
    """Say whether a full name was imported before, or is a new name of something."""
    if full in before.imported or renames.is_new(full) or is_reached(full, before, renames):
        return True
    return any(
        is_within(name, full)
        or renames.explains(name, full)
        or (name.startswith(".") and full.endswith(name.lstrip(".")))
        for name in before.imported
    )


def is_reached(full: str, before: Bound, renames: Renames) -> bool:
    """Say whether a name is in a package that is bound, and of which something renamed was imported."""
    top = full.partition(".")[0]
    return before.binds_top(full) and any(is_within(old, top) for old, _ in renames.pairs)


def dropped(before: Bound, after: Bound) -> Sequence[str]:
    """Give the names that imports bound and bind no more."""
    return sorted(before.locals.keys() - after.locals.keys())
