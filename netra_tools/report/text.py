"""The report for reading in a terminal: findings by rule, with their source; then counts and verdict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from netra_tools.model import Finding
from netra_tools.report.escape import printable
from netra_tools.report.frames import frame
from netra_tools.report.options import RenderOptions
from netra_tools.report.result import CheckResult, RuleSummary, name_of, plural, split_by_rule, verdict
from netra_tools.report.sources import LineReader, line_reader
from netra_tools.report.statistics import table
from netra_tools.report.terminal import Paint, fold, painter


def render_text(result: CheckResult, options: RenderOptions) -> str:
    """Write the findings grouped by rule, at most `options.show` of each; the counts are complete."""
    paint = painter(options.color and not options.ci)
    blocks = [] if options.quiet else _blocks(result, options, paint)
    blocks.insert(0 if options.ci else len(blocks), list(_verdict_lines(result, options, paint)))
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _blocks(result: CheckResult, options: RenderOptions, paint: Paint) -> list[list[str]]:
    """Return what stands beside the verdict: notices, one block for each rule, the table of counts."""
    split = split_by_rule(result)
    blocks = [_notices(result, paint)]
    if not options.statistics:
        read_line = line_reader(result.root, result.texts)
        blocks += [list(_group(*pair, options, paint, read_line)) for pair in split]
    blocks.append(table([summary for summary, _ in split], paint))
    return blocks


def _verdict_lines(result: CheckResult, options: RenderOptions, paint: Paint) -> Iterator[str]:
    passed, line = verdict(result)
    word, _, rest = line.partition(" ")
    yield f"{paint(word, 'pass' if passed else 'error')} {paint(rest, 'bold')}"
    details = [plural(len(result.rules), "rule")]
    details += [f"{result.suppressed:,} suppressed"] if result.suppressed else []
    details += [f"{result.exempt:,} exempt"] if result.exempt else []
    details += ["warnings count (strict)"] if result.strict else []
    if options.elapsed is not None and not options.ci:
        details.append(f"{options.elapsed:.2f} s")
    if not options.quiet:
        yield paint("     " + ", ".join(details), "dim")
        if result.delta is not None:
            yield paint(f"     baseline: {result.delta.counts()}", "dim")


def _notices(result: CheckResult, paint: Paint) -> list[str]:
    return [f"{paint('note:', 'bold')} {printable(notice)}" for notice in result.notices]


def _group(
    summary: RuleSummary,
    findings: Sequence[Finding],
    options: RenderOptions,
    paint: Paint,
    read_line: LineReader,
) -> Iterator[str]:
    """Yield the lines of one rule: heading, hint, the findings shown, and how many are not."""
    heading = paint(name_of(summary), summary.severity)
    yield f"{heading}  {summary.counts()}"
    if summary.hint:
        lines = fold(f"hint: {summary.hint}", options.width - 2)
        yield from (paint(f"  {line}", "dim") for line in lines)
    shown = findings[: options.show] if options.show > 0 else findings
    is_spaced = True
    for finding in shown:
        details = list(_details(finding, options.width, paint, read_line))
        if is_spaced or details:
            yield ""
        yield f"  {paint(place(finding), 'place')}  {printable(finding.message)}"
        yield from details
        is_spaced = bool(details)
    if len(shown) < len(findings):
        yield ""
        yield paint(f"  ... and {len(findings) - len(shown):,} more (--show 0 lists all)", "dim")


def place(finding: Finding) -> str:
    """Write where a finding is, as terminals and editors recognise it; columns count from 1."""
    path = printable(finding.path)
    return f"{path}:{finding.line}:{finding.column + 1}" if finding.line else path


def _details(finding: Finding, width: int, paint: Paint, read_line: LineReader) -> Iterator[str]:
    """Yield the code frame and the notes, indented below the finding."""
    line = read_line(finding.path, finding.line) if finding.line else None
    if line is not None and line.strip():
        number = f"{finding.line:>7}"
        text, offset, length = frame(line, finding, max(20, width - len(number) - 3))
        until = f" to line {finding.end_line}" if finding.end_line > finding.line else ""
        yield f"{paint(number + ' |', 'dim')} {text}"
        carets = paint("^" * length + until, finding.severity)
        yield f"{paint(' ' * len(number) + ' |', 'dim')} {' ' * offset}{carets}"
    for note in finding.notes:
        where = f"{printable(note.path)}:{note.line}" if note.line else printable(note.path)
        yield f"      {paint('=', 'dim')} {where}  {printable(note.text)}"
