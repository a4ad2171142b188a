"""What is rewritten in files that are no Python, format by format; lines that stay are not written twice."""

# ruff: noqa: E501 -- a case is one line, however long

from __future__ import annotations

import pytest

from netra_tools.changes.documents.rewrite import rewrite_document
from tests.changes.documents.renaming import renaming

APP = {"app": "nb.app"}
CORE = {"app.core": "app.kernel"}

# name: (file, renaming, before, after, notes)
Case = tuple[str, dict[str, str], str, str, list[str]]
LONE = "app: nothing here says that it is a module or a path"
CASES: dict[str, Case] = {
    "toml: an entry point": ("pyproject.toml", APP, '[project.scripts]\napp = "app.main:run"\n', '[project.scripts]\napp = "nb.app.main:run"\n', []),
    "toml: an entry point through a package": ("pyproject.toml", CORE, '[project.entry-points.x]\na = "app:core.db"', '[project.entry-points.x]\na = "app:kernel.db"', []),
    "toml: a lone word in a list of packages": ("pyproject.toml", APP, '[tool.setuptools]\npackages = ["app", "app.core"]', '[tool.setuptools]\npackages = ["nb.app", "nb.app.core"]', ["nb.app: the package around it may have to be listed"]),
    "toml: packages by a pattern": ("pyproject.toml", APP, '[tool.setuptools.packages.find]\ninclude = ["app*"]', '[tool.setuptools.packages.find]\ninclude = ["nb.app*"]', ["nb.app: the package around it may have to be listed"]),
    "toml: a bare key gets quotes": ("pyproject.toml", APP, '[tool.setuptools.package-data]\napp = ["static/*"]', '[tool.setuptools.package-data]\n"nb.app" = ["static/*"]', []),
    "toml: pytest": ("pyproject.toml", APP, '[tool.pytest.ini_options]\ntestpaths = ["app"]\naddopts = "-p app.core --cov=app --cov app/core -m app"', '[tool.pytest.ini_options]\ntestpaths = ["nb/app"]\naddopts = "-p nb.app.core --cov=nb.app --cov nb/app/core -m app"', []),
    "toml: pytest's options in a list": ("pyproject.toml", APP, '[tool.pytest.ini_options]\naddopts = ["-p", "app.core", "-m", "app"]', '[tool.pytest.ini_options]\naddopts = ["-p", "nb.app.core", "-m", "app"]', []),
    "toml: coverage": ("pyproject.toml", APP, '[tool.coverage.run]\nsource = ["app"]\nomit = ["app/tests/*", "*/app/core/*"]', '[tool.coverage.run]\nsource = ["nb.app"]\nomit = ["nb/app/tests/*", "*/nb/app/core/*"]', []),
    "toml: mypy": ("pyproject.toml", APP, '[tool.mypy]\nexclude = "^app/foo\\\\.py$"\n[[tool.mypy.overrides]]\nmodule = ["app.core.*", "app"]', '[tool.mypy]\nexclude = "^nb/app/foo\\\\.py$"\n[[tool.mypy.overrides]]\nmodule = ["nb.app.core.*", "nb.app"]', []),
    "toml: an expression whose paths begin with a slash": ("pyproject.toml", APP, "[tool.black]\nexclude = '''\n^/app/foo\\.py$ # x\n'''", "[tool.black]\nexclude = '''\n^/nb/app/foo\\.py$ # x\n'''", []),
    "toml: folders to look in": ("pyproject.toml", APP, '[tool.mypy]\nmypy_path = "app:stubs"', '[tool.mypy]\nmypy_path = "nb/app:stubs"', []),
    "toml: warnings": ("pyproject.toml", APP, '[tool.pytest.ini_options]\nfilterwarnings = ["ignore:x:UserWarning:app"]', '[tool.pytest.ini_options]\nfilterwarnings = ["ignore:x:UserWarning:nb.app"]', []),
    "toml: versions": ("pyproject.toml", APP, '[tool.commitizen]\nversion_files = ["app/__init__.py:__version__"]', '[tool.commitizen]\nversion_files = ["nb/app/__init__.py:__version__"]', []),
    "toml: a key that others ask for": ("pyproject.toml", APP, '[project.entry-points."app.core"]\nx = "y:z"', '[project.entry-points."app.core"]\nx = "y:z"', ["app.core: a key"]),
    "toml: the graph of imports": ("pyproject.toml", APP, '[tool.importlinter]\nroot_package = "app"', '[tool.importlinter]\nroot_package = "nb.app"', ["nb.app: it may have to be the package on top"]),
    "toml: globs as keys": ("pyproject.toml", APP, '[tool.ruff.lint.per-file-ignores]\n"app/**/*.py" = ["E501"]', '[tool.ruff.lint.per-file-ignores]\n"nb/app/**/*.py" = ["E501"]', []),
    "toml: poetry": ("pyproject.toml", APP, '[tool.poetry]\npackages = [{include = "app"}]', '[tool.poetry]\npackages = [{include = "nb/app"}]', []),
    "toml: the name of a project is no module": ("pyproject.toml", APP, '[project]\nname = "app"\ndependencies = ["app"]', '[project]\nname = "app"\ndependencies = ["app"]', []),
    "toml: a lone word that may be one": ("x.toml", APP, 'x = "app"\ny = "app.example.com"', 'x = "app"\ny = "app.example.com"', [LONE]),
    "toml: words that merely look alike": ("x.toml", APP, 'x = "application.models myapp.models app_models.x app-models/x"', 'x = "application.models myapp.models app_models.x app-models/x"', []),
    "toml: import-linter": ("pyproject.toml", CORE, '[[tool.importlinter.contracts]]\ncontainers = ["app"]\nlayers = ["main", "core | (models)"]\nignore_imports = ["app.main -> app.core.db"]', '[[tool.importlinter.contracts]]\ncontainers = ["app"]\nlayers = ["main", "kernel | (models)"]\nignore_imports = ["app.main -> app.kernel.db"]', []),
    "toml: layers that leave their container": ("pyproject.toml", {"app.core": "nb.core"}, '[[tool.importlinter.contracts]]\ncontainers = ["app"]\nlayers = ["core"]', '[[tool.importlinter.contracts]]\ncontainers = ["app"]\nlayers = ["core"]', ["core: this layer is no longer the same part of every container"]),
    "toml: netra": ("pyproject.toml", APP, '[tool.netra]\nroots = ["app"]\ninclude = ["/app/core/*.py"]\n[[tool.netra.rules.layer-violation.contracts]]\ncontainers = ["app"]\nlayers = ["main", "core"]\n[tool.netra.rules.confined-import.homes]\nclick = ["app.core"]', '[tool.netra]\nroots = ["nb/app"]\ninclude = ["/nb/app/core/*.py"]\n[[tool.netra.rules.layer-violation.contracts]]\ncontainers = ["nb.app"]\nlayers = ["main", "core"]\n[tool.netra.rules.confined-import.homes]\nclick = ["nb.app.core"]', []),
    "toml: netra's own file": ("netra.toml", CORE, '[[rules.layer-violation.contracts]]\ncontainers = ["app"]\nlayers = ["core"]\n[services.core]\nroot = "app/core"\npackage = "app.core"', '[[rules.layer-violation.contracts]]\ncontainers = ["app"]\nlayers = ["kernel"]\n[services.core]\nroot = "app/kernel"\npackage = "app.kernel"', []),
    "toml: a comment": ("x.toml", APP, "a = 1 # app.models, app", "a = 1 # app.models, app", ["app.models: in a comment"]),
    "toml: marked lines and blocks": ("x.toml", APP, '# netra: keep\na = "app.models"\nb = "app.models"\n\nc = "app.models" # netra: keep\nd = "app.models"', '# netra: keep\na = "app.models"\nb = "app.models"\n\nc = "app.models" # netra: keep\nd = "nb.app.models"', []),
    "toml: what is not there": ("x.toml", APP, 'a = "app/nothing.py"', 'a = "app/nothing.py"', ["app/nothing.py: no such file"]),
    "toml: another package of that name": ("libs/other/pyproject.toml", APP, '[project.scripts]\nx = "app.main:x"\n[tool.mypy]\nfiles = "app"', '[project.scripts]\nx = "app.main:x"\n[tool.mypy]\nfiles = "app"', []),
    "toml: broken": ("x.toml", APP, "a = [app\n", "a = [app\n", ["left as it is: not TOML: invalid value"]),
    "toml: a byte order mark, CRLF and no last newline": ("x.toml", APP, '\ufeffa = "app.models"\r\nb = "é app/foo.py"', '\ufeffa = "nb.app.models"\r\nb = "é nb/app/foo.py"', []),
    "ini: setuptools": ("setup.cfg", APP, "[options]\npackages =\n    app\n    app.core\npackage_dir =\n    app = app\n[options.package_data]\napp = x\n[options.entry_points]\nconsole_scripts =\n    app = app.main:run\n", "[options]\npackages =\n    nb.app\n    nb.app.core\npackage_dir =\n    nb.app = nb/app\n[options.package_data]\nnb.app = x\n[options.entry_points]\nconsole_scripts =\n    app = nb.app.main:run\n", ["nb.app: the package around it may have to be listed"]),
    "ini: a section of mypy": ("mypy.ini", APP, "[mypy-app.core.*,other.*]\nignore_errors = True\n", "[mypy-nb.app.core.*,other.*]\nignore_errors = True\n", []),
    "ini: pytest": ("pytest.ini", APP, "[pytest]\naddopts = -p app.core --cov=app\ntestpaths = app tests\n", "[pytest]\naddopts = -p nb.app.core --cov=nb.app\ntestpaths = nb/app tests\n", []),
    "ini: tox": ("tox.ini", APP, "[testenv:app]\ncommands =\n    pytest app {posargs}\n    python -m app.main\nchangedir = {toxinidir}/app\n", "[testenv:app]\ncommands =\n    pytest nb/app {posargs}\n    python -m nb.app.main\nchangedir = {toxinidir}/nb/app\n", []),
    "ini: coverage": (".coveragerc", APP, "[run]\nsource = app\nomit =\n    # app/foo.py\n    app/core/*\n", "[run]\nsource = nb.app\nomit =\n    # app/foo.py\n    nb/app/core/*\n", ["app/foo.py: in a comment"]),
    "ini: alembic": ("app/alembic.ini", APP, "[alembic]\nscript_location = app/migrations\nx = %(here)s/migrations\n", "[alembic]\nscript_location = nb/app/migrations\nx = %(here)s/migrations\n", []),
    "ini: logging": ("logging.ini", APP, "[loggers]\nkeys = root,app\n[logger_app]\nqualname = app\n[handler_x]\nclass = app.core.log.Handler\nargs = ('app/x.log',)\n", "[loggers]\nkeys = root,app\n[logger_app]\nqualname = nb.app\n[handler_x]\nclass = nb.app.core.log.Handler\nargs = ('app/x.log',)\n", ["app/x.log: no such file"]),
    "ini: import-linter": (".importlinter", CORE, "[importlinter:contract:1]\ncontainers =\n    app\nlayers =\n    main\n    core\n", "[importlinter:contract:1]\ncontainers =\n    app\nlayers =\n    main\n    kernel\n", []),
    "ini: broken": ("setup.cfg", APP, "app.models\n[x]\n", "app.models\n[x]\n", ["left as it is: not understood as INI: MissingSectionHeader"]),
    "yaml: a workflow": (".github/workflows/ci.yml", APP, "on:\n  push:\n    paths: ['app/**', '!app/README.md']\njobs:\n  app:\n    name: app\n    steps:\n      - run: |\n          # é app/foo.py\n          pytest app --cov=app\n      - run: pytest tests/test_x.py\n        working-directory: ./app\n      - run: python -m app.main\n        env: {PYTHONPATH: app, X: '${{ github.workspace }}/app/foo.py'}\n", "on:\n  push:\n    paths: ['nb/app/**', '!nb/app/README.md']\njobs:\n  app:\n    name: app\n    steps:\n      - run: |\n          # é app/foo.py\n          pytest nb/app --cov=nb.app\n      - run: pytest tests/test_x.py\n        working-directory: ./nb/app\n      - run: python -m nb.app.main\n        env: {PYTHONPATH: nb/app, X: '${{ github.workspace }}/nb/app/foo.py'}\n", ["app/foo.py: in a comment"]),
    "yaml: gitlab": (".gitlab-ci.yml", APP, "app:\n  script:\n    - cd app && pytest tests\n    - python -m app.main\n  rules:\n    - changes: [app/**/*]\n", "app:\n  script:\n    - cd nb/app && pytest tests\n    - python -m nb.app.main\n  rules:\n    - changes: [nb/app/**/*]\n", []),
    "yaml: compose": ("docker-compose.yml", APP, "services:\n  app:\n    build: ./app\n    image: app\n    command: [uvicorn, 'app.main:app', --port, '80']\n    depends_on: [app]\n    volumes:\n      - ./app:/srv/app:ro\n      - app:/data\n    environment:\n      - FLASK_APP=app\n", "services:\n  app:\n    build: ./nb/app\n    image: app\n    command: [uvicorn, 'nb.app.main:app', --port, '80']\n    depends_on: [app]\n    volumes:\n      - ./nb/app:/srv/app:ro\n      - app:/data\n    environment:\n      - FLASK_APP=nb.app\n", ["/srv/app: a path in the image"]),
    "yaml: pre-commit": (".pre-commit-config.yaml", APP, "exclude: ^app/core/\nrepos:\n  - hooks:\n      - id: app\n        files: ^app/foo\\.py$\n        exclude: \"^(app|tests)/foo\\\\.py$\"\n        entry: python -m app.main\n        args: [--config-file=app/alembic.ini, app/core]\n", "exclude: ^nb/app/core/\nrepos:\n  - hooks:\n      - id: app\n        files: ^nb/app/foo\\.py$\n        exclude: \"^(nb/app|tests)/foo\\\\.py$\"\n        entry: python -m nb.app.main\n        args: [--config-file=nb/app/alembic.ini, nb/app/core]\n", []),
    "yaml: an expression for contents": (".pre-commit-config.yaml", APP, 'repos:\n  - hooks:\n      - entry: "from app\\\\.core import"\n', 'repos:\n  - hooks:\n      - entry: "from nb\\\\.app\\\\.core import"\n', []),
    "yaml: what gitlab includes": (".gitlab-ci.yml", APP, "include:\n  - local: /app/foo.py\n", "include:\n  - local: /nb/app/foo.py\n", []),
    "yaml: globs": (".github/labeler.yml", APP, "core: [app/core/**, 'app/*.py']\n", "core: [nb/app/core/**, 'nb/app/*.py']\n", []),
    "yaml: broken": ("x.yml", APP, "a: [app.models\n", "a: [app.models\n", ["left as it is: not YAML: did not find expected ',' or ']'"]),
    "docker: an image that mirrors the repository": ("Dockerfile", APP, "FROM x AS app\nWORKDIR /srv\nCOPY app/ /srv/app/\nCOPY --chown=x ./app/foo.py ./app/foo.py\nCMD [\"uvicorn\", \"app.main:app\"]\n", "FROM x AS app\nWORKDIR /srv\nCOPY nb/app/ /srv/nb/app/\nCOPY --chown=x ./nb/app/foo.py ./nb/app/foo.py\nCMD [\"uvicorn\", \"nb.app.main:app\"]\n", []),
    "docker: an image laid out otherwise": ("Dockerfile", APP, "FROM x\nCOPY app /opt/app\nENV PYTHONPATH=/opt/app\nWORKDIR /opt/app\n", "FROM x\nCOPY nb/app /opt/app\nENV PYTHONPATH=/opt/app\nWORKDIR /opt/app\n", ["/opt/app: a path in the image, no longer that of the repository", "/opt/app: a path in the image", "/opt/app: a path in the image"]),
    "docker: the repository below where commands run": ("Dockerfile", APP, "FROM x\nWORKDIR /usr/src\nCOPY . app/\nRUN pip install -e ./app && python -m app.main\n", "FROM x\nWORKDIR /usr/src\nCOPY . app/\nRUN pip install -e ./app && python -m nb.app.main\n", ["./app: a path in the image"]),
    "docker: an image that works in the folder later": ("Dockerfile", APP, "FROM x\nCOPY ./app /srv/app\nWORKDIR /srv\n", "FROM x\nCOPY ./nb/app /srv/nb/app\nWORKDIR /srv\n", []),
    "docker: commands over several lines": ("Dockerfile", APP, "FROM x\nCOPY . .\nRUN pip install -e ./app && \\\n    # app/foo.py\n    pytest app\n", "FROM x\nCOPY . .\nRUN pip install -e ./nb/app && \\\n    # app/foo.py\n    pytest nb/app\n", ["app/foo.py: in a comment"]),
    "make": ("Makefile", APP, "SRC = app tests\napp: app/main.py\n\t@$(PY) -m app.main\n\tcd app && pytest tests\n", "SRC = app tests\napp: nb/app/main.py\n\t@$(PY) -m nb.app.main\n\tcd nb/app && pytest tests\n", [LONE]),
    "a Procfile": ("Procfile", APP, "app: gunicorn 'app:create_app()' -w 4\n", "app: gunicorn 'nb.app:create_app()' -w 4\n", []),
    "owners": (".github/CODEOWNERS", APP, "/app/ @app\napp/core/*.py @app/x\napp @z\n*.py @a\n/docs/app/ @q\n", "/nb/app/ @app\nnb/app/core/*.py @app/x\napp @z\n*.py @a\n/docs/app/ @q\n", []),
    "ignored": (".gitignore", APP, "/app/static/*.js\napp/build/\n!/app/foo.py\napp\n", "/nb/app/static/*.js\nnb/app/build/\n!/nb/app/foo.py\napp\n", []),
    "ignored, in a folder": ("app/.gitignore", APP, "/static/*.js\ncore/x\n", "/static/*.js\ncore/x\n", []),
    "a manifest": ("MANIFEST.in", APP, "include app/foo.py\nrecursive-include app *.svg\ngraft app\n", "include nb/app/foo.py\nrecursive-include nb/app *.svg\ngraft nb/app\n", []),
    "requirements": ("requirements.txt", APP, "-e ./app\n-r app/requirements.txt\napp==1\n", "-e ./nb/app\n-r nb/app/requirements.txt\napp==1\n", []),
    "json: a package of scripts": ("package.json", APP, '{"name": "app", "scripts": {"x": "python -m app.main \\"app/foo.py\\""}, "files": ["app"]}', '{"name": "app", "scripts": {"x": "python -m nb.app.main \\"nb/app/foo.py\\""}, "files": ["nb/app"]}', []),
    "json: an editor's settings": (".vscode/settings.json", APP, '{\n // app/foo.py\n "python.analysis.extraPaths": ["${workspaceFolder}/app"], "x": "app.models",\n}', '{\n // app/foo.py\n "python.analysis.extraPaths": ["${workspaceFolder}/nb/app"], "x": "nb.app.models",\n}', ["app/foo.py: in a comment"]),
    "json: broken": ("x.json", APP, '{"a": "app.models"', '{"a": "app.models"', ["left as it is: not JSON: expecting ',' delimiter"]),
}  # fmt: skip
SHELL = {
    "a module": ("python3 -m app.main --x app", "python3 -m nb.app.main --x app", []),
    "a lone module": ("python -m app", "python -m nb.app", []),
    "a marker is no module": ("python -m pytest -m app -k app app", "python -m pytest -m app -k app nb/app", []),
    "a server": ("uvicorn app.main:app --reload", "uvicorn nb.app.main:app --reload", []),
    "a worker": ("celery -A app worker", "celery -A nb.app worker", []),
    "a configuration": ("alembic -c app/alembic.ini upgrade head", "alembic -c nb/app/alembic.ini upgrade head", []),
    "a test": ("pytest app/tests/test_x.py::TestX", "pytest nb/app/tests/test_x.py::TestX", []),
    "a plugin": ("pytest -p app.core -papp.core", "pytest -p nb.app.core -pnb.app.core", []),
    "a folder that is entered": ("cd app && pytest tests/test_x.py", "cd nb/app && pytest tests/test_x.py", []),
    "a folder that is left": ("(cd app; ls tests)\nls app", "(cd nb/app; ls tests)\nls nb/app", []),
    "a command in a command": ("bash -c 'cd app && python -m app.main'", "bash -c 'cd nb/app && python -m nb.app.main'", []),
    "variables": ("PYTHONPATH=app:lib FLASK_APP=app x", "PYTHONPATH=nb/app:lib FLASK_APP=nb.app x", []),
    "a path behind a variable": ("ls $HOME/app/main.py", "ls $HOME/app/main.py", ["$HOME/app/main.py: it ends like a path that moved"]),
    "images and hosts": ("docker run -v ./app:/x app.example.com/app app:latest", "docker run -v ./nb/app:/x app.example.com/app app:latest", []),
    "a here-document": ("cat <<EOF\napp.core.db don't\nEOF\nls app", "cat <<EOF\nnb.app.core.db don't\nEOF\nls nb/app", []),
    "a package for pytest": ("pytest --pyargs app", "pytest --pyargs nb.app", []),
    "code": ("python -c 'import app; from app.core import db'", "python -c 'import nb.app; from nb.app.core import db'", []),
    "a question": ("if [ -d app ]; then ls; fi", "if [ -d nb/app ]; then ls; fi", []),
    "an editable install": ("pip install -e app && pip install app", "pip install -e nb/app && pip install app", []),
    "a name that ends in a variable": ("pytest --cov=\"app.core.${X}\" app/core/$X", "pytest --cov=\"nb.app.core.${X}\" nb/app/core/$X", []),
    "one of several folders": ("ls {app,tests}/x", "ls {app,tests}/x", ["{app,tests}/x: one of several folders moved"]),
    "what lies elsewhere": ("ls libs/other/app/main.py other/app/main.py", "ls libs/other/app/main.py other/app/main.py", ["other/app/main.py: it ends like a path that moved"]),
    "a pattern": ("for f in app/*.py; do cat $f; done", "for f in nb/app/*.py; do cat $f; done", []),
}  # fmt: skip
PROSE = {
    "a link": ("docs/index.md", "[x](../app/foo.py#L3)", "[x](../nb/app/foo.py#L3)"),
    "a link by name": ("docs/index.md", '[y]: ../app/README.md "t"', '[y]: ../nb/app/README.md "t"'),
    "code in a line": ("docs/index.md", "`app.models.User` in `app/models.py`, app, app.example.com", "`nb.app.models.User` in `nb/app/models.py`, app, app.example.com"),
    "a fence": ("docs/index.md", "```python\nfrom app import x\nimport app\napp = x\n```", "```python\nfrom nb.app import x\nimport nb.app\napp = x\n```"),
    "a fence of commands": ("docs/index.md", "```console\n$ python -m app\n```", "```console\n$ python -m nb.app\n```"),
    "a fence that stays": ("docs/index.md", "<!-- netra: keep -->\n```\napp.models\n\napp.core\n```\napp.core", "<!-- netra: keep -->\n```\napp.models\n\napp.core\n```\nnb.app.core"),
    "a page that moves": ("app/README.md", "[a](../docs/index.md) [b](foo.py) [c](./core/db.py)", "[a](../../docs/index.md) [b](foo.py) [c](./core/db.py)"),
    "a page in another markup": ("docs/x.rst", ".. literalinclude:: ../app/foo.py\n.. automodule:: app\n:mod:`app.core`", ".. literalinclude:: ../nb/app/foo.py\n.. automodule:: nb.app\n:mod:`nb.app.core`"),
    "a page of tags": ("docs/x.html", '<a href="../app/foo.py">app.models</a>', '<a href="../nb/app/foo.py">nb.app.models</a>'),
    "a comment": ("x.toml", "# app.models", "# nb.app.models"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_references_are_rewritten_by_what_the_format_says(name: str) -> None:
    path, modules, before, after, notes = CASES[name]
    done = rewrite_document(path, before.encode(), renaming(modules))
    assert done is not None
    assert done.after.decode() == after
    assert [note.text for note in done.left] == notes


@pytest.mark.parametrize("name", SHELL)
def test_references_in_commands_are_rewritten(name: str) -> None:
    before, after, notes = SHELL[name]
    done = rewrite_document("run.sh", before.encode(), renaming(APP))
    assert done is not None
    assert done.after.decode() == after
    assert [note.text for note in done.left] == notes


@pytest.mark.parametrize("name", PROSE)
def test_prose_is_rewritten_when_it_is_asked_for(name: str) -> None:
    path, before, after = PROSE[name]
    done = rewrite_document(path, before.encode(), renaming(APP), documents=True)
    assert done is not None
    assert done.after.decode() == after
    assert done.left == ()


@pytest.mark.parametrize("path", ["docs/index.md", "x.rst", "app/main.py", "x.png"])
def test_what_is_not_ours_is_left(path: str) -> None:
    assert rewrite_document(path, b"app.models", renaming(APP)) is None


def test_a_script_is_known_by_its_first_line() -> None:
    done = rewrite_document("bin/run", b"#!/usr/bin/env bash\npython -m app.main\n", renaming(APP))
    assert done is not None
    assert done.after == b"#!/usr/bin/env bash\npython -m nb.app.main\n"


def test_notes_name_the_line() -> None:
    done = rewrite_document("x.toml", b'a = 1\n\nb = "app"\n', renaming(APP))
    assert done is not None
    assert [(note.path, note.line) for note in done.left] == [("x.toml", 3)]


@pytest.mark.parametrize("path", ["x.yml", "x.json", "x.toml"])
@pytest.mark.parametrize("depth", [250, 900, 20_000])
def test_what_is_nested_deep_does_no_harm(path: str, depth: int) -> None:
    data = b"%s%s'app.models'%s" % (b"a = " if path == "x.toml" else b"", b"[" * depth, b"]" * depth)
    data = data.replace(b"'", b'"')
    done = rewrite_document(path, data, renaming(APP))
    assert done is not None
    assert done.after in (data, data.replace(b"app", b"nb.app"))
    assert done.left or done.after != data


def test_bytes_that_are_no_utf_8_stay() -> None:
    done = rewrite_document("run.sh", b"# \xe9\xff\npython -m app.main # \xe9\r\n", renaming(APP))
    assert done is not None
    assert done.after == b"# \xe9\xff\npython -m nb.app.main # \xe9\r\n"
