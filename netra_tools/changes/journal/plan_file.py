"""Plans as JSON: what `--save` writes, `netra changes apply` reads and the journal keeps.

plan    {"netra-plan": 1, "title", "author": {"name", "arguments"}, "keeps", "notes", "failed", "renamed",
        "edits"}, an edit a line
edit    {"path", "target" if it moves, "before": state or null, "after": state or null}
state   {"mode": "100644", "text": "..."}, or "base64" for what is not UTF-8, or "same": true for the
        content of `before`
note    [path, line, text]
"""

from __future__ import annotations

import json
import stat
from base64 import b64decode, b64encode
from collections.abc import Callable
from io import BytesIO
from typing import Any, Final, NoReturn, TypeVar

from netra_tools.errors import NetraError
from netra_tools.model import Note
from netra_tools.plan import Author, Edit, Plan, State, place_of

VERSION: Final = 1
KEY: Final = "netra-plan"
EDIT_KEYS: Final = frozenset({"path", "target", "before", "after"})
Item = TypeVar("Item")


def dump(plan: Plan) -> bytes:
    """Write a plan; the same plan gives the same bytes."""
    author = {"name": plan.author.name, "arguments": plan.author.arguments}
    head = {KEY: VERSION, "title": plan.title, "author": author, "keeps": plan.keeps}
    lists = {"notes": plan.notes, "failed": plan.failed, "renamed": plan.renamed}
    written = BytesIO()  # it gives what was written without a copy: a large plan is in memory once
    for key, value in (head | lists).items():
        written.write(b"%b%b: %b" % (b",\n" if written.tell() else b"{\n", encode(key), encode(value)))
    written.write(b',\n"edits": [')
    comma = b"\n"
    for edit in sorted(plan.edits, key=place_of):
        written.write(comma)
        written.write(encode(edit_value(edit)))
        comma = b",\n"
    written.write(b"\n]\n}\n")
    return written.getvalue()


def encode(value: Any) -> bytes:
    """Write a value; a name that is not UTF-8 holds lone surrogates, which only an escape can write."""
    return json.dumps(value, ensure_ascii=True).encode("ascii")


def edit_value(edit: Edit) -> dict[str, Any]:
    """Give an edit as JSON writes it."""
    value: dict[str, Any] = {"path": edit.path}
    if edit.moved:
        value["target"] = edit.target
    value["before"] = None if edit.before is None else state_value(edit.before)
    value["after"] = None if edit.after is None else state_value(edit.after)
    if edit.before is not None and edit.after is not None and edit.before.content == edit.after.content:
        value["after"] = {"mode": value["after"]["mode"], "same": True}
    return value


def state_value(state: State) -> dict[str, Any]:
    """Give a state as JSON writes it."""
    try:
        return {"mode": f"{state.mode:06o}", "text": state.content.decode("utf-8")}
    except UnicodeDecodeError:
        return {"mode": f"{state.mode:06o}", "base64": b64encode(state.content).decode("ascii")}


def load(data: bytes, name: str) -> Plan:
    """Read a plan that `dump` wrote; `name` is what the file is called in messages.

    Raises: NetraError with the place of what is wrong.
    """
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise NetraError(f"{name} is no plan: not JSON: {error}", HINT) from error
    if not isinstance(value, dict) or KEY not in value:
        raise NetraError(f"{name} is no plan: no key '{KEY}'", HINT)
    if value[KEY] != VERSION:
        raise NetraError(
            f"{name}: plans of version {value[KEY]} are not known, only {VERSION}", "plan it anew"
        )
    return Reader(name).plan(value)


HINT: Final = "--save PLAN.json writes one"


