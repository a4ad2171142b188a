"""The names in a body, the other half of its structure: as they are, or with those open that it binds.

While the body of an outermost function is read, its names get numbers as they first appear. What it is made
of without names, the order of the numbers, and the texts that they stand for make up its structure. No name
is kept; only of functions in functions the names are listed, for these are numbered anew on their own.
"""

from __future__ import annotations

import struct
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from netra_tools.facts.native_cursor import COMPILED, FACTOR, HASH_MASK, PRIME, WIDTHS, Cursor, digest_text

if TYPE_CHECKING:
    from mypy_extensions import i64

NAME_MARK: Final = 0x9E3779B97F  # where a name stands; no tag, no number and no text's number is the same
NUMBER_BITS: Final = 16
MOST_NUMBERS: Final = (1 << NUMBER_BITS) - 1
CHAINS: Final = 256
MOST_KNOWN: Final = 10_000  # names kept from file to file
IN_MODULE: Final = -1  # nobody asks for the structure of a module: its names do not count
IN_CLASS_BODY: Final = 0  # they count as they are
IN_OUTERMOST: Final = 1  # they are numbered; from here on it is the level


class Name:
    """A name in an outermost function. What numbers say is valid when they are not below the function's."""

    def __init__(self, key: i64) -> None:
        self.key: i64 = key  # stands for the text
        self.claimed: i64 = -1  # the function that it belongs to
        self.number: i64 = -1
        self.inner: i64 = -1  # its number in the function within it that was numbered last
        self.listed: i64 = -1
        self.mark: i64 = -1  # that it is bound, and as which parameter
        self.outside: i64 = -1  # the function that declares it global
        self.after: Name | None = None


class Names:
    """Where names are looked up: by the numbers of their texts, or interpreted, in a dictionary of texts."""

    def __init__(self) -> None:
        self.heads = [Name(0) for _index in range(CHAINS if COMPILED else 0)]
        self.known: dict[bytes, Name] = {}
        self.numbers: defaultdict[bytes, int] = defaultdict(int)  # interpreted, those of a function's names
        self.numbers.default_factory = self.numbers.__len__
        self.numbered: list[Name] = []
        self.local_names: list[Name] = []
        self.stamp: i64 = 0


SPARE: Final[list[Names]] = []  # to make one takes longer than to read a file


def take_names() -> Names:
    """Give names that nobody uses."""
    try:
        found = SPARE.pop()
    except IndexError:
        return Names()
    if len(found.known) > MOST_KNOWN:
        found.known.clear()
    return found


def mix_names(shape: i64, order: i64, texts: i64) -> int:
    """Put together what a structure is made of."""
    return ((((shape * FACTOR) ^ order) & HASH_MASK) * FACTOR ^ texts) & HASH_MASK


