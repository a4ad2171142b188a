"""NET304."""

from __future__ import annotations

import pytest

from netra_tools.rules.silent_except import SilentExcept
from tests.trees import file_of, run, told

SILENT = [
    pytest.param("except: pass", "catches every error and passes over it", id="bare"),
    pytest.param("except Exception: pass", "catches `Exception` and passes over it", id="all"),
    pytest.param("except Exception as e: ...", "catches `Exception` and passes over it", id="named"),
    pytest.param(
        "except (ValueError, BaseException): return",
        "catches `ValueError`, `BaseException` and returns",
        id="among others",
    ),
    pytest.param("except Exception: return 0", "catches `Exception` and returns a constant", id="constant"),
    pytest.param(
        "except Exception: return []", "catches `Exception` and returns an empty container", id="empty"
    ),
    pytest.param(
        "except Exception:  # noqa: BLE001\n        pass",
        "catches `Exception` and passes over it",
        id="said to a tool",
    ),
]


def handled(handler: str) -> str:
    return f"def f():\n    try:\n        a()\n    {handler}\n"


@pytest.mark.parametrize(("handler", "message"), SILENT)
def test_what_is_silent(handler: str, message: str) -> None:
    assert told(SilentExcept(), [file_of("app/core.py", handled(handler))]) == [f"app/core.py:4 {message}"]


SPEAKING = [
    pytest.param("except ValueError: pass", id="the error that is meant"),
    pytest.param("except Exception: log()", id="logged"),
    pytest.param("except Exception: return a", id="something is returned"),
    pytest.param("except Exception: raise NotImplementedError", id="raised"),
    pytest.param("except Exception:  # plugins may do anything\n        pass", id="explained"),
    pytest.param("except Exception:\n        pass  # plugins may do anything", id="explained below"),
]


@pytest.mark.parametrize("handler", SPEAKING)
def test_what_is_not(handler: str) -> None:
    assert run(SilentExcept(), [file_of("app/core.py", handled(handler))]) == []


OPTIONS = [
    ("except ValueError: pass", SilentExcept(every_exception=True), ["f"]),
    ("except Exception: return 0", SilentExcept(constants=False), []),
    ("except Exception: return", SilentExcept(constants=False), ["f"]),
]


@pytest.mark.parametrize(("handler", "rule", "subjects"), OPTIONS)
def test_options(handler: str, rule: SilentExcept, subjects: list[str]) -> None:
    found = run(rule, [file_of("app/core.py", handled(handler))])
    assert [finding.subject for finding in found] == subjects


@pytest.mark.parametrize(("include", "count"), [(True, 1), (False, 0)])
def test_test_files_are_asked_for(include: bool, count: int) -> None:
    files = [file_of("tests/test_core.py", handled("except: pass"))]
    assert len(run(SilentExcept(include_tests=include), files)) == count


def test_the_span_is_the_keyword_and_subjects_differ() -> None:
    source = handled("except: pass") + handled("except: pass")[9:] + "try: a()\nexcept: pass\n"
    found = run(SilentExcept(), [file_of("app/core.py", source)])
    assert [(item.line, item.column, item.end_column, item.subject) for item in found] == [
        (4, 4, 10, "f"),
        (7, 4, 10, "f#2"),
        (9, 0, 6, "module"),
    ]
