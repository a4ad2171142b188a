"""Tests whose answer is known: `if False`, and questions for versions of Python that are too old."""

from __future__ import annotations

import re
from typing import Final

NEVER: Final = "never"  # the test fails, so its block is never reached
ALWAYS: Final = "always"  # the test holds, so what stands in `elif` and `else` is never reached
FIRST: Final = b"FT01n(s6PvN"  # how such a test begins
FALSE: Final = frozenset((b"False", b"0", b"None", b"not True", b"not 1", b"()", b"[]"))
TRUE: Final = frozenset((b"True", b"1", b"not False", b"not 0"))
VERSION: Final = re.compile(
    rb"(?P<no>not\s+)?(?:sys\.)?version_info(?P<major>\[0\]|\.major)?(?:\[:[123]\])?\s*"
    rb"(?P<how><=|>=|<|>|==)\s*(?:\(\s*(?P<many>\d+(?:\s*,\s*\d+){0,2})\s*,?\s*\)|(?P<one>\d+))"
)
PY2: Final = re.compile(rb"(?P<no>not\s+)?(?:six\.|compat\.)?PY(?P<one>[23])")


def judge_test(text: bytes) -> str:
    """Say how a test ends, "" if unknown: `never|test|version`, and from which version on that is so."""
    if text[:1] not in FIRST or not text:
        return ""
    if text in FALSE:
        return f"{NEVER}|{text.decode()}|"
    if text in TRUE:
        return f"{ALWAYS}|{text.decode()}|"
    match = VERSION.fullmatch(text)
    if match is not None:
        return judge_version(match, text)
    match = PY2.fullmatch(text)
    if match is None:
        return ""
    holds = (match["one"] == b"3") != bool(match["no"])
    return f"{ALWAYS if holds else NEVER}|{' '.join(text.decode().split())}|3"


def judge_version(match: re.Match[bytes], text: bytes) -> str:
    """Say how a question for the version of Python ends for all that are new enough."""
    how = match["how"]
    plain = match["major"] is not None
    parts = [int(part) for part in (match["many"] or match["one"]).split(b",")]
    if plain == (match["many"] is not None) or (how == b"==" and not plain):
        return ""
    if plain and how in (b"<=", b">"):  # `[0] <= 2` is `[0] < 3`
        parts[0] += 1
    if how == b"==":
        holds = parts[0] >= OURS
        parts = [max(parts[0], OURS)]
    else:
        holds = how in (b">", b">=")
    verdict = ALWAYS if holds != bool(match["no"]) else NEVER
    shown = " ".join(text.decode("utf-8", "replace").split())
    return f"{verdict}|{shown}|{'.'.join(map(str, parts))}"


OURS: Final = 3  # the major version that there is