class NameReader(Cursor):
    """Reads names and lets them count, each in the way of the scope that it stands in."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self.table = take_names()
        self.heads = self.table.heads
        self.known = self.table.known
        self.stamp: i64 = self.table.stamp
        self.first: i64 = 0  # the stamp of the outermost function, and the number of its first name
        self.numbering: i64 = IN_MODULE
        self.order: i64 = 0  # of the numbers, or in a class of the names
        self.texts: i64 = 0
        self.name_count: i64 = 0
        self.numbers = self.table.numbers
        self.sequence: list[int] = []  # interpreted, the numbers, to be counted together
        self.numbered = self.table.numbered  # lists that are not made shorter: to let them grow takes long
        self.number_count: i64 = 0
        self.inner_names: list[Name] = []  # each name in the functions and classes in a function
        self.local_names = self.table.local_names  # what functions bind, their parameters before the rest
        self.local_count: i64 = 0

    def give_back(self) -> None:
        """Let the next file have the names."""
        self.open_names()
        self.table.stamp = self.stamp
        SPARE.append(self.table)

    def open_names(self) -> None:
        """Begin an outermost function."""
        self.stamp += self.number_count + 1
        self.first = self.stamp
        self.number_count = self.local_count = 0
        if not COMPILED:
            self.sequence.clear()
            self.numbers.clear()
        elif self.inner_names:
            self.inner_names.clear()

    def name_between(self, start: i64, end: i64) -> Name:
        """Look a name up by where it is written; compiled, those of other functions are taken over."""
        if not COMPILED:
            return self.known_name(self.data[start:end])
        first = self.first
        key = digest_text(0, self.data, start, end)
        found = self.heads[((key * FACTOR) >> 20) & (CHAINS - 1)]
        while found.claimed == first:
            if found.key == key:
                return found
            after = found.after
            if after is None:
                after = found.after = Name(key)
            found = after
        found.claimed = first
        found.key = key
        return found

    def known_name(self, text: bytes) -> Name:
        """Look a name up by its text."""
        found = self.known.get(text)
        if found is None:
            found = self.known[text] = Name(digest_text(0, text, 0, len(text)))
        return found

    def name_again(self, pos: i64) -> Name:
        """Look up the name in the tagged string at `pos`."""
        saved = self.pos
        self.pos = pos + 1
        size = self.length()
        start = self.pos
        self.pos = saved
        return self.name_between(start, start + size)

    def word(self, binds: bool) -> None:
        """Read a tagged string that is a name; `binds` says that a function binds it here."""
        start = self.pos + 2
        first: i64 = self.data[start - 1]
        size = (first >> 1) - 10
        if first & 1:
            self.pos = start - 1
            size = self.bare()
            start = self.pos
        end = start + size
        self.pos = end
        self.hash = (self.hash * FACTOR ^ NAME_MARK) & HASH_MASK
        if not COMPILED or self.numbering <= IN_CLASS_BODY:
            self.plain_word(start, end, binds)
            return
        name = self.name_between(start, end)
        number = name.number - self.first
        if number < 0:
            number = self.give_number(name)
        self.order = ((self.order << NUMBER_BITS) + (number & MOST_NUMBERS)) % PRIME
        self.name_count += 1
        if self.numbering > IN_OUTERMOST:
            self.inner_names.append(name)
        if binds:
            self.bind_local(name)

    def bind_local(self, name: Name) -> None:
        """Remember a name that a function binds."""
        if self.local_count < len(self.local_names):
            self.local_names[self.local_count] = name
        else:
            self.local_names.append(name)
        self.local_count += 1

    def plain_word(self, start: i64, end: i64, binds: bool) -> None:
        """Let a name in a class count; interpreted, remember one in a function, to count it later."""
        if self.numbering > IN_CLASS_BODY:
            text = self.data[start:end]
            self.sequence.append(self.numbers[text])
            if binds:
                self.bind_local(self.known_name(text))
        elif self.numbering == IN_CLASS_BODY:
            self.order = (self.order * FACTOR ^ digest_text(0, self.data, start, end)) & HASH_MASK

    def give_number(self, name: Name) -> i64:
        """Give a name of an outermost function the next number."""
        number = self.number_count
        name.number = self.first + number
        self.number_count = number + 1
        if number < len(self.numbered):
            self.numbered[number] = name
        else:
            self.numbered.append(name)
        self.texts = (self.texts * FACTOR ^ name.key) & HASH_MASK
        return number

    def parameter(self) -> Name:
        """Read the name of a parameter."""
        name = self.name_again(self.pos)
        if self.numbering > IN_CLASS_BODY:
            self.word(False)
            return name
        self.pass_string()
        self.hash = (self.hash * FACTOR ^ NAME_MARK) & HASH_MASK
        self.order = (self.order * FACTOR ^ name.key) & HASH_MASK
        return name

    def skip_name(self, binds: bool) -> None:
        """Pass over a tagged string that is a name, a location and an end; see `skip_named`."""
        if COMPILED or binds or self.numbering <= IN_CLASS_BODY or self.data[self.pos + 1] & 1:
            self.word(binds)
            self.skip_location()
            self.pos += 1
            return
        data = self.data
        start = self.pos + 2
        first = data[start - 1]
        pos = start + (first >> 1) - 10
        self.sequence.append(self.numbers[data[start:pos]])
        self.hash = (self.hash * FACTOR ^ NAME_MARK) & HASH_MASK
        self.location_pos = pos
        pos += 1
        pos += WIDTHS[data[pos]]
        pos += WIDTHS[data[pos]]
        pos += WIDTHS[data[pos]]
        self.pos = pos + WIDTHS[data[pos]] + 1

    def count_together(self) -> None:
        """Interpreted, count the names read so far."""
        sequence = self.sequence
        self.numbered[:] = map(self.known_name, self.numbers)
        self.number_count = len(self.numbered)
        self.texts = 0
        for name in self.numbered:
            self.texts = (self.texts * FACTOR ^ name.key) & HASH_MASK
        few = sequence if len(self.numbered) <= MOST_NUMBERS else [one & MOST_NUMBERS for one in sequence]
        self.order = int.from_bytes(struct.pack(f">{len(few)}H", *few), "big") % PRIME
        self.name_count = len(sequence)

    def names_read(self) -> int:
        """Say how many names were read in the function so far, as far as they are listed."""
        return len(self.inner_names) if COMPILED else len(self.sequence)

    def names_since(self, first_name: int) -> list[Name]:
        """List the names read in a function since there were so many."""
        if COMPILED:
            return self.inner_names[first_name:]
        names = [self.known_name(text) for text in self.numbers]
        return [names[number] for number in self.sequence[first_name:]]

    def structure_inside(self, shape: i64, first_name: int) -> int:
        """Give the structure of a class in a function, as it would be elsewhere."""
        order: i64 = 0
        for name in self.names_since(first_name):
            order = (order * FACTOR ^ name.key) & HASH_MASK
        return mix_names(shape, order, 0)

    def number_inside(self, names: list[Name]) -> list[Name]:
        """Number the names of a function in a function on its own; `order` and `texts` are what is found."""
        found: list[Name] = []
        order: i64 = 0
        texts: i64 = 0
        first = self.stamp + 1
        for name in names:
            number = name.inner - first
            if number < 0:
                number = len(found)
                name.inner = first + number
                found.append(name)
                texts = (texts * FACTOR ^ name.key) & HASH_MASK
            order = ((order << NUMBER_BITS) + (number & MOST_NUMBERS)) % PRIME
        self.stamp = first + len(found)
        self.order = order
        self.texts = texts
        return found

    def renamed(self, names: list[Name], count: i64, first_local: i64, parameters: i64) -> i64:
        """Give what stands for the texts of a function's names when what it binds may be called anything.

        Parameters count in their order, as far as the body names them.
        """
        stamp = self.stamp + 1
        self.stamp = stamp + parameters + 1
        for place in range(first_local, self.local_count):
            name = self.local_names[place]
            if name.outside != self.first:
                name.mark = stamp
        for place in range(count):
            names[place].listed = stamp
        rank: i64 = 0
        for place in range(first_local, first_local + parameters):
            name = self.local_names[place]
            if name.listed == stamp:
                rank += 1
                name.mark = stamp + rank
        texts: i64 = 0
        for place in range(count):
            name = names[place]
            open_to = name.mark - stamp
            texts = (texts * FACTOR ^ (name.key if open_to < 0 else NAME_MARK + open_to)) & HASH_MASK
        return texts
