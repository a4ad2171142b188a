"""Where two paths, routes, dotted names or topics part: in their beginning, their end or their extension."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SEPARATORS = ("/", "::", ":", ".")
_EXTENSION = re.compile(r"(.*\w)(\.\w+)")


def other_extension(asked: str, other: str) -> str:
    """Say in words that two file names differ in their extension alone; "" when they do not."""
    left, right = _EXTENSION.fullmatch(asked), _EXTENSION.fullmatch(other)
    if left is None or right is None or left[1] != right[1] or left[2] == right[2]:
        return ""
    return f"other extension: {left[2]} -> {right[2]}"


def other_ends(asked: str, other: str) -> list[str]:
    """Say in words how the one has another beginning or end; empty when neither is so."""
    for separator in _SEPARATORS:
        if separator in asked.strip(separator) and separator in other:
            return _compare(asked.split(separator), other.split(separator), separator)
    return []


def _compare(left: list[str], right: list[str], separator: str) -> list[str]:
    start, end = _same(zip(left, right, strict=False)), _same(zip(left[::-1], right[::-1], strict=False))
    telling = _telling(left[:start]), _telling(left[len(left) - end :])
    if not any(telling):
        return []
    if telling[0] > telling[1]:
        return [_other("ending", separator.join(left[start:]), separator.join(right[start:]))]
    return [
        _other("prefix", separator.join(left[: len(left) - end]), separator.join(right[: len(right) - end]))
    ]


def _same(pairs: Iterable[tuple[str, str]]) -> int:
    count = 0
    for left, right in pairs:
        if left != right:
            break
        count += 1
    return count


def _telling(parts: list[str]) -> int:
    return sum(any(map(str.isalnum, part)) and "{" not in part for part in parts)


def _other(part: str, left: str, right: str) -> str:
    return f"other {part}: {left or 'none'} -> {right or 'none'}"
