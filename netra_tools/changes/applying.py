"""Plans that carry learnings into the specifications they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from netra_tools.changes.learnings import edits_of
from netra_tools.changes.tree import Tree
from netra_tools.check.learnings import Learned
from netra_tools.config.model import KNOWLEDGE_FOLDER
from netra_tools.errors import NetraError
from netra_tools.learnings.applying import linked, said_in, unsaid_in
from netra_tools.learnings.model import ENDING, Applied, Learning
from netra_tools.model import Note
from netra_tools.plan import Author, Edit, Plan, join_edits
from netra_tools.report.result import plural

NOTHING: Final = "no learning has anything to be applied"


def plan_applying(tree: Tree, known: Learned, ids: Sequence[str]) -> Plan:
    """Plan to say in each specification what the learnings that name it have to say there.

    One that cannot be applied is a failure of the plan.
    """
    edits: tuple[Edit, ...] = ()
    failed, count = [], 0
    for learning in known.learnings:
        if learning.spec and (not ids or learning.id in ids):
            try:
                more = applied(tree.after(edits), learning)
            except NetraError as error:
                text = f"{error.message}; {error.hint}" if error.hint else error.message
                failed.append(Note(learning.path, learning.line, f"'{learning.id}': {text}"))
            else:
                edits, count = join_edits(edits, more), count + bool(more)
    title = f"apply {plural(count, 'learning')}" if count else NOTHING
    return Plan(title, Author("learnings apply", tuple(ids)), edits, known.unread, tuple(failed))


def applied(tree: Tree, learning: Learning) -> tuple[Edit, ...]:
    """Give the edits that apply one learning: where it was said before it is taken out.

    Raises: NetraError when its specification cannot take it.
    """
    place = Applied(specification(tree, learning.spec), learning.section)
    edits: tuple[Edit, ...] = ()
    for path in dict.fromkeys(one.spec for one in learning.applied if one != place):
        state = tree.after(edits).state(path)
        if state is not None and path.endswith(ENDING):
            section = place.section if path == place.spec else ""
            content = unsaid_in(path, state.content, learning.id, section)
            edits = join_edits(edits, edits_of(tree.after(edits), path, content))
    after = tree.after(edits)
    edits = join_edits(
        edits, edits_of(after, place.spec, said_in(place.spec, after.read(place.spec), learning))
    )
    after = tree.after(edits)
    content = linked(learning.path, after.read(learning.path), learning.id, place)
    return join_edits(edits, edits_of(after, learning.path, content))


def specification(tree: Tree, name: str) -> str:
    """Find the file of a specification, as it is written or in the folder of knowledge.

    Raises: NetraError when there is none, or it is no XML.
    """
    plain = name.removeprefix("./").removeprefix("/")
    for path in (plain, f"{KNOWLEDGE_FOLDER}/{plain}"):
        if path in tree.paths():
            if path.endswith(ENDING):
                return path
            raise NetraError(f"the specification {path} is no XML", "only XML can be edited by its elements")
    raise NetraError(
        f"there is no specification {name}", f"write its path, such as {KNOWLEDGE_FOLDER}/NAME.xml"
    )
