"""Take functions apart in a copy of Python's own library, and run Python's own tests on it before and after.

usage: python -m benchmarks.extractions stdlib FOLDER [--limit N] [--tests NAME...]
       python -m benchmarks.extractions corpus REPOSITORY [--limit N]

FOLDER is made, and holds a whole copy of the running Python: the installed one is never touched. A test
that passed before and does not afterwards is a breakage. With a lower limit there are more extractions.
`corpus` writes nothing: it says how many findings would clear, and that what comes out compiles.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from netra_tools.facts.read import read_source
from netra_tools.fix.extract import extract
from netra_tools.fix.extract_ranges import Limits

# Packages without tests of their own here, and what the tests themselves are made of.
LEFT_OUT = frozenset(
    (
        "__phello__", "distutils", "encodings", "ensurepip", "idlelib", "lib2to3", "pydoc_data",
        "site-packages", "test", "tkinter", "turtledemo",
    )
)  # fmt: skip
TESTS = """
    abc aifc argparse array ast asynchat asyncore augassign base64 bdb binascii bool bufio builtin bz2
    calendar cgi cgitb cmd cmd_line code codeop codecs collections compileall configparser contextlib
    contextlib_async copy copyreg cprofile crypt csv dataclasses datetime dbm dbm_dumb decimal deque
    dict difflib dis docxmlrpc email enum fileinput filecmp fnmatch fractions ftplib functools
    genericpath getopt getpass gettext glob graphlib gzip hashlib heapq hmac html htmlparser
    http_cookiejar http_cookies httplib httpservers imaplib imghdr imp importlib inspect io ipaddress
    json keyword linecache list locale logging lzma mailbox mailcap mimetypes minidom modulefinder netrc
    nntplib ntpath nturl2path numeric_tower opcodes operator optparse os pathlib pdb pickle pickletools
    pipes pkgutil platform plistlib posixpath pprint profile pstats pty pulldom py_compile pyclbr pydoc
    pyexpat queue quopri random re rlcompleter robotparser runpy sax sched selectors shelve shlex shutil
    site smtpd smtplib sndhdr socket socketserver sqlite3 ssl stat statistics strftime string stringprep
    strptime subprocess sunau sys sysconfig tabnanny tarfile telnetlib tempfile textwrap threading
    timeit tokenize tomllib trace traceback tracemalloc turtle types typing unicodedata unittest urllib
    urllib2 urllib2_localnet urllib_response urllibnet urlparse userdict userlist userstring uu uuid
    venv warnings wave weakref weakset webbrowser wsgiref xml_dom_minicompat xml_etree xmlrpc zipapp
    zipfile zipimport zoneinfo
"""


class Totals(NamedTuple):
    """What was done to some files."""

    files: int
    found: int
    cleared: int
    helpers: int
    seconds: float
    reasons: Counter[str]
    changed: dict[Path, bytes]


def operate(paths: Sequence[Path], limits: Limits) -> Totals:
    """Take the functions of files apart, and write nothing."""
    found = cleared = helpers = 0
    reasons: Counter[str] = Counter()
    changed: dict[Path, bytes] = {}
    start = time.process_time()
    for path in paths:
        result = extract(path.read_bytes(), limits)
        found += len(result.done) + len(result.refused)
        cleared += len(result.done)
        helpers += sum(len(one.helpers) for one in result.done)
        reasons.update(one.reason for one in result.refused)
        if result.done:
            changed[path] = result.after
    return Totals(len(paths), found, cleared, helpers, time.process_time() - start, reasons, changed)


def report(totals: Totals) -> None:
    """Print what was done."""
    share = totals.cleared / max(totals.found, 1)
    each = 1000 * totals.seconds / max(totals.found, 1)
    print(f"{totals.files} files, {totals.found} functions too long, {totals.cleared} cleared ({share:.1%})")
    print(f"{totals.helpers} functions extracted, {each:.0f} ms of CPU for each function too long")
    for reason, count in totals.reasons.most_common():
        print(f"  {count:5} {reason}")


def library(folder: Path) -> list[Path]:
    """List the modules of a library that are taken apart."""
    every = sorted(folder.rglob("*.py"))
    return [path for path in every if LEFT_OUT.isdisjoint(path.relative_to(folder).parts)]


def copy_python(folder: Path) -> tuple[Path, Path]:
    """Copy the running Python, and give the copies of its program and its library."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    prefix = Path(sys.base_prefix)
    program, copied = folder / "bin" / version, folder / "lib" / version
    if not copied.exists():
        ignored = shutil.ignore_patterns("site-packages", "__pycache__", "idlelib", "turtledemo")
        shutil.copytree(prefix / "lib" / version, copied, ignore=ignored)
        program.parent.mkdir(parents=True)
        shutil.copy2(prefix / "bin" / version, program)
    return program, copied


