"""The tables of `positions`: which keys of which files hold modules, paths, expressions and commands."""

from __future__ import annotations

from typing import Final

MODULES: Final = "modules"
ENTRIES: Final = "entries"  # `name = a.b:main`
FOLDERS: Final = "folders"  # `name = src/name`
SECTION: Final = "section"  # `mypy-a.b.*`
MOUNTS: Final = "mounts"  # `./app:/srv/app`
PATHS: Final = "paths"
EITHER: Final = "either"
PATTERNS: Final = "patterns"  # globs, with a slash in front for the root
REGEX: Final = "regex"
SHELL: Final = "shell"
OPTIONS: Final = "options"
VALUE: Final = "value"  # only what can be nothing else
WARNINGS: Final = "warnings"
LISTED: Final = "listed"  # packages to be installed
SEARCH: Final = "search"  # folders with colons between them
ROOT: Final = "root"  # the package that an import graph starts from
NOTHING: Final = "nothing"

TOML: Final = "toml"
NETRA: Final = "netra"
INI: Final = "ini"
YAML: Final = "yaml"
JSON: Final = "json"

NETRA_VALUES: Final = {
    NOTHING: "rules/*/layers",
    VALUE: "rules/*/name rules/*/reason rules/*/slug services/*/name exemptions/reason"
    " exemptions/owner exemptions/rule select ignore exemptions/expires overrides/ignore"
    " literals/near_synonyms literals/protected/*",
    PATTERNS: "roots include exclude tests script_roots services/*/root baseline overrides/paths"
    " exemptions/path external/*/report external/*/paths literals/vocabulary"
    " literals/definition_files literals/exclude rules/*/paths rules/*/files rules/*/folders",
    MODULES: "services/*/package rule_packages rules/* overrides/rules/*",
}
NETRA_KEYS: Final = {MODULES: "rules/*/homes/* rules/*/canonical/* overrides/rules/*/homes/*"}


def below(prefix: str, table: dict[str, str]) -> dict[str, str]:
    """Put keys in front of all patterns."""
    return {kind: " ".join(f"{prefix}{word}" for word in words.split()) for kind, words in table.items()}


