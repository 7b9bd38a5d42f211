"""What an entry leaves in the outbox: the envelope of its fact, as every other fact's is written."""

from __future__ import annotations

from datetime import date, datetime, time, timezone
from uuid import UUID

import msgspec
import pytest

from chassis.auth import Actor
from chassis.outbox import unpack_headers
from chassis.regulation import Packs
from chassis.settings import REPOSITORY
from contracts.activity import ActivitySubmitted
from contracts.envelope import fact_from
from contracts.event import EventType, Fact
from contracts.vocabulary import Kategori
from services.activity.domain.clock import Kalender
from services.activity.entry.command import EnterActivity, Entry
from services.activity.entry.draft import Draft, Terms

BUDI, SITI = UUID(int=1 << 80), UUID(int=2 << 80)
TRACEPARENT = "00-" + "a1" * 16 + "-" + "b2" * 8 + "-01"
NOON = datetime(2026, 3, 17, 5, 0, 0, 120000, tzinfo=timezone.utc)


@pytest.fixture(scope="module")
def terms() -> Terms:
    return Terms(Packs.load(str(REPOSITORY / "regulations")), "kuansing", Kalender({}).of_week(5))


def entry_of(person: UUID, traceparent: str | None) -> Entry:
    command = EnterActivity(
        tanggal=date(2026, 3, 17), kategori=Kategori.UTAMA, butir_id=UUID(int=7), uraian="Menyusun laporan",
        output="1 laporan", kuantitas=1, mulai=time(8), selesai=time(9), benar=True,
    )  # fmt: skip
    return Entry(Actor("kuansing", person, 0.0), "a key of it", b"mark", command, traceparent)


def told(draft: Draft) -> tuple[dict[str, bytes], Fact[ActivitySubmitted]]:
    head = dict(unpack_headers(draft.headers))
    fact = fact_from(head, draft.body, EventType(ActivitySubmitted, msgspec.json.Decoder(ActivitySubmitted).decode))
    return head, fact  # type: ignore[return-value]


@pytest.mark.parametrize("traceparent", [TRACEPARENT, None])
def test_kuan_p23_1_the_fact_of_an_entry_says_who_what_and_when(terms: Terms, traceparent: str | None) -> None:
    draft = terms.draft(entry_of(BUDI, traceparent), NOON, held=False)
    head, fact = told(draft)
    assert head["ce_type"] == b"ekinerja.activity.ActivitySubmitted"
    assert head["ce_source"] == b"/activity"
    assert (fact.id, fact.subject) == (draft.event_id, str(draft.activity_id))
    assert (fact.tenant, fact.key, fact.actor, fact.version) == ("kuansing", str(BUDI), str(BUDI), 1)
    assert fact.occurred_at == NOON == fact.event.submitted_at
    assert fact.traceparent == traceparent
    assert fact.correlation == (TRACEPARENT[3:35] if traceparent else str(draft.activity_id))
    assert fact.causation is None


def test_entries_one_after_the_other_share_nothing_but_their_form(terms: Terms) -> None:
    first, second = (
        terms.draft(entry_of(who, TRACEPARENT), at, held=False)
        for who, at in ((BUDI, NOON), (SITI, NOON.replace(microsecond=0)))
    )
    (_, one), (_, other) = told(first), told(second)
    assert (one.key, other.key) == (str(BUDI), str(SITI))
    assert other.occurred_at == NOON.replace(microsecond=0) and one.occurred_at == NOON
    assert len({one.id, other.id, first.activity_id, second.activity_id}) == 4