def run_tests(program: Path, names: Sequence[str], results: Path) -> dict[str, bool]:
    """Run tests of Python's, and say which passed."""
    environment = {"HOME": str(results.parent), "PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8"}
    command = ["nice", str(program), "-m", "test", "-j1", "--timeout", "300", f"--junit-xml={results}"]
    subprocess.run(
        [*command, *names], env=environment, cwd=results.parent, check=False, stdout=subprocess.DEVNULL
    )
    return dict(passed(results))


def passed(results: Path) -> Iterator[tuple[str, bool]]:
    """Read which tests passed."""
    for case in ET.parse(results).getroot().iter("testcase"):
        failed = case.get("status") != "run" or case.get("result") != "completed"
        failed = failed or any(child.tag in ("failure", "error") for child in case)
        yield case.get("name", ""), not failed


def stdlib(arguments: argparse.Namespace) -> int:
    """Take the library apart, and say what breaks."""
    folder = Path(arguments.folder).resolve()
    program, copied = copy_python(folder)
    tests = [f"test_{name}" for name in arguments.tests or TESTS.split()]
    tests = [name for name in tests if list((copied / "test").glob(f"{name}*"))]
    seen = folder / "before.xml"  # kept for the next time
    before = dict(passed(seen)) if seen.exists() else run_tests(program, tests, seen)
    original = Path(os.__file__).parent
    paths = library(original)
    totals = operate(paths, limits_of(arguments))
    report(totals)
    for path in paths:  # also those that an earlier run changed
        write(copied / path.relative_to(original), totals.changed.get(path) or path.read_bytes())
    after_all = run_tests(program, tests, folder / "after.xml")
    broken = sorted(name for name, good in before.items() if good and not after_all.get(name))
    print(f"{len(tests)} test modules, {len(before)} tests, {sum(before.values())} passed before")
    print(f"{len(broken)} of them not afterwards", *broken, sep="\n  ")
    return len(broken)


def write(path: Path, content: bytes) -> None:
    """Give a file a content, if it has another."""
    if path.exists() and path.read_bytes() != content:
        path.write_bytes(content)


def corpus(arguments: argparse.Namespace) -> int:
    """Say what would clear in a repository, and what of it does not compile."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "*.py"], cwd=arguments.folder, check=True, capture_output=True
    )
    paths = [Path(arguments.folder, os.fsdecode(name)) for name in listed.stdout.split(b"\0") if name]
    totals = operate([path for path in paths if path.is_file()], limits_of(arguments))
    report(totals)
    wrong = [path for path, after in totals.changed.items() if not compiles(after)]
    print(f"{len(totals.changed)} files changed, {len(wrong)} of them do not compile", *wrong[:10])
    return len(wrong)


def compiles(source: bytes) -> bool:
    """Say whether Python and netra both read a source."""
    try:
        compile(source, "<source>", "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        return False
    return not read_source(source).facts.problems


def limits_of(arguments: argparse.Namespace) -> Limits:
    """Take the limit from the command line; files may grow as they do."""
    large = Limits(file=sys.maxsize, class_=sys.maxsize)
    return large._replace(body=arguments.limit) if arguments.limit else large


def main() -> int:
    """Measure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=["stdlib", "corpus"])
    parser.add_argument("folder")
    parser.add_argument("--limit", type=int, default=0)
    parser.add_argument("--tests", nargs="*", default=[])
    arguments = parser.parse_args()
    return 1 if {"stdlib": stdlib, "corpus": corpus}[arguments.what](arguments) else 0


if __name__ == "__main__":
    sys.exit(main())
