"""Reads of activity: my entries, what waits for me, what others did (with a purpose)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work
from contracts.identity import Penempatan
from contracts.refusal import Refusal, rule
from kernel.penempatan import penempatan_on
from services.activity import store
from services.activity.domain import entry
from services.activity.domain.clock import first_of, month_after
from services.activity.evidence.queries import LampiranView, files_of
from services.activity.store.reading import MEMUTUS, keep_reading, reads_all

NOT_READER = rule("activity.reading.not_yours", 403, "Data aktivitas ini bukan untuk Anda.")

COLUMNS = """
a.activity_id, a.asn_id, p.nama, a.tanggal, a.kategori, a.butir_id, a.uraian, a.output, a.kuantitas, a.mulai,
a.selesai, a.bukti, a.jabatan, p.penempatan::text AS penempatan, a.isi_versi, a.entered_by, a.submitted_at, a.due_on,
a.late, a.benar, a.state, a.cara, a.diverifikasi_at, a.alasan, a.diputus_sebagai, b.sk_nomor, b.sk_tanggal,
EXISTS (SELECT FROM tenggat_terganggu t WHERE t.tenant = a.tenant AND t.activity_id = a.activity_id
    AND t.hari IN (a.due_on, a.lapse_on)) AS karena_gangguan,
coalesce((SELECT n.nama FROM rujukan_nama n WHERE n.tenant = b.tenant AND n.rujukan_id = b.skp_id
    AND n.mulai <= a.tanggal ORDER BY n.mulai DESC LIMIT 1), b.uraian, '') AS kinerja
"""
_OF_MONTH = f"""
SELECT {COLUMNS} FROM activity a JOIN pegawai p ON p.tenant = a.tenant AND p.asn_id = a.asn_id
LEFT JOIN butir b ON b.tenant = a.tenant AND b.butir_id = a.butir_id
WHERE a.tenant = :tenant AND a.asn_id = :asn AND a.tanggal >= :first AND a.tanggal < :after
  AND a.state <> 'discarded' AND a.tanggal = coalesce(CAST(:day AS date), a.tanggal)
ORDER BY a.tanggal DESC, a.mulai DESC
"""
_WAITING = """
SELECT {columns} FROM activity a JOIN pegawai p ON p.tenant = a.tenant AND p.asn_id = a.asn_id
LEFT JOIN butir b ON b.tenant = a.tenant AND b.butir_id = a.butir_id
WHERE a.tenant = :tenant AND a.state IN ('submitted', 'escalated') AND a.asn_id = coalesce(:asn_id, a.asn_id)
  AND (a.asn_id IN (SELECT m.asn_id FROM masa_penilai m WHERE m.tenant = :tenant
      AND (m.penilai_id = :actor OR (:bupati AND m.sebagai = 'bupati'))){passed_up})
  AND (NOT CAST(:seen AS boolean) OR a.viewed_at IS NOT NULL OR a.state = 'escalated')
ORDER BY a.due_on NULLS LAST, a.tanggal, a.mulai, a.activity_id LIMIT 5000
""".replace(":asn_id", "CAST(:asn_id AS uuid)")
# Where the superior of a silent penilai decides as well (reading A22).
_PASSED_UP = """ OR a.state = 'escalated' AND a.asn_id IN (SELECT m.asn_id FROM masa_penilai m
    JOIN masa_penilai s ON s.tenant = m.tenant AND s.asn_id = m.penilai_id
    WHERE m.tenant = :tenant AND (s.penilai_id = :actor OR (:bupati AND s.sebagai = 'bupati')))
