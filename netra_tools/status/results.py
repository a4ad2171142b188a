"""Results of tests, of reports that exist, in the form that JUnit made common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, NamedTuple

from netra_tools.report.escape import encodable
from netra_tools.status.inputs import Inputs, UnfitError, read_all, seconds_of, source_of
from netra_tools.status.model import Data, number, unknown

if TYPE_CHECKING:
    from netra_tools.knowledge.reports import Part

HOW: Final = "run the tests so that they report: pytest --junit-xml=junit.xml, or give --results FILE"
OUTCOMES: Final = ("passed", "skipped", "failed", "errors")  # what is behind outweighs what is before
BY_ELEMENT: Final = {"skipped": "skipped", "failure": "failed", "error": "errors"}
ROOTS: Final = ("testsuites", "testsuite")
MOST_NAMED: Final = 100


class Ran(NamedTuple):
    """What one report says: the outcome of each test, and how long all of them took."""

    at: float | None
    outcomes: dict[str, str]
    seconds: float


def results_of(inputs: Inputs) -> Data:
    """Tell the results."""
    found, problems = read_all(inputs.results, read_results)
    if not found:
        how = "; ".join([HOW, *problems])
        return {**dict.fromkeys(OUTCOMES, unknown("tests", how)), "seconds": unknown("s", how), "failing": []}
    source = source_of("test results", [(report, ran.at) for report, ran in found], inputs.changed)
    outcomes = [pair for _, ran in found for pair in ran.outcomes.items()]
    counts = Counter(outcome for _, outcome in outcomes)
    return {
        **{name: number(counts[name], "tests", source) for name in OUTCOMES},
        "seconds": number(sum(ran.seconds for _, ran in found), "s", source),
        "failing": failing(outcomes),
        "problems": problems,
    }


def failing(outcomes: Iterable[tuple[str, str]]) -> list[str]:
    """Name tests that do not pass."""
    names = sorted(name for name, outcome in outcomes if outcome in OUTCOMES[2:])
    return [encodable(name) for name in names[:MOST_NAMED]]


def read_results(data: bytes) -> Ran:
    """Read a report.

    Raises: UnfitError.
    """
    from netra_tools.knowledge.reports import UnreadableReportError, parts

    reader = Reader()
    try:
        for part in parts(data):
            reader.take(part)
    except UnreadableReportError as error:
        raise UnfitError(str(error)) from error
    return Ran(reader.at, reader.outcomes, reader.seconds)


class Reader:
    """Gathers what the parts of a report say.

    A test that is told twice, as pytest does where its clean-up fails, too, has the worse outcome.
    """

    def __init__(self) -> None:
        self.root = ""
        self.at: float | None = None
        self.outcomes: dict[str, str] = {}
        self.seconds = 0.0
        self.name = ""
        self.outcome = OUTCOMES[0]

    def take(self, part: Part) -> None:
        """Take the beginning or the end of an element."""
        self.root = self.root or part.name
        if self.root not in ROOTS:
            raise UnfitError(f"<{self.root}> is no report of tests")
        if part.is_end:
            if part.name == "testcase":
                before = self.outcomes.get(self.name, OUTCOMES[0])
                self.outcomes[self.name] = worse(before, self.outcome)
        elif part.name in ROOTS:
            self.at = earlier(self.at, seconds_of(part.attributes.get("timestamp")))
        elif part.name == "testcase":
            self.name, self.outcome = named(part.attributes), OUTCOMES[0]
            self.seconds += seconds_in(part.attributes)
        elif part.name in BY_ELEMENT:
            self.outcome = worse(self.outcome, BY_ELEMENT[part.name])


def worse(one: str, other: str) -> str:
    """Give the worse of two outcomes."""
    return max(one, other, key=OUTCOMES.index)


def earlier(one: float | None, other: float | None) -> float | None:
    """Give the earlier of two times that may be unknown."""
    known = [moment for moment in (one, other) if moment is not None]
    return min(known) if known else None


def named(attributes: dict[str, str]) -> str:
    """Name a test: its class, or the file where there is none, and its own name."""
    owner = attributes.get("classname") or attributes.get("file") or ""
    return f"{owner}::{attributes.get('name', '')}" if owner else attributes.get("name", "")


def seconds_in(attributes: dict[str, str]) -> float:
    """Give the time that a test took; one that says none took none that is known."""
    try:
        seconds = float(attributes.get("time", "0").replace(",", ""))
    except ValueError:
        return 0.0
    return seconds if 0.0 <= seconds < float("inf") else 0.0
