"""Nothing but what the plan is about changes: a right plan passes, each kind of corruption is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netra_tools.changes.gates.site import Site
from netra_tools.changes.gates.unchanged import find_changes
from netra_tools.changes.tree import Tree
from netra_tools.plan import ANYTHING, State
from tests.changes.gates.plans import Files, failures, judged, plan_of, wanted_in
from tests.repository import make

USE = '''\
#!/usr/bin/env python3
"""About `util`."""
import os
from pkg import util
from pkg.util import (
    f,  # the f
    K as K2,
)
from . import util as u

try:
    from pkg.util import g
except ImportError:
    g = None  # none

X = """two
lines"""


def h(a: "util.K", util_more=1, *, option: int = 2) -> None:
    # type: (util.K) -> None
    print(util.f(), u.f(), f, K2)
    patch("pkg.util.K.m", option=3)
    patch(f"pkg.util.{a}")
    \tos.call(key="value")  # tab
    other.util.f()


class C:
    """Has nothing."""

    def util(self, util):
        return util.x
'''.replace("    \tos", "    os")
UTIL = "def f():\n    pass\n\n\ng = f\n\n\nclass K:\n    m = 1\n"
BEFORE: Files = {
    "pkg/__init__.py": "",
    "pkg/util.py": UTIL,
    "pkg/use.py": USE,
    "setup.cfg": "[x]\na = pkg.util:f\n",
}
NEW_USE = (
    USE.replace("import util", "import tool")
    .replace("pkg.util", "pkg.tool")
    .replace('"util.K', '"tool.K')
    .replace("(util.K", "(tool.K")
    .replace("print(util.f", "print(tool.f")
)
AFTER: Files = {"pkg/tool.py": UTIL, "pkg/use.py": NEW_USE, "setup.cfg": "[x]\na = pkg.tool:f\n"}
MOVES = {"pkg/util.py": "pkg/tool.py"}
RENAMED = (("pkg.util", "pkg.tool"),)


def refused(root: Path, after: Files) -> list[str]:
    """Judge a plan, and write what the gate has against it."""
    plan = plan_of(BEFORE, {**AFTER, **after}, MOVES, renamed=RENAMED)
    verdicts = judged(root, BEFORE, plan, findings=False)
    found = [f"{note.path}:{note.line} {note.text}" for note in verdicts["unchanged"].problems]
    return [line.replace("pkg/use.py", "use") for line in found]


def test_a_right_plan_passes(tmp_path: Path) -> None:
    plan = plan_of(BEFORE, AFTER, MOVES, renamed=RENAMED)
    assert failures(judged(tmp_path, BEFORE, plan)) == {}


CORRUPTIONS = {
    "space in a name": ("other.util", "other .util", "use:26 'other.util.f' became 'other .util.f'"),
    "space": ("print(tool", "print (tool", "use:22 '(' became ' '"),
    "comment": ("# none", "# nine", "use:14 '# none' became '# nine'"),
    "comment lost in an import": ("f,  # the f", "f,", "use:3 a comment in an import is lost"),
    "comment changed in an import": ("# the f", "# the g", "use:3 a comment in an import is lost"),
    "string elsewhere": ('"value"', '"valve"', "use:25 '\"value\"' became '\"valve\"'"),
    "reference": ("K.m", "K.n", "use:23 '\"pkg.util.K.m\"' became '\"pkg.tool.K.n\"'"),
    "template": ("{a}", "{b}", "use:24 'f\"pkg.util.{a}\"' became 'f\"pkg.tool.{b}\"'"),
    "docstring": ("`util`", "`tool`", 'use:2 \'"""About `util`."""\' became \'"""About `tool`."""\''),
    "look-alike": ("util_more", "tool_more", "use:20 'util_more' became 'tool_more'"),
    "attribute": ("other.util", "other.tool", "use:26 'other.util.f' became 'other.tool.f'"),
    "parameter": ("return util", "return tool", "use:33 'util.x' became 'tool.x'"),
    "keyword": ("option=3", "options=3", "use:23 'option' became 'options'"),
    "indentation": ("        return", "    return", "use:33 '        ' became '    '"),
    "tab": ("    os.", "\tos.", "use:25 '    ' became '\\t'"),
    "trailing space": ('tool.K.m", option=3)', 'tool.K.m", option=3) ', "use:23 '\\n' became ' '"),
    "blank line lost": ("\n\n\nclass", "\n\nclass", "use:28 '\\n' became 'class'"),
    "blank line among imports": (
        "import os\n",
        "import os\n\n",
        "use:3 what stands between imports has changed",
    ),
    "string over lines": (
        "two\nlines",
        "two\r\nlines",
        'use:16 \'"""two\\nlines"""\' became \'"""two\\r\\nlines"""\'',
    ),
    "import lost": ("from . import tool as u\n", "", "use:21 `u` is used and no longer imported"),
    "alias lost": ("K as K2", "K", "use:22 `K2` is used and no longer imported"),
    "alias doubled": ("K as K2", "K as K as K2", "use:3 `K2` is pkg.util.K no more"),
    "another import": ("import os\n", "import os, sys\n", "use:3 sys is imported, and was not before"),
    "wrong target": (
        "from pkg import tool",
        "from pkg import use as tool",
        "use:3 pkg.use is imported, and was not before",
    ),
    "import inside of another": (
        "    f,  # the f\n",
        "    import sys\n    f,  # the f\n",
        "use:3 pkg.util.f is imported no more",
    ),
    "import moved out": (
        "    from pkg.tool import g\n",
        "from pkg.tool import g\n",
        "use:12 imports are indented in another way",
    ),
    "function lost": (
        "    def util(self, util):\n        return util.x\n",
        "    pass\n",
        "use:0 `C.util` is lost",
    ),
}


@pytest.mark.parametrize("name", CORRUPTIONS)
def test_a_corruption_is_refused(tmp_path: Path, name: str) -> None:
    old, new, expected = CORRUPTIONS[name]
    assert NEW_USE.count(old) == 1
    assert expected in refused(tmp_path, {"pkg/use.py": NEW_USE.replace(old, new)})


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (NEW_USE.replace("\n", "\r\n"), "use:1 '\\n' became '\\r\\n'"),
        (NEW_USE.removesuffix("\n"), "use:33 the newline at the end came or went"),
        ("\ufeff" + NEW_USE, "use:1 the byte order mark came or went"),
        (
            NEW_USE.replace("from pkg import tool\n", "from pkg import tool\r\n"),
            "use:3 the newlines of an import are others",
        ),
    ],
)
def test_newlines_and_marks_stay(tmp_path: Path, content: str, expected: str) -> None:
    assert expected in refused(tmp_path, {"pkg/use.py": content})


@pytest.mark.parametrize(
    ("path", "content", "expected"),
    [
        ("setup.cfg", "[x]\na = pkg.tool:g\n", "setup.cfg:2 the line is not the old one with a new name"),
        ("setup.cfg", "[y]\na = pkg.tool:f\n", "setup.cfg:1 the line is not the old one with a new name"),
        ("setup.cfg", "a = pkg.tool:f\n", "setup.cfg:1 a line without an old name is lost or changed"),
        ("setup.cfg", "[x]\na = pkg.tool:f\nb = 1\n", "setup.cfg:3 a line without a new name came in"),
        ("pkg/more.py", "def more(): ...\n", "pkg/more.py:1 `more` came from nowhere"),
        ("pkg/tool.py", UTIL.replace("m = 1", "m = 2"), "pkg/tool.py:9 '1' became '2'"),
    ],
)
def test_other_files_change_only_where_a_name_is(
    tmp_path: Path, path: str, content: str, expected: str
) -> None:
    assert expected in refused(tmp_path, {path: content})


def test_a_file_with_code_is_not_deleted(tmp_path: Path) -> None:
    before = {**BEFORE, "pkg/gone.py": "import os\nX = 1\n", "pkg/empty.py": '"""Nothing."""\n'}
    plan = plan_of(before, {"pkg/gone.py": None, "pkg/empty.py": None})
    assert failures(judged(tmp_path, before, plan)).keys() == {"unchanged"}
    assert [note.path for note in find_changes(Site(Tree(str(tmp_path)), plan, wanted_in(tmp_path)))] == [
        "pkg/gone.py"
    ]


def test_a_file_whose_imports_all_go_has_no_newline_left(tmp_path: Path) -> None:
    before = {"m.py": "import os\n", "n.py": "import os\nX = 1\n"}
    good = plan_of(before, {"m.py": "", "n.py": "X = 1\n"})
    assert failures(judged(tmp_path, before, good)) == {}
    bad = plan_of(before, {"n.py": "X = 1"})
    assert failures(judged(tmp_path, before, bad)).keys() == {"unchanged"}


def test_a_star_import_is_the_same_when_its_module_is_written_in_full(tmp_path: Path) -> None:
    before = {"p/__init__.py": "", "p/a.py": "from .b import *\n", "p/b.py": "X = 1\n", "p/c.py": ""}
    plan = plan_of(before, {"p/a.py": "from p.b import *\n"})
    assert failures(judged(tmp_path, before, plan)) == {}
    plan = plan_of(before, {"p/c.py": "from p.b import *\n"})._replace(keeps=ANYTHING)
    assert failures(judged(tmp_path, before, plan)).keys() == {"findings"}


def test_a_mode_stays(tmp_path: Path) -> None:
    plan = plan_of(BEFORE, {"setup.cfg": "[x]\na = pkg.util:f\n\n"})
    edit = plan.edits[0]._replace(after=State(b"[x]\na = pkg.util:f\n", 0o100755))
    plan = plan._replace(edits=(edit,))
    found = judged(tmp_path, BEFORE, plan)["unchanged"].problems
    assert [note.text for note in found] == ["its mode was 100644 and is 100755"]


ORDER = "import sys\nimport os  # os\n# about a\nfrom a import c, b\n\nprint(os, b, c)\n"
FREE = {
    "in order": (ORDER, "import os  # os\n\n# about a\nfrom a import b, c\n\nprint(os, b, c)\n", []),
    "a comment that comes first": (
        "x = 1\nimport b\n# a\nimport a\nprint(a, b)\n",
        "x = 1\n# a\nimport a\nimport b\nprint(a, b)\n",
        [],
    ),
    "blank lines": (ORDER, ORDER.replace("c, b\n\n", "c, b\n\n\n"), []),
    "all of a body": (
        "try:\n    import sys\nexcept E:\n    x = 1\n",
        "try:\n    pass\nexcept E:\n    x = 1\n",
        [],
    ),
    "a pass elsewhere": ("x = 1\n", "x = 1\npass\n", ["m.py:2 nothing became 'pass'"]),
    "what must stay": (
        "from __future__ import annotations\n\nx = 1\n",
        "x = 1\n",
        ["m.py:1 __future__.annotations is imported no more"],
    ),
    "all unused": ("import sys\n\nx = 1\n", "x = 1\n", []),
    "one that is used": (
        ORDER,
        ORDER.replace("import os  # os\n", ""),
        ["m.py:5 `os` is used and no longer imported"],
    ),
    "one that is exported": (
        "from a import b\n__all__ = ['b']\n",
        "__all__ = ['b']\n",
        ["m.py:1 `b` is in __all__ and no longer imported"],
    ),
    "another": (ORDER, ORDER.replace("c, b", "c, b, d"), ["m.py:1 a.d is imported, and was not before"]),
    "a comment": (
        ORDER,
        ORDER.replace("# about a\n", ""),
        ["m.py:1 a comment among imports is lost or changed"],
    ),
    "code": (ORDER, ORDER.replace("print(os", "print(sys"), ["m.py:6 'os' became 'sys'"]),
    "absolute": (
        "from . import x\nprint(x)\n",
        "from a import x\nprint(x)\n",
        ["m.py:1 a.x is imported, and was not before"],
    ),
}


@pytest.mark.parametrize("name", FREE)
def test_without_renames_only_imports_change(tmp_path: Path, name: str) -> None:
    before, after, expected = FREE[name]
    make(tmp_path, {"m.py": before})
    site = Site(Tree(str(tmp_path)), plan_of({"m.py": before}, {"m.py": after}), wanted_in(tmp_path))
    assert [f"{note.path}:{note.line} {note.text}" for note in find_changes(site)] == expected


def test_an_absolute_import_means_what_the_relative_one_meant(tmp_path: Path) -> None:
    before = {
        "pkg/__init__.py": "",
        "pkg/a/__init__.py": "",
        "pkg/a/m.py": "from ..b import x\n",
        "pkg/b.py": "x = 1\n",
    }
    good = plan_of(before, {"pkg/a/m.py": "from pkg.b import x\n"})
    bad = plan_of(before, {"pkg/a/m.py": "from pkg.a.b import x\n"})
    assert failures(judged(tmp_path, before, good)) == {}
    assert failures(judged(tmp_path, before, bad)).keys() == {"unchanged", "resolve", "findings"}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a repository that holds what is before."""
    files = {path: content for path, content in BEFORE.items() if content is not None}
    return make(tmp_path_factory.mktemp("work"), files)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_corrupted_byte_is_refused(place: Path, data: st.DataObject) -> None:
    lines = NEW_USE.encode().splitlines(keepends=True)
    kept = USE.encode().splitlines(keepends=True)
    imports = range(2, 13)
    number = data.draw(
        st.sampled_from([n for n, line in enumerate(lines) if line == kept[n] and n not in imports])
    )
    at = data.draw(st.integers(0, len(lines[number]) - 1))
    byte = data.draw(st.binary(max_size=1))
    line = lines[number][:at] + byte + lines[number][at + data.draw(st.integers(0, 1)) :]
    if line == lines[number]:
        return
    content = b"".join([*lines[:number], line, *lines[number + 1 :]])
    plan = plan_of(BEFORE, {**AFTER, "pkg/use.py": content}, MOVES, renamed=RENAMED)
    assert list(find_changes(Site(Tree(str(place)), plan, wanted_in(place))))