"""
_UNSEEN = """
SELECT activity_id, asn_id, tanggal, state, isi_versi FROM activity
WHERE tenant = :tenant AND activity_id = ANY(:ids) AND state = 'submitted' AND viewed_at IS NULL
"""
SUBMITTED = "submitted"
_DECIDED = "SELECT activity_id FROM activity WHERE tenant = :tenant AND asn_id = :asn AND penilai_id = :actor"
_posts = msgspec.json.Decoder(tuple[Penempatan, ...]).decode
Penangguhan = Literal["jabatan_kosong"]
Tujuan = Annotated[str, Meta(min_length=3, max_length=200, pattern=r"\S")]


class ActivityView(Struct, frozen=True):
    """An entry as its owner and the penilai see it. `terverifikasi`: by the penilai, also after the system.

    `benar`: its owner declared that it is true (KUAN P23(1)); not yet, while they have to confirm what was written.
    `jabatan`: the post that its owner held on its date (KUAN P21(2)).
    `penangguhan`: why there is no last day though the law has a clock: jabatan_kosong, nobody is penilai (A22).
    `karena_gangguan`: an outage touched the last day of its clock (X8): a breach is excused, an approval stands.
    `sk_nomor`, `sk_tanggal`: of the SK that formalises the tugas tambahan it refers to (KUAN P9(2), P21(2)).
    `lampiran`: its evidence, each file with the SHA-256 of its bytes (KUAN P25(2)).
    `kinerja`: what the kinerja or tupoksi that it serves was called on its date (KUAN P21(2)).
    `diputus_sebagai`: plt, plh or atasan who decided in the penilai's place.
    `tertutup`: it waits for the reader as penilai and they have not opened it; what it says is shown by opening it.
    """

    activity_id: UUID
    asn_id: UUID
    nama: str
    tanggal: date
    kategori: str
    butir_id: UUID
    uraian: str
    output: str
    kuantitas: int
    mulai: time
    selesai: time
    bukti: str | None
    jabatan: str
    isi_versi: int
    entered_by: UUID | None
    submitted_at: datetime
    due_on: date | None
    late: bool
    benar: bool
    state: str
    cara: str | None
    alasan: str | None
    sk_nomor: str | None
    sk_tanggal: date | None
    karena_gangguan: bool
    terverifikasi: bool
    penangguhan: Penangguhan | None
    lampiran: tuple[LampiranView, ...] = ()
    tertutup: bool = False
    kinerja: str = ""
    diputus_sebagai: str = ""


class ButirView(Struct, frozen=True):
    """A kinerja that an entry may refer to."""

    butir_id: UUID
    kategori: str
    uraian: str
    target: int
    mulai: date
    selesai: date


async def views_of(work: Work, rows: Sequence[Any]) -> list[ActivityView]:
    """Entries as they are shown; where the penilai's post is vacant today, without a last day, and why (A22)."""
    vacant = await store.vacant_of(work, {row.asn_id for row in rows if row.state == "submitted"}, work.today)
    files = await files_of(work, [row.activity_id for row in rows])
    return [
        _view(work, row, row.state == "submitted" and row.asn_id in vacant, tuple(files[row.activity_id]))
        for row in rows
    ]


def _view(work: Work, row: Any, vacant: bool, files: tuple[LampiranView, ...]) -> ActivityView:
    held = vacant and store.policy_of(work, row.tanggal)[0].verify_clock.value != "none"
    fields = dict(row._mapping) | ({"due_on": None} if held else {})
    post = penempatan_on(_posts(fields.pop("penempatan")), row.tanggal)
    fields |= {"jabatan": post.jabatan} if post else {}
    why: Penangguhan | None = "jabatan_kosong" if held else None
    verified = fields.pop("diverifikasi_at") is not None or row.cara == "penilai"
    return ActivityView(**fields, terverifikasi=verified, penangguhan=why, lampiran=files)


async def of_month(work: Work, asn_id: UUID, periode: str, day: date | None = None) -> list[ActivityView]:
    """Somebody's entries of a month, or of a day of it, newest first."""
    span = {"first": first_of(periode), "after": first_of(month_after(periode))}
    rows = await work.all(_OF_MONTH, {"tenant": work.tenant, "asn": asn_id, "day": day, **span})
    return await views_of(work, rows)


