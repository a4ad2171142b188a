"""`netra literals validate` when nothing has moved since the index was made: the answer takes milliseconds.

Only what the process cannot do without is imported. Everything else takes the way of all commands.
"""

from __future__ import annotations

import os
import sys

from netra_tools.cli.replay import CACHE, cache_directory, current_directory
from netra_tools.literals.categories import CATEGORIES
from netra_tools.literals.postings import INDEX
from netra_tools.literals.question import Question, exit_code

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3

    from netra_tools.literals.question import Answer

VALUED = ("--category", "--near")


class Asked:
    """What a simple call asks."""

    __slots__ = ("form", "options", "values")

    def __init__(self) -> None:
        self.values: list[str] = []
        self.options = {"--category": "", "--near": ""}
        self.form = "text"


def parse(words: list[str]) -> Asked | None:
    """Read the words after `literals validate`; None when they need all of the command line."""
    asked = Asked()
    rest = iter(words)
    for word in rest:
        name, equals, value = word.partition("=")
        if word == "--":
            asked.values.extend(rest)
        elif word == "--json":
            asked.form = "json"
        elif name in VALUED:
            asked.options[name] = value if equals else next(rest, "-")
        elif word.startswith("-"):
            return None
        else:
            asked.values.append(word)
    return None if "-" in asked.values or "-" in asked.options.values() or not asked.values else asked


def ask(argv: list[str]) -> int | None:
    """Print what is known of the values of a call and give the exit code; None when more is needed."""
    asked = parse(argv[2:])
    here = current_directory()
    directory = None if asked is None else cache_directory(here)
    if asked is None or directory is None:
        return None
    category, near = asked.options["--category"], asked.options["--near"]
    if (category and category not in CATEGORIES) or not os.path.exists(f"{directory}/{INDEX}"):
        return None
    root = directory[: -len(CACHE) - 1]
    if near:
        near = os.path.relpath(os.path.join(here, near), root).replace(os.sep, "/")
    answers = find(directory, root, [Question(value, category, near) for value in asked.values])
    return None if answers is None else tell(answers, asked.form)


def tell(answers: list[Answer], form: str) -> int:
    """Print answers and give the exit code."""
    from netra_tools.report.answers import render_json, render_text

    sys.stdout.write(render_json(answers) if form == "json" else render_text(answers))
    sys.stdout.flush()
    return exit_code(answers)


def find(directory: str, root: str, questions: list[Question]) -> list[Answer] | None:
    """Answer from an index that is true of the tree as it is now; None when it may not be."""
    from netra_tools.check.answer import look

    seen = look(directory, root)
    if seen is None or seen.now != seen.then:
        return None
    import sqlite3

    from netra_tools.literals.known import Known

    connection = sqlite3.connect(f"{directory}/{INDEX}")
    try:
        if not is_of(connection, seen.name):
            return None
        known = Known(connection)
        found = []
        for question in questions:
            answer = known.answer(question)
            if answer is None:
                return find_near(directory, root, questions)
            found.append(answer)
    except sqlite3.DatabaseError:
        return None
    finally:
        connection.close()
    return found


def is_of(connection: sqlite3.Connection, look: bytes) -> bool:
    """Say whether an index was true when that look was taken, and was made by this version."""
    import marshal

    from netra_tools import __version__

    rows = dict(connection.execute("select key, value from meta where key in ('key', 'look')"))
    if len(rows) < 2 or not marshal.loads(rows["key"]).startswith(f"{__version__} "):
        return False
    return bool(marshal.loads(rows["look"]) == look)


def find_near(directory: str, root: str, questions: list[Question]) -> list[Answer]:
    """Answer from an index that is true, for values too that stand nowhere."""
    from netra_tools.literals.store import Store
    from netra_tools.literals.validate import Index

    store = Store(directory)
    try:
        index = Index(store, root)
        return [index.answer(question) for question in questions]
    finally:
        store.close()
