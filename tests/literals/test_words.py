"""Values come apart into the same words, whatever joins them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netra_tools.literals.thesaurus import Thesaurus
from netra_tools.literals.words import bag_form, convention, normal_form, singular, split_words

SPLIT = [
    ("redis_url", "redis url"),
    ("REDIS_URL", "redis url"),
    ("redis-url", "redis url"),
    ("redisUrl", "redis url"),
    ("RedisURL", "redis url"),
    ("redis.url", "redis url"),
    ("HTTPServerError", "http server error"),
    ("userIDs", "user ids"),
    ("utf-8", "utf 8"),
    ("sensor_12", "sensor 12"),
    ("sha256", "sha 256"),
    ("/api/v3/users/{user_id}", "api v3 users {}"),
    ("agent:{}:{}", "agent {} {}"),
    ("${HOME}/.netra", "{} netra"),
    ("app/models.py", "app models py"),
    ("Größe_straße", "größe straße"),
    ("--- ---", ""),
    ("", ""),
]
SINGULAR = [
    ("sensors", "sensor"), ("entries", "entry"), ("boxes", "box"), ("batches", "batch"), ("classes", "class"),
    ("caches", "cache"), ("statuses", "status"), ("indices", "index"), ("sizes", "size"), ("ids", "id"),
    ("status", "status"), ("class", "class"), ("analysis", "analysis"), ("dns", "dns"),
    ("previous", "previous"), ("alias", "alias"), ("series", "series"), ("bus", "bus"),
    ("gps", "gps"), ("s", "s"), ("{}", "{}"),
]  # fmt: skip
CONVENTION = [
    ("redis", "lower"), ("REDIS", "UPPER"), ("redis_url", "snake"), ("_private", "snake"),
    ("REDIS_URL", "UPPER_SNAKE"), ("redis-url", "kebab"), ("redisUrl", "camel"), ("RedisUrl", "Pascal"),
    ("a.b.c", "dotted"), ("/api/v3", "path"), ("C:\\x", "path"), ("a b", "mixed"), ("", "mixed"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "words"), SPLIT)
def test_words(value: str, words: str) -> None:
    assert " ".join(split_words(value)) == words


@pytest.mark.parametrize(("word", "expected"), SINGULAR)
def test_singular(word: str, expected: str) -> None:
    assert singular(word) == expected


@pytest.mark.parametrize(("value", "expected"), CONVENTION)
def test_convention(value: str, expected: str) -> None:
    assert convention(value) == expected


def test_the_normal_form_keeps_the_order_and_the_bag_does_not() -> None:
    assert normal_form("REDIS_URLS") == normal_form("redisUrl") != normal_form("url_redis")
    assert bag_form("url_redis") == bag_form("redisUrls")


def test_the_thesaurus_goes_both_ways_and_takes_groups_of_a_repository() -> None:
    usual = Thesaurus()
    assert "uri" in usual.same("url") and "url" in usual.same("uri")
    assert usual.same("tenant") == ()
    ours = Thesaurus([["Tenant", "customers"]])
    assert ours.same("tenant") == ("customer",)
    assert {"tenant", "client"} <= set(ours.same("customer"))


@given(st.text())
def test_any_text_has_words_and_a_singular_is_stable(value: str) -> None:
    for word in split_words(value):
        assert word == word.lower()
        assert singular(singular(word)) == singular(word)
