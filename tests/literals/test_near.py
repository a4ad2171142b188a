"""What was meant is found first, with the reason in words; where nothing is near, nothing is said."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from netra_tools.literals.indexing import in_memory
from netra_tools.literals.lexicon import Lexicon
from netra_tools.literals.near import suggest
from netra_tools.literals.thesaurus import Thesaurus

VALUES = [
    ("redis_url", 5, "configuration"), ("REDIS_URL", 9, "environment"), ("database_url", 3, "configuration"),
    ("temperature", 30, "fields"), ("Temperature", 2, "messages"), ("temperature_unit", 4, "fields"),
    ("battery_level", 8, "metrics"), ("device_class", 40, "fields"), ("device_classes", 1, "fields"),
    ("user_created", 3, "events"), ("user_deleted", 3, "events"), ("sensor_1", 6, "identifiers"),
    ("sensor_2", 6, "identifiers"), ("/api/users", 3, "paths"), ("/api/users/{}", 2, "paths"),
    ("agent:{}:{}", 2, "events"), ("settings.yaml", 2, "paths"), ("connect_timeout", 2, "configuration"),
    ("order_id", 9, "fields"), ("order_ids", 2, "fields"), ("invoice_state", 2, "states"),
    ("invoice_state", 7, "fields"), ("größe_in_metern", 1, "fields"), ("tenant_name", 3, "fields"),
]  # fmt: skip
FIRST = [
    ("redis_uri", "redis_url", "uri -> url"),
    ("url_redis", "redis_url", "same words, other order"),
    ("redisUrl", "redis_url", "other style: camel -> snake"),
    ("redis-url", "redis_url", "other style: kebab -> snake"),
    ("Redis_Url", "redis_url", "other case"),
    ("redisurl", "redis_url", "other word breaks"),
    ("red_isurl", "redis_url", "other word breaks"),
    ("redis_urls", "redis_url", "singular: urls -> url"),
    ("REDIS_ULR", "REDIS_URL", "two letters swapped: lr -> rl"),
    ("tempreature", "temperature", "two letters swapped: re -> er"),
    ("temperatur", "temperature", "one letter missing: e"),
    ("temmperature", "temperature", "one letter doubled: m"),
    ("temperatuxre", "temperature", "one letter too many: x"),
    ("tenperature", "temperature", "one letter replaced: n -> m"),
    ("temprture_unit", "temperature_unit", "two letters differ: temprture -> temperature"),
    ("device_classs", "device_class", "one letter doubled: s"),
    ("batt_lvl", "battery_level", "batt -> battery; lvl -> level"),
    ("user_added", "user_created", "added -> created"),
    ("removed_user", "user_deleted", "removed -> deleted; other order"),
    ("/api/v3/users", "/api/users", "other prefix: /api/v3 -> /api"),
    ("/api/user", "/api/users", "plural: user -> users"),
    ("agent:7:start", "agent:{}:{}", "matches the template"),
    ("agent:{}", "agent:{}:{}", "other ending: none -> {}"),
    ("settings.yml", "settings.yaml", "other extension: .yml -> .yaml"),
    ("connection_timeout", "connect_timeout", "connection -> connect"),
    ("get_order_id", "order_id", "without get"),
    ("grösse_in_metern", "größe_in_metern", "two letters differ: grösse -> größe"),
]
NOT_NEAR = ["zebra_unicorn", "xyzzy", "", "---", "{}", "qq", "7", "a" * 500, "word_" * 30]


@pytest.fixture(scope="module")
def lexicon() -> Iterator[Lexicon]:
    built = in_memory(VALUES)
    yield built
    built.connection.close()


@pytest.mark.parametrize(("asked", "value", "why"), FIRST)
def test_what_was_meant_comes_first(lexicon: Lexicon, asked: str, value: str, why: str) -> None:
    first = suggest(asked, lexicon)[0]
    assert (first.value, first.why) == (value, why)
    assert 0.6 <= first.score < 1


@pytest.mark.parametrize("asked", NOT_NEAR)
def test_nothing_is_near(lexicon: Lexicon, asked: str) -> None:
    assert suggest(asked, lexicon) == []


def test_another_number_is_said_and_ranks_low(lexicon: Lexicon) -> None:
    scores = {each.value: (each.score, each.why) for each in suggest("sensor_3", lexicon)}
    assert scores["sensor_2"][0] < 0.8
    assert scores["sensor_2"][1] == "other number: 3 -> 2"


def test_the_asked_category_and_the_file_nearby_decide_between_equals(lexicon: Lexicon) -> None:
    assert suggest("Order_ID", lexicon)[0].value == "order_id"
    assert suggest("redisUrl", lexicon, category="environment")[0].value == "REDIS_URL"
    assert suggest("redisUrl", lexicon, favoured={"REDIS_URL"})[0].value == "REDIS_URL"


def test_a_value_of_two_categories_is_suggested_once(lexicon: Lexicon) -> None:
    assert [(each.value, each.category) for each in suggest("invoiceState", lexicon)] == [
        ("invoice_state", "fields")
    ]
    assert suggest("invoiceState", lexicon, category="states")[0].category == "states"


def test_no_more_than_asked_for_and_never_the_value_itself(lexicon: Lexicon) -> None:
    assert len(suggest("redis_ur", lexicon, limit=1)) == 1
    assert "redis_url" not in {each.value for each in suggest("redis_url", lexicon)}


def test_a_repository_adds_to_the_thesaurus(lexicon: Lexicon) -> None:
    ours = Lexicon(lexicon.connection, Thesaurus([["tenant", "guest"]]))
    assert "tenant_name" not in {each.value for each in suggest("guest_name", lexicon)}
    assert suggest("guest_name", ours)[0].why == "guest -> tenant"
