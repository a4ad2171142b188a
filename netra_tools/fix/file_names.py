"""Repairs names of files that tell what happened to them: a move to the plain name, where that is free."""

from __future__ import annotations

import keyword

from netra_tools.changes.moves.structure import Request, Structure
from netra_tools.changes.tree import Tree
from netra_tools.check.ruleset import RuleSet
from netra_tools.errors import NetraError
from netra_tools.fix.task import NAME, Key, Mended, Task, key_of, owned, plan_of
from netra_tools.model import Finding
from netra_tools.plan import Author, Plan, compose
from netra_tools.project.tree import PYTHON
from netra_tools.rules.file_name import SEPARATOR, FileName, stem

TITLE = "files are called what they are"
TEST = "test_"
NUMBERED = "nothing says which of the two is the one to keep: a number counts on from another name"


def name_plainly(task: Task) -> Mended:
    """Plan moves of files and folders to their plain names, with all references."""
    rule = RuleSet(task.config, (), ()).base.get(FileName.slug)
    plan = plan_of(TITLE, ())
    left: dict[Key, str] = {}
    owners: dict[str, str] = {}
    for finding in task.findings:
        moved = {edit.path: edit.target for edit in plan.edits}
        here = finding._replace(path=moved.get(finding.path, finding.path))
        tree = task.tree.after(plan.edits)
        try:
            move = planned(task, tree, here, rule if isinstance(rule, FileName) else FileName())
        except NetraError as error:
            left[key_of(finding)] = error.message
            continue
        plan = compose(plan, move)
        owners |= owned(move.edits, finding.path)
    return Mended(plan._replace(title=TITLE), left, owners)


def planned(task: Task, tree: Tree, finding: Finding, rule: FileName) -> Plan:
    """Plan one move.

    Raises: NetraError when there is no plain name, or something has it already.
    """
    source = place_of(finding.path, finding.subject.partition("#")[0])
    target = plain_place(source, rule)
    paths = tree.paths()
    taken = sorted(path for path in paths if is_at(path, target))
    if taken:
        raise NetraError(f"{taken[0]} is there already: which of them is to stay is for you to say")
    move = Structure(task.config, tree, Request(((source, target),))).plan(Author(NAME))
    if move.failed:
        raise NetraError(f"{move.failed[0].path} speaks of it, and {move.failed[0].text}")
    return move


def place_of(path: str, name: str) -> str:
    """Give the file or folder of a name on the way to a path."""
    parts = path.split("/")
    at = next(index for index, part in enumerate(parts) if stem(part) == name)
    return "/".join(parts[: at + 1])


def plain_place(place: str, rule: FileName) -> str:
    """Give the place with its plain name.

    Raises: NetraError when there is none.
    """
    head, slash, last = place.rpartition("/")
    name = stem(last)
    plain = plain_name(name, rule)
    if plain == name:
        raise NetraError(NUMBERED)
    if not plain.isidentifier() or keyword.iskeyword(plain):
        raise NetraError(f"`{plain}` is no name of a module")
    return f"{head}{slash}{plain}{last[len(name) :]}"


def plain_name(name: str, rule: FileName) -> str:
    """Take the words away that say what happened to a file, however many there are."""
    start = TEST if name.lower().startswith(TEST) else ""
    body = name[len(start) :]
    inner = body.strip("_")
    before, after = body[: body.index(inner)], body[body.index(inner) + len(inner) :]
    while (shorter := shortened(inner, rule)) != inner:
        inner = shorter
    return f"{start}{before}{inner}{after}"


def shortened(name: str, rule: FileName) -> str:
    """Take one such word away."""
    words = SEPARATOR.split(name)
    if len(words) > 1 and words[-1].lower() in rule.suffixes:
        return name[: len(name) - len(words[-1])].rstrip("_-. ")
    if len(words) > 1 and words[0].lower() in rule.prefixes:
        return name[len(words[0]) :].lstrip("_-. ")
    return name


def is_at(path: str, target: str) -> bool:
    """Say whether a file is, or lies in, what a place would be as a module or a package."""
    plain = target
    for ending in PYTHON:
        plain = plain.removesuffix(ending)
    lower, wanted = path.casefold(), plain.casefold()
    return lower.startswith(f"{wanted}/") or any(lower == f"{wanted}{ending}" for ending in (*PYTHON, ""))
