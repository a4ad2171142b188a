"""The gate "nothing but what the plan is about changed": it looks at bytes, and trusts no rewriter."""

from __future__ import annotations

import codecs
import os
import stat
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import starmap
from typing import Final

from netra_tools.changes.gates.blocks import Block, set_aside
from netra_tools.changes.gates.bound import Bound, Module, dropped
from netra_tools.changes.gates.compare import Problem, Sides, compare_files
from netra_tools.changes.gates.site import Site, is_python
from netra_tools.changes.gates.statements import TRIVIA, read_lines
from netra_tools.changes.gates.texts import compare_texts
from netra_tools.changes.gates.tokens import CHAIN, STRING
from netra_tools.changes.gates.used import binds_otherwise
from netra_tools.check.workers import Work, share
from netra_tools.model import Facts, Note
from netra_tools.plan import Edit, State

# What a module that only passes names on may define.
PASSING_ON = frozenset(("__getattr__", "__dir__"))
WORTH: Final = 64  # edits from which on several processes look at them: each takes about 3 ms


def find_changes(site: Site) -> Iterator[Note]:
    """Yield all that changed and is not what the plan is about."""
    if site.renames.leaves:
        site.renames.modules = site.runs.modules_before()
    edits = site.plan.edits
    if len(edits) >= WORTH:
        site.prepare()
    work = Work(lambda edit: tuple(map(tuple, changes_of(edit, site))), site.reopen)
    for notes in share(work, edits, WORTH):
        yield from starmap(Note, notes)


def changes_of(edit: Edit, site: Site) -> Iterator[Note]:
    """Look at one edit."""
    if edit.before is None or edit.after is None:
        yield from whole(edit, site)
    elif edit.before != edit.after:
        yield from edited(edit, edit.before, edit.after, site)


def whole(edit: Edit, site: Site) -> Iterator[Note]:
    """Look at a file that comes or goes: no code does with it."""
    state = edit.after or edit.before
    if state is None or not is_python(edit.target, state):
        return
    if edit.deleted and (line := first_code(state.content)):
        yield Note(edit.path, line, "code is deleted with the file")
    if edit.created:
        for found in site.facts(state.content).definitions:
            if found.name.partition(".")[0] not in PASSING_ON:
                yield Note(edit.target, found.line, f"`{found.name}` came from nowhere")


def first_code(data: bytes) -> int:
    """Give the first line of code that is neither import nor docstring; 0 for none."""
    for element in set_aside(read_lines(data.removeprefix(codecs.BOM_UTF8), 0)):
        if not isinstance(element, Block) and element.kind not in TRIVIA and element.kind != STRING:
            return data.count(b"\n", 0, element.start) + 1
    return 0


def edited(edit: Edit, before: State, after: State, site: Site) -> Iterator[Note]:
    """Compare two versions of a file."""
    if before.mode != after.mode:
        yield Note(edit.target, 0, f"its mode was {before.mode:o} and is {after.mode:o}")
    if before.content == after.content:
        return
    if stat.S_ISLNK(before.mode):
        if aim(edit.target, after) not in ways(aim(edit.path, before), site.renames.moves):
            yield Note(edit.target, 0, "the link points to something else")
        return
    if not is_python(edit.path, before):
        found = compare_texts(before.content, after.content, site.wording(code=False))
        yield from (Note(edit.target, line, text) for line, text in found)
        return
    marked = codecs.BOM_UTF8
    if before.content.startswith(marked) != after.content.startswith(marked):
        yield Note(edit.target, 1, "the byte order mark came or went")
    elif site.facts(before.content).problems:
        yield Note(edit.target, 0, "it cannot be read in full, and was changed")
    else:
        yield from compared_by_names(edit, before.content, after.content, site)


def ways(path: str, moves: Mapping[str, str]) -> Iterator[str]:
    """Yield where a file is afterwards, and where what lies in a folder goes: nowhere else, as a rule."""
    yield moves.get(path, path)
    for old, new in moves.items():
        rest = old.removeprefix(path)
        if rest.startswith("/") and old.startswith(path) and new.endswith(rest):
            yield new.removesuffix(rest)


def aim(path: str, link: State) -> str:
    """Give what a link points to, from the root of the repository."""
    return os.path.normpath(os.path.join(os.path.dirname(path), os.fsdecode(link.content)))


def compared_by_names(edit: Edit, before: bytes, after: bytes, site: Site) -> Iterator[Note]:
    """Compare two versions of a Python file; dots in one moved by hand may count from where it was."""
    module = site.module_before(edit.path)
    found = list(compared(edit, (before, after), module, site))
    former = site.renames.former(module.name)
    if (
        found
        and former
        and not edit.moved
        and not list(compared(edit, (before, after), module._replace(name=former), site))
    ):
        return
    yield from found


def compared(edit: Edit, contents: tuple[bytes, bytes], module: Module, site: Site) -> Iterator[Note]:
    """Compare two versions of a Python file that is called so before."""
    before, after = contents
    old, new = site.facts(before), site.facts(after)
    bound = Bound(old.imports, module)
    others = Bound(new.imports, site.module_after(edit.target))
    start = len(codecs.BOM_UTF8) if before.startswith(codecs.BOM_UTF8) else 0
    source = before[start:]
    sides = Sides(bound, others, site.renames, site.wording(code=True), source, old.definitions)
    for offset, text in compare_files(source, after[start:], sides):
        yield Note(edit.target, after.count(b"\n", 0, offset + start) + 1, text)
    symbols = site.renames.symbols_of(bound.module.name)
    yield from (Note(edit.target, 0, text) for text in compare_definitions(old, new, symbols))
    for offset, text in lost_names(after, new, dropped(bound, others)):
        yield Note(edit.target, after.count(b"\n", 0, offset) + 1, text)
    if after[start:] and before.endswith((b"\n", b"\r")) != after.endswith((b"\n", b"\r")):
        yield Note(edit.target, after.count(b"\n") + 1, "the newline at the end came or went")


def compare_definitions(before: Facts, after: Facts, symbols: Mapping[str, str]) -> Iterator[str]:
    """Compare the names of functions, classes and tests."""
    old = Counter(called(found.name, symbols) for found in before.definitions)
    new = Counter(found.name for found in after.definitions)
    yield from (f"`{name}` is lost" for name in sorted(old - new))
    yield from (f"`{name}` came from nowhere" for name in sorted(new - old))


def called(name: str, symbols: Mapping[str, str]) -> str:
    """Give a qualified name with the new name of a symbol."""
    top, dot, rest = name.partition(".")
    return f"{symbols.get(top, top)}{dot}{rest}"


def lost_names(data: bytes, facts: Facts, names: Sequence[str]) -> Iterator[Problem]:
    """Yield names that are used and that no import binds any longer."""
    exported = set(facts.exports or ())
    yield from ((0, f"`{name}` is in __all__ and no longer imported") for name in names if name in exported)
    used = {name.encode() for name in names if name.encode() in data}
    for root, start in first_uses(data, used):
        if not binds_otherwise(data, root, facts):
            yield start, f"`{root.decode()}` is used and no longer imported"


def first_uses(data: bytes, names: Collection[bytes]) -> Iterator[tuple[bytes, int]]:
    """Yield where each of some names is used first."""
    left = set(names)
    for token in set_aside(read_lines(data, 0)) if left else ():
        if isinstance(token, Block) or token.kind != CHAIN:
            continue
        root = token.text.partition(b".")[0].strip()
        if root in left:
            left.remove(root)
            yield root, token.start
