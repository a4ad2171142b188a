"""Words that stand for one another in names: synonyms, abbreviations and spellings."""

from __future__ import annotations

from collections.abc import Iterable

from netra_tools.literals.words import singular


class Thesaurus:
    """Words that stand for one another in names; a repository adds groups of its own."""

    def __init__(self, groups: Iterable[Iterable[str]] = ()) -> None:
        self._same: dict[str, tuple[str, ...]] = {}
        for text in _GROUPS:
            self._add(text.split())
        for group in groups:
            self._add([singular(word.lower()) for word in group])

    def _add(self, group: list[str]) -> None:
        for word in group:
            others = [other for other in group if other != word]
            self._same[word] = tuple(dict.fromkeys((*self._same.get(word, ()), *others)))

    def same(self, word: str) -> tuple[str, ...]:
        """Return the words that may stand for a singular word."""
        return self._same.get(word, ())


# Synonyms, abbreviations and spellings that were met in names of code; singular, the usual word first.
_GROUPS = (
    "url uri link", "delete remove del destroy erase", "deleted removed destroyed erased",
    "deletion removal", "create add new insert", "created added inserted", "creation addition",
    "update modify change edit alter", "updated modified changed edited", "modification change",
    "get fetch retrieve read load", "list all", "start begin launch", "started begun launched",
    "stop end halt quit abort terminate",
    "stopped ended halted", "finish complete end done", "finished completed ended done",
    "config configuration cfg conf setting", "setting option preference pref", "option opt",
    "auth authentication authorization", "auth authenticate", "id identifier ident", "count number num total",
    "number num nr no", "message msg", "error err failure fault", "failed error errored", "fail error",
    "info information detail", "temperature temp", "temporary tmp temp", "directory dir folder",
    "user account member", "name title label", "description desc summary",
    "address addr", "host hostname server",
    "password pass passwd pwd passphrase", "secret key token", "database db", "environment env",
    "development dev", "production prod", "request req", "response resp res reply", "source src origin",
    "destination dest dst target", "timestamp ts time", "date day", "maximum max", "minimum min",
    "average avg mean", "length len size", "value val", "variable var", "image img picture photo",
    "button btn", "event evt", "enable activate", "enabled activated active", "disable deactivate",
    "disabled deactivated inactive", "argument arg parameter param", "attribute attr property prop",
    "object obj", "function func fn", "language lang locale", "latitude lat", "longitude lon lng long",
    "quantity qty amount", "interval period", "attempt retry try", "color colour", "center centre",
    "license licence", "canceled cancelled", "gray grey", "favorite favourite", "behavior behaviour",
    "index idx", "reference ref", "repository repo", "timezone tz", "counter cnt count", "command cmd",
    "current cur curr", "previous prev", "next following", "version ver", "specification spec",
    "administrator admin", "application app", "package pkg", "library lib", "process proc",
    "execute exec run", "execution run", "send emit publish", "receive recv get", "sent emitted published",
    "notification alert", "success ok successful", "state status", "type kind", "volume vol",
    "frequency freq", "position pos location", "location loc", "speed velocity", "phone telephone mobile",
    "email mail", "login signin logon", "logout signout logoff", "register signup", "query search find",
    "order sort", "job task", "logger log", "expiry expiration expire", "expires expiry", "boolean bool",
    "integer int", "string str text", "character char", "document doc", "documentation doc",
    "statistic stat", "calculate calc compute", "generate gen", "initialize init", "initial init",
    "synchronize sync", "connection conn", "certificate cert", "permission perm", "organization org",
    "category cat", "original orig", "regex regexp", "memory mem", "network net", "manager mgr",
    "service svc srv", "context ctx", "table tbl", "column col", "format fmt", "header hdr",
    "primary main", "client customer", "person people user", "picture pic", "power pwr", "battery bat batt",
    "humidity hum", "pressure press", "level lvl", "group grp", "device dev", "operation op", "battery accu",
    "model mdl", "controller ctrl control", "control ctrl", "button key", "channel chan ch", "sequence seq",
    "second sec", "minute min", "hour hr", "millisecond ms", "distance dist", "direction dir", "switch sw",
    "window win", "buffer buf", "pointer ptr", "block blk", "left remaining", "allowed permitted",
    "valid ok", "invalid bad wrong", "missing absent", "fast quick", "begin from", "end to", "off disabled",
    "on enabled", "firmware fw", "hardware hw", "software sw", "serial sn", "article post", "expected wanted",
    "template tpl tmpl", "transaction tx txn", "token jwt", "administrator superuser", "average median",
    "kilobyte kb", "address location", "payload body data", "content body",
    "cancel abort", "canceled aborted", "send dispatch", "create build make", "order purchase",
    "price cost", "amount sum", "pending waiting queued", "running active", "error exception", "path route",
    "expiry ttl", "interval delay", "url endpoint", "queue topic channel", "worker agent",
    "latency duration elapsed", "limit threshold", "level severity", "type category", "group team",
    "role permission", "refresh reload renew", "verify validate check", "verified validated checked",
    "approve accept", "approved accepted", "reject deny decline", "rejected denied declined", "tag label",
    "comment note remark", "author creator writer owner", "item entry element", "row record", "backup dump",
    "visible shown", "hidden invisible", "show display", "company organization", "employee staff",
    "payment charge", "invoice bill", "cart basket", "paused suspended", "pause suspend", "resume continue",
    "restart reboot", "restarted rebooted", "reset clear", "merge join combine", "split divide",
    "enter join", "leave exit", "exited left", "grant give", "revoke withdraw", "allow permit", "block ban",
    "parse read", "write save store", "saved stored written", "open unlock", "close shut lock",
    "connect attach", "disconnect detach", "upload push", "download pull fetch",
)  # fmt: skip
