"""What the folder of knowledge holds, and how well it is: specifications and learnings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, Final

from netra_tools.knowledge.document import Document, Node, read
from netra_tools.knowledge.kinds import LEARNINGS, TITLES
from netra_tools.project.read import read_source
from netra_tools.status.model import Data, Source, known, number

if TYPE_CHECKING:
    from netra_tools.config.model import Config
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


def learnings_of(knowledge: Mapping[str, Known], config: Config, source: Source) -> Data:
    """Count the learnings by category and severity."""
    paths = [path for path, one in knowledge.items() if one.kind == LEARNINGS and one.was_read]
    found = [one for path in paths for one in learnt(path, config)]
    severities = filter(None, map(itemgetter(1), found))
    return {
        "files": known(len(paths) or None, "files", source, NO_LEARNINGS),
        "count": known(len(found) if paths else None, "learnings", source, NO_LEARNINGS),
        "categories": counted(map(itemgetter(0), found), "learnings", source),
        "severities": counted(severities, "learnings", source),
    }


def counted(names: Iterable[str], unit: str, source: Source) -> Data:
    """Count how often each name comes."""
    return {name: number(count, unit, source) for name, count in sorted(Counter(names).items())}


def learnt(path: str, config: Config) -> list[tuple[str, str]]:
    """Give the category and the severity of each learning of a file."""
    data = read_source(config.root, path, config.max_file_bytes)
    document = read(data) if isinstance(data, bytes) else ()
    if not isinstance(document, Document):
        return []
    nodes = [node for node in document.root.walk() if node.name == "learning"] or [document.root]
    return [
        (value(document, node, "category") or UNSAID, value(document, node, "severity")) for node in nodes
    ]


def value(document: Document, node: Node, name: str) -> str:
    """Give what an attribute or an element of a learning says; what stands around it holds for all in it."""
    around: Node | None = node
    while around is not None:
        said = around.value(document, name) or text_of(around.children, name)
        if said:
            return " ".join(said.split()).lower()
        around = around.parent
    return ""


def text_of(children: Sequence[Node], name: str) -> str:
    """Give the text of the child of a name, of it or of those that wrap it."""
    for child in children:
        if child.name == name:
            return child.text.strip()
        if child.name in ("metadata", "meta"):
            found = text_of(child.children, name)
            if found:
                return found
    return ""
