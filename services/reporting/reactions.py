"""What reporting does when others report facts: keep the numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from chassis.db import Work
from contracts.activity import (
    ActivityApproved,
    ActivityEdited,
    ActivityRejected,
    ActivityReopened,
    ActivitySubmitted,
    MonthMeasured,
)
from contracts.appraisal import AppraisalFinalized
from contracts.event import Fact
from contracts.identity import OpdRecorded
from services.reporting import kertas
from services.reporting.store import keeping
from services.reporting.store.entries import Entry, keep_entries


async def know_opd(work: Work, facts: Sequence[Fact[OpdRecorded]]) -> None:
    """Keep the names of the organisation."""
    rows = [{"kode": f.event.kode, "nama": f.event.nama, "induk": f.event.induk} for f in facts]
    await keeping.keep_units(work, rows)


_WAYS = ("submitted", "by_penilai", "by_auto", "rejected")


async def _count(work: Work, happened: Iterable[tuple[UUID, date, str, int]]) -> None:
    """Add to the months in progress, in one statement: a month has thousands of facts."""
    counts: dict[tuple[int, int], dict[str, int]] = {}
    people: dict[int, UUID] = {}
    for asn_id, tanggal, way, n in happened:
        month = asn_id.int, tanggal.year * 12 + tanggal.month - 1  # numbers are told apart and sorted much faster
        counted = counts.get(month)
        if counted is None:
            counted = counts[month] = dict.fromkeys(_WAYS, 0)
            people[month[0]] = asn_id
        counted[way] += n
    moved = [
        keeping.Moved(people[person], f"{at // 12}-{at % 12 + 1:02d}", **counts[person, at])
        for person, at in sorted(counts)
    ]
    await keeping.add_to_months(work, moved)


async def count_submitted(work: Work, facts: Sequence[Fact[ActivitySubmitted]]) -> None:
    """The month in progress: entries."""
    await _count(work, ((f.event.asn_id, f.event.tanggal, "submitted", 1) for f in facts))
    await keep_entries(work, [_waiting(f.event, f.event.submitted_at) for f in facts], amount=True)


def _waiting(e: ActivitySubmitted | ActivityEdited, masuk: datetime) -> Entry:
    return Entry(e.activity_id, e.asn_id, e.tanggal, "submitted", e.kategori.value, e.kuantitas, masuk)


async def count_approved(work: Work, facts: Sequence[Fact[ActivityApproved]]) -> None:
    """The month in progress: approvals, by hand and by themselves."""
    await _count(
        work,
        ((f.event.asn_id, f.event.tanggal, "by_auto" if f.event.cara == "auto" else "by_penilai", 1) for f in facts),
    )
    approved = [
        Entry(
            e.activity_id, e.asn_id, e.tanggal, "auto" if e.cara == "auto" else "approved", kuantitas=e.kuantitas,
            diputus=e.effective_at, penilai_id=e.penilai_id,
        )
        for e in (fact.event for fact in facts)
    ]  # fmt: skip
    await keep_entries(work, approved, amount=True)


async def count_rejected(work: Work, facts: Sequence[Fact[ActivityRejected]]) -> None:
    """The month in progress: refusals."""
    await _count(work, ((f.event.asn_id, f.event.tanggal, "rejected", 1) for f in facts))
    await _count(work, _undone(facts))
    withheld = [
        Entry(f.event.activity_id, f.event.asn_id, f.event.tanggal, "rejected", diputus=f.occurred_at) for f in facts
    ]
    await keep_entries(work, withheld, amount=False)


_COUNTED = {"approved": "by_penilai", "auto": "by_auto", "rejected": "rejected"}
Undoing = Fact[ActivityRejected] | Fact[ActivityEdited] | Fact[ActivityReopened]


def _undone(facts: Iterable[Undoing]) -> Iterable[tuple[UUID, date, str, int]]:
    """What an entry was counted as before counts no more."""
    return ((f.event.asn_id, f.event.tanggal, _COUNTED[f.event.dari], -1) for f in facts if f.event.dari in _COUNTED)


async def count_edited(work: Work, facts: Sequence[Fact[ActivityEdited]]) -> None:
    """A withheld entry that is sent again waits once more."""
    await _count(work, _undone(facts))
    await keep_entries(work, [_waiting(f.event, f.occurred_at) for f in facts], amount=True)


async def count_reopened(work: Work, facts: Sequence[Fact[ActivityReopened]]) -> None:
    """An approval that was taken back waits once more."""
    await _count(work, _undone(facts))
    again = [
        Entry(f.event.activity_id, f.event.asn_id, f.event.tanggal, "submitted", masuk=f.occurred_at) for f in facts
    ]
    await keep_entries(work, again, amount=False)


async def count_month(work: Work, facts: Sequence[Fact[MonthMeasured]]) -> None:
    """Keep the counts of a closed month."""
    rows = [
        {
            "asn_id": e.asn_id, "periode": e.periode, "submitted": e.submitted, "by_penilai": e.approved_by_penilai,
            "by_auto": e.approved_auto, "rejected": e.rejected, "pending": e.pending,
        }
        for e in (fact.event for fact in facts)
    ]  # fmt: skip
    await keeping.keep_months(work, rows)


async def keep_result(work: Work, facts: Sequence[Fact[AppraisalFinalized]]) -> None:
    """Keep the final result of a year."""
    rows = [
        {
            "asn_id": e.asn_id, "tahun": e.tahun,
            "nilai_kinerja": None if e.nilai_kinerja is None else Decimal(e.nilai_kinerja),
            "predikat": e.predikat.value if e.predikat else None,
        }
        for e in (fact.event for fact in facts)
    ]  # fmt: skip
    await keeping.keep_results(work, rows)
    await kertas.keep_sheet(work, facts)
