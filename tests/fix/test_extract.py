"""Functions are taken apart where that is shown to be the same, and refused with the reason where not."""

from __future__ import annotations

import sys
from collections.abc import Collection
from pathlib import Path

import pytest

from netra_tools.changes.tree import Tree
from netra_tools.fix.extract import Extraction, extract
from netra_tools.fix.extract_records import Limits
from netra_tools.fix.plan_extractions import width_of
from tests.repository import make

LIMITS = Limits(body=6)

DONE = {
    "a range with results, the function of the module before": (
        """\
#!python
WORD = 1


# About reports.
def report(rows, width):
    total = 0
    count = 0
    for row in rows:
        total += row.price
        count += 1

    print(total, width)
    print(count)
""",
        """\
#!python
WORD = 1


def _collect_total_and_count(rows):
    total = 0
    count = 0
    for row in rows:
        total += row.price
        count += 1
    return total, count


# About reports.
def report(rows, width):
    total, count = _collect_total_and_count(rows)

    print(total, width)
    print(count)
""",
    ),
    "a method beside, named by its comment, with the types that are sure": (
        """\
class Shop:
    def open(self, rows: list[str], name: str | None, sign: str) -> None:
        self.name = name or "none"

        # Hang up the sign (at night)
        print(sign)
        print(self.name, name)
        self.hung = sign

        print(rows)
        # at last
""",
        """\
class Shop:
    def open(self, rows: list[str], name: str | None, sign: str) -> None:
        self.name = name or "none"

        self._hang_up_sign(name, sign)

        print(rows)
        # at last

    def _hang_up_sign(self, name, sign: str) -> None:
        # Hang up the sign (at night)
        print(sign)
        print(self.name, name)
        self.hung = sign
""",
    ),
    "with less indent, but not inside of strings": (
        '''\
class Shop:
    def show(self, rows):
        if rows:
            if self.open:
                text = """
                    all
                """
                print(rows,
                      text)

            print(self.open)
        print(self)
''',
        '''\
class Shop:
    def show(self, rows):
        if rows:
            self._print_rows(rows)

            print(self.open)
        print(self)

    def _print_rows(self, rows):
        if self.open:
            text = """
                    all
                """
            print(rows,
                  text)
''',
    ),
    "what does not need self, before the class": (
        """\
import final

# A shop.
@final
class Shop:
    def show(self, rows, name: Name, sign: str | None) -> list[int]:
        print(self)

        # Sum the rows up.
        found: list[int] = []
        for row in rows:
            found.append(row + name + sign)

        return found
""",
        """\
import final

def _sum_rows_up(rows, name, sign: str | None) -> list[int]:
    # Sum the rows up.
    found: list[int] = []
    for row in rows:
        found.append(row + name + sign)
    return found


# A shop.
@final
class Shop:
    def show(self, rows, name: Name, sign: str | None) -> list[int]:
        print(self)

        found = _sum_rows_up(rows, name, sign)

        return found
""",
    ),
    "what ends a function and returns for it": (
        """\
def price(rows: list[int], tax: float) -> float:
    print(rows)
    print(tax)
    print(rows)
    print(tax)

    # Sum with tax
    if tax > 1:
        return 0.0
    found = sum(rows)
    return found * tax
""",
        """\
def _sum_with_tax(rows: list[int], tax) -> float:
    # Sum with tax
    if tax > 1:
        return 0.0
    found = sum(rows)
    return found * tax


def price(rows: list[int], tax: float) -> float:
    print(rows)
    print(tax)
    print(rows)
    print(tax)

    return _sum_with_tax(rows, tax)
""",
    ),
    "an async function, and what it does not wait for": (
        """\
async def load(source: Source) -> None:
    rows = await source.rows()

    total = 0
    for row in rows:
        total += 1
    print(total)
    print(rows)

    await source.close()
""",
        """\
def _print_rows(rows) -> None:
    total = 0
    for row in rows:
        total += 1
    print(total)
    print(rows)


async def load(source: Source) -> None:
    rows = await source.rows()

    _print_rows(rows)

    await source.close()
""",
    ),
    "a decorated function of a module": (
        """\
from contextlib import contextmanager


@contextmanager
def opened(rows):
    for row in rows:
        print(1)
        print(row)
        print(rows)

    yield rows
    print(2)
    print(rows)
""",
        """\
from contextlib import contextmanager


def _print_rows(rows):
    for row in rows:
        print(1)
        print(row)
        print(rows)


@contextmanager
def opened(rows):
    _print_rows(rows)

    yield rows
    print(2)
    print(rows)
""",
    ),
    "a property, and a type that constants tell": (
        """\
class Shop:
    @property
    def text(self) -> str:
        count = 0
        for row in self.rows:
            count += 1
            print(count)

        print(count)
        print(self)
        print(self.rows)
        return str(count)
""",
        """\
class Shop:
    @property
    def text(self) -> str:
        count = self._collect_count()

        print(count)
        print(self)
        print(self.rows)
        return str(count)

    def _collect_count(self) -> int:
        count = 0
        for row in self.rows:
            count += 1
            print(count)
        return count
""",
    ),
    "in a block of the module": (
        """\
if DEBUG:
    def show(rows):
        print(1)
        print(2)
        print(3)
        print(4)

        for row in rows:
            print(row)
""",
        """\
if DEBUG:
    def _show_part():
        print(1)
        print(2)
        print(3)
        print(4)

    def show(rows):
        _show_part()

        for row in rows:
            print(row)
""",
    ),
}


