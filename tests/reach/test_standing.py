"""What is told though it is used: shims past their date, old twins, branches that are never reached."""

from __future__ import annotations

import pytest

from netra_tools.facts.branches import judge_test
from netra_tools.facts.terms import find_terms
from tests.reach.projects import told_in

MAIN = "if __name__ == '__main__':\n    main()\n"
PROJECT = '[project]\nname = "app"\nversion = "3.1"\nrequires-python = ">=3.9"\n'
SHIM = {"old.py": "def g(x):\n    {}\n    return x\n", "a.py": f"from old import g\ndef main(): g(1)\n{MAIN}"}
USED = "used by `a.main`"
TODAY = ", and today is 2025-01-15"
VERSION = ", and the version is 3.1"


def shim(text: str) -> dict[str, str]:
    """Make a project whose only shim says something."""
    return SHIM | {"old.py": SHIM["old.py"].replace("{}", text), "pyproject.toml": PROJECT}


DUE = [
    ("# remove after 2024-06", "'remove after 2024-06'", TODAY),
    ('"""Will be removed in version 3.0."""', "'be removed in version 3.0'", VERSION),
    ("# TODO: drop this by 2024/12/31", "'TODO: drop this by 2024/12/31'", TODAY),
    ("warn('g is deprecated, to be removed in app 3.1')", "'be removed in app 3.1'", VERSION),
    ("# Delete after March 2024.", "'Delete after March 2024'", TODAY),
]
NOT_DUE = [
    "# remove after 2025-02",
    "# will be removed in 4.0",
    "# will be removed in Python 3.0",
    "# was removed in 2.0",
    "# removes what was added in version 2",
    "# to be removed in a future version",
    "print('removed 3.0 km')",
    "# deprecated since 2.1",
]


@pytest.mark.parametrize(("text", "said", "past"), DUE)
def test_a_shim_past_its_date(text: str, said: str, past: str) -> None:
    assert told_in(shim(text)) == [f"old.py:2 shim g: line 2 says {said}{past}; {USED} [medium]"]


@pytest.mark.parametrize("text", NOT_DUE)
def test_a_shim_before_its_date(text: str) -> None:
    assert told_in(shim(text)) == []


def test_what_is_deprecated_without_a_date_is_told_to_who_asks_for_all() -> None:
    expected = f"old.py:2 shim g: line 2 says 'deprecated since 2.1'; {USED} [low]"
    assert told_in(shim("# deprecated since 2.1"), doubtful=True) == [expected]


def test_a_decorator_and_a_comment_above_speak_of_what_follows() -> None:
    decorated = "from app import deprecated\n@deprecated(removed_in='3.0')\ndef g(x): return x\n"
    above = "# remove after 2024-06\n# since nobody needs it\ndef g(x): return x\n"
    told = [told_in(shim("") | {"old.py": text})[-1].partition(";")[0] for text in (decorated, above)]
    assert told == [
        'old.py:2 shim g: line 2 says "removed_in=\'3.0", and the version is 3.1',
        "old.py:1 shim g: line 1 says 'remove after 2024-06', and today is 2025-01-15",
    ]


def test_one_line_of_much_is_no_shim() -> None:
    lines = "\n    ".join([*[f"print({number})" for number in range(20)], "# remove after 2024-06"])
    assert [one.partition(":")[2].split(":")[0] for one in told_in(shim(lines))] == ["22 overdue code g"]


def test_the_version_stands_in_the_package_or_in_what_is_installed() -> None:
    files = {
        "p/__init__.py": '__version__ = "2.0"\n',
        "p/a.py": "def f():\n    # remove in version 2.0\n    print()\n",
    }
    main = {"p/__main__.py": "from p.a import f\nf()\n"}
    assert len(told_in(files | main)) == 1
    assert told_in(files | main | {"p/__init__.py": '__version__ = "1.9"\n'}) == []
    assert len(told_in(files | main | {"p/__init__.py": "", "p-2.1.dist-info/METADATA": "x"})) == 1


def test_what_is_dead_is_told_once() -> None:
    files = {"a.py": f"def f():\n    # remove after 2024-06\n    print()\ndef main(): pass\n{MAIN}"}
    assert told_in(files) == ["a.py:1 function f: nothing refers to it [high]"]


TWINS = "def f(): pass\ndef f_old(): pass\nclass A:\n    def g(self): pass\n    def old_g(self): pass\n"
KEPT = "def f_new(): pass\ndef f_2(): pass\nold_x = x = 1\nprint(x, old_x)\n"
USES = "def main():\n    f(), f_old(), f_new(), f_2(), A().g(), A().old_g()\n"


