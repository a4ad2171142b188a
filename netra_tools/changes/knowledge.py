"""Plans that mend files of knowledge, lay them out, or confirm what they say."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterable, Sequence

from netra_tools.changes.tree import Tree
from netra_tools.config.model import Config
from netra_tools.errors import MistakesError
from netra_tools.knowledge.faults import Diagnosis
from netra_tools.knowledge.layout import lay_out
from netra_tools.knowledge.record import RECORD
from netra_tools.knowledge.repair import repair
from netra_tools.model import Note
from netra_tools.plan import Author, Edit, Plan, State
from netra_tools.project.discover import KNOWLEDGE, choose_knowledge
from netra_tools.report.result import plural

Outcome = tuple[bytes | None, tuple[Diagnosis, ...]]  # other bytes; what is left to people
Rewrite = Callable[[bytes], Outcome]


def plan_repair(config: Config, tree: Tree, paths: Sequence[str]) -> Plan:
    """Plan to mend what can be mended without a guess; a file with anything else in it stays as it is."""
    plan = rewritten(tree, chosen(config, tree, paths), mended)
    title = f"mend {plural(len(plan.edits), 'file')}" if plan.edits else "mend nothing"
    return plan._replace(title=title, author=Author("spec repair", tuple(paths)))


def plan_format(config: Config, tree: Tree, paths: Sequence[str]) -> Plan:
    """Plan to lay files out; one that is not well-formed stays as it is."""
    plan = rewritten(tree, chosen(config, tree, paths), laid_out)
    title = f"lay out {plural(len(plan.edits), 'file')}" if plan.edits else "lay out nothing"
    return plan._replace(title=title, author=Author("spec format", tuple(paths)))


def plan_record(tree: Tree, content: bytes, count: int, paths: Sequence[str]) -> Plan:
    """Plan to record what files of knowledge speak of, as it is now."""
    before = tree.state(RECORD)
    after = State(content) if before is None else before._replace(content=content)
    edits = () if before == after else (Edit(RECORD, RECORD, before, after),)
    return Plan(f"confirm {plural(count, 'file')}", Author("spec confirm", tuple(paths)), edits)


def mended(data: bytes) -> Outcome:
    """Mend a file."""
    done = repair(data)
    return done.data, done.left


def laid_out(data: bytes) -> Outcome:
    """Lay a file out."""
    done = lay_out(data)
    return (None if done.data == data else done.data), done.problems


def rewritten(tree: Tree, paths: Iterable[str], rewrite: Rewrite) -> Plan:
    """Plan to write files anew, and note what is left in them."""
    edits, notes = [], []
    for path in paths:
        before = tree.state(path)
        if before is None or stat.S_ISLNK(before.mode):
            continue
        data, left = rewrite(before.content)
        if data is not None:
            edits.append(Edit(path, path, before, before._replace(content=data)))
        notes += [Note(path, one.line, f"column {one.column + 1}: {one.kind}: {one.message}") for one in left]
    return Plan("", Author(""), tuple(sorted(edits)), tuple(notes))


def chosen(config: Config, tree: Tree, paths: Sequence[str]) -> list[str]:
    """List the files that are meant: all of knowledge, or the XML at and below some paths.

    Raises: MistakesError for paths that hold none.
    """
    every = sorted(path for path in tree.paths() if path.endswith(KNOWLEDGE))
    if not paths:
        return choose_knowledge(every, config.exclude)
    found = {path: at_or_below(every, path) for path in paths}
    hint = "give XML files that git does not ignore, or folders that hold some"
    mistakes = [(f"there is no XML in {path}", hint) for path, files in found.items() if not files]
    if mistakes:
        raise MistakesError(mistakes)
    return sorted(set().union(*found.values()))


def at_or_below(every: Iterable[str], path: str) -> list[str]:
    """Keep a file itself, or what lies in a folder at any depth."""
    return [one for one in every if path in (one, ".") or one.startswith(f"{path}/")]
