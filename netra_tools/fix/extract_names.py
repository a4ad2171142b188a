"""What a function is called that was a range of statements: by its comment, its result, or what it calls."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import count
from typing import Final

from netra_tools.facts.flow import Flow, statements
from netra_tools.fix.extract_records import Candidate
from netra_tools.fix.extract_source import Lines

LONGEST: Final = 40
MOST_WORDS: Final = 6
LEFT_OUT: Final = frozenset(
    (
        "a", "also", "an", "any", "finally", "first", "its", "just", "next", "now", "our", "second", "simply",
        "some", "the", "their", "then", "third", "your",
    )
)  # fmt: skip
# A comment that begins like this gives a reason, or a case, and no name.
NO_NAME: Final = frozenset(
    (
        "although", "and", "as", "at", "because", "but", "by", "don", "else", "for", "from", "here", "i",
        "if", "in", "it", "may", "no", "not", "note", "of", "on", "only", "or", "otherwise", "see", "should",
        "since", "so", "that", "there", "these", "they", "this", "those", "unless", "until", "we", "when",
        "while", "with", "you",
    )
)  # fmt: skip
DANGLING: Final = frozenset(
    ("and", "as", "at", "by", "for", "from", "in", "is", "of", "on", "or", "that", "to", "with")
)
FILLING: Final = frozenset(("add", "append", "appendleft", "extend", "insert", "setdefault", "update"))
LOGGING: Final = re.compile(r"(^|\.)(debug|info|warning|error|exception|critical|log|warn)\Z")
ATTRIBUTE: Final = re.compile(r".*\.\w+\Z")
RETURNED: Final = re.compile(r"\s*return ([a-z][a-z0-9_]*)\s*(?:#.*)?\Z")
PLAIN: Final = re.compile(r"[a-z][a-z0-9_]*\Z")


def proposals(found: Candidate, flow: Flow, lines: Lines) -> Iterator[str]:
    """Yield names for a range, the best first; there is no end of them."""
    own = flow.name.strip("_").lower()
    given = found.outputs or returned(found, lines)
    best = [
        *from_comment(found, lines),
        *from_outputs(found, given),
        *from_calls(found),
        *from_targets(found),
    ]
    if own and own.isascii():
        best += [f"{word}_of_{own}" for word in best]
    yield from [f"_{word}" for word in dict.fromkeys(best) if PLAIN.match(word) and len(word) < LONGEST]
    stem = f"_{own or 'call'}_part"
    yield stem
    yield from (f"{stem}_{number}" for number in count(2))


def from_comment(found: Candidate, lines: Lines) -> list[str]:
    """Make a name of the comment above a range."""
    text = lines.comment(found.start, found.statements[0].line).lower()
    sentence = re.split(r"[.:;,(]|\s-\s|--", text)[0]
    if not sentence.isascii() or re.search(r"[=<>`\[\]{}@/\\%]", sentence):
        return []
    words = re.findall(r"[a-z0-9_]+(?:'[a-z]+)?", sentence)
    words = [word for word in words if word not in LEFT_OUT]
    if not words or words[0] in NO_NAME or not 1 < len(words) <= MOST_WORDS or words[-1] in DANGLING:
        return []
    return ["_".join(word.partition("'")[0].strip("_") for word in words)]


def returned(found: Candidate, lines: Lines) -> tuple[str, ...]:
    """Give the name that a range returns at its end, if it is one."""
    match = RETURNED.match(lines[found.end].decode("utf-8", "replace")) if found.is_tail else None
    return (match[1],) if match else ()


def from_outputs(found: Candidate, given: Sequence[str]) -> list[str]:
    """Make a name of what a range gives."""
    names = [plain(name) for name in given]
    if not names:
        return []
    joined = names[0] if len(names) == 1 else f"{'_'.join(names[:-1])}_and_{names[-1]}"
    verb = "collect" if any(one.kind == "For" for one in found.statements) else "find"
    if set(given) <= set(found.inputs):
        verb = "adjust"
    return [f"{verb}_{joined}", f"{verb}_{names[0]}"]


def from_calls(found: Candidate) -> list[str]:
    """Make a name of what a range calls most; what it logs is not what it does."""
    called = Counter([one.called for one in statements(found.statements) if one.called])
    doing = Counter({name: times for name, times in called.items() if not LOGGING.search(name)})
    if not doing:
        return first("report", found) if called else []
    most, times = doing.most_common(1)[0]
    receiver, _, verb = most.rpartition(".")
    verb, thing = verb.strip("_").removeprefix("async_"), plain(receiver)
    if thing in ("", "self"):
        return [plural(verb, times)] if "_" in verb else first(verb, found)
    return [done_to(verb, thing)]


def done_to(verb: str, thing: str) -> str:
    """Make a name of a method and what it is called on."""
    if verb in FILLING:
        return f"fill_{thing}"
    return f"{verb}_of_{thing}" if "_" in verb else f"{verb}_{thing}"


def plural(verb: str, times: int) -> str:
    """Give a verb with its object, in the plural when it is done several times."""
    return verb if times < 2 or verb.endswith("s") else f"{verb}s"


def first(verb: str, found: Candidate) -> list[str]:
    """Make a name of a verb and what it is done with."""
    return [f"{verb}_{plain(name)}" for name in found.inputs[:1]]


def plain(name: str) -> str:
    """Give the last part of a dotted name, without what marks it as private or as an item."""
    return name.removesuffix("[]").rpartition(".")[2].strip("_").lower()


def from_targets(found: Candidate) -> list[str]:
    """Make a name of the attributes and items that a range sets, or of what it looks at."""
    targets = list(dict.fromkeys([name for one in statements(found.statements) for name in one.targets]))
    names = [plain(name) for name in targets if ATTRIBUTE.match(name)]
    if names:
        return [f"set_{names[0]}_and_{names[1]}" if len(names) == 2 else f"set_{names[0]}"]
    filled = [f"fill_{plain(name)}" for name in targets if name.endswith("[]")]
    return filled[:1] or first(deed(found), found)


def deed(found: Candidate) -> str:
    """Say what a range does that sets nothing and gives nothing."""
    return "check" if "Raise" in [one.kind for one in statements(found.statements)] else "apply"
