"""Plans that write learnings and their index."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Final, NamedTuple

from netra_tools.changes.journal.lock import locked
from netra_tools.changes.tree import Tree
from netra_tools.check.learnings import Learned, learned, shared
from netra_tools.check.state import prepare_directory
from netra_tools.errors import MistakesError, NetraError
from netra_tools.learnings.adding import added
from netra_tools.learnings.extending import extended
from netra_tools.learnings.index import index_of
from netra_tools.learnings.model import ENDING, FOLDER, INDEX, TEXTS, USUAL_CATEGORY, Learning
from netra_tools.learnings.wording import slug
from netra_tools.plan import Author, Edit, Plan, State, join_edits
from netra_tools.report.result import plural

PLACE: Final = ".netra/learnings"
PATIENCE: Final = 60.0  # seconds that one writer of learnings waits for the others
MOST_WORDS: Final = 40  # letters of an id that is made of a title


class Addition(NamedTuple):
    """A learning that is to be written, and the file for it; with `extends` it is there already."""

    learning: Learning
    path: str
    extends: bool = False


@contextmanager
def writing(root: str) -> Iterator[None]:
    """Hold off all others that would write learnings, from the first look at the files to the last write.

    Raises: NetraError where it cannot be; RefusedError when others take too long.
    """
    directory = f"{root}/{PLACE}"
    if not prepare_directory(directory):
        raise NetraError(f"{PLACE} cannot be written to", "who writes learnings holds a lock there")
    with locked(directory, "writing learnings", PATIENCE):
        yield


def plan_additions(tree: Tree, additions: Sequence[Addition], cache: str) -> Plan:
    """Plan to write learnings, and the index where there is one.

    Raises: NetraError when a file cannot take one.
    """
    edits: tuple[Edit, ...] = ()
    for addition in additions:
        edits = join_edits(edits, written(tree.after(edits), addition))
    names = [addition.learning.id for addition in additions]
    verb = "extend" if all(addition.extends for addition in additions) else "add"
    what = f"the learning {names[0]}" if len(names) == 1 else plural(len(names), "learning")
    plan = Plan(f"{verb} {what}", Author("learnings add", tuple(names)), edits)
    after = tree.after(edits)
    if after.state(INDEX) is None:
        return plan
    return plan._replace(edits=join_edits(edits, plan_index(after, cache).edits))


def written(tree: Tree, addition: Addition) -> list[Edit]:
    """Give the edit that writes one learning."""
    before = tree.state(addition.path)
    if addition.extends:
        assert before is not None
        content = extended(addition.path, before.content, addition.learning)
    else:
        content = added(addition.path, before.content if before else None, addition.learning)
    return edits_of(tree, addition.path, content)


def edits_of(tree: Tree, path: str, content: bytes) -> list[Edit]:
    """Give the edit that makes a file hold a content; none when it does already."""
    before = tree.state(path)
    after = State(content) if before is None else before._replace(content=content)
    return [] if before == after else [Edit(path, path, before, after)]


def plan_index(tree: Tree, cache: str) -> Plan:
    """Plan to write the index of all learnings."""
    held = {path: state.content for path, state in tree.held.items() if state and is_learnings(path)}
    known = learned(tree.root, cache, held)
    every = shared(known, tree.paths())
    edits = edits_of(tree, INDEX, index_of(every))
    title = f"index {plural(len(every), 'learning')}"
    return Plan(title, Author("learnings index"), tuple(edits), known.unread)


def is_learnings(path: str) -> bool:
    """Say whether a file may hold learnings."""
    return path.startswith(f"{FOLDER}/") and path.endswith(ENDING) and path != INDEX


def additions_of(wanted: Sequence[tuple[Learning, str]], known: Learned) -> list[Addition]:
    """Give new learnings their ids and files; a learning comes with its topic, or "".

    Raises: MistakesError for ids that are taken, and for what is written down already.
    """
    taken = {one.id: one for one in known.learnings}
    problems: list[tuple[str, str]] = []
    found = []
    for learning, topic in wanted:
        problems += in_the_way(learning, taken)
        named = learning._replace(id=learning.id or free_name(learning.title, taken))
        path = f"{FOLDER}/{topic_of(topic or learning.category)}{ENDING}"
        taken[named.id] = named
        found.append(Addition(named, path))
    if problems:
        raise MistakesError(problems)
    return found


def in_the_way(learning: Learning, taken: Mapping[str, Learning]) -> Iterator[tuple[str, str]]:
    """Say what keeps a learning from being added: another of its id, or itself."""
    old = taken.get(learning.id)
    if old is not None:
        hint = f"--extend {old.id} adds to it"
        yield f"there is a learning '{old.id}' already, {place_of(old)}", hint
        return
    for one in taken.values():
        if says_the_same(one, learning):
            yield f"that is written down already, as '{one.id}', {place_of(one)}", "search before you add"


def place_of(learning: Learning) -> str:
    """Say where a learning stands."""
    return f"in {learning.path}:{learning.line}" if learning.path else "given just before"


def says_the_same(one: Learning, other: Learning) -> bool:
    """Say whether two learnings have one title and the same texts."""
    return all(getattr(one, name) == getattr(other, name) for name in ("title", *TEXTS))


def topic_of(text: str) -> str:
    """Give the name of the file for a topic.

    Raises: NetraError for one that is taken.
    """
    name = slug(text) or USUAL_CATEGORY
    if f"{FOLDER}/{name}{ENDING}" == INDEX:
        raise NetraError(f"'{text}' is no topic: {INDEX} is the index of all", "--topic takes another name")
    return name


def free_name(title: str, taken: Container[str]) -> str:
    """Make an id of a title that no other learning has."""
    stem = slug(title, MOST_WORDS) or "learning"
    name, number = stem, 1
    while name in taken:
        number += 1
        name = f"{stem}-{number}"
    return name
