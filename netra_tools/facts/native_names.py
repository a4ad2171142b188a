"""The names in a body, the other half of its structure: as they are, or with those open that it binds.

While the body of an outermost function is read, its names get numbers as they first appear. What it is made
of without names, the order of the numbers, and the texts that they stand for make up its structure. No name
is kept; only of functions in functions the names are listed, for these are numbered anew on their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netra_tools.facts.native_cursor import COMPILED, FACTOR, HASH_MASK, Cursor, digest_text

if TYPE_CHECKING:
    from mypy_extensions import i64

NAME_MARK: Final = 0x9E3779B97F  # where a name stands; no tag, no number and no text's number is the same
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
        self.numbered: list[Name] = []
        self.inner_names: list[Name] = []  # each name in the functions and classes in a function
        self.local_names: list[Name] = []  # what functions bind, their parameters before the rest

    def give_back(self) -> None:
        """Let the next file have the names."""
        self.open_names()
        self.table.stamp = self.stamp
        SPARE.append(self.table)

    def open_names(self) -> None:
        """Begin an outermost function."""
        self.stamp += len(self.numbered) + 1
        self.first = self.stamp
        self.numbered.clear()
        self.inner_names.clear()
        self.local_names.clear()

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
        self.pos += 1
        size = self.length()
        start = self.pos
        end = start + size
        self.pos = end
        self.hash = (self.hash * FACTOR ^ NAME_MARK) & HASH_MASK
        if self.numbering <= IN_CLASS_BODY:
            if self.numbering == IN_CLASS_BODY:
                self.order = (self.order * FACTOR ^ digest_text(0, self.data, start, end)) & HASH_MASK
            return
        name = self.name_between(start, end)
        number = name.number - self.first
        if number < 0:
            number = self.give_number(name)
        self.order = (self.order * FACTOR ^ number) & HASH_MASK
        self.name_count += 1
        if self.numbering > IN_OUTERMOST:
            self.inner_names.append(name)
        if binds:
            self.local_names.append(name)

    def give_number(self, name: Name) -> i64:
        """Give a name of an outermost function the next number."""
        number: i64 = len(self.numbered)
        name.number = self.first + number
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
        """Pass over a tagged string that is a name, a location and an end."""
        self.word(binds)
        self.skip_location()
        self.pos += 1

    def structure_inside(self, shape: i64, first_name: i64) -> int:
        """Give the structure of a class in a function, as it would be elsewhere."""
        order: i64 = 0
        for place in range(first_name, len(self.inner_names)):
            order = (order * FACTOR ^ self.inner_names[place].key) & HASH_MASK
        return mix_names(shape, order, 0)

    def number_inside(self, first_name: i64) -> list[Name]:
        """Number the names of a function in a function on its own; `order` and `texts` are what is found."""
        found: list[Name] = []
        order: i64 = 0
        texts: i64 = 0
        first = self.stamp + 1
        for place in range(first_name, len(self.inner_names)):
            name = self.inner_names[place]
            number = name.inner - first
            if number < 0:
                number = len(found)
                name.inner = first + number
                found.append(name)
                texts = (texts * FACTOR ^ name.key) & HASH_MASK
            order = (order * FACTOR ^ number) & HASH_MASK
        self.stamp = first + len(found)
        self.order = order
        self.texts = texts
        return found

    def renamed(self, names: list[Name], first_local: i64, parameters: i64) -> i64:
        """Give what stands for the texts of a function's names when what it binds may be called anything.

        Parameters count in their order, as far as the body names them.
        """
        stamp = self.stamp + 1
        self.stamp = stamp + parameters + 1
        for place in range(first_local, len(self.local_names)):
            name = self.local_names[place]
            if name.outside != self.first:
                name.mark = stamp
        for name in names:
            name.listed = stamp
        rank: i64 = 0
        for place in range(first_local, first_local + parameters):
            name = self.local_names[place]
            if name.listed == stamp:
                rank += 1
                name.mark = stamp + rank
        texts: i64 = 0
        for name in names:
            open_to = name.mark - stamp
            texts = (texts * FACTOR ^ (name.key if open_to < 0 else NAME_MARK + open_to)) & HASH_MASK
        return texts
