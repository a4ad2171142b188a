"""How well the categories of string literals agree with those that people gave.

    python -m benchmarks.literal_categories CORPORA_DIR [LABELLED_DIR] [--errors]

CORPORA_DIR holds one directory for each corpus, called as its file of labels. Labels without a file (those
of public services) carry their position themselves. `--errors` lists what went wrong in the part that rules
may be tuned on; the other part is only counted.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from netra_tools.facts.read import read_source
from netra_tools.literals.categories import CATEGORIES, FIELDS, IDENTIFIERS, VOCABULARY
from netra_tools.literals.classify import Classifier
from netra_tools.literals.imported import Origin
from netra_tools.literals.verdict import Verdict
from netra_tools.model import REFERENCE, ROLES, TEMPLATE, TEXT, Literal

TESTS = ("/tests/", "/test_", "/testing/", "conftest")
NO_FACTS = read_source(b"").facts


class Judged(NamedTuple):
    """A label, and what netra says of the same literal."""

    label: dict[str, object]
    literal: Literal
    verdict: Verdict


def main(arguments: list[str]) -> int:
    """Print the figures of each part."""
    plain = [argument for argument in arguments if not argument.startswith("--")]
    if not plain:
        print(__doc__)
        return 2
    labelled = Path(plain[1]) if len(plain) > 1 else Path(__file__).with_name("labelled")
    judged = [found for file in sorted(labelled.glob("*.jsonl")) for found in judge(file, Path(plain[0]))]
    for part in ("dev", "test"):
        report(part, [found for found in judged if found.label["part"] == part])
    if "--errors" in arguments:
        list_errors(found for found in judged if found.label["part"] == "dev")
    return 0


def judge(file: Path, corpora: Path) -> Iterator[Judged]:
    """Classify what one file labels."""
    by_path: dict[str, list[dict[str, object]]] = {}
    for line in file.read_text().splitlines():
        label = json.loads(line)
        by_path.setdefault(str(label["path"]), []).append(label)
    classifier = Classifier()
    for path, labels in by_path.items():
        is_test = any(mark in "/" + path for mark in TESTS)
        origin = Origin(path.removesuffix(".py").replace("/", "."), path.endswith("__init__.py"), is_test)
        source = corpora / file.stem / path
        if source.is_file():
            yield from judge_file(classifier, source, labels, origin)
        else:
            yield from judge_positions(classifier, labels, origin)


def judge_file(
    classifier: Classifier, source: Path, labels: Iterable[dict[str, object]], origin: Origin
) -> Iterator[Judged]:
    """Classify a file, and pick what is labelled."""
    reading = read_source(source.read_bytes())
    literals = list(reading.literals)
    verdicts = classifier.classify(reading.facts, literals, origin)
    found = {
        (literal.line, literal.column): place
        for place, literal in enumerate(literals)
        if literal.kind != REFERENCE
    }
    for label in labels:
        place = found.get((int(str(label["line"])), int(str(label["column"]))))
        if place is None:
            print(f"no literal at {source}:{label['line']}:{label['column']}")
        else:
            yield Judged(label, literals[place], verdicts[place])


def judge_positions(
    classifier: Classifier, labels: Iterable[dict[str, object]], origin: Origin
) -> Iterator[Judged]:
    """Classify labels that carry their position instead of a file."""
    for label in labels:
        value = str(label["value"])
        kind = TEMPLATE if "{}" in value else TEXT
        role = ROLES.index(str(label["role"]))
        literal = Literal(value, kind, role, 0, str(label["owner"]), str(label["slot"]), -1, 0, 0, 0, 0)
        yield Judged(label, literal, classifier.classify(NO_FACTS, [literal], origin)[0])


def report(part: str, judged: list[Judged]) -> None:
    """Print the figures over fourteen classes and over eight and one."""
    pairs = [(CATEGORIES.index(str(found.label["category"])), found.verdict.category) for found in judged]
    print(f"\n{part}: {len(pairs)} literals, {accuracy(pairs):.3f} right")
    table(pairs)
    merged = [(nine(truth), nine(said)) for truth, said in pairs]
    print(f"macro-F1 over fourteen {macro_f1(pairs):.3f}, over eight and other {macro_f1(merged):.3f}")
    mixed = Counter((truth, said) for truth, said in pairs if truth != said)
    for (truth, said), count in mixed.most_common(25):
        print(f"  {count:3}  {CATEGORIES[truth]} taken for {CATEGORIES[said]}")


def table(pairs: list[tuple[int, int]]) -> None:
    """Print precision and recall of each category."""
    for category in range(len(CATEGORIES)):
        precision, recall, f1 = scores(pairs, category)
        count = sum(truth == category for truth, _ in pairs)
        print(f"  {CATEGORIES[category]:14}{count:5}  P {precision:.2f}  R {recall:.2f}  F1 {f1:.2f}")


def nine(category: int) -> int:
    """Merge fields into identifiers, and all that is no vocabulary."""
    if category == FIELDS:
        return IDENTIFIERS
    return category if category < VOCABULARY else VOCABULARY


def scores(pairs: list[tuple[int, int]], category: int) -> tuple[float, float, float]:
    """Give precision, recall and F1 of one category."""
    right = sum(truth == said == category for truth, said in pairs)
    said_it = sum(said == category for _, said in pairs)
    is_it = sum(truth == category for truth, _ in pairs)
    precision = right / said_it if said_it else 0.0
    recall = right / is_it if is_it else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if right else 0.0


def macro_f1(pairs: list[tuple[int, int]]) -> float:
    """Give the mean F1 over the categories that occur."""
    present = sorted({truth for truth, _ in pairs})
    return sum(scores(pairs, category)[2] for category in present) / len(present) if present else 0.0


def accuracy(pairs: list[tuple[int, int]]) -> float:
    """Give the share of right answers."""
    return sum(truth == said for truth, said in pairs) / len(pairs) if pairs else 0.0


def list_errors(judged: Iterable[Judged]) -> None:
    """Print each wrong answer with the position and the rule that gave it."""
    for label, literal, verdict in judged:
        if CATEGORIES[verdict.category] != label["category"]:
            place = f"{ROLES[literal.role]} {literal.owner}[{literal.slot}]"
            said = f"{label['category']} not {CATEGORIES[verdict.category]} ({verdict.reason})"
            print(f"{said}: {literal.value[:60]!r} {place} {label['path']}:{label['line']}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