def test_twins_that_are_used_are_told_with_who_uses_them() -> None:
    assert told_in({"a.py": TWINS + KEPT + USES + MAIN}) == [
        "a.py:2 twin f_old: it stands beside `f`, and is not dead: used by `a.main` [medium]",
        "a.py:5 twin A.old_g: it stands beside `g`, and is not dead: used by `a.main` [medium]",
    ]


def test_twins_that_nobody_uses_are_dead() -> None:
    uses = USES.replace("f_old(), ", "").replace(", A().old_g()", "")
    assert [one.partition(" [")[0] for one in told_in({"a.py": TWINS + KEPT + uses + MAIN})] == [
        "a.py:2 function f_old: nothing refers to it; it stands beside `f`",
        "a.py:5 method A.old_g: nothing refers to it; it stands beside `g`",
    ]


OLD = "sys.version_info < (3, 8)"
LATE = "sys.version_info >= (3, 9)"
PRINT = "\n    print(1)"
BRANCHES = [
    pytest.param(f"if False:{PRINT}{PRINT}", "2 `False` never holds", id="if False"),
    pytest.param(f"if 0:{PRINT}", "2 `0` never holds", id="if 0"),
    pytest.param(f"while False:{PRINT}", "2 `False` never holds", id="while False"),
    pytest.param(f"if True:\n    x = 1\nelse:{PRINT}", "4 `True` before it always holds", id="else"),
    pytest.param(f"if 1:\n    x = 1\nelif x:{PRINT}", "4 `1` before it always holds", id="elif"),
    pytest.param(f"if {OLD}:\n    import z\n    print(z)", f"2 `{OLD}` never holds", id="old"),
    pytest.param(f"if {LATE}:\n    x = 1\nelse:{PRINT}", f"4 `{LATE}` before it always holds", id="new"),
    pytest.param(f"if sys.version_info[0] == 2:{PRINT}", "2 `sys.version_info[0] == 2` never holds", id="2"),
    pytest.param(f"if six.PY2:{PRINT}", "2 `six.PY2` never holds", id="six"),
    pytest.param(f"if sys.version_info < (3, 10):{PRINT}", "", id="a version that is asked for"),
    pytest.param(f"if sys.platform == 'win32':{PRINT}", "", id="platform"),
    pytest.param(f"if typing.TYPE_CHECKING:\n    x: int\nelse:{PRINT}", "", id="types and else"),
    pytest.param("if False:\n    from z import Z", "", id="imports for types, as once written"),
    pytest.param("def f():\n    if False:\n        yield\nf()", "", id="what makes a generator"),
    pytest.param(f"if False or x:{PRINT}", "", id="more than a constant"),
]


@pytest.mark.parametrize(("code", "expected"), BRANCHES)
def test_branches_that_are_never_reached(code: str, expected: str) -> None:
    text = f"import six, sys, typing\nx = 2\nprint(x, six, sys, typing)\n{code}\n"
    found = told_in({"a.py": text, "Makefile": "x:\n\tpython a.py\n", "pyproject.toml": PROJECT})
    told = [one.removeprefix("a.py:").removesuffix(" [high]") for one in found if "unreachable branch" in one]
    line, _, why = expected.partition(" ")
    assert told == ([f"{int(line) + 3} unreachable branch a: {why}"] if expected else [])


def test_who_asks_for_no_version_gets_no_verdict_on_old_ones() -> None:
    code = {
        "a.py": "import sys\nif sys.version_info < (3, 8):\n    print(1)\n",
        "Makefile": "x:\n\tpython a.py\n",
    }
    assert told_in(code) == []


@pytest.mark.parametrize(
    ("test", "answer"),
    [
        (b"sys.version_info <= (3, 7)", "never|sys.version_info <= (3, 7)|3.7"),
        (b"not sys.version_info >= (3,)", "never|not sys.version_info >= (3,)|3"),
        (b"sys.version_info.major > 2", "always|sys.version_info.major > 2|3"),
        (b"sys.version_info == (3, 8)", ""),
        (b"not False", "always|not False|"),
        (b"sys", ""),
        (b"", ""),
    ],
)
def test_tests_with_a_known_answer(test: bytes, answer: str) -> None:
    assert judge_test(test) == answer


def test_text_over_several_lines_is_one() -> None:
    text = b'warn("it will be removed "\n     "in version 1.2")\n#: It will be\n#: removed in v2.0.\n'
    assert [term[1] for term in find_terms(text)] == ["gone - v1.2", "gone - v2.0"]
