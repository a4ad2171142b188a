"""The first day of a repository, tried on a real one: record, run, plant regressions, mend them.

python -m benchmarks.adoption CORPUS copies the repository, and says for each step whether it holds:
nothing is new after recording; what is planted is reported and nothing else; mended, all is as before.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

CONFIG = """
[[rules.layer-violation.contracts]]
name = "util below core"
layers = ["{package}.config_entries", "{package}.util"]
[rules.forbidden-import]
contracts = [{{ name = "no telnet", source = ["{package}"], forbidden = ["telnetlib"] }}]
[rules.confined-import.homes]
xmlrpc = ["{package}.nowhere"]
[rules.canonical-import]
replacements = {{ "{package}.planted_names" = "{package}.const" }}
"""
LINES = "\n".join("    x = 1" for _ in range(26))
IFS = "\n".join("    if a:\n        a = 1" for _ in range(10))
DEEP = "\n".join("    " * depth + "if a:" for depth in range(1, 6)) + "\n" + "    " * 6 + "a = 1"
FIELDS = "\n".join(f"    x{number} = {number}" for number in range(301))

# Where it stands below the package, what is written there, and the rule that is to say so.
# Files that another needs come before it, without a rule.
PLANTED: list[tuple[str, str | bytes, str]] = [
    ("util/planted_one.py", f"def f():\n{LINES}\n", "function-too-long"),
    ("util/planted_two.py", f"def f(a):\n{IFS}\n", "too-complex"),
    ("util/planted_three.py", f"def f(a):\n{DEEP}\n", "too-deep"),
    ("util/planted_four.py", "def f(a, b, c, d, e, g): ...\n", "too-many-parameters"),
    ("util/planted_five.py", f"class A:\n{FIELDS}\n", "class-too-long"),
    ("util/planted_six.py", "A = 1\n" * 451, "file-too-long"),
    ("util/planted_seven.py", "from . import dt\n", "relative-import"),
    ("util/planted_eight.py", "from homeassistant.auth.planted_secret import *\n", "star-import"),
    ("util/planted_nine.py", "import homeassistant.nothing_like_it\n", "unresolved-import"),
    ("util/planted_ten.py", "import homeassistant.util.planted_tenth\n", "import-cycle"),
    ("util/planted_tenth.py", "import homeassistant.util.planted_ten\n", ""),
    ("auth/planted_secret.py", "_A = 1\n", ""),
    ("util/planted_eleven.py", "from homeassistant.auth.planted_secret import _A\n", "private-import"),
    ("util/planted_twelve.py", "import sys\n\nsys.path.append('x')\n", "path-manipulation"),
    ("util/planted_thirteen.py", "A = 1\n", "module-shadowed-by-package"),
    ("util/planted_thirteen/__init__.py", "A = 1\n", ""),
    ("util/planted_fourteen.py", "A = 1\n", "case-only-twins"),
    ("util/Planted_Fourteen.py", "A = 1\n", ""),
    ("util/planted_fifteen.py", "import os\n\nA = os.environ['A']\n", "environment-access"),
    ("util/planted_sixteen.py", "def f(:\n", "syntax-error"),
    ("util/planted_seventeen.py", b"A = '\xe9'\n", "encoding"),
    ("util/planted_old.py", "A = 1\n", "file-name"),
    ("util/planted_nineteen.py", "A = 1  # netra: ignore[star-import] why\n", "unused-suppression"),
    (
        "util/planted_twenty.py",
        "from homeassistant.auth.planted_secret import *  # netra: ignore[star-import]\n",
        "suppression-without-reason",
    ),
    ("util/planted_layer.py", "import homeassistant.config_entries\n", "layer-violation"),
    ("util/planted_forbidden.py", "import telnetlib\n", "forbidden-import"),
    ("util/planted_confined.py", "import xmlrpc\n", "confined-import"),
    ("planted_names.py", "A = 1\n", ""),
    ("util/planted_canonical.py", "from homeassistant.planted_names import A\n", "canonical-import"),
]


def main() -> int:
    """Try it, and say what held."""
    corpus = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch) / "copy"
        shutil.copytree(
            corpus, root, symlinks=True, ignore=shutil.ignore_patterns(".netra", "netra-baseline.tsv")
        )
        package = root / "homeassistant"
        (root / "netra.toml").write_text(CONFIG.format(package=package.name))
        held = [adopt(root), plant(root, package), mend(root, package)]
    return 0 if all(held) else 1


def adopt(root: Path) -> bool:
    """Record, and see that nothing is new."""
    print(netra(root, "baseline", "record").strip())
    report = check(root)
    print("new after recording:", len(report["findings"]), report["baseline"])
    return not report["findings"]


def plant(root: Path, package: Path) -> bool:
    """Plant regressions, one of them in a finding that is known, and hold the report against them."""
    expected = set()
    for path, source, rule in PLANTED:
        file = package / path
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(source if isinstance(source, bytes) else source.encode())
        if rule:
            expected.add((rule, file.relative_to(root).as_posix()))
    expected.add(("function-too-long", lengthen(root)))
    report = check(root)
    found = {(item["slug"], item["path"]) for item in report["findings"]}
    print(f"planted {len(expected)}, reported {len(report['findings'])}", report["baseline"])
    for word, differing in (("missed", expected - found), ("besides", found - expected)):
        for rule, path in sorted(differing):
            print(f"  {word}: {rule} {path}")
    return found == expected and len(report["findings"]) == len(expected)


def lengthen(root: Path) -> str:
    """Add a line to a function that is known to be too long; keep the file's own lines below its limit."""
    lines = (root / "netra-baseline.tsv").read_text(encoding="utf-8").splitlines()
    known = [line.split("\t") for line in lines[1:]]
    long = {path for path, rule, *_ in known if rule == "file-too-long"}
    path = next(path for path, rule, *_ in known if rule == "function-too-long" and path not in long)
    report = json.loads(netra(root, "check", path, "--no-baseline", "--format", "json"))
    finding = next(item for item in report["findings"] if item["slug"] == "function-too-long")
    source = (root / path).read_text(encoding="utf-8").split("\n")
    end = next(at for at in range(finding["line"], len(source)) if source[at].strip().startswith("return"))
    indent = source[end][: len(source[end]) - len(source[end].lstrip())]
    source.insert(end, f"{indent}planted = 1")
    shutil.copy(root / path, root / f"{path}.kept")
    (root / path).write_text("\n".join(source), encoding="utf-8")
    return path