class Reader:
    """Takes a plan out of JSON, and says where it is not one."""

    def __init__(self, name: str) -> None:
        self.name = name

    def plan(self, value: dict[str, Any]) -> Plan:
        """Read the whole."""
        author = self.take(value, "author", dict)
        return Plan(
            self.take(value, "title", str),
            Author(self.take(author, "name", str, "author."), self.texts(author, "arguments", "author.")),
            self.each(value, "edits", self.edit),
            self.each(value, "notes", self.note),
            self.each(value, "failed", self.note),
            self.each(value, "renamed", self.pair),
            self.take(value, "keeps", str),
        )

    def take(self, value: Any, key: str, kind: type[Item], where: str = "") -> Item:
        """Give what a key holds."""
        if not isinstance(value, dict) or not isinstance(value.get(key), kind):
            self.refuse(f"{where}{key}", f"{WORDS[kind]} is expected")
        found: Item = value[key]
        return found

    def each(self, value: Any, key: str, read: Callable[[Any, str], Item]) -> tuple[Item, ...]:
        """Read every item of a list."""
        items = self.take(value, key, list)
        return tuple([read(item, f"{key}[{at}]") for at, item in enumerate(items)])

    def texts(self, value: Any, key: str, where: str) -> tuple[str, ...]:
        """Read a list of texts."""
        items = self.take(value, key, list, where)
        if not all(isinstance(item, str) for item in items):
            self.refuse(f"{where}{key}", "only texts are expected")
        return tuple(items)

    def edit(self, value: Any, where: str) -> Edit:
        """Read an edit."""
        path = self.take(value, "path", str, f"{where}.")
        unknown = sorted(set(value) - EDIT_KEYS)
        if unknown:
            self.refuse(f"{where}.{unknown[0]}", "there is no such key")
        target = self.take(value, "target", str, f"{where}.") if "target" in value else path
        before = self.state(value, f"{where}.before", None)
        after = self.state(value, f"{where}.after", before)
        if before is None and after is None:
            self.refuse(where, "it has neither before nor after")
        return Edit(path, target, before, after)

    def state(self, value: Any, where: str, same: State | None) -> State | None:
        """Read what a file holds; `same` is what it held before."""
        key = where.rpartition(".")[2]
        if key not in value:
            self.refuse(where, "it is missing; null is for nothing")
        state = value[key]
        if state is None:
            return None
        mode = self.mode(self.take(state, "mode", str, f"{where}."), f"{where}.mode")
        if state.get("same") is True and same is not None:
            return State(same.content, mode)
        if "base64" in state:
            return State(self.binary(self.take(state, "base64", str, f"{where}."), where), mode)
        text = self.take(state, "text", str, f"{where}.")
        try:
            return State(text.encode("utf-8"), mode)
        except UnicodeEncodeError:
            self.refuse(f"{where}.text", "it holds half of a surrogate pair; base64 is for what is no UTF-8")

    def binary(self, text: str, where: str) -> bytes:
        """Read bytes."""
        try:
            return b64decode(text, validate=True)
        except ValueError as error:
            self.refuse(f"{where}.base64", str(error).lower())

    def mode(self, text: str, where: str) -> int:
        """Read a mode, of a file or a link."""
        try:
            mode = int(text, 8)
        except ValueError:
            mode = 0
        if not (stat.S_ISREG(mode) or stat.S_ISLNK(mode)) or mode >> 16:
            self.refuse(where, f"'{text}' is the mode of no file or link, such as 100644")
        return mode

    def note(self, value: Any, where: str) -> Note:
        """Read a note."""
        if not isinstance(value, list) or [type(item) for item in value] != [str, int, str]:
            self.refuse(where, "path, line and text are expected")
        return Note(*value)

    def pair(self, value: Any, where: str) -> tuple[str, str]:
        """Read a pair of names."""
        if not isinstance(value, list) or [type(item) for item in value] != [str, str]:
            self.refuse(where, "two names are expected")
        return value[0], value[1]

    def refuse(self, where: str, problem: str) -> NoReturn:
        """Say what is wrong, and where."""
        raise NetraError(f"{self.name} is no plan: {where}: {problem}", HINT)


WORDS: Final[dict[type, str]] = {str: "a text", list: "a list", dict: "an object"}
