"""When something is to go, where a comment, string or decorator says so: `remove after 2024-06`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

# Each is looked for as it stands: of a large repository that takes a tenth of what an expression takes.
KEYS: Final = (
    b"emov", b"eprecat", b"unset ", b"breaks_in_", b"elete this", b"elete after", b"rop this", b"rop after",
)  # fmt: skip
LIKELY: Final = re.compile(rb"\d\.\d|20\d\d|(?:ersion|elease) \d")  # a term has a date or a version
AROUND: Final = 48  # bytes in front of a key that may say what is meant
BEHIND: Final = 140
JOINED: Final = re.compile(
    r"[ \t]*[\"']?[ \t]*\n\s*(?:#[:!]?[ \t]*|[fr]?[\"'])?|[ \t]+"
)  # wrapped text, as one line
MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH: Final = rf"(?P<month>(?:{'|'.join(MONTHS)})[a-z]*)\.?,? (?P<year>20\d\d)"
DATE: Final = rf"(?P<date>20\d\d[-/](?:0[1-9]|1[0-2])(?:[-/](?:0[1-9]|[12]\d|3[01]))?)|{MONTH}"
NUMBER: Final = r"(?P<version>\d+(?:\.\d+)+)|(?<=version )(?P<major>\d+)|(?<=release )(?P<major2>\d+)"
WHEN: Final = (
    r"[\"']?(?:the )?(?:(?P<name>[A-Za-z][\w-]*)[ =>]+)?(?:(?:version|release) |v\.?)?[\"']?v?"
    rf"(?:{DATE}|{NUMBER})(?![\w/-]|\.\d)"
)
LEADING: Final = r"(?:in|after|by|on|from|at|with|before|as of|until|since|once)"
OTHER: Final = r"(?!(?:added|introduced|used|was|were|is|are|that|which|deprecated) )"
PLAN: Final = (
    r"(?:\b(?:be|for|get|being) (?:\w+ )?remov(?:ed|al)|\bremoval|\bto remove"
    r"|(?:^|[#:;.(\-\"'!] ?|\b(?:can|should|must|please|will|TODO|FIXME|XXX)\W+)(?:safely )?"
    r"(?:remove|delete|drop)|\bsunset)"
)
REMOVAL: Final = re.compile(rf"(?i){PLAN}(?: {OTHER}[a-z`_,]+){{0,6}}?,? {LEADING} {WHEN}")
KEYED: Final = re.compile(
    rf"(?i)\b(?:remov(?:e|ed|al)_(?:in|at|on|after|version|date)\w*|removal|remove_by|sunset|breaks_in_\w*version)"
    rf" ?[=:(] ?{WHEN}"
)
SINCE: Final = re.compile(
    r"(?i)\bdeprecat(?:ed|ion)(?:::|_since\w* ?=|_in\w* ?=|[^.\n\"']{0,30}? (?:since|as of|in|from)) ?" + WHEN
)
VERSION: Final = re.compile(
    rb"(?m)^__version__(?:[ \t]*:[ \t]*\w+)?[ \t]*=[ \t]*['\"]v?(?P<version>\d+(?:\.\d+)+)"
)
IS: Final = "is"  # it says which version there is
GONE: Final = "gone"  # it says when it is to go
AGING: Final = "aging"  # it says since when it is deprecated, not when it goes
Term = tuple[int, str, str]  # offset, when as below, what was written


def find_terms(data: bytes) -> Iterator[Term]:
    """Yield where a text says when it goes: `gone name 2024-06`, `aging name v2.1`; a name may be -."""
    if b"__version__" in data and (own := VERSION.search(data)):
        yield own.start(), f"{IS} - v{own['version'].decode()}", "__version__"
    for key in sorted([at for word in KEYS if word in data for at in places(data, word)]):
        near = max(key - AROUND, 0)
        line = data.rfind(b"\n", 0, key) + 1
        said = find_said(data, max(line, near), key) or find_said(data, near, key)
        if said is not None:
            yield key, f"{GONE} {named(said)} {when(said)}", shown(said)
        elif (since := SINCE.match(joined(data[max(key - 1, 0) : key + BEHIND]))) is not None:
            yield key, f"{AGING} {named(since)} {when(since)}", shown(since)


def places(data: bytes, word: bytes) -> Iterator[int]:
    """Yield where a word stands before something that may be a date or a version."""
    at = data.find(word)
    while at >= 0:
        if LIKELY.search(data, at, at + BEHIND):
            yield at
        at = data.find(word, at + 1)


def find_said(data: bytes, first: int, key: int) -> re.Match[str] | None:
    """Find what is said around a key of when something goes, in a text that begins at `first`."""
    text = joined(data[first : key + BEHIND])
    at = len(text) - len(joined(data[key : key + BEHIND]))
    for form in (REMOVAL, KEYED):
        for match in form.finditer(text):
            if match.start() <= at < match.end():
                return match
    return None


def joined(data: bytes) -> str:
    """Give a text of several lines as one."""
    return JOINED.sub(" ", data.decode("utf-8", "replace")).strip()


def named(found: re.Match[str]) -> str:
    """Give the name of what the version is of."""
    name = (found["name"] or "-").lower()
    return "-" if name in ("version", "release", "v") else name


def when(found: re.Match[str]) -> str:
    """Give the date as `2024-06` or `2024-06-30`, or the version behind a v."""
    if found["date"]:
        return found["date"].replace("/", "-")
    if found["month"]:
        number = MONTHS.index(found["month"][:3].lower()) + 1
        return f"{found['year']}-{number:02}"
    return f"v{found['version'] or found['major'] or found['major2']}"


def shown(found: re.Match[str]) -> str:
    """Give what is written, as a message quotes it."""
    return found[0].strip(" #:;.(-\"'!").replace("`", "'")
