"""The repository and the examples of docs/literals.md; run as a module it writes what they print.

python -m tests.literals.page
"""

from __future__ import annotations

import re
import subprocess
import tempfile
from pathlib import Path

from tests.literals.asking import ask
from tests.repository import make

PAGE = Path(__file__).resolve().parent.parent.parent / "docs" / "literals.md"
FILE = re.compile(r"^`([^`\n]+)`\n\n```\w+\n(.*?)^```$", re.DOTALL | re.MULTILINE)
BLOCK = re.compile(r"^```\n(\$ netra .*?)^```$", re.DOTALL | re.MULTILINE)
GIT = ("git", "-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=false")


def as_run(page: str, root: Path) -> str:
    """Give the page with what its commands print in its repository; `diff` sees one word changed."""
    files = dict(FILE.findall(page))
    make(root, {**files, ".gitignore": ".netra/\n"})
    return BLOCK.sub(lambda block: f"```\n{print_block(block[1], root)}```", page)


def print_block(block: str, root: Path) -> str:
    """Run the commands of a block and write them with what they print."""
    text = ""
    for line in block.splitlines():
        if line.startswith("$ netra "):
            words = line.removeprefix("$ netra ").split()
            text += f"{line}\n{run(words, root)}"
    return text


def run(words: list[str], root: Path) -> str:
    """Run a command; `diff` compares with a commit in which a word was spelt otherwise."""
    if words[-1] != "diff":
        return ask(root, *words).out
    subprocess.run([*GIT, "add", "-A"], cwd=root, check=True)
    subprocess.run([*GIT, "commit", "-qm", "one"], cwd=root, check=True)
    orders = root / "shop" / "orders.py"
    before = orders.read_text()
    orders.write_text(before.replace('"cancelled"', '"canceled"'))
    shown = ask(root, *words).out
    orders.write_text(before)
    return shown


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        PAGE.write_text(as_run(PAGE.read_text(encoding="utf-8"), Path(folder)), encoding="utf-8")
