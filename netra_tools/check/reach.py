"""What the rules say that ask what the whole project uses: the last run's word while nothing has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netra_tools.check.gather import Place, Task, read_all
from netra_tools.check.memory import REACH, pack_findings, unpack_findings
from netra_tools.check.run import make_reader, take
from netra_tools.digests import DIGEST_BYTES, digest_of
from netra_tools.facts.languages import is_script
from netra_tools.model import Finding, Problem
from netra_tools.project.read import read_source
from netra_tools.rules.rule import Project, numbered

if TYPE_CHECKING:
    from netra_tools.check.run import Run
    from netra_tools.check.state import Rows
    from netra_tools.reach.model import Source


def check_reach(run: Run) -> tuple[Finding, ...]:
    """Give what is said of what nothing needs."""
    if not run.rules.reach_rules:
        return ()
    texts = read_texts(run)
    contents = [run.stats.known[path][:DIGEST_BYTES] for path in run.files]
    said = [f"{path}\0{text}".encode("utf-8", "surrogatepass") for path, text in sorted(texts.items())]
    key = digest_of(run.scope.digest + b"".join(contents) + digest_of(b"\0".join(said)))
    row = run.said.get(REACH)
    if row is not None and row[0] == key:
        return unpack_findings(row[1])
    project = make_project(run, texts)
    found = tuple(numbered([one for rule in run.rules.reach_rules for one in rule.check(project)]))
    run.changed[REACH] = run.said[REACH] = (key, pack_findings(found))
    return found


def make_project(run: Run, texts: dict[str, str]) -> Project:
    """Gather what reachability works on."""
    from netra_tools.reach.outside import read_outside

    return Project(all_sources(run), read_outside(texts, run.scope.outside), run.config.legacy)


def read_texts(run: Run) -> dict[str, str]:
    """Read the files that are no Python and may speak of it."""
    from netra_tools.reach.outside import is_read

    found = {}
    for path in filter(is_read, run.scope.outside):
        data = content_of(run, path)
        if data is not None:
            found[path] = data.decode("utf-8", "replace")
    return found


def content_of(run: Run, path: str) -> bytes | None:
    """Give what a file holds as a run sees it; None when it is not there, or cannot be read."""
    if path in run.overlay:
        return run.overlay[path]
    read = read_source(run.config.root, path, run.config.max_file_bytes)
    return None if isinstance(read, Problem) else read


def all_sources(run: Run) -> list[Source]:
    """Give the ties of all Python files: from this run, the last ones, or the files themselves."""
    from netra_tools.reach.gather import make_source

    places = [
        place for place in run.scope.places if not is_script(place.path) and not place.path.endswith(".pyi")
    ]
    known = (
        run.ties if not lacking(run, places, run.ties) else run.memory.load_once(run.memory.ties) | run.ties
    )
    tasks = lacking(run, places, known)
    for batch in read_all(make_reader(run), tasks, run.request.jobs) if tasks else ():
        take(run, tasks, batch)
    known = known | run.ties if tasks else known
    rows = [known.get(place.path, (b"", b"")) for place in places]
    return [make_source(*place[:3], place.is_test, row[1]) for place, row in zip(places, rows, strict=True)]


def lacking(run: Run, places: list[Place], known: Rows) -> list[Task]:
    """List the files whose ties are not known as the files are now."""
    found = []
    for place in places:
        content = run.stats.known[place.path][:DIGEST_BYTES]
        if place.path not in known or known[place.path][0] != content:
            found.append(Task(place, content, moved=False, judged=False))
    return found
