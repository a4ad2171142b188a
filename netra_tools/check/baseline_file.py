"""The file of the baseline: one accepted finding a line, so that branches merge and people can read a diff.

# netra baseline 1
app/core.py <tab> @content <tab> 5f2b60a1c0de77e4         what the file held when its lines were written
app/core.py <tab> function-too-long <tab> load <tab> 31   rule, subject, and the number where there is one
app/core.py <tab> relative-import <tab> .ui

Lines are sorted, by path first: the lines of one file lie together, and `sort -u` mends a merge. A subject
that occurs again is "load#2"; the ordinals say how many there are, and nothing else.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from netra_tools.errors import NetraError
from netra_tools.project.write import write_whole

HEAD = "# netra baseline 1"
CONTENT = "@content"  # stands where a rule's name stands; no rule is called so
EMPTY = "\\"  # how an empty text is written: a backslash that escapes nothing
ESCAPE = re.compile(r"\\(\\|x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8})")
ORDINAL = re.compile(r"#\d+$")

Key = tuple[str, str, str]  # path, rule, subject without ordinal
Values = list[int | None]  # a number for each finding that is known by one key; None for a rule without


class Baseline(NamedTuple):
    """What was accepted, and the content that each file had then."""

    groups: dict[Key, Values]
    contents: dict[str, str]  # path -> digest


def base_of(subject: str) -> str:
    """Give a subject without its ordinal: it changes when an earlier finding of the same name goes."""
    return ORDINAL.sub("", subject) if "#" in subject else subject


def load(file: str, name: str) -> Baseline | None:
    """Read a baseline; None when there is none. `name` is how messages call it.

    Raises: NetraError when it cannot be read, or is not what netra wrote.
    """
    text = load_text(file, name)
    return None if text is None else parse(text, name)


def load_text(file: str, name: str) -> str | None:
    """Read the text of a baseline; None when there is none.

    Raises: NetraError when it cannot be read.
    """
    try:
        with open(file, encoding="utf-8") as stream:
            return stream.read()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "it is not UTF-8"
        raise NetraError(
            f"cannot read the baseline {name}: {reason.lower()}", "restore it from git"
        ) from None


def parse(text: str, name: str) -> Baseline:
    """Take the text of a baseline apart.

    A key that two branches have written counts once, with the lower number.
    """
    head, _, body = text.partition("\n")
    if head != HEAD:
        hint = f"its first line is to be '{HEAD}'; restore it, or write it again: netra baseline record"
        raise NetraError(f"{name} is not a baseline that this version of netra can read", hint)
    rows: dict[Key, int | None] = {}
    contents: dict[str, str] = {}
    for number, line in enumerate(body.split("\n"), 2):
        row = split(line) if line else None
        if row is None:
            if line:
                raise NetraError(
                    f"{name}:{number}: not a line of a baseline", "finish the merge, or restore it"
                )
        elif row[0][1] == CONTENT:
            contents[row[0][0]] = row[0][2]
        else:
            key, value = row
            rows[key] = lower(rows[key], value) if key in rows else value
    return Baseline(group(rows), contents)


def find_lines(file: str, entries: Sequence[tuple[Key, int | None]]) -> list[tuple[int, int, str]]:
    """Give the place of each entry in a baseline: its line, that line's width, the subject as written."""
    places: dict[tuple[Key, int | None], list[tuple[int, int, str]]] = {}
    with open(file, encoding="utf-8") as stream:
        for number, line in enumerate(stream, 1):
            row = split(line.rstrip("\n"))
            if row is not None:
                (path, rule, subject), value = row
                place = (number, len(line.rstrip("\n").encode()), subject)
                places.setdefault(((path, rule, base_of(subject)), value), []).append(place)
    return [places[entry].pop() if places.get(entry) else (0, 0, entry[0][2]) for entry in entries]


def split(line: str) -> tuple[Key, int | None] | None:
    """Take one line apart; None when it is none of ours."""
    parts = line.split("\t")
    if not 3 <= len(parts) <= 4:
        return None
    value = parts[3] if len(parts) == 4 else ""
    if not value.isdecimal() and len(parts) == 4:
        return None
    if "\\" in line:
        parts = [unescape(part) for part in parts]
    return (parts[0], parts[1], parts[2]), int(value) if value else None


def group(rows: Mapping[Key, int | None]) -> dict[Key, Values]:
    """Put together what differs in its ordinal only."""
    groups: dict[Key, Values] = {key: [value] for key, value in rows.items() if "#" not in key[2]}
    for key, value in rows.items():
        if "#" in key[2]:
            groups.setdefault((key[0], key[1], base_of(key[2])), []).append(value)
    return groups


def lower(one: int | None, other: int | None) -> int | None:
    """Give the lower of two values; one without a number allows any."""
    if one is None or other is None:
        return other if one is None else one
    return min(one, other)


def render(baseline: Baseline) -> str:
    """Write a baseline; equal ones give equal bytes."""
    lines = list(entry_lines(baseline.groups))
    lines += [join(path, CONTENT, digest) for path, digest in baseline.contents.items()]
    return "\n".join([HEAD, *sorted(lines)]) + "\n"


def entry_lines(groups: Mapping[Key, Values]) -> Iterator[str]:
    """Write each accepted finding as a line; of several with one subject the highest comes first."""
    for (path, rule, subject), values in groups.items():
        for count, value in enumerate(sorted(values, key=descending), 1):
            name = subject if count == 1 else f"{subject}#{count}"
            line = join(path, rule, name)
            yield line if value is None else f"{line}\t{value}"


def descending(value: int | None) -> float:
    """Sort the highest number first, and before it what has none."""
    return float("-inf") if value is None else -value


def join(*parts: str) -> str:
    """Write the parts of a line."""
    return "\t".join([escape(part) for part in parts])


def escape(text: str) -> str:
    """Write what a line, an editor or UTF-8 cannot hold as it is with a backslash."""
    if text.isprintable() and "\\" not in text and text[-1:].strip():
        return text
    return "".join(map(escaped, text[:-1])) + escaped_last(text[-1:])


def escaped(char: str) -> str:
    """Write one character."""
    if char == "\\":
        return "\\\\"
    if char.isprintable():
        return char
    point = ord(char)
    return f"\\x{point:02x}" if point < 0x100 else f"\\u{point:04x}" if point < 0x10000 else f"\\U{point:08x}"


def escaped_last(char: str) -> str:
    """Write the last character: editors and hooks take a space away at the end of a line."""
    return "\\x20" if char == " " else escaped(char) if char else EMPTY


def unescape(text: str) -> str:
    """Undo `escape`."""
    if text == EMPTY:
        return ""
    return ESCAPE.sub(lambda match: "\\" if match[1] == "\\" else chr(int(match[1][1:], 16)), text)


def save(file: str, baseline: Baseline, name: str) -> bool:
    """Write a baseline, whole or not at all; say whether that changed anything.

    A link is replaced, never followed: it may lead out of the repository.

    Raises: NetraError when it cannot be written.
    """
    data = render(baseline).encode()
    try:
        if os.path.isfile(file) and not os.path.islink(file):
            with open(file, "rb") as stream:
                if stream.read() == data:
                    return False
        write_whole(file, data)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise NetraError(
            f"cannot write the baseline {name}: {reason}", "make its directory writable"
        ) from error
    return True
