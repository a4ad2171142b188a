"""The file and the keys above say what a key is."""

from __future__ import annotations

import pytest

from netra_tools.literals.categories import CATEGORIES
from netra_tools.literals.key_category import category_of_key

CASES = {
    "environment": [
        ("env", "", "DATABASE_URL"),
        ("env", "", "debug"),
        ("compose", "services.web.environment", "DATABASE_URL"),
        ("compose", "x-common.environment", "debug"),
        ("compose", "${}", "TAG"),
        ("yaml", "${}", "HOST"),
        ("yaml", "jobs.test.env", "CI"),
        ("toml", "tool.pytest.env", "HOME_DIR"),
        ("json", "containerEnv", "PYTHONPATH"),
    ],
    "configuration": [
        ("compose", "services.web", "environment"),
        ("compose", "services", "web"),
        ("yaml", "", "log_level"),
        ("yaml", "deploy.env", "region"),
        ("toml", "tool.ruff", "line-length"),
        ("toml", "", "größe"),
        ("json", "compilerOptions", "strict"),
        ("json", "", "$schema"),
        ("json", "environments", "CI"),
    ],
    "fields": [
        ("json", "paths", "/users/{id}"),
        ("json", "codes", "404"),
        ("yaml", "", ""),
        ("yaml", "answers", "is it so?"),
        ("toml", "tool.ruff.lint.per-file-ignores", "tests/*.py"),
    ],
}


@pytest.mark.parametrize(
    ("expected", "dialect", "owner", "key"),
    [(name, *case) for name, cases in CASES.items() for case in cases],
)
def test_category(expected: str, dialect: str, owner: str, key: str) -> None:
    assert CATEGORIES[category_of_key(dialect, owner, key)] == expected
