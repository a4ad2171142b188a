"""Random modules say the same before they are divided and afterwards, also when their names are replaced."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType

from hypothesis import event, given, reject, settings
from hypothesis import strategies as st

from netra_tools.facts.read import read_source
from netra_tools.plan import Plan
from tests.changes.planning import after
from tests.fix.splitting import PATH, divided, importable, laid

NAMES = ("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta")
FAKE = "fake"
# How a name is bound; `OTHER` is any name, bound or not yet, that is looked up when code runs; `KNOWN` one
# that is bound before.
FORMS = {
    "constant": "NAME = NUMBER\n",
    "alias": "NAME = KNOWN\n",
    "list": "NAME = [NUMBER, KNOWN]\n",
    "function": "def NAME(n=0):\n    return ('NAME', n) if n > 3 else show(OTHER, n + 1)\n",
    "default": "def NAME(n=0, d=KNOWN):\n    return show(d, n + 1)\n",
    "counter": "COUNT = NUMBER\ndef NAME(n=0):\n    global COUNT\n    COUNT += 1\n    return COUNT + 0\n",
    "class": "class NAME:\n    at = KNOWN\n    def go(self, n=0):\n        return show(OTHER, n + 1)\n",
    "below": "class NAME(show.__class__ and object):\n    OTHER = 1\n    def go(self):\n        return 5\n",
    "called": "NAME = show(KNOWN)\n",
    "noted": "@note\ndef NAME(n=0):\n    return show(OTHER, n + 1)\n",
    "branch": "if NUMBER % 2:\n    NAME = 'odd'\nelse:\n    NAME = 'even'\n",
    "loop": "for NAME in (NUMBER, 2):\n    SEEN.append(NAME)\n",
    "name": "NAME = __name__[:3]\n",
    "import": "import math as NAME\n",
    "guarded": "try:\n    import nowhere_to_be_found as NAME\nexcept ImportError:\n    NAME = None\n",
    "noting": "SEEN.append(KNOWN)\nNAME = len(SEEN)\n",
    "snapshot": "NAME = tuple(map(str, SEEN))\n",
    "generator": "def NAME(n=0):\n    return [show(OTHER, n + 2) for one in (1, 2)]\n",
    "inner": "def NAME(n=0):\n"
    "    def inner(OTHER=3):\n        return OTHER\n    return inner(), show(OTHER, n + 1)\n",
}
HEAD = """\
import math
SEEN = []
def show(thing, n=0):
    if n > 4:
        return 'deep'
    if isinstance(thing, type):
        return thing.__name__
    if callable(thing):
        return thing(n)
    return getattr(thing, '__name__', thing)
def note(function):
    SEEN.append(function.__name__)
    return function
"""


@st.composite
def modules(draw: st.DrawFn) -> str:
    """Draw a module; now and then a name is bound twice."""
    text, known = HEAD, ["3", "'text'"]
    count = draw(st.integers(4, 10))
    for number in range(count):
        name = (
            draw(st.sampled_from(NAMES)) if draw(st.integers(0, 9)) == 0 else f"{NAMES[number % 8]}_{number}"
        )
        form = FORMS[draw(st.sampled_from(sorted(FORMS)))]
        other = f"{NAMES[draw(st.integers(0, count - 1)) % 8]}_{draw(st.integers(0, count - 1))}"
        candidates = [f"{NAMES[at % 8]}_{at}" for at in range(count)]
        other = other if other in candidates else draw(st.sampled_from(candidates))
        parts = {
            "NAME": name,
            "OTHER": other,
            "KNOWN": draw(st.sampled_from(known)),
            "COUNT": f"count_{number}",
        }
        parts["NUMBER"] = str(draw(st.integers(0, 9)))
        for word, value in parts.items():
            form = form.replace(word, value)
        text += form
        text += "# what comes next\n" * draw(st.integers(4, 15))
        known.append(name)
    return text


REPLACED = st.lists(st.tuples(st.sampled_from(("store", "patch")), st.integers(0, 9)), max_size=2)


def observed(module: ModuleType) -> list[object]:
    """Say what each name of a module does, twice."""
    return [(name, says(module, name)) for _ in (1, 2) for name in sorted(vars(module)) if name[:2] != "__"]


def says(module: ModuleType, name: str) -> str:
    """Call what can be called; errors are answers, too."""
    try:
        thing = getattr(module, name)
        if isinstance(thing, type):
            return plain((getattr(thing, "at", None).__class__, thing().go()))
        found = thing() if callable(thing) and name not in ("show", "note") else thing
        return plain(found)
    except Exception as error:
        return repr(type(error))


def plain(found: object) -> str:
    """Write a value without the modules of what was defined somewhere: those do change."""
    return re.sub(r"<(class|function|module) [^<>]*>| at 0x\w+", "...", repr(found))


def program(replaced: list[tuple[str, int]]) -> str:
    """Write what another file replaces in the module."""
    lines = ["import pkg.mod", "def change():"]
    for how, number in replaced:
        name = f"{NAMES[number % 8]}_{number}"
        lines.append(f"    pkg.mod.{name} = 'fake'" if how == "store" else f"    patch('pkg.mod.{name}')")
    return "\n".join([*lines, "    pass", ""])


def patch(target: str) -> None:
    """Replace a name as `unittest.mock` does."""
    owner, _, name = target.rpartition(".")
    module = sys.modules[owner]
    if hasattr(module, name):
        setattr(module, name, FAKE)


def played(files: Mapping[str, str]) -> list[object]:
    """Observe a module before and after another file replaces names of it."""
    with importable(files) as module:
        first = observed(module)
        namespace: dict[str, object] = {"patch": patch}
        exec(files["other.py"], namespace)
        change = namespace["change"]
        assert isinstance(change, Callable)  # type: ignore[arg-type]
        change()  # type: ignore[operator]
        return [*first, *observed(module)]


def played_if_sound(files: Mapping[str, str]) -> list[object]:
    """Observe a module; one that cannot be loaded says nothing."""
    try:
        return played(files)
    except NameError:
        reject()


def without_replaced(found: Iterable[object], replaced: list[tuple[str, int]]) -> list[object]:
    """Leave out the replaced names themselves: a test that is led elsewhere leaves the old place alone."""
    names = {f"{NAMES[number % 8]}_{number}" for how, number in replaced if how == "patch"}
    return [one for one in found if isinstance(one, tuple) and one[0] not in {*names, "math"}]


# The reader raises the limit of recursion once; hypothesis takes that for a test that forgot to undo it.
read_source(b"def f(): pass")


@settings(max_examples=60, deadline=None)
@given(modules(), REPLACED, st.sampled_from((0.6, 0.7, 0.8, 0.9)))
def test_same_before_and_after(text: str, replaced: list[tuple[str, int]], share: float) -> None:
    with TemporaryDirectory() as folder:
        files = {"pkg/__init__.py": "", PATH: text, "other.py": program(replaced)}
        tree = laid(Path(folder), files)
        plan = divided(tree, int(text.count("\n") * share))
        event("divided" if isinstance(plan, Plan) else re.sub(r"\d+|:.*", "", plan.reason)[:30])
        if isinstance(plan, Plan):
            before, later = played_if_sound(files), played(after(tree, plan))
            names = {one[0] for one in later if isinstance(one, tuple)}
            same = [one for one in before if isinstance(one, tuple) and one[0] in names]
            assert without_replaced(later, replaced) == without_replaced(same, replaced)
            lost = {one[0] for one in before if isinstance(one, tuple)} - names
            assert all(f"as {name}\n" in text or name == "math" for name in lost)  # imports that nobody needs
