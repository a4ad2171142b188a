"""On planted projects, what is dead is found, and hardly anything else: the floors that must hold."""

from __future__ import annotations

import pytest

from benchmarks.legacy_truth import Project, judge, read_project, read_projects

PROJECTS = [pytest.param(project, id=project.name) for project in read_projects()]


@pytest.mark.parametrize("project", PROJECTS)
def test_a_planted_project(project: Project) -> None:
    score = judge(project)
    assert score.found >= 0.9 * score.dead, score.missed
    assert score.false <= 0.05 * (score.found + score.false), score.wrong


def test_there_is_enough_to_judge() -> None:
    scores = [judge(project) for project in read_projects()]
    assert sum(score.dead for score in scores) >= 100
    assert sum(score.alive for score in scores) >= 250
    assert sum(score.cascade for score in scores) >= 20
    assert sum(score.cascade_found for score in scores) >= 0.9 * sum(score.cascade for score in scores)


def test_the_judge_sees_what_is_missed_and_what_is_wrong() -> None:
    text = """=== a.py  #! dead
import os
print(os)
if __name__ == '__main__':
    pass
def f():  #! alive
    pass
"""
    score = judge(read_project("wrong", text))
    assert score.missed == ["wrong a.py:0"]
    assert score.wrong == ["wrong a.py:5 function f: nothing refers to it"]