def mend(root: Path, package: Path) -> bool:
    """Take everything out again, and see that pruning and recording leave the baseline as it was."""
    for path, *_ in PLANTED:
        (package / path).unlink()
    (package / "util/planted_thirteen").rmdir()
    for kept in root.rglob("*.py.kept"):
        shutil.move(kept, kept.with_suffix(""))
    before = (root / "netra-baseline.tsv").read_bytes()
    report = check(root)
    print("new after mending:", len(report["findings"]), report["baseline"])
    netra(root, "baseline", "prune")
    netra(root, "baseline", "record")
    same = (root / "netra-baseline.tsv").read_bytes() == before
    print("the baseline is unchanged" if same else "the baseline has changed")
    return same and not report["findings"]


def check(root: Path) -> dict[str, Any]:
    """Check, and give the report."""
    report: dict[str, Any] = json.loads(netra(root, "check", "--format", "json"))
    return report


def netra(root: Path, *args: str) -> str:
    """Run netra in the copy."""
    ran = subprocess.run(
        [sys.executable, "-m", "netra_tools", *args], cwd=root, text=True, capture_output=True, check=False
    )
    if ran.returncode > 1:
        raise SystemExit(ran.stderr)
    return ran.stdout


if __name__ == "__main__":
    sys.exit(main())