def taken_apart(source: str, limits: Limits = LIMITS, lines: Collection[int] = ()) -> Extraction:
    """Take the functions of a text apart."""
    return extract(source.encode(), limits, lines)


@pytest.mark.parametrize(("before", "after"), DONE.values(), ids=DONE.keys())
def test_taken_apart(before: str, after: str) -> None:
    """The result is known to the byte."""
    assert taken_apart(before).after.decode() == after


def test_twice_is_once() -> None:
    """What was taken apart is short enough."""
    for before, _ in DONE.values():
        once = taken_apart(before)
        assert taken_apart(once.after.decode()).after == once.after
        assert not taken_apart(once.after.decode()).refused


@pytest.mark.parametrize("newline", ["\r\n", "\r", "\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1"])
@pytest.mark.parametrize("indent", ["    ", "\t", " "])
def test_every_other_byte_stays(newline: str, encoding: str, indent: str) -> None:
    """Newlines, encodings and tabs stay what they were."""

    def written(source: str) -> bytes:
        text = f"# -*- coding: {encoding.removesuffix('-sig')} -*-\nWORD = 'ü'\n{source}"
        return text.replace("    ", indent).replace("\n", newline).encode(encoding)

    for before, after in (DONE["in a block of the module"], next(iter(DONE.values()))):
        assert extract(written(before), LIMITS).after == written(after)


def test_names_are_given_once() -> None:
    """A name that the file mentions anywhere, or that somebody else has, is not taken."""
    before, after = DONE["what does not need self, before the class"]
    first = taken_apart(f"{before}# _sum_rows_up\n")
    assert first.done[0].helpers == ("_collect_found",)
    second = extract(before.encode(), LIMITS, is_free=lambda name: name != "_sum_rows_up")
    assert second.after.decode() == after.replace("_sum_rows_up", "_collect_found")


def test_limits_of_file_and_class() -> None:
    """What would make the file or the class too long is refused."""
    before, _ = DONE["a method beside, named by its comment, with the types that are sure"]
    lines = before.count("\n")
    in_file = taken_apart(before, LIMITS._replace(file=lines))
    assert (in_file.after.decode(), in_file.refused[0].reason) == (before, "file too long")
    in_class = taken_apart(before, LIMITS._replace(class_=lines - 2))
    assert (in_class.after.decode(), in_class.refused[0].reason) == (before, "class too long")


def test_what_cannot_be_read_is_refused() -> None:
    """A file with an error elsewhere is left alone."""
    before, _ = next(iter(DONE.values()))
    found = taken_apart(before + "def g(:\n")
    assert [one.reason for one in found.refused] == ["cannot be read"]


def test_only_what_is_asked_for() -> None:
    """Lines choose functions."""
    before, _ = next(iter(DONE.values()))
    twice = before + before.replace("report", "other")
    assert [one.name for one in taken_apart(twice, lines=[6]).done] == ["report"]
    assert [one.name for one in taken_apart(twice).done] == ["report", "other"]


def test_wide_lines_are_wrapped() -> None:
    """A call and a signature that are too wide are written on several lines."""
    before, _ = next(iter(DONE.values()))
    after = taken_apart(before, LIMITS._replace(width=34)).after.decode()
    assert "def _collect_total_and_count(rows):" not in after
    assert "def _collect_total_and_count(\n    rows\n):\n" in after
    assert "    total, count = _collect_total_and_count(\n        rows\n    )\n" in after


def test_the_repository_says_how_wide(tmp_path: Path) -> None:
    """The formatter's own configuration counts."""
    assert width_of(Tree(str(make(tmp_path, {"a.py": ""})))) == Limits().width
    make(tmp_path, {"pyproject.toml": "[tool.ruff]\nline-length = 110\n"})
    assert width_of(Tree(str(tmp_path))) == 110


@pytest.mark.skipif(sys.version_info < (3, 12), reason="the grammar is newer")
def test_type_parameters_are_not_copied() -> None:
    """They belong to the function that has them."""
    before, after = next(iter(DONE.values()))
    found = taken_apart(before.replace("report(rows, width)", "report[T](rows: T, width: T)"))
    assert found.after.decode() == after.replace("report(rows, width)", "report[T](rows: T, width: T)")
