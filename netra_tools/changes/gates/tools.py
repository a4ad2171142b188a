"""The gates of ruff and mypy: only what they say of a plan's result and did not say before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from threading import Timer

from netra_tools.changes.gates.programs import Workshop
from netra_tools.changes.gates.site import Site, is_python
from netra_tools.errors import NetraError
from netra_tools.external.findings import place_in
from netra_tools.external.message import Message
from netra_tools.external.running import Running
from netra_tools.model import Note

Key = tuple[str, str, str]  # rule, path, text
Said = list[tuple[Key, int]]


def ruff_before(site: Site, shop: Workshop) -> Said:
    """Ask ruff about the files that will change, in the names of afterwards."""
    paths = [edit.path for edit in site.plan.edits if edit.before and is_python(edit.path, edit.before)]
    return renamed(ask("ruff", paths, shop) if paths else [], site)


def ruff_after(site: Site, shop: Workshop) -> Said:
    """Ask ruff about the files that have changed."""
    paths = [edit.target for edit in site.plan.edits if edit.after and is_python(edit.target, edit.after)]
    return ask("ruff", paths, shop) if paths else []


def mypy_before(site: Site, shop: Workshop) -> Said:
    """Ask mypy, in the names of afterwards."""
    return renamed(ask("mypy", mypy_paths(site), shop), site)


def mypy_after(site: Site, shop: Workshop) -> Said:
    """Ask mypy."""
    paths = [site.renames.path_of(path) for path in mypy_paths(site)]
    return ask("mypy", paths, shop)


def mypy_paths(site: Site) -> Sequence[str]:
    """Give what mypy is run on, where netra is configured to run it; else its own configuration says it."""
    asked = site.wanted.request.config.external.get("mypy")
    return asked.paths if asked is not None else ()


def renamed(said: Said, site: Site) -> Said:
    """Write what was said in the names of afterwards."""
    renames = site.renames
    return [((rule, renames.path_of(path), renames.text_of(text)), line) for (rule, path, text), line in said]


def ask(tool: str, paths: Sequence[str], shop: Workshop) -> Said:
    """Run a tool in the copy, and give what it says.

    Raises: NetraError when it is missing, fails, or takes too long.
    """
    running = Running(tool, paths, shop.surroundings(), shop.scratch.place("cache"))
    expired: list[bool] = []
    timer = Timer(shop.wanted.timeout, give_up, (running, expired))
    timer.daemon = True
    timer.start()
    try:
        messages = running.answer().messages
    except NetraError as error:
        if expired:
            raise NetraError(f"{tool} was ended after {shop.wanted.timeout} s") from error
        raise
    finally:
        timer.cancel()
        running.close()
    return [(key_of(message, shop), message.line) for message in messages]


def give_up(running: Running, expired: list[bool]) -> None:
    """End a tool that takes too long."""
    expired.append(True)
    if running.launched is not None:
        running.launched.process.kill()


def key_of(message: Message, shop: Workshop) -> Key:
    """Give what makes a message the same before and after: all but its place in the file."""
    return message.rule, place_in(shop.scratch.root, message.path) or message.path, message.text


def find_new(before: Said, after: Said) -> Iterator[Note]:
    """Yield what is said afterwards more often than before."""
    known = Counter(key for key, _ in before)
    for key, line in after:
        known[key] -= 1
        if known[key] < 0:
            rule, path, text = key
            yield Note(path, line, f"{rule}: {text}")