TOML_VALUES: Final = {
    LISTED: "tool/setuptools/packages tool/setuptools/packages/find/include",
    SEARCH: "tool/mypy/mypy_path tool/alembic/prepend_sys_path tool/alembic/version_locations",
    WARNINGS: "tool/pytest/ini_options/filterwarnings",
    ROOT: "tool/importlinter/root_package*",
    NOTHING: "project/name tool/poetry/name tool/importlinter/contracts/layers"
    " tool/setuptools/package-data/* tool/setuptools/exclude-package-data/*"
    " *tool/ruff/lint/select",
    VALUE: "project/description project/keywords project/dependencies project/optional-"
    " dependencies/* dependency-groups/* tool/poetry/description tool/poetry/keywords"
    " project/authors/* project/classifiers build-system/requires"
    " tool/importlinter/contracts/name tool/importlinter/contracts/id"
    " tool/poetry/dependencies/*",
    MODULES: "project/scripts/* project/gui-scripts/* project/entry-points/*/* tool/poetry/scripts/*"
    " tool/poetry/plugins/*/* tool/setuptools/packages tool/setuptools/packages/find/include"
    " tool/setuptools/packages/find/exclude tool/setuptools/py-modules"
    " tool/setuptools/dynamic/*/attr tool/flit/module/name tool/maturin/module-name"
    " tool/uv/build-backend/module-name build-system/build-backend tool/mypy/packages"
    " tool/mypy/modules tool/mypy/plugins tool/mypy/overrides/module tool/coverage/run/plugins"
    " tool/coverage/run/source_pkgs tool/*/known[-_]* tool/ruff/lint/flake8-tidy-"
    " imports/banned-module-level-imports tool/importlinter/* tool/towncrier/package"
    " tool/pylint/*/load-plugins tool/pylint/*/ignored-modules tool/django-stubs/*"
    " tool/pytest/ini_options/DJANGO_SETTINGS_MODULE tool/fastapi/entrypoint modules/path"
    " modules/depends_on/path modules/depends_on interfaces/from tool/tach/modules/*",
    PATHS: "project/readme project/readme/file project/license/file project/license-files"
    " tool/setuptools/package-dir/* tool/setuptools/packages/find/where"
    " tool/setuptools/dynamic/*/file tool/setuptools_scm/*_to tool/setuptools_scm/version_file"
    " tool/hatch/version/path tool/hatch/build/* tool/poetry/packages/* tool/poetry/include"
    " tool/poetry/include/path tool/poetry/exclude tool/poetry/readme tool/pdm/build/*"
    " tool/pdm/version/path tool/maturin/python-source tool/maturin/include"
    " tool/uv/workspace/members tool/uv/sources/*/path tool/uv/build-backend/module-root"
    " tool/pytest/ini_options/testpaths tool/pytest/ini_options/pythonpath"
    " tool/pytest/ini_options/norecursedirs tool/coverage/run/omit tool/coverage/run/include"
    " tool/coverage/report/omit tool/coverage/report/include tool/coverage/paths/*"
    " tool/mypy/files tool/mypy/mypy_path *src *src_paths tool/isort/skip* *per-file-ignores"
    " tool/ruff/*include tool/ruff/*exclude tool/ruff/extend include exclude extend-include"
    " extend-exclude lint/exclude tool/pyright/* tool/basedpyright/* tool/bandit/*"
    " tool/vulture/paths tool/vulture/exclude tool/interrogate/exclude"
    " tool/towncrier/directory tool/towncrier/filename tool/towncrier/package_dir"
    " tool/towncrier/template tool/commitizen/version_files tool/bumpversion/files/filename"
    " tool/semantic_release/version_* tool/alembic/prepend_sys_path"
    " tool/alembic/version_locations source_roots tool/codespell/skip tool/flake8/*exclude"
    " tool/pylint/*/ignore tool/check-manifest/ignore",
    EITHER: "tool/coverage/run/source tool/alembic/script_location",
    REGEX: "tool/mypy/exclude tool/black/* tool/deptry/*exclude tool/pylint/*/ignore-p*",
    SHELL: "tool/poe/tasks/* tool/taskipy/tasks/* tool/hatch/envs/*/scripts/* tool/pdm/scripts/*"
    " tool/pixi/*tasks/* tool/rye/scripts/* tool/tox/*commands* tool/cibuildwheel/*test-"
    " command tool/tox/legacy_tox_ini",
    OPTIONS: "tool/pytest/ini_options/addopts",
}
TOML_KEYS: Final = {
    PATHS: "*per-file-ignores/* tool/hatch/build/*force-include/* *per-file-target-version/*",
    MODULES: "tool/setuptools/package-data/* tool/setuptools/exclude-package-data/*"
    " tool/setuptools/package-dir/* tool/ruff/lint/flake8-tidy-imports/banned-api/*"
    " lint/flake8-tidy-imports/banned-api/* *flake8-import-conventions/*aliases/*",
}
INI_VALUES: Final = {
    LISTED: "options/packages options.packages.find/include",
    SEARCH: "mypy/mypy_path alembic/version_locations alembic/prepend_sys_path",
    WARNINGS: "pytest/filterwarnings tool:pytest/filterwarnings",
    ROOT: "importlinter/root_package*",
    NOTHING: "metadata/name options.package_data/* options.exclude_package_data/* importlinter*/layers"
    " loggers/keys handlers/keys formatters/keys logger_*/handlers handler_*/formatter"
    " tox/envlist tox/env_list",
    VALUE: "metadata/description metadata/keywords options/install_requires options.extras_require/*"
    " importlinter:*/name testenv*/deps testenv*/description",
    MODULES: "options/packages options/py_modules options.packages.find/include"
    " options.packages.find/exclude mypy/packages mypy/modules mypy/plugins */source_pkgs"
    " */class logger_*/qualname isort/known_* tool:isort/known_* settings/known_*"
    " importlinter* uwsgi/module uwsgi/wsgi */load-plugins */ignored-modules mypy.plugins.*/*"
    " tool:pytest/DJANGO_SETTINGS_MODULE pytest/DJANGO_SETTINGS_MODULE",
    ENTRIES: "options.entry_points/* flake8:local-plugins/* console_scripts/* paste.*/*",
    PATHS: "options.packages.find/where metadata/license_file* metadata/readme tool:pytest/testpaths"
    " pytest/testpaths pytest/pythonpath tool:pytest/pythonpath pytest/norecursedirs"
    " tool:pytest/norecursedirs */omit */include coverage:paths/* paths/* mypy/files"
    " mypy/mypy_path */exclude */extend-exclude */extend_exclude */skip */skip_glob"
    " */src_paths */per-file-ignores */per_file_ignores alembic/version_locations"
    " alembic/prepend_sys_path testenv*/changedir testenv*/change_dir program:*/directory"
    " uwsgi/wsgi-file uwsgi/chdir uwsgi/pythonpath Service/WorkingDirectory bdist_wheel/*"
    " build_sphinx/* */data_file */template_directory",
    FOLDERS: "options/package_dir",
    EITHER: "run/source coverage:run/source alembic/script_location",
    REGEX: "*/ignore-p*",
    SHELL: "testenv*/commands* testenv*/allowlist_externals program:*/command Service/Exec*"
    " post_write_hooks/*",
    OPTIONS: "pytest/addopts tool:pytest/addopts testenv*/set*env",
}
INI_KEYS: Final = {
    NOTHING: "*/exclude",
    MODULES: "options.package_data/* options.exclude_package_data/*",
    PATHS: "bumpversion:file:*",
    SECTION: "mypy-*",
}
YAML_VALUES: Final = {
    MOUNTS: "*/volumes",
    REGEX: "files exclude repos/hooks/files repos/hooks/exclude",
    NOTHING: "*/image */container_name */hostname */depends_on */depends_on/* */networks */networks/*"
    " */links repos/hooks/id repos/repo repos/rev */needs */runs-on name */name */stage stages"
    " services/*/service",
    PATHS: "*working-directory *paths *paths-ignore */with/path */with/file */with/context"
    " */with/directory */cache-dependency-path */build */build/context */build/dockerfile"
    " */env_file */env_file/path */watch/path */extends/file configs/*/file secrets/*/file"
    " */changes */exclude include */include/local watch */requirements ignore flags/*/paths"
    " sphinx/configuration python/install/path mkdocs/configuration docs_dir"
    " */additional_contexts/* *cache/key/files */with/package-dir */with/working-directory"
    " */src */with/files",
    SHELL: "*/run *script *command *entrypoint *cmd *entry *args *commands */test */post*"
    " tasks/*/cmds */lifecycle/* */environment",
    PATTERNS: "updates/directory updates/directories include/local",
}
JSON_VALUES: Final = {
    NOTHING: "name",
    SHELL: "scripts/* postCreateCommand postStartCommand tasks/command lint-staged/*"
    " configurations/preLaunchTask",
    MODULES: "configurations/module",
    PATHS: "include exclude ignore strict extraPaths stubPath executionEnvironments/* files"
    " workspaces main configurations/program configurations/cwd python.analysis.*"
    " python.testing.cwd *Path *Paths *Args *Directory compilerOptions/* build/dockerfile"
    " build/context dockerFile workspaceFolder workspaces/*",
}
JSON_KEYS: Final = {PATTERNS: "lint-staged/* search.exclude/* files.exclude/* files.watcherExclude/*"}
Table = dict[str, str]
VALUES: Final[dict[str, tuple[Table, ...]]] = {
    TOML: (below("tool/netra/", NETRA_VALUES), TOML_VALUES),
    NETRA: (NETRA_VALUES,),
    INI: (INI_VALUES,),
    YAML: (YAML_VALUES,),
    JSON: (JSON_VALUES,),
}
KEYS: Final[dict[str, tuple[Table, ...]]] = {
    TOML: (below("tool/netra/", NETRA_KEYS), TOML_KEYS),
    NETRA: (NETRA_KEYS,),
    INI: (INI_KEYS,),
    JSON: (JSON_KEYS,),
}
# Lists under these keys are the words of one command.
WORDS_OF: Final = {
    YAML: frozenset(["command", "entrypoint", "args", "test", "cmd"]),
    JSON: frozenset(["args", "command"]),
    TOML: frozenset(["addopts", "cmd"]),
}
