"""Entries: found, locked, and what each step leaves in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from chassis.db import Work, json_of
from contracts.refusal import Refusal, rule
from contracts.vocabulary import Kategori
from services.activity.domain.activity import Activity, By, Content
from services.activity.domain.decision import Decision
from services.activity.domain.entry import of_many

NO_ENTRY = rule("activity.entry.unknown", 404, "Aktivitas tidak ditemukan.", source="implicit")

_ENTRIES = f"""
SELECT {", ".join(Activity.__struct_fields__)} FROM activity
WHERE tenant = :tenant AND activity_id = ANY(:ids) AND state <> 'discarded' ORDER BY activity_id
"""
# An entry is found by its id and its day, which names its partition.
_THIS = "WHERE tenant = :tenant AND activity_id = :id AND tanggal = :tanggal"
_KEEP = """
INSERT INTO activity_versi (tenant, activity_id, isi_versi, oleh, isi, at, alasan)
VALUES (:tenant, :id, :versi, :oleh, CAST(:isi AS jsonb), :now, :alasan)
"""
_CHANGE = f"""
UPDATE activity SET kategori = :kategori, butir_id = :butir_id, uraian = :uraian, output = :output,
    kuantitas = :kuantitas, mulai = :mulai, selesai = :selesai, bukti = :bukti, isi_versi = isi_versi + 1
{_THIS}
"""
_DECIDE = f"""
UPDATE activity SET state = :state, version = version + :events, decided_at = :now, penilai_id = :penilai,
    cara = :cara, alasan = :alasan, diputus_sebagai = :sebagai
{_THIS}
"""
_RESTART = f"""
UPDATE activity SET state = 'submitted', version = version + 1, due_on = :due, lapse_on = :lapse, viewed_at = NULL,
    viewed_by = NULL, decided_at = NULL, penilai_id = NULL, cara = NULL, alasan = NULL, dihitung_sejak = :since,
    benar = true, diverifikasi_at = NULL, diverifikasi_oleh = NULL, diputus_sebagai = ''
{_THIS}
"""
_VERIFY = f"""
UPDATE activity SET version = version + 1, diverifikasi_at = :now, diverifikasi_oleh = :actor
{_THIS}
"""
_COUNT = f"UPDATE activity SET isi_versi = :isi_versi, version = :version {_THIS}"
_ANY_CLOSED = "SELECT 1 FROM bulan_tertutup WHERE tenant = :tenant AND periode = ANY(:months) LIMIT 1"


def this(work: Work, one: Activity) -> dict[str, Any]:
    """What tells an entry from the others."""
    return {"tenant": work.tenant, "id": one.activity_id, "tanggal": one.tanggal}


async def see_activity(work: Work, activity_id: UUID) -> Activity:
    """An entry as it stands, not locked; Refusal 404 when it is not there."""
    row = await work.one(_ENTRIES, {"tenant": work.tenant, "ids": [activity_id]})
    if row is None:
        raise Refusal(NO_ENTRY)
    return _activity(row)


async def lock_activities(work: Work, ids: list[UUID]) -> list[Activity]:
    """The named entries, locked in one order; Refusal 404 when one is not there."""
    rows = await work.all(f"{_ENTRIES} FOR UPDATE", {"tenant": work.tenant, "ids": ids})
    if strange := set(ids) - {row.activity_id for row in rows}:
        raise of_many(ids, dict.fromkeys(strange, Refusal(NO_ENTRY)))
    return [_activity(row) for row in rows]


async def lock_activity(work: Work, activity_id: UUID) -> Activity:
    """One entry, locked; Refusal 404 when it is not there."""
    return (await lock_activities(work, [activity_id]))[0]


def _activity(row: Any) -> Activity:
    return Activity(**{**row._mapping, "kategori": Kategori(row.kategori)})


async def keep_decided(work: Work, decided: Sequence[tuple[Activity, Decision]]) -> None:
    """What the penilai decided on each, with the versions of its events."""
    rows = [
        this(work, one) | _by(decision.by)
        | {
            "state": decision.state, "cara": decision.cara, "alasan": decision.alasan, "now": work.now,
            "events": len(decision.events),
        }
        for one, decision in decided
    ]  # fmt: skip
    await work.many(_DECIDE, rows)


def _by(by: By) -> dict[str, Any]:
    return {"penilai": by.penilai_id, "sebagai": by.sebagai}


async def keep_verified(work: Work, entries: Sequence[Activity], actor: UUID) -> None:
    """The penilai verified what the system approved."""
    await work.many(_VERIFY, [this(work, one) | {"now": work.now, "actor": actor} for one in entries])


async def keep_restarted(work: Work, one: Activity, due: date | None, lapse: date | None) -> None:
    """Pending again from today on, with these last days, no receipts and no decision."""
    await work.run(_RESTART, this(work, one) | {"due": due, "lapse": lapse, "since": work.today})


async def keep_version(work: Work, one: Activity, oleh: UUID, isi: object, alasan: str) -> None:
    """What an entry says until now stays known, with who changed it and why."""
    values = {"tenant": work.tenant, "id": one.activity_id, "versi": one.isi_versi, "oleh": oleh, "now": work.now}
    await work.run(_KEEP, values | {"isi": json_of(isi), "alasan": alasan})


async def keep_content(work: Work, one: Activity, said: Content) -> None:
    """What an entry says from now on."""
    await work.run(_CHANGE, this(work, one) | said.values())


async def keep_counted(work: Work, one: Activity, isi_versi: int, version: int) -> None:
    """The versions that an entry is at."""
    await work.run(_COUNT, this(work, one) | {"isi_versi": isi_versi, "version": version})


async def any_closed(work: Work, months: Iterable[str]) -> bool:
    """Whether one of these months is closed for all."""
    return await work.one(_ANY_CLOSED, {"tenant": work.tenant, "months": list(months)}) is not None
