"""What the rules about literals see of the index; each part is read when a rule asks for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from netra_tools.config.model import Config, Protected
from netra_tools.facts.key_files import dialect_of_keys
from netra_tools.literals.categories import CATEGORIES
from netra_tools.literals.committed import Committed
from netra_tools.literals.elsewhere import Elsewhere
from netra_tools.literals.known import find
from netra_tools.literals.lexicon import LENGTHS, Lexicon, Word, indexed_words
from netra_tools.literals.noted import Noted, bits_of
from netra_tools.literals.occurrences import Occurrence
from netra_tools.literals.postings import CATEGORY_MASK, FILE_SHIFT, IN_TEST, IS_TEST
from netra_tools.literals.store import Store, Text
from netra_tools.literals.words import split_words
from netra_tools.model import INTERPOLATED


class Place(NamedTuple):
    """Where a literal stands."""

    path: str
    occurrence: Occurrence

    @property
    def span(self) -> tuple[int, int, int, int]:
        """Give line, column, end line and end column."""
        return self.occurrence[-4:]


class NewWord(NamedTuple):
    """A value that is not committed in a category."""

    text: int
    value: str
    category: int
    is_known: bool  # it is committed in another category


class View:
    """One state of the repository: the index, the committed vocabulary and the configuration."""

    def __init__(self, store: Store, config: Config, committed: Committed, noted: Noted) -> None:
        self.store = store
        self.config = config
        self.committed = committed
        self.noted = noted
        self.in_paths: dict[str, bool] = {}

    @property
    def protected(self) -> Sequence[Protected]:
        """Give the literals that must not change."""
        return self.config.literals.protected

    @cached_property
    def new_words(self) -> list[NewWord]:
        """List the words that are not committed, by value."""
        found = []
        for number, bits in self.noted.new.items():
            text = self.store.text(number)
            if text is not None:
                known = self.committed.knows(text.value)
                categories = [bit.bit_length() - 1 for bit in bits_of(bits)]
                found += [NewWord(number, text.value, category, known) for category in categories]
        return sorted(found, key=lambda word: word[1:])

    @cached_property
    def lexicon(self) -> Lexicon:
        """Give the words of the values, as if the new values did not stand anywhere."""
        new = {word.value for word in self.new_words if not word.is_known}
        return WithoutNew(
            self.store.lexicon(), Counter(word for value in new for word in indexed_words(value))
        )

    def places(self, number: int, category: int | None = None) -> list[Place]:
        """List the places of a value outside of tests, by path."""
        text = self.store.text(number)
        return [] if text is None else self._places(text, category)

    def places_of(self, value: str) -> list[Place]:
        """List the places of a value, whether it is known or not, outside of tests, by path."""
        found = find(self.store.connected(), value)
        return [] if found is None else self.places(found[0])

    def _places(self, text: Text, category: int | None) -> list[Place]:
        wanted = {
            posting >> FILE_SHIFT
            for posting in text.postings
            if not posting & IN_TEST and category in (None, posting & CATEGORY_MASK)
        }
        found = [
            Place(self.path(file), item)
            for file in wanted
            for item in self.store.occurrences(file)
            if item.text == text.number and category in (None, item.category)
        ]
        return sorted(found, key=lambda place: (place.path, place.span))

    def stands(self, value: str, category: str) -> bool:
        """Say whether a value stands outside of tests, or where the index cannot see it."""
        found = find(self.store.connected(), value)
        wanted = CATEGORIES.index(category) if category else None
        if found is not None and any(
            not posting & IN_TEST and wanted in (None, posting & CATEGORY_MASK) for posting in found[1]
        ):
            return True
        return Elsewhere(self.store, self.config.root).look_up(value) is not None

    def path(self, number: int) -> str:
        """Give the path of a file."""
        path: str = self.store.ask("select path from files where id = ?", number).fetchone()[0]
        return path

    @cached_property
    def definition_files(self) -> dict[int, str]:
        """Give the paths of the files that define keys."""
        rows = self.store.ask("select id, path from files where path not like '%.py'")
        return {number: path for number, path in rows if dialect_of_keys(path)}

    @cached_property
    def defined_keys(self) -> list[tuple[Text, Place]]:
        """List the keys that definition files define, by path and line; what they interpolate is a use."""
        found = []
        for number, path in sorted(self.definition_files.items(), key=lambda item: item[1]):
            for item in self.store.occurrences(number):
                text = None if item.role == INTERPOLATED else self.store.text(item.text)
                if text is not None:
                    found.append((text, Place(path, item)))
        return found

    def is_code(self, path: str) -> bool:
        """Say whether a file is none that defines keys."""
        return path not in self.definition_files.values()

    def is_read(self, text: Text) -> bool:
        """Say whether code holds a value, in any case."""
        spelt = {text.value, text.value.lower(), text.value.upper()}
        found = [find(self.store.connected(), value) for value in spelt]
        numbers = {posting >> FILE_SHIFT for one in found if one is not None for posting in one[1]}
        return not numbers <= self.definition_files.keys()

    def is_in_paths(self, word: str) -> bool:
        """Say whether a file or a directory has a word in its name."""
        known = self.in_paths.get(word)
        if known is None:
            known = self.in_paths[word] = self._is_in_paths(word)
        return known

    def _is_in_paths(self, word: str) -> bool:
        rows = self.store.ask("select path from files where path like ?", f"%{word}%")
        return any(word in split_words(path) for (path,) in rows)

    def with_words_of(self, value: str) -> list[str]:
        """List the values that hold the words of one, and no other."""
        words = indexed_words(value)
        lexicon = self.store.lexicon()
        rows = lexicon.words(words)
        if not words or len(rows) < len(words):
            return []
        length = min(len(words), LENGTHS - 1)
        held: dict[int, set[int]] = {word.id: set() for word in rows.values()}
        for word, count, numbers in lexicon.holding(held):
            if count == length:
                held[word].update(numbers)
        return [text.value for text in self.texts(set.intersection(*held.values()))]

    def texts(self, numbers: Iterable[int]) -> list[Text]:
        """Give values by their numbers, sorted."""
        found = [self.store.text(number) for number in numbers]
        return sorted([text for text in found if text is not None], key=lambda text: text.value)

    def code(self) -> Iterator[Place]:
        """Give the strings of the files of code outside of tests, by path."""
        for row in self.store.files().values():
            if not row.flags & IS_TEST and row.number not in self.definition_files:
                for item in self.store.occurrences(row.number):
                    yield Place(row.path, item)


class WithoutNew(Lexicon):
    """A lexicon that does not know the values of which it is to say whether they are slips."""

    def __init__(self, lexicon: Lexicon, new: Counter[str]) -> None:
        super().__init__(lexicon.connection, lexicon.thesaurus)
        self.new = new

    def words(self, words: Iterable[str]) -> dict[str, Word]:
        """Give those of some words that other values hold."""
        return {word.word: word for word in self.before(super().words(words).values())}

    def spelt(self, ids: Iterable[int]) -> list[Word]:
        """Give those of some words that other values hold, by their ids."""
        return self.before(super().spelt(ids))

    def before(self, words: Iterable[Word]) -> list[Word]:
        """Take the new values away from the counts."""
        left = [word._replace(held=word.held - self.new[word.word]) for word in words]
        return [word for word in left if word.held > 0]
