"""From the bytes of an XML file to its text, and where each character lies in the bytes."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from typing import NamedTuple

from netra_tools.knowledge.faults import ENCODING, Diagnosis, Splice

MARKS = (  # the longer ones first: that of UTF-32 begins like one of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# In these a character is the same bytes wherever it stands: a part can be written anew for itself.
STATELESS = re.compile(r"utf-8|ascii|utf-16-[lb]e|iso8859-\d+|cp125\d|koi8-[ru]")
DECLARED = re.compile(r"""\s*<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z][\w.-]*)["']""", re.ASCII)
WIDE = "utf-16"


class Source(NamedTuple):
    """The text of a file, without the mark it may begin with."""

    text: str
    codec: str
    mark: bytes = b""

    def spliced(self, data: bytes, splices: Sequence[Splice]) -> bytes:
        """Write other text for parts of `data`; all other bytes stay. Splices are in order, and apart."""
        pieces, done, offset = [], 0, len(self.mark)
        for start, end, new in splices:
            begin = offset + self.length(done, start)
            pieces += [data[offset:begin], new.encode(self.codec)]
            done, offset = end, begin + self.length(start, end)
        return b"".join((self.mark, *pieces, data[offset:]))

    def length(self, start: int, end: int) -> int:
        """Count the bytes of a part."""
        return len(self.text[start:end].encode(self.codec))


def decode(data: bytes) -> Source | Diagnosis:
    """Give the text of a file, or say why its bytes cannot be read."""
    mark, marked = next(((mark, name) for mark, name in MARKS if data.startswith(mark)), (b"", ""))
    guessed = marked or guess(data)
    said = DECLARED.match(data[len(mark) : 400].decode(guessed or "latin-1", "replace"))
    declared = said[1] if said else ""
    codec, problem = choose(guessed, declared, marked)
    if problem:
        return Diagnosis(1, 0, ENCODING, problem, False)
    try:
        return Source(data[len(mark) :].decode(codec), codec, mark)
    except UnicodeDecodeError as error:
        return undecodable(data, len(mark) + error.start, codec)


def guess(data: bytes) -> str:
    """Tell UTF-16 by its first character, which is `<`."""
    return {b"<\0": "utf-16-le", b"\0<": "utf-16-be"}.get(data[:2], "")


def choose(guessed: str, declared: str, marked: str) -> tuple[str, str]:
    """Give the codec, or what keeps it from being known."""
    try:
        name = codecs.lookup(declared).name if declared else guessed or "utf-8"
    except LookupError:
        return "", f"encoding '{declared}' is not known; save the file as utf-8"
    if guessed and declared and not guessed.startswith(name):
        seen = "begins with the mark of" if marked else "is"
        return "", f"the file {seen} {guessed} and declares '{declared}'"
    return accept(guessed or name, guessed, declared)


def accept(codec: str, guessed: str, declared: str) -> tuple[str, str]:
    """Give a codec that can be read, or what keeps it from that."""
    if codec.startswith(WIDE) and not guessed:
        return "", f"the file declares '{declared}' and is none; save it as utf-8"
    if not STATELESS.fullmatch(codec):
        return "", f"encoding '{declared or codec}' is not read; save the file as utf-8"
    return codec, ""


def undecodable(data: bytes, offset: int, codec: str) -> Diagnosis:
    """Say which byte is wrong."""
    line = data.count(b"\n", 0, offset) + 1
    column = offset - (data.rfind(b"\n", 0, offset) + 1)
    hint = "; it may be windows-1252: declare that, or save the file as utf-8" if codec == "utf-8" else ""
    return Diagnosis(line, column, ENCODING, f"byte 0x{data[offset]:02x} is no {codec}{hint}", False)
