"""Every Indonesian word of the published events and of the tables stands in the glossary."""

from __future__ import annotations

import re

from chassis.settings import REPOSITORY
from ekinerja.publishing.language import events

_GLOSSARY = (REPOSITORY / "docs" / "glossary.md").read_text(encoding="utf-8").lower()
# English words and mechanics. A noun of the regulations never joins them: it gets a line in the glossary.
_ENGLISH = frozenset({
    "account", "agreed", "aside", "assisted", "audit", "bytes", "calendar", "checkpoint", "clock",
    "commented", "corrected", "deadline", "decide", "decided", "delivered", "discarded", "due", "edited", "effective", "escalated",
    "filled", "finalized", "head", "idempotency", "inbox", "key", "known", "lines", "moved",
    "outbox", "overdue", "pack", "forwarded", "submitted", "final", "set", "received", "lapsed", "filed", "until", "manifest", "objection", "parked", "pending", "position", "rejected", "recommended", "relay", "removed",
    "reopened", "requested", "reset", "retelling", "returned", "reviewed", "reviewer", "run", "scoring",
    "sha256", "signed", "signing", "slips", "withdrawn",
})  # fmt: skip
_TABLE = re.compile(r"CREATE TABLE (?:IF NOT EXISTS )?([a-z_]+)")


def unknown(words: set[str]) -> list[str]:
    return sorted(word for word in words - _ENGLISH if word not in _GLOSSARY)


def test_every_word_of_an_event_is_explained() -> None:
    classes = [cls for told in events().values() for cls in told]
    named = {word.lower() for cls in classes for word in re.findall("[A-Z][a-z]+", cls.__name__)}
    fields = {word for cls in classes for name in cls.__struct_fields__ for word in name.split("_")}
    assert unknown(named | fields) == []


def test_every_word_of_a_table_is_explained() -> None:
    migrations = (REPOSITORY / "services").rglob("migrations/*.py")
    tables = {name for path in migrations for name in _TABLE.findall(path.read_text(encoding="utf-8"))}
    assert len(tables) > 40 and unknown({word for name in tables for word in name.split("_")}) == []
