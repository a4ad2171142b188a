"""The summary of `netra literals scan`, as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from netra_tools.literals.scan import Scanned
from netra_tools.literals.survey import Survey
from netra_tools.report.escape import encodable, printable
from netra_tools.report.listings import cut
from netra_tools.report.result import plural

SHOWN = 8  # words of a difference, files that do not parse


def render_text(survey: Survey, scanned: Scanned, manifest: str, changed: Sequence[str]) -> str:
    """Write the summary for people."""
    return "".join([f"{line}\n" for line in lines_of(survey, scanned, manifest, changed)])


def lines_of(survey: Survey, scanned: Scanned, manifest: str, changed: Sequence[str]) -> Iterator[str]:
    """Write the lines of a summary."""
    roots = ", ".join([f"{printable(name)} ({count:,})" for name, count in survey.roots.items()])
    yield f"{plural(survey.places, 'string')} in {plural(survey.files, 'file')} below {roots}"
    yield f"  {'':14} {'values':>9} {'places':>9} {'in tests':>9}"
    for count in survey.categories:
        yield f"  {count.category:14} {count.values:>9,} {count.places:>9,} {count.in_tests:>9,}"
    if survey.unparsed:
        names = ", ".join(map(printable, survey.unparsed[:SHOWN]))
        more = f" and {len(survey.unparsed) - SHOWN:,} more" if len(survey.unparsed) > SHOWN else ""
        files = plural(len(survey.unparsed), "file")
        yield f"not parsed in full: {files}, strings may be missing: {names}{more}"
    yield from difference(scanned)
    words = plural(len(scanned.now.words), "word")
    tests = ", those of tests included" if scanned.now.tests else ""
    done = f"{plural(len(changed), 'file')} written" if changed else "nothing written"
    yield f"{printable(manifest)}: {words}{tests}, {done}"


def difference(scanned: Scanned) -> Iterator[str]:
    """Write how the vocabulary differs from the committed one."""
    if scanned.before is None:
        yield "there was no vocabulary"
        return
    for sign, words in (("+", scanned.added), ("-", scanned.removed)):
        for value, category in words[:SHOWN]:
            yield f"{sign} {cut(value)}  {category}"
        if len(words) > SHOWN:
            yield f"{sign} and {len(words) - SHOWN:,} more"


def render_json(survey: Survey, scanned: Scanned, manifest: str, changed: Sequence[str]) -> str:
    """Give the summary as JSON."""
    value = {
        "files": survey.files,
        "places": survey.places,
        "roots": survey.roots,
        "categories": {count.category: count._asdict() for count in survey.categories},
        "unparsed": [encodable(path) for path in survey.unparsed],
        "vocabulary": manifest,
        "words": len(scanned.now.words),
        "tests": scanned.now.tests,
        "added": [list(word) for word in scanned.added],
        "removed": [list(word) for word in scanned.removed],
        "written": list(changed),
    }
    return json.dumps(value, indent=2) + "\n"
