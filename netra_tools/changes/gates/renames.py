"""What a plan renames, and how the old and the new names look in a text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Final

from netra_tools.plan import VALUES, Plan

Forms = dict[bytes, list[bytes]]  # how an old name is written -> how it may be written afterwards
WORDS: Final = re.compile(r"[^\s:,;'\"`()]*[^\s:,;'\"`().]")
BEFORE: Final = rb"(?<![\w\x80-\xff])"
BEHIND: Final = rb"(?![\w\x80-\xff])"


class Renames:
    """The renamed modules and symbols of a plan, and the files it moves."""

    def __init__(self, plan: Plan) -> None:
        written = () if plan.keeps == VALUES else plan.renamed
        pairs = [(old.replace(":", "."), new.replace(":", ".")) for old, new in written]
        self.pairs = sorted(pairs, key=lambda pair: -len(pair[0]))
        self.written = written
        self.moves = {edit.path: edit.target for edit in plan.edits if edit.moved}
        ends = [(old.rpartition(".")[2], new.rpartition(".")[2]) for old, new in self.pairs]
        self.leaves = {old: new for old, new in ends if old != new}
        self.modules: Collection[str] = ()  # of the repository before
        self.names: re.Pattern[str] | None = None

    def of(self, name: str) -> str:
        """Give what a dotted name is called afterwards."""
        for old, new in self.pairs:
            if is_within(name, old):
                return new + name[len(old) :]
        return name

    def former(self, name: str) -> str:
        """Give what a dotted name was called before; "" for one that is not new."""
        found = [old + name[len(new) :] for old, new in self.pairs if is_within(name, new)]
        return found[0] if found else ""

    def explains(self, old: str, new: str) -> bool:
        """Say whether a full name became another by what is renamed."""
        if self.of(old) == new:
            return True
        return any(name == new for name in self._passed_on(old))

    def _passed_on(self, old: str) -> Iterator[str]:
        """Yield the names of what a module of the repository passes on under its own name."""
        parts = old.split(".")
        for place, part in enumerate(parts):
            if part in self.leaves and ".".join(parts[:place]) in self.modules:
                changed = [*parts[:place], self.leaves[part], *parts[place + 1 :]]
                yield self.of(".".join(parts[:place])) + "." + ".".join(changed[place:])

    def symbols_of(self, module: str) -> dict[str, str]:
        """Give the symbols of a module that get another name."""
        pairs = [(old.partition(":"), new.rpartition(":")) for old, new in self.written]
        return {old[2]: new[2] for old, new in pairs if old[0] == module and old[1]}

    def is_old(self, name: str) -> bool:
        """Say whether a full name is one that is no more: what ends where another was may be either."""
        longest = max((len(old) for old, _ in self.pairs if is_within(name, old)), default=-1)
        return all(len(new) < longest for _, new in self.pairs if is_within(name, new)) and longest >= 0

    def is_new(self, name: str) -> bool:
        """Say whether a full name is a new one, or a package above one."""
        return any(is_within(name, new) or is_within(new, name) for _, new in self.pairs)

    def path_of(self, path: str) -> str:
        """Give where a file is afterwards."""
        return self.moves.get(path, path)

    def text_of(self, text: str) -> str:
        """Write the new names in a text instead of the old ones."""
        text = WORDS.sub(lambda found: self.moves.get(found[0], found[0]), text)
        if self.names is None:
            olds = "|".join(re.escape(old) for old, _ in self.pairs) or "(?!)"
            self.names = re.compile(rf"(?<![\w.])(?:{olds})(?!\w)")
        return self.names.sub(lambda found: self.of(found[0]), text)


def is_within(name: str, above: str) -> bool:
    """Say whether a dotted name is another, or below it."""
    return name == above or name.startswith(f"{above}.")


def forms_of(renames: Renames, *, code: bool) -> Forms:
    """Write each old name in all ways in which a text may hold it; `code` is the text of a string in code."""
    forms: Forms = {}
    for old, new in written_pairs(renames):
        kept = forms.setdefault(old.encode(), [])
        if new.encode() not in kept:
            kept.append(new.encode())
    if not code:
        for old, new in renames.pairs:
            if "." not in old:  # as in `packages = ["app"]`
                forms[old.encode()].append(new.partition(".")[0].encode())
    return forms


def written_pairs(renames: Renames) -> Iterator[tuple[str, str]]:
    """Yield old and new names as modules, symbols, paths and the last parts of them."""
    for old, new in renames.written:
        yield old, new
        yield old.replace(":", "."), new.replace(":", ".")
        if ":" not in old and "." in old:
            yield old.replace(".", r"\."), new.replace(".", r"\.")
        if ":" not in old and ("." in old or "." in new):
            yield old.replace(".", "/"), new.replace(".", "/")
    yield from renames.leaves.items()
    yield from path_pairs(renames.moves)


def path_pairs(moves: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield moved files, the folders that moved with them, and both without what lies above."""
    seen = set()
    for path, target in moves.items():
        old, new = path.split("/"), target.split("/")
        for one, other in ((old, new), without_common_end(old, new)):
            while one and other:
                pair = ("/".join(one), "/".join(other))
                if pair not in seen:
                    seen.add(pair)
                    yield pair
                if one[0] != other[0]:
                    break
                one, other = one[1:], other[1:]


def without_common_end(old: list[str], new: list[str]) -> tuple[list[str], list[str]]:
    """Drop the parts that two paths have in common at their end."""
    count = 0
    while count < min(len(old), len(new)) and old[-1 - count] == new[-1 - count]:
        count += 1
    return old[: len(old) - count], new[: len(new) - count]


class Wording:
    """Tells whether a text became another by what is renamed."""

    def __init__(self, renames: Renames, *, code: bool) -> None:
        self.forms = forms_of(renames, code=code)
        ordered = sorted(self.forms, key=len, reverse=True)
        self.old = re.compile(b"|".join([boundary(form, code=code) for form in ordered]) or b"(?!)")

    def explains(self, before: bytes, after: bytes) -> bool:
        """Say whether one text is the other with some old names replaced by new ones."""
        pattern, place = [], 0
        for match in self.old.finditer(before):
            choices = [*self.forms[match[0]], match[0]]
            pattern += [
                re.escape(before[place : match.start()]),
                b"(?:%s)" % b"|".join(map(re.escape, choices)),
            ]
            place = match.end()
        return (
            bool(pattern) and re.fullmatch(b"".join([*pattern, re.escape(before[place:])]), after) is not None
        )

    def holds_old(self, text: bytes) -> bool:
        """Say whether an old name stands in a text."""
        return self.old.search(text) is not None

    def holds_new(self, text: bytes) -> bool:
        """Say whether a new name stands in a text."""
        return any(new in text for news in self.forms.values() for new in news)


def boundary(form: bytes, *, code: bool) -> bytes:
    """Write the expression that finds a form as a whole."""
    text = re.escape(form)
    # `.util` and `{MODULE}.util` may be meant, `other.util` is another.
    found = BEFORE + rb"(?<![\w\x80-\xff]\.)" + text + BEHIND
    if code and not re.search(rb"[./:\\]", form):
        # A word like others: all of a string, the beginning of a longer name, or what is run or imported.
        alone = rb"(?<=[\"'])%s(?=[\"'])" % text
        led = rb"(?:(?<=-m )|(?<=from )|(?<=import ))%s" % found
        return rb"(?:%s|%s(?=[.:/][\w*])|%s)" % (alone, found, led)
    return found
