"""Make text from the outside safe to print: names of files, messages, lines of source."""

from __future__ import annotations

_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def printable(text: str) -> str:
    """Write what a terminal must not get (controls, text-direction marks, undecoded bytes) as escapes."""
    return text if text.isprintable() else "".join(map(_visible, text))


def encodable(text: str) -> str:
    """Write lone surrogates as escapes, so that every reader of UTF-8 and of JSON takes the text."""
    if text.isascii():
        return text
    return "".join(_visible(char) if "\ud800" <= char <= "\udfff" else char for char in text)


def _visible(char: str) -> str:
    if char.isprintable():
        return char
    point = ord(char)
    if 0xDC80 <= point <= 0xDCFF:  # a byte of a file name that is not UTF-8 (surrogateescape)
        point -= 0xDC00
    if point < 0x100:
        return _SHORT.get(char, f"\\x{point:02x}")
    return f"\\u{point:04x}" if point < 0x10000 else f"\\U{point:08x}"
