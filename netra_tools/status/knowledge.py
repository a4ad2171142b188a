"""What the folder of knowledge holds, and how well it is: specifications and learnings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from netra_tools.knowledge.kinds import TITLES
from netra_tools.status.model import Data, Source, known, number

if TYPE_CHECKING:
    from netra_tools.check.learnings import Learned
    from netra_tools.knowledge.known import Known
    from netra_tools.status.findings import Told

NOTHING: Final = "there is no XML in SPEC: netra spec check says what it may hold"
NO_LEARNINGS: Final = "there are no learnings in SPEC/learnings"
OTHER: Final = "other"
UNSAID: Final = "uncategorised"
KNOWN_WELL: Final = attrgetter("was_read")
REFERENCES: Final = attrgetter("references")
RULES: Final = {"invalid": "spec-invalid", "dead_references": "spec-dead-reference", "drifted": "spec-drift"}


def specifications_of(
    knowledge: Mapping[str, Known], told: Iterable[Told], ran: Iterable[str], source: Source
) -> Data:
    """Tell how the files of knowledge are."""
    files = list(knowledge.values())
    well = sum(map(KNOWN_WELL, files))
    references = sum(map(len, map(REFERENCES, files)))
    rows = {
        "files": known(len(files) or None, "files", source, NOTHING),
        "well_formed": known(well if files else None, "files", source, NOTHING),
        "references": known(references if files else None, "references", source, NOTHING),
    }
    counts = Counter(one.finding.slug for one in told)
    active = frozenset(ran) if files else frozenset()
    for name, slug in RULES.items():
        how = f"the rule {slug} is off" if files else NOTHING
        rows[name] = known(counts[slug] if slug in active else None, "findings", source, how)
    return {**rows, "kinds": counted([TITLES.get(one.kind, OTHER) for one in files], "files", source)}


def learnings_of(found: Learned, source: Source) -> Data:
    """Count the learnings by category and severity."""
    categories = [(one.category or UNSAID).lower() for one in found.learnings]
    severities = [one.severity for one in found.learnings if one.severity]
    return {
        "files": known(len(found.files) or None, "files", source, NO_LEARNINGS),
        "count": known(len(found.learnings) if found.files else None, "learnings", source, NO_LEARNINGS),
        "categories": counted(categories, "learnings", source),
        "severities": counted(severities, "learnings", source),
    }


def counted(names: Iterable[str], unit: str, source: Source) -> Data:
    """Count how often each name comes."""
    return {name: number(count, unit, source) for name, count in sorted(Counter(names).items())}
