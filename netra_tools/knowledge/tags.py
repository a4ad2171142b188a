"""A tag as it is written: its name, its attributes, and what is wrong with them."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from netra_tools.knowledge.entities import NAME, decoded, references
from netra_tools.knowledge.faults import ATTRIBUTE_SYNTAX, LESS_THAN_IN_ATTRIBUTE, Fault, Splice

OPEN: Final = "open"
CLOSE: Final = "close"
EMPTY: Final = "empty"
BROKEN: Final = "broken"  # a tag beyond doubt, and nobody can say where it ends
OPENING = re.compile(rf"<({NAME})")
CLOSING = re.compile(rf"</({NAME})[ \t\r\n]*>")
GAP = re.compile(r"[ \t\r\n]*")
ATTRIBUTE = re.compile(rf"({NAME})([ \t\r\n]*=[ \t\r\n]*)?")
QUOTED_NEXT = re.compile(rf"""{NAME}[ \t\r\n]*=[ \t\r\n]*["']""")
UNQUOTED = re.compile(r"""(?:(?!/>)[^\s"'<>=`])+""")
QUOTES: Final = {'"': '"', "'": "'", "\u201c": "\u201d", "\u201d": "\u201d", "\u2018": "\u2019"}
WHITE = re.compile(r"\r\n|[\t\r\n]")
MOST_ATTRIBUTES: Final = 200  # each is held against those before it
MOST_VALUE: Final = 1 << 16
PLAIN: Final = "\"'"


class Attribute(NamedTuple):
    """One attribute; its value lies between two offsets."""

    name: str
    start: int
    end: int


class Tag(NamedTuple):
    """One tag. Faults are those of its attributes, if it is a tag at all."""

    name: str
    form: str
    end: int
    attributes: tuple[Attribute, ...] = ()
    faults: tuple[Fault, ...] = ()

    def values(self, text: str) -> tuple[tuple[str, str], ...]:
        """Give names and values of the attributes as a parser gives them."""
        found = []
        for one in self.attributes:
            value = WHITE.sub(" ", text[one.start : one.end])
            found.append((one.name, decoded(value, 0, len(value))))
        return tuple(found)


def read_tag(text: str, at: int) -> Tag | None:
    """Read the tag that begins at an offset; None when it looks like none."""
    if closing := CLOSING.match(text, at):
        return Tag(closing[1], CLOSE, closing.end())
    opening = OPENING.match(text, at)
    if opening is None:
        return None
    reader = Reader(text, opening.end())
    return reader.tag(opening[1]) or reader.broken(opening[1], at)


class Reader:
    """Reads the attributes of one tag."""

    def __init__(self, text: str, at: int) -> None:
        self.text = text
        self.at = at
        self.attributes: list[Attribute] = []
        self.faults: list[Fault] = []

    def tag(self, name: str) -> Tag | None:
        """Read to the end of the tag; None when something else comes first."""
        while True:
            begin = self.at
            self.at = self.gap(begin)
            for closing, form in ((">", OPEN), ("/>", EMPTY)):
                if self.text.startswith(closing, self.at):
                    found = (tuple(self.attributes), tuple(self.faults))
                    return Tag(name, form, self.at + len(closing), *found)
            if not self.attribute(is_apart=self.at > begin):
                return None

    def broken(self, name: str, start: int) -> Tag | None:
        """Give a tag that cannot be read to its end; None when nothing shows that it is one."""
        begun = QUOTED_NEXT.match(self.text, self.gap(start + 1 + len(name)))
        if begun is None:
            return None
        message = f"the attributes of <{name}> cannot be told apart: a quote is missing, or one is too many"
        return Tag(name, BROKEN, begun.end(), (), (Fault(start, ATTRIBUTE_SYNTAX, message),))

    def gap(self, at: int) -> int:
        """Skip white space."""
        found = GAP.match(self.text, at)
        return found.end() if found else at

    def attribute(self, *, is_apart: bool) -> bool:
        """Read one attribute; say whether there is one."""
        found = ATTRIBUTE.match(self.text, self.at)
        if len(self.attributes) == MOST_ATTRIBUTES:
            return False
        if found is None or not (is_apart or self.is_joined()):
            return False
        start, name = self.at, found[1]
        if not is_apart:
            self.fault(start, "no space stands before the attribute", Splice(start, start, " "))
        if any(one.name == name for one in self.attributes):
            self.fault(start, f"the attribute {name} stands twice")
        if found[2] is None:
            self.at = found.end(1)
            self.attributes.append(Attribute(name, self.at, self.at))
            self.fault(start, f"the attribute {name} has no value", Splice(self.at, self.at, '=""'))
            return True
        self.at = found.end()
        return self.value(name)

    def is_joined(self) -> bool:
        """Say whether an attribute follows the one before without a space; no tag's name is joined to one."""
        return bool(self.attributes) and QUOTED_NEXT.match(self.text, self.at) is not None

    def value(self, name: str) -> bool:
        """Read a value with quotes of some kind, or without."""
        quote = self.text[self.at : self.at + 1]
        if quote not in QUOTES:
            return self.unquoted(name)
        start = self.at + 1
        end = self.text.find(QUOTES[quote], start, start + MOST_VALUE)
        if end < 0:
            return False
        self.at = end + 1
        self.attributes.append(Attribute(name, start, end))
        if quote not in PLAIN:
            if '"' in self.text[start:end]:
                return False
            quotes = (Splice(start - 1, start, '"'), Splice(end, end + 1, '"'))
            self.fault(start - 1, f"the value of {name} stands in typographic quotes", *quotes)
        self.inspect(name, start, end)
        return True

    def unquoted(self, name: str) -> bool:
        """Read a value without quotes."""
        found = UNQUOTED.match(self.text, self.at)
        if found is None:
            return False
        quotes = (Splice(found.start(), found.start(), '"'), Splice(found.end(), found.end(), '"'))
        self.fault(self.at, f"the value of {name} has no quotes", *quotes)
        self.at = found.end()
        self.attributes.append(Attribute(name, found.start(), found.end()))
        self.inspect(name, found.start(), found.end())
        return True

    def inspect(self, name: str, start: int, end: int) -> None:
        """Look for what must not stand in a value."""
        value = self.text[start:end]
        if "<" in value and value.rstrip().endswith("="):
            self.fault(start - 1, f"the value of {name} has no closing quote")
            return
        for found in re.finditer("<", value):
            at = start + found.start()
            mend = (Splice(at, at + 1, "&lt;"),)
            message = f"< stands in the value of {name}: write &lt;"
            self.faults.append(Fault(at, LESS_THAN_IN_ATTRIBUTE, message, mend))
        self.faults += [one.fault for one in references(self.text, start, end) if one.fault]

    def fault(self, start: int, message: str, *splices: Splice) -> None:
        """Note what is wrong with an attribute."""
        self.faults.append(Fault(start, ATTRIBUTE_SYNTAX, message, splices))
