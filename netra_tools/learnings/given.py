"""From what somebody gives, as options, JSON or a form, to a learning that can be written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from netra_tools.errors import MistakesError, NetraError, near_miss
from netra_tools.knowledge.kinds import plain
from netra_tools.knowledge.normal import is_date
from netra_tools.learnings.checks import checks_from
from netra_tools.learnings.fragment import strange_character
from netra_tools.learnings.model import LISTS, SEVERITIES, SHORT, TEXTS, Learning
from netra_tools.learnings.names import FIELDS, severity_of
from netra_tools.learnings.reading import SEPARATORS
from netra_tools.learnings.wording import given_text, items_of, one_line

TOPIC: Final = "topic"
GIVEN: Final = (*SHORT, *TEXTS, *LISTS, "spec", "section", "checks", TOPIC)
ID: Final = re.compile(r"[^\W_][\w.:-]*")
FORM: Final = """\
# Write behind the colons; more lines may follow below each. Lines that begin with # are left out.
# A learning needs a title, and one of problem, solution, prevention or takeaway.
title:
severity: medium
category:
problem:
root_cause:
solution:
prevention:
takeaway:
files:
commits:
keywords:
"""
LABEL: Final = re.compile(r"([A-Za-z][A-Za-z_ -]*?)[ \t]*:(.*)")
Values = dict[str, Any]


def parse(text: str, name: str) -> list[Values]:
    """Read JSON (one learning, or several) or a filled form; `name` is what messages call it.

    Raises: NetraError.
    """
    if not text.strip():
        raise NetraError(f"{name} is empty", "give a learning as JSON, or as the form that --editor shows")
    if text.lstrip()[:1] in "{[":
        return of_json(text, name)
    return [of_form(text, name)]


def of_json(text: str, name: str) -> list[Values]:
    """Read one learning or a list of them, also one below the key `learnings`."""
    try:
        found = json.loads(text)
    except ValueError as error:
        raise NetraError(f"{name} is not JSON: {str(error)[:1].lower()}{str(error)[1:]}") from None
    if isinstance(found, dict) and isinstance(found.get("learnings"), list):
        found = found["learnings"]
    tables = found if isinstance(found, list) else [found]
    if not tables or not all(isinstance(table, dict) for table in tables):
        raise NetraError(
            f"{name} holds no learning", "write an object with title, problem and so on, or a list"
        )
    return [named(table, name) for table in tables]


def of_form(text: str, name: str) -> Values:
    """Read a form: `name: text`, with more lines of the text below."""
    values: dict[str, list[str]] = {}
    field = ""
    for line in text.splitlines():
        found = LABEL.match(line)
        if found and known_name(found[1]):
            field = found[1]
            values[field] = [found[2].strip()] if found[2].strip() else [""]
        elif not line.startswith("#"):
            if not field and line.strip():
                raise NetraError(f"{name} begins with no label", "write 'title: ...' first, or give JSON")
            values.setdefault(field, []).append(line)
    return named({key: "\n".join(lines).strip("\n") for key, lines in values.items() if key}, name)


def known_name(name: str) -> str:
    """Give the part that a key or label means; "" for none."""
    word = plain(name.strip().replace(" ", "_"))
    return word if word in GIVEN else FIELDS.get(word, "")


def named(table: Mapping[str, Any], name: str) -> Values:
    """Call the keys of a table as the parts of a learning are called.

    Raises: MistakesError with each key that means none.
    """
    strange = [key for key in table if not known_name(key)]
    if strange:
        raise MistakesError(
            [(f"{name}: a learning has no '{key}'", near_miss(key, GIVEN)) for key in strange]
        )
    return {known_name(key): value for key, value in table.items() if value not in (None, "", [], {})}


def learning_from(values: Values) -> Learning:
    """Make a learning of values.

    Raises: MistakesError with all that is wrong with them.
    """
    problems: list[tuple[str, str]] = []
    told: Values = {name: as_line(name, values.get(name), problems) for name in (*SHORT, "spec", "section")}
    told |= {name: as_text(name, values.get(name), problems) for name in TEXTS}
    told |= {name: as_items(name, values.get(name), problems) for name in LISTS}
    told["checks"] = checks_from(values["checks"]) if values.get("checks") else ()
    if told["severity"] and not severity_of(told["severity"]):
        problems.append((f"there is no severity '{told['severity']}'", f"known: {', '.join(SEVERITIES)}"))
    told["severity"] = severity_of(told["severity"])
    problems += [*wrong_with(told), *strange_in(told)]
    if problems:
        raise MistakesError(problems)
    return Learning(**told)


def wrong_with(told: Values) -> Iterable[tuple[str, str]]:
    """Say what keeps values from being written."""
    if told["date"] and not is_date(told["date"]):
        yield f"'{told['date']}' is no date", "write it as 2025-12-31"
    if told["id"] and not ID.fullmatch(told["id"]):
        yield f"'{told['id']}' is no id", "letters, digits, and between them . : - _"
    for file in told["files"]:
        if " " in file:
            yield f"the file '{file}' has a space in its path", "name its folder instead"


def strange_in(told: Values) -> Iterable[tuple[str, str]]:
    """Say which values hold what XML cannot."""
    for name, value in told.items():
        for text in (value,) if isinstance(value, str) else value:
            if strange := strange_character(text):
                yield f"{name} holds the character {strange}, which XML cannot hold", "take it out"


def as_line(name: str, value: object, problems: list[tuple[str, str]]) -> str:
    """Read what is one word or line."""
    if isinstance(value, str | int) and not isinstance(value, bool):
        return one_line(str(value))
    if value is not None:
        problems.append((f"{name} is a text, given {json.dumps(value)[:60]}", ""))
    return ""


def as_text(name: str, value: object, problems: list[tuple[str, str]]) -> str:
    """Read a text; a list of texts is one to a line."""
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return given_text("\n".join(value))
    if value is not None and not isinstance(value, str):
        problems.append((f"{name} is a text, given {json.dumps(value)[:60]}", ""))
        return ""
    return given_text(value or "")


def as_items(name: str, value: object, problems: list[tuple[str, str]]) -> tuple[str, ...]:
    """Read a list; a text is cut where lists are cut in files."""
    values: list[Any] = list(value) if isinstance(value, list | tuple) else [] if value is None else [value]
    if not all(isinstance(one, str) for one in values):
        problems.append((f"{name} is a list of texts, given {json.dumps(value)[:60]}", ""))
        return ()
    found = [one_line(item) for one in values for item in items_of(one, SEPARATORS[name])]
    if name == "files":
        found = [file.replace("\\", "/").removeprefix("./") for file in found]
    return tuple(dict.fromkeys(found))
