"""What activity keeps beside the entries, told again: closed months, missed days, pembinaan, references, outages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec

from chassis.db import Work
from chassis.retelling import AFTER_DATE, AFTER_UUID, Retelling, State, pages
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
    DayFilled,
    DayMissed,
    EvidenceAttached,
    EvidenceRemoved,
    MissedDayJudged,
    MonthMeasured,
    OutageConfirmed,
    PembinaanClosed,
    PembinaanHeld,
    PembinaanOpened,
    ReferenceChanged,
)
from contracts.event import Event
from services.activity import month
from services.activity.store.pembinaan import NOW_STATE

# a place of two: the person, then the day
_ASN, _DAY = "split_part(:after, ':', 1)", "split_part(:after, ':', 2)"
_MISSED = f"""
SELECT asn_id || ':' || tanggal AS place, asn_id, tanggal, sengaja, penilai_id, alasan, version,
    cara_didengar, didengar_pada, dinas_luar, sebagai FROM hari_kosong
WHERE tenant = :tenant
AND (asn_id, tanggal) > ({AFTER_UUID.replace(":after", _ASN)}, {AFTER_DATE.replace(":after", _DAY)})
ORDER BY asn_id, tanggal LIMIT :most FOR UPDATE
"""
_MONTHS = f"""
SELECT asn_id || ':' || periode AS place, asn_id, periode, version, hitungan::text AS hitungan FROM bulan_terukur
WHERE tenant = :tenant
AND (asn_id, periode) > ({AFTER_UUID.replace(":after", _ASN)}, {_DAY})
ORDER BY asn_id, periode LIMIT :most FOR UPDATE
"""
_REFERENCES = f"""
SELECT rujukan_id::text AS place, rujukan_id, opd, nama, satuan, aktif, jabatan, mulai, selesai, kode, version
FROM rujukan
WHERE tenant = :tenant AND rujukan_id > {AFTER_UUID} ORDER BY rujukan_id LIMIT :most FOR UPDATE
"""
_OUTAGES = f"""
SELECT gangguan_id::text AS place, gangguan_id, mulai, selesai, layanan, sebab FROM gangguan
WHERE tenant = :tenant AND gangguan_id > {AFTER_UUID} AND dikonfirmasi_oleh IS NOT NULL
ORDER BY gangguan_id LIMIT :most FOR UPDATE
"""
_PEMBINAAN = f"""
SELECT b.pembinaan_id::text AS place, b.*, {NOW_STATE} FROM pembinaan b
WHERE b.tenant = :tenant AND b.pembinaan_id > {AFTER_UUID} ORDER BY b.pembinaan_id LIMIT :most FOR UPDATE OF b
"""
_FIRST_PEMBINAAN = "UPDATE pembinaan SET version = 1 WHERE tenant = :tenant AND version = 0"


async def _missed(work: Work, rows: Sequence[Any]) -> list[State]:
    return [_day(row) for row in rows]


async def _months(work: Work, rows: Sequence[Any]) -> list[State]:
    """As they were measured last. Counts of before they were kept are not guessed: the month is measured anew."""
    states: list[State] = [
        (msgspec.json.decode(row.hitungan, type=MonthMeasured), row.version) for row in rows if row.hitungan
    ]
    unknown: dict[str, list[UUID]] = defaultdict(list)
    for row in rows:
        if not row.hitungan:
            unknown[row.periode].append(row.asn_id)
    for periode, people in sorted(unknown.items()):
        states += await month.measure_again(work, periode, people)
    return states


def _day(row: Any) -> State:
    """A day is missing, judged, or (a negative version) filled: one event says which."""
    of = {"hari_id": f"{row.asn_id}:{row.tanggal}", "asn_id": row.asn_id, "tanggal": row.tanggal}
    if row.version < 0:
        return DayFilled(**of), -row.version
    if row.sengaja is None:
        return DayMissed(**of), row.version
    judged = MissedDayJudged(
        **of, penilai_id=row.penilai_id, sengaja=row.sengaja, alasan=row.alasan or "", sebagai=row.sebagai,
        cara_didengar=row.cara_didengar, didengar_pada=row.didengar_pada, dinas_luar=row.dinas_luar,
    )  # fmt: skip
    return judged, row.version


async def _pembinaan(work: Work, rows: Sequence[Any]) -> list[State]:
    """That it is owed, was held, is over; what is owed no more is not told, for DayFilled says so (A24)."""
    states: list[State] = []
    for row in rows:
        if row.now_state == "lapsed":
            continue
        of = {"pembinaan_id": row.pembinaan_id, "asn_id": row.asn_id}
        told: list[Event] = [PembinaanOpened(**of, tanggal=row.tanggal, penilai_id=row.penilai_id)]
        if row.tanggal_sesi is not None:
            told.append(PembinaanHeld(**of, tanggal_sesi=row.tanggal_sesi, penilai_id=row.dipimpin_oleh))
        if row.state == "closed":
            told.append(PembinaanClosed(**of, penilai_id=row.ditutup_oleh))
        states += [(event, row.version) for event in told]
    return states


async def _references(work: Work, rows: Sequence[Any]) -> list[State]:
    return [(ReferenceChanged(**_fields(row, "version")), row.version) for row in rows]


async def _outages(work: Work, rows: Sequence[Any]) -> list[State]:
    """An outage is confirmed once."""
    return [(OutageConfirmed(**_fields(row) | {"layanan": tuple(row.layanan)}), 1) for row in rows]


def _fields(row: Any, *but: str) -> dict[str, Any]:
    return {name: value for name, value in row._mapping.items() if name not in ("place", *but)}


RETELLS = {
    "months": Retelling((MonthMeasured,), pages(_MONTHS, _months)),
    "missed_days": Retelling((DayMissed, DayFilled, MissedDayJudged), pages(_MISSED, _missed)),
    "pembinaan": Retelling(
        (PembinaanOpened, PembinaanHeld, PembinaanClosed), pages(_PEMBINAAN, _pembinaan, _FIRST_PEMBINAAN)
    ),
    "references": Retelling((ReferenceChanged,), pages(_REFERENCES, _references)),
    "outages": Retelling((OutageConfirmed,), pages(_OUTAGES, _outages)),
}
_ENTRY = "a moment of one entry, counted as it comes; what a month came to is in MonthMeasured"
_NOTICE = "a notice to somebody: the entry stays as it is"
NOT_RETOLD: dict[type[Event], str] = {
    **dict.fromkeys(
        (
            ActivitySubmitted,
            ActivityApproved,
            ActivityRejected,
            ActivityEdited,
            ActivityCorrected,
            ActivityReopened,
            ActivityAssisted,
            ActivityDiscarded,
            ActivityVerified,
        ),
        _ENTRY,
    ),
    **dict.fromkeys((EvidenceAttached, EvidenceRemoved), "a file of one entry, which is shown with the entry"),
    ActivityEscalated: _NOTICE,
    ActivityExcused: _NOTICE,
}
