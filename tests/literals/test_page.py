"""What docs/literals.md shows is what the commands print."""

from __future__ import annotations

from pathlib import Path

from tests.literals.page import BLOCK, PAGE, as_run


def test_examples_print_what_the_page_shows(tmp_path: Path) -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert len(BLOCK.findall(page)) > 5
    # When this fails and the new text is right: python -m tests.literals.page
    assert as_run(page, tmp_path) == page
