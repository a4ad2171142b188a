"""What stands though it should go: shims past their date, old twins, branches that are never reached."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from netra_tools.facts.branches import NEVER
from netra_tools.facts.terms import GONE, IS
from netra_tools.facts.ties import CLASS, FUNCTION, MODULE
from netra_tools.reach.inside import is_alive
from netra_tools.reach.model import HIGH, LOW, MEDIUM, Dead, Described, Outside, Source
from netra_tools.reach.outside import numbers_of
from netra_tools.reach.table import Table
from netra_tools.reach.twins import AGED, UNSURE, twin_of
from netra_tools.reach.users import is_common, users_of
from netra_tools.reach.verdicts import Judge

SHOWN: Final = 3  # users that a finding names
OVERDUE: Final = "overdue code"  # within something that is no shim as a whole
SHORT: Final = 12  # lines of a definition that is about one thing
HEADER: Final = 3  # lines behind the name of a definition in which it is said what it is
UNKNOWN: Final = Described("", "", (), ())
Overdue = tuple[int, int, str, bool]  # symbol, line, what says so, and whether its time has come


def find_standing(judge: Judge, outside: Outside, *, doubtful: bool) -> Iterator[Dead]:
    """Yield what is used or reachable and yet on its way out. Only `doubtful` asks for what may be."""
    overdue = [one for one in find_overdue(judge, outside) if one[3] or doubtful]
    twins = dict(find_twins(judge))
    users = users_of(judge.table, judge.walk, {*[one[0] for one in overdue], *twins})
    yield from [tell_overdue(judge, one, users.get(one[0], [])) for one in overdue]
    for symbol, twin in twins.items():
        if doubtful or users.get(symbol):
            yield tell_twin(judge, symbol, twin, users.get(symbol, []))
    for number, source in enumerate(judge.table.sources):
        yield from find_branches(judge, outside, number, source)


def tell_overdue(judge: Judge, overdue: Overdue, users: list[int]) -> Dead:
    """Make the finding of something that says when it goes."""
    symbol, line, said, is_due = overdue
    told = (MEDIUM, "its own text says so, and the time has come")
    told = told if is_due else (LOW, "nothing says when it goes")
    kind = "shim" if is_about_all(judge.table, symbol, line) else OVERDUE
    return make(judge, symbol, (kind, line), f"{said}; {tell_users(judge.table, users, symbol)}", told)


def tell_twin(judge: Judge, symbol: int, twin: str, users: list[int]) -> Dead:
    """Make the finding of something that stands beside what takes its place."""
    table = judge.table
    text = f"it stands beside `{twin}`, and is not dead: {tell_users(table, users, symbol)}"
    told = (MEDIUM, "its name says that the other one takes its place")
    if not users or UNSURE.search(table.name[symbol]):
        told = (LOW, "its name may speak of what it works on" if users else "a framework may use it")
    return make(judge, symbol, ("twin", table.tied[symbol].line), text, told)


def make(judge: Judge, symbol: int, place: tuple[str, int], text: str, told: tuple[str, str]) -> Dead:
    """Make a finding of something that is alive."""
    table = judge.table
    tied = table.tied[symbol]
    kind, line = place
    first, last = max(tied.first_line, 1), tied.end_line
    column = tied.column if line == tied.line else 0
    if kind == OVERDUE:
        first = last = line
    return Dead(
        table.source(symbol).path, kind, table.qualified(symbol), line, column, first, last, text, *told
    )


def is_about_all(table: Table, symbol: int, line: int) -> bool:
    """Say whether what a line says is about all of a definition: it is short, or the line near its head."""
    tied = table.tied[symbol]
    return line <= tied.line + HEADER or tied.end_line - tied.line < SHORT


def find_overdue(judge: Judge, outside: Outside) -> Iterator[Overdue]:
    """Yield what says when it goes, or since when it is deprecated; each once."""
    table = judge.table
    for number, source in enumerate(table.sources if outside.today else ()):
        seen: set[int] = set()
        for owner, line, when, said in terms_of(source):
            symbol = table.first[number] + owner
            if symbol in seen or not is_alive(judge.reached, judge.dead, symbol):
                continue
            told = judge_term(when, outside.today, project_of(outside, table, source))
            if told is not None:
                seen.add(symbol)
                yield symbol, line, f"line {line} says {said!r}{told}", bool(told)


def terms_of(source: Source) -> list[tuple[int, int, str, str]]:
    """List what is said in a file of when something goes, then of since when it is deprecated."""
    terms = [term for term in source.ties.terms if not term[2].startswith(IS)] if source.ties else []
    return [] if source.is_test else sorted(terms, key=lambda term: not term[2].startswith(GONE))


def judge_term(term: str, today: str, project: Described) -> str | None:
    """Say how it is past; "" of what never says when it goes, None of what is to come or not ours."""
    verdict, name, limit = term.split(" ")
    if name not in ("-", project.name):
        return None
    if verdict != GONE:
        return ""
    return tell_past(limit, today, project) or None


def tell_past(limit: str, today: str, project: Described) -> str:
    """Say how a date or version is past; "" when it is not, or nobody knows."""
    if limit.startswith("v"):
        wanted = numbers_of(limit[1:])
        shown = ".".join(map(str, project.version))
        return f", and the version is {shown}" if project.version and wanted <= project.version else ""
    return f", and today is {today}" if limit < today[: len(limit)] else ""


def project_of(outside: Outside, table: Table, source: Source) -> Described:
    """Give what is known of the project of a file; the version may stand in a module."""
    found = next((one for one in outside.described if source.path.startswith(one.folder)), UNKNOWN)
    if not found.version:
        top = source.module.partition(".")[0]
        for module in (top, f"{top}.__about__", f"{top}.__version__", f"{top}._version", f"{top}.version"):
            ties = table.sources[table.modules[module]].ties if module in table.modules else None
            for _, _, when, _ in ties.terms if ties else ():
                if when.startswith(IS):
                    return found._replace(name=found.name or top, version=numbers_of(when.rpartition("v")[2]))
    return found


def find_twins(judge: Judge) -> Iterator[tuple[int, str]]:
    """Yield what is used and says by its name that another, which stands beside it, is the new one."""
    table = judge.table
    for symbol, kind in enumerate(table.kind):
        if kind in (FUNCTION, CLASS) and judge.walk.alive[symbol] and AGED.search(table.name[symbol]):
            twin = twin_of(table.name[symbol], judge.beside(symbol))
            stands = bool(twin) and any(table.kind[one] == kind for one in judge.beside(symbol)[twin])
            if stands and is_told(judge, symbol):
                yield symbol, twin


def is_told(judge: Judge, symbol: int) -> bool:
    """Say whether a twin is no test's, stands in no function and in nothing that is told as dead."""
    outer = not judge.table.source(symbol).is_test and not is_local(judge.table, symbol)
    return outer and is_alive(judge.reached, judge.dead, symbol)


