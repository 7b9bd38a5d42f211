"""Facts as activity tells them, in numbers, for the relay and the inbox to carry."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timezone

from bench.ground import DAYS, PEOPLE, TENANT, butir, days_back, person
from chassis.ids import new_id
from contracts.activity import ActivitySubmitted
from contracts.event import Event, Fact
from contracts.vocabulary import Kategori

# W3C flags 00: production records few traces, and these are of the others
_TRACEPARENT = "00-{:032x}-{:016x}-00"


def submitted(count: int) -> Iterator[Fact[Event]]:
    """Entries of many people, each fact the first of its own activity."""
    now = datetime.now(timezone.utc)
    for n in range(count):
        who = n % PEOPLE
        event = ActivitySubmitted(
            activity_id=new_id(),
            asn_id=person(who),
            tanggal=days_back(n % DAYS),
            kategori=Kategori("utama"),
            butir_id=butir(who),
            kuantitas=1,
            late=False,
            due_on=days_back(0),
            submitted_at=now,
        )
        yield Fact(
            id=new_id(),
            tenant=TENANT,
            subject=event.subject(),
            key=event.key(),
            version=1,
            occurred_at=now,
            actor=str(person(who)),
            correlation=f"{n:032x}",
            traceparent=_TRACEPARENT.format(n + 1, n + 1),
            event=event,
        )
