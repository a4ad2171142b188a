"""What a pattern finds, and in which order."""

from __future__ import annotations

import pytest

from netra_tools.errors import NetraError
from netra_tools.literals.holes import specific
from netra_tools.literals.listing import Filter, Selection
from netra_tools.literals.search import GLOB, PART, PREFIX, REGEX, TEMPLATE, Pattern, search
from tests.literals.indexed import index_of

VALUES = (
    *("redis", "REDIS_URL", "url_redis", "redis://{}:{}", "a.redis.b", "x\nredis", "postgres"),
    *("agent:{}:{}", "agent:{}", "{}:{}", "/users/{user_id}/orders", "Redis %s failed"),
)


def find(pattern: Pattern) -> list[str]:
    """Search a small index; `redis` stands twice."""
    store = index_of({"a.py": list(VALUES), "b.py": ["url_redis"]})
    return [one.value for one in search(Selection(store, Filter()), pattern)]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        pytest.param(
            Pattern("redis"),
            [
                *("redis", "REDIS_URL", "Redis %s failed", "redis://{}:{}"),
                *("url_redis", "a.redis.b", "x\nredis"),
            ],
            id="the same, then beginnings, then the most frequent",
        ),
        pytest.param(Pattern("REDIS", PART, True), ["REDIS_URL"], id="case"),
        pytest.param(
            Pattern("redis", PREFIX), ["redis", "REDIS_URL", "Redis %s failed", "redis://{}:{}"], id="prefix"
        ),
        pytest.param(Pattern("redis", PREFIX, True), ["redis", "redis://{}:{}"], id="prefix and case"),
        pytest.param(Pattern("*.redis.?", GLOB), ["a.redis.b"], id="glob"),
        pytest.param(Pattern("*redis", GLOB), ["url_redis", "redis", "x\nredis"], id="glob over lines"),
        pytest.param(Pattern("^redis$", REGEX), ["redis"], id="regex"),
        pytest.param(Pattern("_(url|redis)$", REGEX, True), ["url_redis"], id="regex and case"),
        pytest.param(Pattern("agent:7:x", TEMPLATE), ["agent:{}:{}", "agent:{}"], id="template"),
        pytest.param(Pattern("/users/7/orders", TEMPLATE), ["/users/{user_id}/orders"], id="route"),
        pytest.param(Pattern("nothing"), [], id="nothing"),
        pytest.param(Pattern("\udc80"), [], id="a byte that is no text"),
    ],
)
def test_patterns(pattern: Pattern, expected: list[str]) -> None:
    assert find(pattern) == expected


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        pytest.param(Pattern("(", REGEX), "'(' is no regular expression: missing )", id="open"),
        pytest.param(Pattern("a{99999999999}", REGEX), "is no regular expression", id="too many"),
        pytest.param(Pattern(""), "the pattern is empty", id="empty"),
        pytest.param(Pattern("", TEMPLATE), "the pattern is empty", id="no value"),
    ],
)
def test_no_patterns(pattern: Pattern, said: str) -> None:
    with pytest.raises(NetraError) as caught:
        find(pattern)
    assert said in caught.value.message


@pytest.mark.parametrize(
    ("template", "value", "characters"),
    [
        pytest.param("agent:{}:{}", "agent:7:x", 7, id="f-string"),
        pytest.param("agent:{}:{}", "agent:7:", 0, id="nothing in a hole"),
        pytest.param("agent:{}:{}", "agent:7:x:y", 7, id="more in a hole"),
        pytest.param("{}_id", "user_id", 3, id="a hole at the start"),
        pytest.param("{}_id", "_id", 0, id="no start"),
        pytest.param("{a}{b}id", "xyid", 2, id="holes side by side"),
        pytest.param("{a}{b}id", "xid", 0, id="one character for two holes"),
        pytest.param("aba{}aba", "ababa", 0, id="ends must not overlap"),
        pytest.param("/u/<int:id>", "/u/7", 0, id="too little to say anything"),
        pytest.param("/users/<int:id>", "/users/7", 7, id="route of Flask"),
        pytest.param("User %s (%d) left", "User ann (7) left", 13, id="percent"),
        pytest.param("%(name)s left", "ann left", 5, id="named percent"),
        pytest.param("no hole", "no hole", 0, id="no template"),
        pytest.param('{"a": 1}', "x", 0, id="no hole but JSON"),
        pytest.param("{}:{}", "a:b", 0, id="anything"),
    ],
)
def test_templates(template: str, value: str, characters: int) -> None:
    assert specific(template, value) == characters


@pytest.mark.parametrize(
    ("template", "value", "characters"),
    [
        pytest.param("agent:{}:{}", "agent:7:x", 7, id="a part each"),
        pytest.param("agent:{}:{}", "agent:7:x:y", 0, id="two parts in a hole"),
        pytest.param("/users/{id}", "/users/7", 7, id="route"),
        pytest.param("/users/{id}", "/users/7/orders", 0, id="longer route"),
        pytest.param("/users/${user-id}/x", "/users/7/x", 9, id="of JavaScript"),
        pytest.param("User %s left", "User ann left", 10, id="percent"),
        pytest.param("User %s left", "User ann bee left", 0, id="two words in a hole"),
    ],
)
def test_templates_of_which_each_hole_is_one_part(template: str, value: str, characters: int) -> None:
    assert specific(template, value, in_parts=True) == characters


def test_many_holes_take_no_time() -> None:
    assert specific("a{}" * 30 + "!", "a" * 20_000) == 0
