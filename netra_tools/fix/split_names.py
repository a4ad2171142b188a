"""Names for new modules, from the words of what they hold; the same parts always give the same name."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from keyword import iskeyword
from typing import Final, NamedTuple

from netra_tools.rules.file_name import FileName

WORD: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
# Words that say nothing of a subject, or what rules forbid in names of files.
EMPTY: Final = frozenset(
    [
        *FileName.suffixes,
        *FileName.prefixes,
        *("get", "set", "is", "has", "to", "from", "of", "the", "and", "or", "for", "in", "on", "by", "with"),
        *("util", "utils", "helper", "helpers", "base", "common", "core", "misc", "shared", "main", "self"),
        *(
            "abstract",
            "default",
            "async",
            "make",
            "do",
            "run",
            "all",
            "any",
            "not",
            "no",
            "as",
            "a",
            "b",
            "c",
        ),
        *("test", "tests", "conftest", "setup", "init", "type", "types", "obj", "object", "class", "func"),
        *("add", "create", "update", "delete", "remove", "check", "mixin", "impl", "my", "v", "t", "x", "y"),
    ]
)


class Content(NamedTuple):
    """What a new module holds: names, each with the lines of its definition."""

    sizes: Mapping[str, int]


class Taken(NamedTuple):
    """What a name must not be."""

    stem: str  # of the old module; "" when it is a package, whose new modules lie in it
    files: frozenset[str]  # lower-case names without ending that lie where the new files will
    names: frozenset[str]  # that the package or its neighbours use
    top: bool  # nothing but the name stands between it and the standard library


def name_modules(contents: Sequence[Content], taken: Taken) -> list[str]:
    """Name new modules; "" where no name is left."""
    weights = [weigh(content) for content in contents]
    total: Counter[str] = Counter()
    for one in weights:
        total.update(one)
    offers = [
        [name for name in candidates(content, one, total, taken) if is_free(name, taken)]
        for content, one in zip(contents, weights, strict=True)
    ]
    names = [""] * len(contents)
    for at in sorted(range(len(contents)), key=lambda at: len(offers[at])):  # who has no choice comes first
        names[at] = next((name for name in offers[at] if name not in names), "")
    return names


def weigh(content: Content) -> Counter[str]:
    """Say how much of a module each word speaks of."""
    found: Counter[str] = Counter()
    for name, size in content.sizes.items():
        for word in dict.fromkeys(words_of(name)):
            found[word] += size + 1
    return found


def words_of(name: str) -> list[str]:
    """Part a name into words."""
    return [word.lower() for word in WORD.findall(name)]


def candidates(content: Content, weights: Counter[str], total: Counter[str], taken: Taken) -> Iterator[str]:
    """Yield names, the best first: a word that speaks of this module and of no other, then whole names."""
    own = set(words_of(taken.stem)) | EMPTY
    ranked = sorted(weights, key=lambda word: (-(weights[word] ** 2) / total[word], word))
    telling = [word for word in ranked if word not in own and len(word) > 2]
    yield from (joined(taken.stem, word) for word in telling)
    yield from (joined(taken.stem, words) for words in whole_names(content) if words)
    for word in telling:
        yield from (joined(taken.stem, f"{word}_{other}") for other in telling if other != word)


def whole_names(content: Content) -> Iterator[str]:
    """Yield the names of a module in words, that of the largest definition first."""
    for name in sorted(content.sizes, key=lambda name: (-content.sizes[name], name)):
        yield "_".join(word for word in words_of(name) if word not in FORBIDDEN)


FORBIDDEN: Final = frozenset((*FileName.suffixes, *FileName.prefixes))


def joined(stem: str, words: str) -> str:
    """Put words behind the name of the old module."""
    return f"{stem}_{words}" if stem else words


def is_free(name: str, taken: Taken) -> bool:
    """Say whether a file can be called so."""
    if not name.isidentifier() or iskeyword(name) or name.startswith("test_") or name.endswith("_test"):
        return False
    if name.lower() in taken.files or name in taken.names:
        return False
    return not (taken.top and name in sys.stdlib_module_names)
