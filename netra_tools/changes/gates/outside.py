"""The gates that need other programs: one copy of the repository, asked before and after the plan."""

from __future__ import annotations

import shlex
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from netra_tools.changes.gates.collect import collect, find_lost
from netra_tools.changes.gates.programs import Workshop, run_program
from netra_tools.changes.gates.scratch import Scratch
from netra_tools.changes.gates.site import Site
from netra_tools.changes.gates.tools import find_new, mypy_after, mypy_before, ruff_after, ruff_before
from netra_tools.errors import NetraError
from netra_tools.model import Note
from netra_tools.report.result import plural
from netra_tools.report.verdicts import FAILED, PASSED, SKIPPED, Verdict, refused

MOST_LINES: Final = 12  # of what a command wrote, at its end
WITHOUT_TRUST: Final = "configured by the repository, and not run without --trust"


class Gate(NamedTuple):
    """A gate: what it asks before the plan and after it, and what it makes of both."""

    name: str
    before: Callable[[Site, Workshop], Any]
    after: Callable[[Site, Workshop], Any]
    find: Callable[[Any, Any, Site], Iterator[Note]]
    good: str


def gates_of(site: Site) -> list[Gate]:
    """List the gates that are wanted, the cheapest first."""
    wanted, found = site.wanted, []
    if wanted.ruff:
        found.append(Gate("ruff", ruff_before, ruff_after, say_new, "no new violation"))
    if wanted.mypy:
        found.append(Gate("mypy", mypy_before, mypy_after, say_new, "no new error"))
    if wanted.collect:
        found.append(Gate("collect", ask_pytest, ask_pytest, find_lost, "the same tests are collected"))
    commands = [("tests", wanted.tests)] if wanted.tests else []
    for name, command in [*commands, *[("command", command) for command in wanted.commands]]:
        found.append(Gate(name, ask_nothing, Command(command), say_failure, f"`{command}` passed"))
    return found


def say_new(before: Any, after: Any, _: Site) -> Iterator[Note]:
    """Yield what a tool says only now."""
    return find_new(before, after)


def ask_pytest(_: Site, shop: Workshop) -> Any:
    """Ask which tests there are."""
    return collect(shop)


def ask_nothing(_: Site, __: Workshop) -> None:
    """Ask nothing: a command is to pass, whatever it did before."""
    return


class Command:
    """A command whose exit code is the verdict."""

    def __init__(self, command: str) -> None:
        self.command = command

    def __call__(self, _: Site, shop: Workshop) -> Any:
        """Run it; no shell takes part."""
        try:
            words = shlex.split(self.command)
        except ValueError as error:
            raise NetraError(f"`{self.command}` is no command: {str(error).lower()}") from error
        if not words:
            raise NetraError("a gate's command is empty", 'give it words, as in --gate "make lint"')
        return self.command, run_program(words, shop)


def say_failure(_: Any, after: Any, __: Site) -> Iterator[Note]:
    """Yield the last lines of a command that failed."""
    command, ended = after
    if ended.code:
        yield Note("", 0, f"`{command}` ended with {ended.code}")
        lines = [line for line in (ended.out + ended.err).splitlines() if line.strip()]
        yield from (Note("", 0, line.rstrip()) for line in lines[-MOST_LINES:])


def judge_outside(site: Site, verdicts: Sequence[Verdict]) -> Iterator[Verdict]:
    """Run the wanted gates, and stop at the first that fails."""
    yield from (Verdict(name, SKIPPED, WITHOUT_TRUST) for name in site.wanted.unasked)
    gates = gates_of(site)
    if not gates:
        return
    if refused(verdicts):
        why = f"not run: {next(one.gate for one in verdicts if one.outcome == FAILED)} failed"
        yield from (Verdict(gate.name, SKIPPED, why) for gate in gates)
        return
    with Scratch(site.before) as scratch:
        yield from judge_in(Workshop(scratch, site.wanted, ()), gates, site)


def judge_in(shop: Workshop, gates: Sequence[Gate], site: Site) -> Iterator[Verdict]:
    """Ask all gates before the plan, make its edits, and ask them one after the other again."""
    shop = shop._replace(roots=site.runs.roots_before())
    asked = [attempt(gate.before, site, shop) for gate in gates]
    shop.scratch.apply(site.plan.edits)
    shop = shop._replace(roots=site.runs.roots_after())
    failed = ""
    for gate, before in zip(gates, asked, strict=True):
        if failed:
            yield Verdict(gate.name, SKIPPED, f"not run: {failed} failed")
            continue
        verdict = conclude(gate, before, site, shop)
        failed = gate.name if verdict.outcome == FAILED else ""
        yield verdict


class Answer(NamedTuple):
    """What was found out, or why not, and the time it took."""

    found: Any
    mistake: str
    seconds: float


def attempt(ask: Callable[[Site, Workshop], Any], site: Site, shop: Workshop) -> Answer:
    """Ask, and keep what goes wrong."""
    started = time.perf_counter()
    try:
        found, mistake = ask(site, shop), ""
    except NetraError as error:
        found, mistake = None, error.message
    return Answer(found, mistake, time.perf_counter() - started)


def conclude(gate: Gate, before: Answer, site: Site, shop: Workshop) -> Verdict:
    """Ask a gate about what is after, and compare. One that cannot say is no pass."""
    if before.mistake:
        problems: tuple[Note, ...] = (Note("", 0, f"before the plan: {before.mistake}"),)
        return Verdict(gate.name, FAILED, "it cannot say", problems, before.seconds)
    after = attempt(gate.after, site, shop)
    seconds = before.seconds + after.seconds
    if after.mistake:
        return Verdict(gate.name, FAILED, "it cannot say", (Note("", 0, after.mistake),), seconds)
    problems = tuple(gate.find(before.found, after.found, site))
    summary = plural(len(problems), "problem") if problems else gate.good
    return Verdict(gate.name, FAILED if problems else PASSED, summary, problems, seconds)
