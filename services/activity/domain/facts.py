"""What is told of an entry: each event is built here, and here alone. Pure."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

from contracts.activity import (
    ActivityApproved,
    ActivityAssisted,
    ActivityCorrected,
    ActivityDiscarded,
    ActivityEdited,
    ActivityEscalated,
    ActivityExcused,
    ActivityRejected,
    ActivityReopened,
    ActivitySubmitted,
    ActivityVerified,
)
from contracts.vocabulary import Kategori
from kernel.garis import Kepada
from services.activity.domain import clock
from services.activity.domain.activity import Activity, By, Content

LAST_INSTANT = timedelta(microseconds=1)  # of a day: its date is still the same day


class Reported(Protocol):
    """What an entry reports: a day's work on a kinerja."""

    @property
    def tanggal(self) -> date: ...
    @property
    def kategori(self) -> Kategori: ...
    @property
    def butir_id(self) -> UUID: ...
    @property
    def kuantitas(self) -> int: ...


class Lapsed(Protocol):
    """An entry whose last day is over."""

    @property
    def activity_id(self) -> UUID: ...
    @property
    def asn_id(self) -> UUID: ...
    @property
    def tanggal(self) -> date: ...
    @property
    def butir_id(self) -> UUID: ...
    @property
    def kuantitas(self) -> int: ...


def submitted(
    activity_id: UUID, asn_id: UUID, said: Reported, now: datetime, *, late: bool, due_on: date | None
) -> ActivitySubmitted:
    """An entry is its owner's from `now` on. `due_on`: the penilai's last day; None: no clock runs."""
    return ActivitySubmitted(
        activity_id=activity_id,
        asn_id=asn_id,
        tanggal=said.tanggal,
        kategori=said.kategori,
        butir_id=said.butir_id,
        kuantitas=said.kuantitas,
        late=late,
        due_on=due_on,
        submitted_at=now,
    )


def assisted(activity_id: UUID, asn_id: UUID, tanggal: date, helper: UUID, alasan: str) -> ActivityAssisted:
    """An administrator wrote or changed an entry, and it waits for its owner (KUAN P16(b))."""
    return ActivityAssisted(
        activity_id=activity_id, asn_id=asn_id, tanggal=tanggal, entered_by=helper, alasan=alasan.strip()
    )


def discarded(one: Activity) -> ActivityDiscarded:
    """The owner does not stand in for what was written for them."""
    return ActivityDiscarded(activity_id=one.activity_id, asn_id=one.asn_id, tanggal=one.tanggal)


def edited(one: Activity, said: Content, isi_versi: int, dari: str, due_on: date | None) -> ActivityEdited:
    """What an entry says changed to `said`; `dari`: the state that it was in."""
    return ActivityEdited(
        activity_id=one.activity_id,
        asn_id=one.asn_id,
        tanggal=one.tanggal,
        kategori=said.kategori,
        butir_id=said.butir_id,
        kuantitas=said.kuantitas,
        isi_versi=isi_versi,
        dari=dari,  # type: ignore[arg-type]
        due_on=due_on,
    )


def corrected(one: Activity, said: Content, by: By, alasan: str) -> ActivityCorrected:
    """The penilai corrected what an entry says (KUAN P17(c))."""
    return ActivityCorrected(
        activity_id=one.activity_id,
        asn_id=one.asn_id,
        tanggal=one.tanggal,
        penilai_id=by.penilai_id,
        butir_id=said.butir_id,
        kuantitas=said.kuantitas,
        isi_versi=one.isi_versi + 1,
        alasan=alasan.strip(),
        sebagai=by.sebagai,
    )


def approved(one: Lapsed, said: Content | Lapsed, now: datetime, by: By | None) -> ActivityApproved:
    """An entry is approved as `said`; without `by` it is the system's approval, and nobody has verified it."""
    return ActivityApproved(
        activity_id=one.activity_id,
        asn_id=one.asn_id,
        tanggal=one.tanggal,
        butir_id=said.butir_id,
        kuantitas=said.kuantitas,
        cara="penilai" if by else "auto",
        verified=by is not None,
        penilai_id=by.penilai_id if by else None,
        effective_at=now,
        sebagai=by.sebagai if by else "",
    )


def lapsed(one: Lapsed, last: date, zone: ZoneInfo) -> ActivityApproved:
    """The system approved an entry at the last instant of its last day, unverified (KUAN P23(7))."""
    return approved(one, one, clock.end_of(last, zone) - LAST_INSTANT, None)


def verified(one: Activity, by: By, now: datetime) -> ActivityVerified:
    """The penilai verified what the system had approved (docs/decisions/0028)."""
    return ActivityVerified(
        activity_id=one.activity_id,
        asn_id=one.asn_id,
        tanggal=one.tanggal,
        penilai_id=by.penilai_id,
        verified_at=now,
        sebagai=by.sebagai,
    )


def rejected(one: Activity, by: By, alasan: str) -> ActivityRejected:
    """The penilai withholds approval (KUAN P23(8))."""
    return ActivityRejected(
        activity_id=one.activity_id,
        asn_id=one.asn_id,
        tanggal=one.tanggal,
        penilai_id=by.penilai_id,
        alasan=alasan.strip(),
        dari=one.stands,  # type: ignore[arg-type]
        sebagai=by.sebagai,
    )


def reopened(one: Activity, by: By, alasan: str, due_on: date | None) -> ActivityReopened:
    """The penilai takes an approval back (reading A26)."""
    return ActivityReopened(
        activity_id=one.activity_id,
        asn_id=one.asn_id,
        tanggal=one.tanggal,
        penilai_id=by.penilai_id,
        dari=one.stands,  # type: ignore[arg-type]
        alasan=alasan.strip(),
        due_on=due_on,
        sebagai=by.sebagai,
    )


def escalated(
    activity_id: UUID, asn_id: UUID, due_on: date, silent: UUID | None, told: Kepada, *, excused: bool
) -> ActivityEscalated:
    """The penilai looked and stayed silent; `told`: who learns of it (reading A22)."""
    return ActivityEscalated(
        activity_id=activity_id,
        asn_id=asn_id,
        penilai_id=silent,
        due_on=due_on,
        kepada=told.asn_id,
        karena_gangguan=excused,
        kepada_peran=told.peran,
    )


def excused(activity_id: UUID, asn_id: UUID, tanggal: date, day: date, *, by_system: bool) -> ActivityExcused:
    """An outage of the last day of an entry's clock became known; `by_system`: the system had approved it (X8)."""
    return ActivityExcused(
        activity_id=activity_id, asn_id=asn_id, tanggal=tanggal, due_on=day, perkara="auto" if by_system else "breach"
    )
