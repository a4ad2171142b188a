"""The committed vocabulary: which values stand in which category, without places, so that branches merge.

    SPEC/generated/string_literals.json           the manifest: form, scope, categories
    SPEC/generated/string_literals/states.jsonl   one `["value","category"]` a line, sorted

Nothing in it changes by itself: no times, no counts, no line numbers. A union of two versions is a
vocabulary again, whatever the order of its lines.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from netra_tools.errors import NetraError
from netra_tools.literals.categories import CATEGORIES, VOCABULARY
from netra_tools.literals.layout import folder_of
from netra_tools.literals.postings import CATEGORY_MASK, IN_TEST, to_array, to_text
from netra_tools.literals.store import Store
from netra_tools.project.write import write_whole

SCHEMA_VERSION: Final = 1
LINES: Final = ".jsonl"
ATTRIBUTES: Final = "*.jsonl merge=union\n"
MARKS: Final = CATEGORY_MASK | IN_TEST
SHRINKS: Final = 0.8  # of what it was: a smaller one has lost a root, not some words
QUOTE: Final = json.encoder.encode_basestring_ascii
MARKERS: Final = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")

Word = tuple[str, str]  # value and category


class Vocabulary(NamedTuple):
    """A vocabulary, and what it was taken from."""

    words: frozenset[Word]
    roots: tuple[str, ...]  # directories with files that were read, relative; "." is the repository itself
    tests: bool = False  # strings of tests are in it, too


def collect(store: Store, *, tests: bool) -> frozenset[Word]:
    """Collect the vocabulary of an index. Of what only tests hold the weight is 0; most others have 1."""
    words: set[Word] = set()
    if not tests:
        rows = store.ask("select text, category from texts where weight = 1")
        words = {(to_text(kept), CATEGORIES[category]) for kept, category in rows}
    for kept, postings in store.ask(
        f"select text, postings from texts{'' if tests else ' where weight > 1'}"
    ):
        value = to_text(kept)
        for mark in {posting & MARKS for posting in to_array(postings)}:
            if mark & CATEGORY_MASK < VOCABULARY and (tests or not mark & IN_TEST):
                words.add((value, CATEGORIES[mark & CATEGORY_MASK]))
    return frozenset(words)


def render(vocabulary: Vocabulary) -> dict[str, bytes]:
    """Give the files of a vocabulary: name relative to the directory of the manifest -> content."""
    lines: dict[str, list[str]] = {}
    for value, category in vocabulary.words:
        lines.setdefault(category, []).append(f"[{QUOTE(value)},{QUOTE(category)}]")
    files = {f"{name}.jsonl": "".join(f"{line}\n" for line in sorted(found)) for name, found in lines.items()}
    return {name: text.encode() for name, text in {".gitattributes": ATTRIBUTES, **files}.items()}


def render_manifest(vocabulary: Vocabulary) -> bytes:
    """Give the manifest."""
    value = {
        "schema_version": SCHEMA_VERSION,
        "scope": {"roots": list(vocabulary.roots), "tests": vocabulary.tests},
        "categories": list(CATEGORIES[:VOCABULARY]),
    }
    return (json.dumps(value, indent=2) + "\n").encode()


def write(root: str, files: Mapping[str, bytes | None]) -> list[str]:
    """Write the files of a vocabulary that are not as they should be; name them.

    Raises: NetraError when a file cannot be written.
    """
    changed = [path for path, content in sorted(files.items()) if content_of(root, path) != content]
    try:
        for path in changed:
            put(f"{root}/{path}", files[path])
    except OSError as error:
        raise NetraError(
            f"cannot write the vocabulary: {error.filename}: {(error.strerror or 'unknown error').lower()}",
            "nothing that is committed depends on it: mend it and scan again",
        ) from error
    return changed


def files_of(manifest: str, vocabulary: Vocabulary) -> dict[str, bytes | None]:
    """Give the files of a vocabulary by path; None for those of categories that have no word."""
    folder = folder_of(manifest)
    files: dict[str, bytes | None] = {f"{folder}/{name}.jsonl": None for name in CATEGORIES}
    files |= {f"{folder}/{name}": content for name, content in render(vocabulary).items()}
    files[manifest] = render_manifest(vocabulary)
    return files


def put(path: str, content: bytes | None) -> None:
    """Write a file, or remove it."""
    if content is None:
        os.remove(path)
    else:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        write_whole(path, content)


def content_of(root: str, path: str) -> bytes | None:
    """Give the content of a file; None when it cannot be read."""
    try:
        with open(f"{root}/{path}", "rb") as file:
            return file.read()
    except OSError:
        return None


def read(root: str, manifest: str) -> Vocabulary | None:
    """Read the committed vocabulary; None when there is none.

    Raises: NetraError when it is damaged, holds conflict markers or has another form.
    """
    return read_from(manifest, lambda path: content_of(root, path))


def read_scope(root: str, manifest: str) -> Vocabulary | None:
    """Read what the committed vocabulary was taken from, without its words; None when there is none.

    Raises: NetraError when the manifest is damaged or has another form.
    """
    content = content_of(root, manifest)
    if content is None:
        return None
    head = read_manifest(manifest, content)
    return Vocabulary(frozenset(), tuple(head["roots"]), bool(head["tests"]))


def holds(root: str, files: Mapping[str, bytes | None]) -> bool:
    """Say whether the committed words are, to the byte, those of some files."""
    return all(content_of(root, path) == content for path, content in files.items() if path.endswith(LINES))


def read_from(manifest: str, find: Callable[[str], bytes | None]) -> Vocabulary | None:
    """Read a vocabulary from wherever `find` finds the content of a path; None when there is none.

    Raises: NetraError as `read` does.
    """
    content = find(manifest)
    if content is None:
        return None
    head = read_manifest(manifest, content)
    words: set[Word] = set()
    for name in CATEGORIES[:VOCABULARY]:
        path = f"{folder_of(manifest)}/{name}{LINES}"
        words.update(read_words(path, find(path) or b""))
    return Vocabulary(frozenset(words), tuple(head["roots"]), bool(head["tests"]))


def read_manifest(path: str, content: bytes) -> Mapping[str, Any]:
    """Read the scope from a manifest."""
    try:
        value = json.loads(content)
        version, scope = value["schema_version"], value["scope"]
        found = {"roots": [str(root) for root in scope["roots"]], "tests": bool(scope["tests"])}
    except (ValueError, KeyError, TypeError) as error:
        raise NetraError(
            f"{path} is no manifest of a vocabulary", "remove it, and run netra literals scan"
        ) from error
    if version != SCHEMA_VERSION:
        raise NetraError(
            f"{path} has form {version}, this netra writes form {SCHEMA_VERSION}",
            "run netra literals scan, or use the version of netra that wrote it",
        )
    return found


def read_words(path: str, content: bytes) -> Iterable[Word]:
    """Read the lines of one category, all at once when nothing is wrong with them."""
    lines = content.splitlines()
    words = read_at_once(lines)
    return read_each(path, lines) if words is None else words


def read_at_once(lines: Sequence[bytes]) -> list[Word] | None:
    """Read lines as one text; None when that does not give a word for each of them."""
    if not all(line[:1] == b"[" and line[-1:] == b"]" for line in lines):
        return None
    try:
        words = [(value, category) for value, category in json.loads(b"[%s]" % b",".join(lines))]
    except (ValueError, TypeError):
        return None
    good = all(isinstance(value, str) and category in CATEGORIES for value, category in words)
    return words if good and len(words) == len(lines) else None


def read_each(path: str, lines: Sequence[bytes]) -> Iterator[Word]:
    """Read lines one by one, to say which of them is wrong."""
    for number, line in enumerate(lines, 1):
        try:
            value, category = json.loads(line)
            if not (isinstance(value, str) and category in CATEGORIES):
                raise ValueError(line)
        except (ValueError, TypeError) as error:
            marked = line.decode("utf-8", "replace").startswith(MARKERS)
            what = "holds conflict markers" if marked else "is no line of a vocabulary"
            raise NetraError(f"{path}:{number} {what}", "run netra literals scan to write it anew") from error
        yield value, category


def has_shrunk(before: Vocabulary, now: Vocabulary) -> str:
    """Say what has been lost when a vocabulary is much smaller than it was; "" when nothing has."""
    lost = [root for root in before.roots if root not in now.roots]
    if lost:
        return f"nothing is read below {', '.join(lost)} any more"
    if len(now.words) < SHRINKS * len(before.words):
        return f"the vocabulary would shrink from {len(before.words):,} to {len(now.words):,} words"
    return ""