def is_local(table: Table, symbol: int) -> bool:
    """Say whether a definition stands in a function."""
    return table.kind[table.parent[symbol]] == FUNCTION


def tell_users(table: Table, users: Iterable[int], symbol: int) -> str:
    """Say who uses something."""
    names = [user_name(table, user) for user in users]
    if not names and is_common(table, symbol):
        return "who uses it cannot be told: its name is that of many methods"
    if not names:
        return "nothing here names it"
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return f"used by {', '.join([f'`{name}`' for name in names[:SHOWN]])}{more}"


def user_name(table: Table, symbol: int) -> str:
    """Name a user with the module it stands in."""
    source = table.source(symbol)
    if table.kind[symbol] == MODULE:
        return source.module or source.path
    return f"{source.module or source.path}.{table.qualified(symbol)}"


def find_branches(judge: Judge, outside: Outside, number: int, source: Source) -> Iterator[Dead]:
    """Yield the blocks of tests whose answer is known."""
    table = judge.table
    python = project_of(outside, table, source).python
    for owner, first, last, why in source.ties.branches if source.ties else ():
        symbol = table.first[number] + owner
        verdict, test, oldest = why.split("|")
        if (oldest and (not python or python < numbers_of(oldest))) or not is_alive(
            judge.reached, judge.dead, symbol
        ):
            continue
        text = f"`{test}` never holds" if verdict == NEVER else f"`{test}` before it always holds"
        reason = f"the project asks for Python {'.'.join(map(str, python))}" if oldest else "it is a constant"
        name = table.qualified(symbol)
        yield Dead(source.path, "unreachable branch", name, first, 0, first, last, text, HIGH, reason)
