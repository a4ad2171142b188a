"""Which parts of a module stay where they are, and why; all others may move."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from netra_tools.changes.renaming.pairs import is_below
from netra_tools.facts.load_effects import ACTS, LOOKS, PLAIN
from netra_tools.facts.outermost import ASSIGNMENT, DEFINITION, IMPORT
from netra_tools.facts.uses import CALLED, CLASS, MODULE, UNBOUND, Alias, Chain, ImportStatement
from netra_tools.fix.split_imports import local_of
from netra_tools.fix.split_outside import Surroundings, patch_places
from netra_tools.fix.split_parts import BUILTINS, COPIED, Module, Part, head_size, is_dunder
from netra_tools.fix.split_refusal import CannotSplitError

# Whoever asks for these looks at files and namespaces of frames, and moved code has others.
FRAMES: Final = re.compile(
    rb"\b(_getframe|_getframemodulename|currentframe|f_globals|f_code|f_back|co_filename|extract_stack"
    rb"|getouterframes|getframeinfo|getmodule|findCaller|tb_frame|skip_file_prefixes)\b"
)
NAMESPACES: Final = frozenset(("globals", "exec", "eval"))
OUTSIDE: Final = frozenset(("locals", "vars", "exec", "eval", "dir"))  # where no function is around them
OF_MODULE: Final = frozenset(("__name__", "__file__", "__spec__", "__package__", "__loader__", "__path__",
                              "__builtins__", "__cached__", "__doc__", "__annotations__"))  # fmt: skip
# Decorators that call what they decorate by the name of its module.
NAMED_BY_MODULE: Final = frozenset(("task", "shared_task", "periodic_task", "actor", "job", "flow"))
EXAMPLE: Final = b">>> "
DOCTEST: Final = re.compile(rb"\btestmod\(")
IMPORT_IN_EXAMPLE: Final = re.compile(rb"(?m)^\s*>>> (?:from|import)\b")
WORDS: Final = re.compile(rb"[^\W\d]\w*")


class Staying:
    """Decides part by part. `reasons` are those of parts that stay, `needs` the parts that others need."""

    def __init__(self, module: Module, around: Surroundings) -> None:
        self.module = module
        self.around = around
        self.head = head_size(module)
        self.loggers = {name: part.number for part in module.parts if (name := module.logger_of(part))}
        self.examples = DOCTEST.search(module.text.data) is not None
        self.refuse()
        self.twice = {name for name in module.binders if self.is_bound_twice(name)}
        self.fixed = dict(around.fixed)
        self.reasons: dict[int, str] = {}
        self.roots: dict[int, int] = {}  # of what stays because it needs another part: the one that begins it
        self.needs: list[set[int]] = [set() for _ in module.parts]
        self.glued: list[tuple[str, list[int]]] = []  # names that tests replace, and who reads them
        self._decide()

    def refuse(self) -> None:
        """Refuse files of which no part can be known to be free.

        Raises: CannotSplitError.
        """
        for statement in self.module.uses.imports:
            if statement.scope == MODULE and statement.names[0].name == "*":
                raise CannotSplitError("a star import may bind any of its names", statement.start[0])
        for chain in self.module.uses.chains:
            if self.reaches_all(chain):
                raise CannotSplitError(f"`{chain.parts[0]}()` may reach any of its names", chain.starts[0][0])
        text = self.module.text.data
        found = FRAMES.search(text)
        if found:
            line = text.count(b"\n", 0, found.start()) + 1
            raise CannotSplitError(f"`{found[1].decode()}` tells in which file code is", line)
        for name in sorted(self.module.binders):
            if name.startswith("__") and not is_dunder(name):
                raise CannotSplitError(f"who looks for `{name}` cannot be known")

    def reaches_all(self, chain: Chain) -> bool:
        """Say whether a call gives all names of the module."""
        if chain.home != UNBOUND or len(chain.parts) > 1 or not chain.flags & CALLED:
            return False
        outer = self.module.uses.scopes[chain.scope].kind in (MODULE, CLASS)
        return chain.parts[0] == "globals" or (outer and chain.parts[0] in OUTSIDE)

    def is_bound_twice(self, name: str) -> bool:
        """Say whether several statements bind a name, unless they all import parts of one package."""
        binders = self.module.binders[name]
        if len(binders) < 2:
            return False
        plain = [
            alias
            for statement in self.module.uses.imports
            if statement.scope == MODULE and not statement.is_from
            for alias in statement.names
            if not alias.alias and alias.name.partition(".")[0] == name
        ]
        return len(plain) < len(binders) or any(self.module.parts[at].kind != IMPORT for at in binders)

    def _decide(self) -> None:
        """Find the parts that stay for themselves, then those that need them."""
        self.follow_patches()
        for part in self.module.parts:
            reason = next(filter(None, self.own_reasons(part)), "")
            if reason:
                self.reasons[part.number] = reason
            else:
                self.needs[part.number] = set(self.needed(part))
        self.order_effects()
        self.spread()
        self.keep_together()

    def own_reasons(self, part: Part) -> Iterator[str]:
        """Yield what holds a part where it is, "" for what does not."""
        yield "" if part.kind in (DEFINITION, ASSIGNMENT) else "it is no definition"
        yield "it is at the top" if part.number < self.head else ""
        yield "it shares a line with another statement" if part.shares_line else ""
        for name in part.names:
            yield self.of_own_name(name)
        yield from (
            f"`@{one}` names it after its module" for one in part.decorators if one in NAMED_BY_MODULE
        )
        yield from self.rebinding(part)
        for name in sorted(self.module.reads[part.number]):
            yield self.of_name(name)
        yield from self.of_examples(part)

    def of_own_name(self, name: str) -> str:
        """Say why who binds a name stays, or ""."""
        if name in self.loggers:
            return f"`{name}` is the logger of the module"
        if name.startswith("__"):
            return f"`{name}` speaks of the module"
        if name in self.around.spelled:
            return f"the full name of `{name}` stands at {self.around.spelled[name]}"
        return self.of_any_name(name)

    def of_any_name(self, name: str) -> str:
        """Say why both who binds and who reads a name stays, or ""."""
        if name in self.twice:
            return f"`{name}` is bound twice"
        return f"`global` rebinds `{name}`" if name in self.module.shared else ""

    def rebinding(self, part: Part) -> Iterator[str]:
        """Yield that a part binds names of the module that are not its own."""
        for name in sorted(self.module.binders):
            if part.number in self.module.binders[name] and name not in part.names:
                yield f"it binds `{name}`"

    def of_name(self, name: str) -> str:
        """Say why who reads a name stays, or ""."""
        if name in self.fixed:
            return f"`{name}` is replaced at {self.fixed[name]}"
        if name not in self.module.binders:
            if name in OF_MODULE or name in NAMESPACES:
                return f"it uses `{name}`"
            return "" if name in BUILTINS else f"nothing in the file binds `{name}`"
        return self.of_any_name(name) or ("" if name in self.loggers else self.of_binder(name))

    def of_binder(self, name: str) -> str:
        """Say why who reads a name stays because of the statement that binds it, or ""."""
        binders = self.module.binders[name]
        parts = [self.module.parts[at] for at in binders]
        if {part.kind for part in parts} <= {DEFINITION, ASSIGNMENT}:
            return ""
        if not all(map(self.is_simple, parts)):
            return f"`{name}` is bound on a condition"
        if max(binders) >= self.head or any(part.shares_line for part in parts):
            return f"`{name}` is imported beside or after other code"
        return f"`{name}` is imported from the module itself" if self.is_own(name) else ""

    def is_simple(self, part: Part) -> bool:
        """Say whether imports depend on nothing but other imports."""
        reads, binders = self.module.reads[part.number], self.module.binders
        if part.kind not in COPIED or reads & OF_MODULE or reads - binders.keys() - BUILTINS:
            return False
        sources = {at for name in reads for at in binders.get(name, ())}
        return all(self.module.parts[at].kind in COPIED for at in sources)

    def is_own(self, name: str) -> bool:
        """Say whether an import brings the module itself, or something of it."""
        return any(
            local_of(statement, alias) == name and self.is_of_module(statement, alias)
            for statement in self.module.uses.imports
            if statement.scope == MODULE
            for alias in statement.names
        )

    def is_of_module(self, statement: ImportStatement, alias: Alias) -> bool:
        """Say whether what is imported is the module, or in it; submodules of a package are not."""
        codebase, own = self.around.codebase, self.around.module
        if not statement.is_from:
            return is_below(alias.name, own)
        named = codebase.names[self.around.path]
        base = codebase.base(statement.module, statement.level, own, package=named.is_package)
        return f"{base}.{alias.name}" == own or (base == own and not codebase.is_submodule(own, alias.name))

    def of_examples(self, part: Part) -> Iterator[str]:
        """Yield why the examples of a part hold it: doctest looks for them in this module."""
        source = self.module.source(part)
        if EXAMPLE not in source:
            return
        if self.examples:
            yield "the file runs its examples itself"
        if not IMPORT_IN_EXAMPLE.search(source):
            lines = [line for line in source.split(b"\n") if line.lstrip().startswith((b">>>", b"..."))]
            words = {word.decode() for line in lines for word in WORDS.findall(line)}
            known = words & self.module.binders.keys() - self.module.reads[part.number] - set(part.names)
            yield from (f"its examples use `{word}`" for word in sorted(known))

    def needed(self, part: Part) -> Iterator[int]:
        """Yield the parts that bind what a part reads; imports and loggers it gets itself."""
        for name in self.module.reads[part.number]:
            for number in self.module.binders.get(name, ()):
                kind = self.module.parts[number].kind
                if number != part.number and kind not in COPIED and name not in self.loggers:
                    yield number

    def order_effects(self) -> None:
        """Let what happens on load happen in the order in which it did."""
        acted: list[int] = []  # the last part that acted
        looked: list[int] = []  # those that have looked since
        for part in self.module.parts[self.head :]:
            if part.level > PLAIN:
                self.needs[part.number].update(acted)
            if part.level == ACTS:
                self.needs[part.number].update(looked)
                acted, looked = [part.number], []
            elif part.level == LOOKS:
                looked.append(part.number)

    def spread(self) -> None:
        """Keep whatever needs a part that stays."""
        changed = True
        while changed:
            changed = False
            for part in self.module.parts:
                if part.number not in self.reasons:
                    held = next((one for one in sorted(self.needs[part.number]) if one in self.reasons), None)
                    if held is not None:
                        root = self.roots[part.number] = self.roots.get(held, held)
                        self.reasons[part.number] = f"it needs {self.title(root)}: {self.reasons[root]}"
                        changed = True

    def title(self, number: int) -> str:
        """Name a part."""
        part = self.module.parts[number]
        return f"`{part.names[0]}`" if part.names else f"line {part.line}"

    def follow_patches(self) -> None:
        """See which names that tests replace can be replaced elsewhere: where all who read them are."""
        for name, patches in sorted(self.around.patches.items()):
            if name in self.fixed:
                continue
            readers = self.readers(name)
            if name in self.around.live:
                self.fixed[name] = next(patch_places(patches))
            elif readers:
                self.glued.append((name, readers))

    def readers(self, name: str) -> list[int]:
        """List the parts that read a name."""
        return [part.number for part in self.module.parts if name in self.module.reads[part.number]]

    def keep_together(self) -> None:
        """Keep all who read a name that tests replace when one of them stays."""
        changed = True
        while changed:
            changed = False
            for name, readers in self.glued:
                staying = [number for number in readers if number in self.reasons]
                if staying and len(staying) < len(readers):
                    where = next(patch_places(self.around.patches[name]))
                    for number in set(readers) - set(staying):
                        self.reasons[number] = f"`{name}` is replaced at {where}"
                    self.spread()
                    changed = True

    def movable(self) -> list[int]:
        """List the parts that may move."""
        return [part.number for part in self.module.parts if part.number not in self.reasons]

    def together(self) -> Iterable[list[int]]:
        """Yield sets of parts that must end in one module."""
        return [readers for _, readers in self.glued if not any(one in self.reasons for one in readers)]
