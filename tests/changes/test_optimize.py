"""Unused, repeated and unsorted imports are mended as ruff says, and kept where something speaks for them."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from netra_tools.changes.tidying.optimize import plan_optimize
from netra_tools.config.model import Config, ImportSettings
from netra_tools.errors import NetraError
from netra_tools.plan import Plan
from tests.changes.planned import told, tree_of, written

DECLARED = ImportSettings(side_effects=("app.signals",))
BASE = {"app/__init__.py": "", "app/signals.py": "", "app/core.py": "X = 1\nY = 2\n"}


def planned(root: Path, files: Mapping[str, str | bytes]) -> Plan:
    """Plan, and see that nothing is left to plan then."""
    config, tree = tree_of(root, {**BASE, **files})
    config = config._replace(imports=DECLARED)
    plan = plan_optimize(config, tree, ())
    again = plan_optimize(config, tree.after(plan.edits), ())
    assert again.edits == () and again.notes == plan.notes
    return plan


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("import os\nimport re\nre.X\n", "import re\n\nre.X\n", id="unused"),
        pytest.param(
            "from re import (\n    A,\n    X,\n)\n\nX\n",
            "from re import (\n    X,\n)\n\nX\n",
            id="one of two",
        ),
        pytest.param(
            "def f():\n    import os\n    return 1\n", "def f():\n    return 1\n", id="in a function"
        ),
        pytest.param("import sys, re\n\nsys, re\n", "import re\nimport sys\n\nsys, re\n", id="unsorted"),
        pytest.param("import re\nimport re\n\nre\n", "import re\n\nre\n", id="repeated"),
        pytest.param(
            "def f():\n    import re\n    x = re\n    import re\n    return re, x\n",
            "def f():\n    import re\n    x = re\n    import re\n    return re, x\n",
            id="repeated after a use",
        ),
        pytest.param(
            "def f():\n    from re import A\n    from re import A\n\n    return A\n",
            "def f():\n    from re import A\n\n    return A\n",
            id="repeated in a function",
        ),
        pytest.param(
            "import sys\n\nsys.path.insert(0, 'x')\nimport re\nimport csv\n\nre, csv\n",
            "import sys\n\nsys.path.insert(0, 'x')\nimport csv\nimport re\n\nre, csv\n",
            id="nothing rises above sys.path",
        ),
        pytest.param(
            "import os\n\nos.environ['A'] = ''\nimport json\n\njson\n",
            "import os\n\nos.environ['A'] = ''\nimport json\n\njson\n",
            id="nothing rises above os.environ",
        ),
        pytest.param(
            "from __future__ import annotations\nimport re\nimport csv\n\nre, csv\n",
            "from __future__ import annotations\n\nimport csv\nimport re\n\nre, csv\n",
            id="the future stays first",
        ),
        pytest.param("import os  # noqa: F401\n", "import os  # noqa: F401\n", id="noqa"),
        pytest.param("import os\n\n__all__ = ['os']\n", "import os\n\n__all__ = ['os']\n", id="exported"),
        pytest.param("# isort: skip_file\nimport re, csv\nre, csv\n", None, id="ruff's own word against it"),
    ],
)
def test_forms(tmp_path: Path, before: str, after: str | None) -> None:
    plan = planned(tmp_path, {"app/a.py": before})
    assert written(plan).get("app/a.py", before) == (before if after is None else after)
    assert plan.notes == ()


@pytest.mark.parametrize(
    ("files", "note"),
    [
        pytest.param({"app/a.py": "import os  # netra: keep\n"}, "marked `# netra: keep`", id="marked"),
        pytest.param({"app/a.py": "import app.signals\n"}, "declared to have side effects", id="declared"),
        pytest.param(
            {"app/a.py": "from . import signals\n"}, "declared to have side effects", id="with dots"
        ),
        pytest.param(
            {"app/a.py": "import re\nimport app.signals\nimport csv\n\nre, csv, app\n"},
            "imports stay unsorted: `app.signals` is declared",
            id="nothing moves around what is declared",
        ),
        pytest.param(
            {"app/a.py": "import re\nfrom re import *\nimport csv\n\nre, csv\n"}, "a star import", id="star"
        ),
        pytest.param(
            {"app/a.py": "from re import A\nfrom csv import A\n\nA\n"},
            "`A` is imported from several",
            id="twice",
        ),
        pytest.param({"app/a.py": "if 1:\n    import os\n\n    a = 1\n"}, "on a condition", id="in if"),
        pytest.param({"app/a.py": "with x():\n    import os\n\n    a = 1\n"}, "on a condition", id="in with"),
        pytest.param(
            {"app/a.py": "try:\n    import os\n\n    a = 1\nfinally:\n    a = 2\n"},
            "on a condition",
            id="in try",
        ),
        pytest.param({"app/a.py": "def f():\n    import os\n"}, "its block holds nothing else", id="alone"),
        pytest.param(
            {"app/a.py": "import os\n", "b.py": "from app.a import os\n\nos\n"},
            "used as `app.a.os`",
            id="from elsewhere",
        ),
        pytest.param(
            {"app/a.py": "import os\n", "b.py": "import app.a as x\n\nx.os\n"},
            "used as `app.a.os`",
            id="as attribute",
        ),
        pytest.param(
            {"app/a.py": "import os\n", "b.py": "patch('app.a.os.path')\n"},
            "used as `app.a.os`",
            id="patched",
        ),
        pytest.param(
            {"app/a.py": "import os\n", "b.py": "from app.a import *  # noqa\n"},
            "used as `app.a.os`",
            id="star elsewhere",
        ),
        pytest.param(
            {"app/a.py": "import os\n", "b.py": "from app.a import os\n\ntype A[T] = os\n"},
            "",
            id="a file that Python 3.11 cannot read",
        ),
        pytest.param(
            {"app/a.py": "import os\n\n__all__ = []\n__all__ += f()\n"},
            "what `__all__` holds",
            id="__all__ is computed",
        ),
        pytest.param(
            {"app/a.py": "from os import path\n\nx = 1  # type: path\n"}, "a type comment", id="type comment"
        ),
        pytest.param({"tests/conftest.py": "from app.core import X\n"}, "may be a fixture", id="conftest"),
        pytest.param(
            {"tests/test_a.py": "from app.core import X\n\n\ndef test_a(X): ...\n"},
            "may be a fixture",
            id="fixture",
        ),
    ],
)
def test_what_is_kept_is_told(tmp_path: Path, files: Mapping[str, str | bytes], note: str) -> None:
    plan = planned(tmp_path, files)
    assert plan.edits == ()
    assert any(note in line for line in told(plan)), told(plan)


def test_a_package_keeps_what_it_offers(tmp_path: Path) -> None:
    plan = planned(tmp_path, {"app/__init__.py": "from app.core import X\n\nfrom .core import Y\n"})
    assert plan.edits == ()


def test_some_names_go_and_others_stay(tmp_path: Path) -> None:
    source = "from re import (  # all\n    A,  # a\n    S,  # s\n    X,\n    ASCII,  # last\n)\n\nX\n"
    plan = planned(tmp_path, {"app/a.py": source, "b.py": "from app.a import S\n\nS\n"})
    assert written(plan) == {"app/a.py": "from re import (  # all\n    S,  # s\n    X,\n)\n\nX\n"}


def test_what_goes_lets_more_go(tmp_path: Path) -> None:
    files = {"app/a.py": "import os\n\nA = 1\n", "app/b.py": "from app.a import os\n\nB = 1\n"}
    plan = planned(tmp_path, files)
    assert written(plan) == {"app/a.py": "\nA = 1\n", "app/b.py": "\nB = 1\n"}
    assert plan.notes == ()


def test_knotted_modules_are_loaded_as_before(tmp_path: Path) -> None:
    knot = {
        "app/x.py": "from app.y import a\n\nb = a\n",
        "app/y.py": "a = 1\nfrom app import x\n\nc = x\n",
    }
    plan = planned(tmp_path, {**knot, "app/main.py": "from app.y import a\nfrom app.x import b\n\na, b\n"})
    assert plan.edits == ()
    assert told(plan) == [
        "app/main.py:1 imports stay unsorted:"
        " modules that import one another would be loaded in another order"
    ]


def test_what_a_knotted_module_offers_early_stays_early(tmp_path: Path) -> None:
    files = {
        "app/__init__.py": "from app.z import Z\nfrom app.x import X\n\n__all__ = ['X', 'Z']\n",
        "app/x.py": "from app import Z\n\nX = Z\n",
        "app/z.py": "Z = 1\n",
    }
    plan = planned(tmp_path, files)
    assert plan.edits == ()
    assert "app/__init__.py:1 imports stay unsorted" in told(plan)[0]


def test_modules_beside_a_knot_are_sorted(tmp_path: Path) -> None:
    knot = {"app/x.py": "import app.y\n\napp\n", "app/y.py": "import app.x\n\napp\n", "app/z.py": "Z = 1\n"}
    plan = planned(tmp_path, {**knot, "main.py": "from app.z import Z\nfrom app import y\n\nZ, y\n"})
    assert written(plan) == {"main.py": "from app import y\nfrom app.z import Z\n\nZ, y\n"}


def test_files_that_cannot_be_read_stay(tmp_path: Path) -> None:
    plan = planned(tmp_path, {"app/a.py": "import os\ndef f(:\n", "app/b.py": b"import os\n# \xff\n"})
    assert plan.edits == ()
    assert [line.partition(":")[0] for line in told(plan)] == ["app/a.py", "app/b.py"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(b"import sys\r\nimport os\r\n\r\nsys\r\n", b"import sys\r\n\r\nsys\r\n", id="CRLF"),
        pytest.param(
            b"\xef\xbb\xbfimport re, csv\n\nre, csv",
            b"\xef\xbb\xbfimport csv\nimport re\n\nre, csv",
            id="BOM",
        ),
        pytest.param(
            b"# coding: latin-1\nimport re, csv\n\nre, csv, '\xe4' \n",
            b"# coding: latin-1\nimport csv\nimport re\n\nre, csv, '\xe4' \n",
            id="cookie",
        ),
        pytest.param(
            "def f():\n    'ä'; x = 'ä'; import os\n    return x\n".encode(),
            "def f():\n    'ä'; x = 'ä'; \n    return x\n".encode(),
            id="characters are not bytes",
        ),
    ],
)
def test_other_bytes_stay(tmp_path: Path, before: bytes, after: bytes) -> None:
    (edit,) = planned(tmp_path, {"app/a.py": before}).edits
    assert edit.after is not None
    assert edit.after.content == after


def test_the_configuration_of_the_repository_counts(tmp_path: Path) -> None:
    source = "from re import A\nimport csv\n\nA, csv\n"
    config, tree = tree_of(tmp_path, {"a.py": source, "x/b.py": source})
    assert set(written(plan_optimize(config, tree, ()))) == {"a.py", "x/b.py"}
    (tmp_path / "ruff.toml").write_text("[lint.isort]\nforce-sort-within-sections = true\n")
    (tmp_path / "a.py").write_text("import csv\nfrom re import A\n\nA, csv\n")
    (tmp_path / "x" / "ruff.toml").write_text('[lint.per-file-ignores]\n"b.py" = ["I001"]\n')
    assert plan_optimize(config, type(tree)(str(tmp_path)), ()).edits == ()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.py", "ruff.toml", "x"]


def test_without_ruff_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config, tree = tree_of(tmp_path, {"a.py": "import os\n"})
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    with pytest.raises(NetraError, match="ruff is not installed") as caught:
        plan_optimize(config, tree, ())
    assert caught.value.hint == "install it beside netra: pip install ruff"


def test_an_empty_repository_has_nothing_to_plan(tmp_path: Path) -> None:
    config, tree = tree_of(tmp_path, {"a.py": "A = 1\n"})
    assert plan_optimize(Config(config.root), tree, ()).edits == ()