async def of_another(work: Work, actor: Actor, asn_id: UUID, periode: str, tujuan: str) -> list[ActivityView]:
    """Another person's entries, for those whom section 5 names; who looked, at what and why is kept (KUAN P26(1)).

    What waits for the actor as penilai stays closed until they open it: reading a list leaves no receipt.
    """
    owner = await store.person(work, asn_id)
    whole = await reads_all(work, actor, owner)
    found = await of_month(work, asn_id, periode)
    if not whole:
        decided = {row.activity_id for row in await work.all(_DECIDED, _values(work, actor, asn_id))}
        decided |= set(await to_decide(work, actor, found))
        if not decided:
            raise Refusal(NOT_READER)
        found = [view for view in found if view.activity_id in decided]
    if actor.id != asn_id:
        await work.audit("activities.read", str(asn_id), {"periode": periode, "tujuan": tujuan})
    closed = await unopened(work, actor, [view.activity_id for view in found if view.state == SUBMITTED])
    return [_closed(view) if view.activity_id in closed else view for view in found]


async def unopened(work: Work, actor: Actor, ids: Sequence[UUID]) -> set[UUID]:
    """Which of some entries wait for the actor as penilai without a look at them as they stand (KUAN P23(7), A25)."""
    rows = await work.all(_UNSEEN, {"tenant": work.tenant, "ids": list(ids)})
    return set(await to_decide(work, actor, rows))


def _closed(view: ActivityView) -> ActivityView:
    nothing: dict[str, Any] = {"uraian": "", "output": "", "kuantitas": 0, "bukti": None, "lampiran": (), "kinerja": ""}
    return msgspec.structs.replace(view, **nothing, tertutup=True)


def _values(work: Work, actor: Actor, asn_id: UUID) -> dict[str, Any]:
    return {"tenant": work.tenant, "asn": asn_id, "actor": actor.id, "today": work.today}


async def queue(work: Work, actor: Actor, asn_id: UUID | None, limit: int, *, seen: bool = False) -> list[ActivityView]:
    """What waits for the actor as pejabat penilai, most urgent first; `seen`: of it what was opened before."""
    values = {
        "tenant": work.tenant,
        "actor": actor.id,
        "asn_id": asn_id,
        "bupati": "bupati" in actor.peran,
        "seen": seen,
    }
    passed_up = _PASSED_UP if store.passes_up(work) else ""
    rows = await work.all(_WAITING.format(columns=COLUMNS, passed_up=passed_up), values)
    theirs = await to_decide(work, actor, rows)
    shown = [row for row in rows if row.activity_id in theirs][:limit]
    by_owner: defaultdict[UUID, list[UUID]] = defaultdict(list)
    for row in shown:
        by_owner[row.asn_id].append(row.activity_id)
    await keep_reading(work, actor, by_owner, MEMUTUS)
    return await views_of(work, shown)


async def to_decide(work: Work, actor: Actor, rows: Sequence[Any]) -> dict[UUID, int]:
    """Which of some entries are the actor's to decide on today, each with its version."""
    return {
        row.activity_id: row.isi_versi
        for row, terms in zip(rows, await store.who_decides(work, rows), strict=True)
        if any(entry.decides(term, actor.id, actor.peran) for term in terms)
    }


async def my_butir(work: Work, actor: Actor, on: date) -> list[ButirView]:
    """The kinerja valid for the actor on a date."""
    return await butir_on(work, actor.id, on)


async def butir_on(work: Work, asn_id: UUID, on: date) -> list[ButirView]:
    """The kinerja valid for somebody on a date."""
    rows = await work.all(
        "SELECT butir_id, kategori, uraian, target, mulai, selesai FROM butir WHERE tenant = :tenant"
        " AND asn_id = :actor AND :on BETWEEN mulai AND selesai ORDER BY kategori DESC, uraian",
        {"tenant": work.tenant, "actor": asn_id, "on": on},
    )
    return [ButirView(**row._mapping) for row in rows]
