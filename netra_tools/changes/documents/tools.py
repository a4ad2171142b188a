"""What the arguments and options of programs are: modules, paths, either, or something else."""

from __future__ import annotations

from typing import Final

MODULE: Final = "module"
PATH: Final = "path"
EITHER: Final = "either"
OTHER: Final = "other"  # a word that no package is meant by
CODE: Final = "code"  # Python
TARGET: Final = "target"  # `a.b:app`
SHELL: Final = "shell"
OPTIONS: Final = "options"  # what pytest takes
PYTHONPATH: Final = "pythonpath"

PYTHON: Final = frozenset(
    ["python", "python3", "pypy3", "py", "PYTHON", "PYTHON3", "PY", "pdb", "coverage", "kernprof", "python2"]
)
SERVERS: Final = frozenset(
    ["uvicorn", "gunicorn", "hypercorn", "daphne", "granian", "waitress-serve", "uwsgi"]
)
WORKERS: Final = frozenset(["celery", "flask", "dramatiq", "arq", "rq", "faust", "huey_consumer"])
PYTEST: Final = frozenset(["pytest", "py.test", "PYTEST"])
# Programs whose arguments are files and folders.
FILES: Final = frozenset([
    "BLACK", "MYPY", "RUFF", "alembic", "autoflake", "bandit", "basedpyright", "bash", "black", "cat",
    "cd", "chmod", "chown", "cp", "dmypy", "docformatter", "find", "flake8", "interrogate", "isort",
    "ls", "mkdir", "mkdocs", "mv", "mypy", "netra", "pushd", "pycodestyle", "pydocstyle", "pyflakes",
    "pylint", "pyrefly", "pyright", "pyupgrade", "radon", "rm", "rmdir", "rsync", "ruff", "sh",
    "source", "sphinx-apidoc", "sphinx-build", "streamlit", "stubtest", "tar", "test", "touch", "ty",
    "vulture", "xenon", "yamllint", "zip",
])  # fmt: skip
CHANGERS: Final = frozenset(["dramatiq", "arq", "huey_consumer"])
# `ruff check app`: the first word is what the program is told to do.
COMMANDED: Final = frozenset(["ruff", "mkdocs", "alembic", "netra", "pyrefly", "ty", "streamlit", "coverage"])
PYARGS: Final = "--pyargs"  # what pytest is given behind this may be packages
# Only the options of these say something.
MORE: Final = frozenset(["pip", "pip3", "uv", "make", "git", "unittest", "[", "[["])
KNOWN: Final = PYTHON | SERVERS | WORKERS | PYTEST | FILES | MORE
# What follows these is theirs, whatever it is called.
LAST: Final = frozenset(
    ["cd", "cp", "mv", "rm", "ls", "cat", "mkdir", "touch", "tar", "zip", "rsync", "test", "find"]
)
# Of what these take, the first is a file.
FIRST: Final = (PYTHON - {"coverage"}) | frozenset(["sh", "bash"])
ANY_TOOL: Final = {
    "--cov": EITHER, "--app-dir": PATH, "--cov-config": PATH, "--config-file": PATH, "--rcfile": PATH,
    "--app": MODULE, "--rootdir": PATH, "--confcutdir": PATH, "--ignore": PATH, "--pyargs": "",
    "--config": PATH, "--src": PATH, "--directory": PATH, "--project": PATH, "--settings": MODULE,
    "--reload-dir": PATH, "--env-file": PATH, "--python-path": PATH, "--pythonpath": PATH, "--chdir": PATH,
    "--prefix": PATH, "--log-config": PATH, "--requirement": PATH, "--editable": PATH, "--file": PATH,
    "--package": MODULE, "--module": MODULE, "--exclude-dir": PATH, "--junitxml": PATH,
    "--hidden-import": MODULE,
}  # fmt: skip
TOOL_OPTIONS: Final[dict[str, dict[str, str]]] = {
    "pip": {"-e": PATH, "-r": PATH, "-c": PATH},
    "make": {"-C": PATH}, "git": {"-C": PATH},
    "[": {"-d": PATH, "-e": PATH, "-f": PATH},
    "unittest": {"-s": PATH, "-t": PATH},
    "python": {"-m": MODULE, "-c": CODE, "-W": OTHER, "-X": OTHER},
    "coverage": {"-m": MODULE, "--source": EITHER, "--omit": PATH, "--include": PATH,
                 "--source-pkgs": MODULE},
    "pytest": {
        "-p": MODULE, "-m": OTHER, "-k": OTHER, "-n": OTHER, "-W": OTHER, "-o": OTHER, "-c": PATH,
        "--durations": OTHER, "--tb": OTHER, "--maxfail": OTHER, "--ds": MODULE, "--deselect": PATH,
        "--dist": OTHER, "--timeout": OTHER, "--basetemp": OTHER,
    },
    "mypy": {"-p": MODULE, "-m": MODULE, "-c": OTHER},
    "celery": {"-A": MODULE, "-Q": OTHER, "-n": OTHER, "-l": OTHER, "--loglevel": OTHER},
    "flask": {"-A": MODULE, "-h": OTHER, "-p": OTHER},
    "gunicorn": {"-c": PATH, "-k": MODULE, "--worker-class": MODULE, "-n": OTHER, "--name": OTHER,
                 "-b": OTHER},
    "isort": {"-p": MODULE, "--project": MODULE, "--profile": OTHER, "-o": MODULE},
    "ruff": {"--select": OTHER, "--ignore": OTHER, "--extend-select": OTHER, "--target-version": OTHER},
    "pylint": {"--disable": OTHER, "--enable": OTHER, "--load-plugins": MODULE},
    "flake8": {"--ignore": OTHER, "--select": OTHER},
    "bash": {"-c": SHELL, "-lc": SHELL, "-ec": SHELL, "-exc": SHELL, "-euc": SHELL, "-xc": SHELL,
             "-o": OTHER},
    "alembic": {"-c": PATH, "-n": OTHER, "-m": OTHER, "-x": OTHER},
    "find": {"-name": OTHER, "-iname": OTHER, "-type": OTHER, "-path": PATH},
    "black": {"-l": OTHER, "--line-length": OTHER, "-t": OTHER, "--target-version": OTHER},
}  # fmt: skip
ARGUMENTS: Final = {
    **dict.fromkeys(SERVERS, TARGET), **dict.fromkeys(CHANGERS, MODULE), **dict.fromkeys(PYTEST, PATH),
    PYARGS: EITHER,
}  # fmt: skip
SAME_AS: Final = {
    **dict.fromkeys(PYTHON - {"coverage"}, "python"), **dict.fromkeys(PYTEST, "pytest"),
    **dict.fromkeys(SERVERS, "gunicorn"), "sh": "bash", "MYPY": "mypy", "RUFF": "ruff", "BLACK": "black",
    "dmypy": "mypy", "pip3": "pip", "uv": "pip", "[[": "[", "test": "[", PYARGS: "pytest",
}  # fmt: skip
VARIABLES: Final = {
    "PYTHONPATH": PYTHONPATH, "MYPYPATH": PYTHONPATH, "FLASK_APP": MODULE, "DJANGO_SETTINGS_MODULE": MODULE,
    "CELERY_APP": MODULE, "PYTEST_ADDOPTS": OPTIONS, "PYTEST_PLUGINS": MODULE, "COVERAGE_RCFILE": PATH,
    "APP_MODULE": MODULE, "MODULE_NAME": MODULE, "GUNICORN_CMD_ARGS": SHELL, "ALEMBIC_CONFIG": PATH,
}  # fmt: skip


def option(tool: str, name: str) -> str:
    """Say what the value of an option is; "" when nobody knows."""
    own = TOOL_OPTIONS.get(SAME_AS.get(tool, tool), {})
    return own.get(name) or ANY_TOOL.get(name, "")


def argument(tool: str, count: int, word: str) -> str:
    """Say what an argument is, by the program and how many stood before it."""
    kind = ARGUMENTS.get(tool)
    if kind is not None:
        return kind
    if tool in COMMANDED and count == 0:
        return "" if "/" in word else OTHER
    if tool in FIRST:
        return PATH if count == 0 else ""
    return PATH if tool in FILES else ""


def variable(name: str) -> str:
    """Say what an environment variable holds; "" when nobody knows."""
    return VARIABLES.get(name, "")
