"""A Markdown file in which some blocks are written by netra, and all else by people.

    <!-- netra: begin rules -->
    what is generated
    <!-- netra: end rules -->

A mark stands alone on its line, and not in a fenced piece of code. What is outside of blocks stays as it is,
to the byte.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Final, NamedTuple

from netra_tools.errors import NetraError, near_miss

MARK = re.compile(rb"[ \t]*<!--[ \t]*netra:[ \t]*(begin|end)[ \t]+([a-z][a-z-]*)[ \t]*-->[ \t]*\r?\n?")
FENCE = re.compile(rb" {0,3}(`{3,}|~{3,})(.*)", re.DOTALL)
BEGIN: Final = b"begin"


class Part(NamedTuple):
    """A run of lines: a block with its marks, or what people wrote, which has no name."""

    name: str
    data: bytes
    line: int  # of its beginning, from 1


def split(path: str, data: bytes, known: Collection[str]) -> list[Part]:
    """Take a file apart; the parts joined are the file.

    Raises: NetraError when marks do not go together.
    """
    parts: list[Part] = []
    name, held, start = "", b"", 1
    for number, line, mark in marked_lines(path, data):
        if mark is None:
            held += line
            continue
        begins = is_beginning(f"{path}:{number}", mark, name, known, parts)
        if begins:
            parts += [Part("", held, start)] if held else []
            name, held, start = mark[2].decode(), line, number
        else:
            parts.append(Part(name, held + line, start))
            name, held, start = "", b"", number + 1
    if name:
        raise trouble(f"{path}:{start}", f"the block '{name}' has no end", name)
    return [*parts, *([Part("", held, start)] if held else [])]


def marked_lines(path: str, data: bytes) -> Iterator[tuple[int, bytes, re.Match[bytes] | None]]:
    """Give the lines of a file by number, with the mark that each is; in a block nothing fences.

    Raises: NetraError for code that has no end: what is added behind it would be code.
    """
    fence, opened, inside = b"", 0, False
    for number, line in enumerate(data.splitlines(keepends=True), 1):
        before = fence
        fence = b"" if inside else fence_after(fence, line)
        opened = number if fence and not before else opened
        mark = None if fence or before else MARK.fullmatch(line)
        inside = mark[1] == BEGIN if mark else inside
        yield number, line, mark
    if fence:
        raise NetraError(
            f"{path}:{opened}: a fenced piece of code has no end", "close it with the same fence"
        )


def is_beginning(
    place: str, mark: re.Match[bytes], open_block: str, known: Collection[str], parts: list[Part]
) -> bool:
    """Say whether a mark begins a block.

    Raises: NetraError when it does not go with what stands before it.
    """
    begins, name = mark[1] == BEGIN, mark[2].decode()
    if name not in known:
        raise NetraError(f"{place}: there is no block '{name}'", near_miss(name, known))
    if problem := complaint(begins, name, open_block, parts):
        raise trouble(place, problem, open_block or name)
    return begins


def fence_after(fence: bytes, line: bytes) -> bytes:
    """Give the fence of the code that one is in behind a line; nothing outside of any."""
    found = FENCE.match(line)
    if found is None:
        return fence
    if not fence:
        is_span = found[1][:1] == b"`" and b"`" in found[2]
        return b"" if is_span else found[1]
    closes = found[1].startswith(fence) and not found[2].strip()
    return b"" if closes else fence


def complaint(begins: bool, name: str, open_block: str, parts: list[Part]) -> str:
    """Say why a mark does not go with what stands before it; "" when it does."""
    if not begins:
        return "" if name == open_block else f"the block '{name}' ends and has not begun"
    if open_block:
        return f"the block '{name}' begins within '{open_block}'"
    return f"the block '{name}' is there twice" if any(part.name == name for part in parts) else ""


def trouble(place: str, message: str, name: str) -> NetraError:
    """Say what is wrong with the marks of a block, and what they are."""
    return NetraError(
        f"{place}: {message}", f"<!-- netra: begin {name} --> and <!-- netra: end {name} --> stand around it"
    )


def replace(path: str, data: bytes, blocks: Mapping[str, str], known: Collection[str]) -> bytes:
    """Write blocks anew; one that is not there is added at the end, one that is asked for no more goes.

    Raises: NetraError when marks do not go together.
    """
    end = "\r\n" if data.count(b"\r\n") * 2 > data.count(b"\n") else "\n"
    parts = split(path, data, known)
    found = [one.data if not one.name else written(one.name, blocks, end) for one in parts]
    held = {one.name for one in parts}
    content = b"".join(found)
    for name in blocks:
        if name not in held:
            content += gap(content, end.encode()) + written(name, blocks, end)
    return content


def written(name: str, blocks: Mapping[str, str], end: str) -> bytes:
    """Write a block with its marks; nothing when it is asked for no more."""
    if name not in blocks:
        return b""
    text = f"<!-- netra: begin {name} -->\n{blocks[name]}<!-- netra: end {name} -->\n"
    return text.replace("\n", end).encode("utf-8", "surrogateescape")


def gap(content: bytes, end: bytes) -> bytes:
    """Give what is missing to an empty line at the end of a text."""
    if not content or content.endswith(end * 2):
        return b""
    return end if content.endswith(b"\n") else end * 2
