"""Many entries at once, from a file: judged together, written together, in the unit of work of the caller."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from chassis.db import Work
from chassis.ids import new_id
from contracts.activity import ActivityAssisted, ActivitySubmitted
from contracts.event import Event
from contracts.refusal import Refusal
from services.activity.domain.isian import Baris, Tolakan, tolakan
from services.activity.domain.standing import DUPLICATE, GOOD, Standing
from services.activity.entry.draft import Term, Terms
from services.activity.entry.statement import ARM, refusal_of, to_arm
from services.activity.store.messages import Pesan, send

Good = tuple[Baris, Term]
_WRITE = """
INSERT INTO activity (tenant, state, entered_by, submitted_at, activity_id, asn_id, tanggal, kategori, butir_id,
    uraian, output, kuantitas, mulai, selesai, bukti, jabatan, due_on, lapse_on, late)
SELECT $1, $2, $3, $4, i.* FROM unnest($5::uuid[], $6::uuid[], $7::date[], $8::text[], $9::uuid[], $10::text[],
    $11::text[], $12::int[], $13::time[], $14::time[], $15::text[], $16::text[], $17::date[], $18::date[], $19::bool[])
    AS i
"""
# The member to blame where a single entry's refusal leaves it to the reader: he sees one entry, not a file.
_BLAMED = {"unknown_person": "nip", "not_on_duty": "tanggal", "closed": "tanggal", "overlap": "mulai"}


class AlreadyThere(Refusal):
    """The same entry stands already, in the file or in the system."""


class Helper(Struct, frozen=True):
    """The administrator who writes for others, why, and from which file."""

    asn_id: UUID
    alasan: str
    impor_id: UUID


def judge(
    standing: Standing, terms: Mapping[int, Terms], lines: Iterable[Baris], now: datetime, opd: str | None = None
) -> tuple[list[Good], list[Tolakan]]:
    """Which lines may be entered now, with their terms, and which not. Earlier lines stand before later ones.

    `opd`: the PD of the administrator who helps; people of another are not his to help.
    """
    good: list[Good] = []
    refused: list[Tolakan] = []
    for line in lines:
        try:
            good.append((line, check(standing, terms, line, now, opd)))
        except Refusal as refusal:
            told = tolakan(line.baris, refusal)
            refused.append(replace(told, ganda=True) if isinstance(refusal, AlreadyThere) else told)
    return good, refused


def check(standing: Standing, terms: Mapping[int, Terms], line: Baris, now: datetime, opd: str | None = None) -> Term:
    """The terms of one entry; Refusal names the rule that is against it."""
    owner = standing.pemilik.get(line.asn_id)
    if opd is not None and (owner is None or owner.opd != opd):
        raise Refusal("Pegawai ini bukan dari PD Anda.", "16 b, 1(23)", 403, "nip")
    term = terms[owner.hari_kerja if owner else 5].term(line.tanggal, line.mulai, line.selesai, now)
    verdict, other = standing.verdict(line)
    if verdict == GOOD:
        return term
    where = f" (baris {other})" if other else ""
    if verdict == DUPLICATE:
        raise AlreadyThere(f"Aktivitas ini sudah ada{where}.", "23(1)", 409, "mulai")
    told = refusal_of(verdict)
    message = f"{told.message.rstrip('.')}{where}."
    raise Refusal(message, told.pasal, told.status, told.field or _BLAMED.get(verdict))


async def write(work: Work, standing: Standing, good: Sequence[Good], helper: Helper | None) -> list[UUID]:
    """Write lines that may be entered, with the facts and clocks of single entries; gives their ids.

    As the owner's own they are submitted; by a helper they wait for their owners, who are told (KUAN P16(b)).
    """
    if not good:
        return []
    ids = [new_id() for _ in good]
    bare: Any = (await work.connection.get_raw_connection()).driver_connection
    state, entered_by = ("assisted", helper.asn_id) if helper else ("submitted", None)
    jabatan = [standing.pemilik[line.asn_id].jabatan for line, _ in good]
    await bare.execute(_WRITE, work.tenant, state, entered_by, work.now, *_columns(ids, good, jabatan, helper))
    if helper:
        await work.record_all([(_assisted(i, line, helper), 1) for i, (line, _) in zip(ids, good, strict=True)])
        await _tell(work, good, helper)
        return ids
    wanted = {
        (work.tenant, kind, subject): at
        for term in {id(term): term for _, term in good}.values()
        for kind, subject, at in term.deadlines
    }
    await bare.execute(ARM, *to_arm(wanted))
    await work.record_all([(_submitted(i, line, term, work.now), 1) for i, (line, term) in zip(ids, good, strict=True)])
    return ids


def _columns(ids: list[UUID], good: Sequence[Good], jabatan: list[str], helper: Helper | None) -> list[Sequence[Any]]:
    lines = [line for line, _ in good]
    due: list[date | None] = [None if helper else term.due_on for _, term in good]
    lapse: list[date | None] = [None if helper else term.lapse_on for _, term in good]
    return [
        ids, [b.asn_id for b in lines], [b.tanggal for b in lines], [b.kategori.value for b in lines],
        [b.butir_id for b in lines], [b.uraian for b in lines], [b.output for b in lines],
        [b.kuantitas for b in lines], [b.mulai for b in lines], [b.selesai for b in lines],
        [b.bukti for b in lines], jabatan, due, lapse, [helper is None and term.late for _, term in good],
    ]  # fmt: skip


def _submitted(activity_id: UUID, line: Baris, term: Term, now: datetime) -> Event:
    return ActivitySubmitted(
        activity_id=activity_id,
        asn_id=line.asn_id,
        tanggal=line.tanggal,
        kategori=line.kategori,
        butir_id=line.butir_id,
        kuantitas=line.kuantitas,
        late=term.late,
        due_on=term.due_on,
        submitted_at=now,
    )


def _assisted(activity_id: UUID, line: Baris, helper: Helper) -> Event:
    return ActivityAssisted(
        activity_id=activity_id,
        asn_id=line.asn_id,
        tanggal=line.tanggal,
        entered_by=helper.asn_id,
        alasan=helper.alasan,
    )


async def _tell(work: Work, good: Sequence[Good], helper: Helper) -> None:
    counted = Counter(line.asn_id for line, _ in good)
    said = [
        Pesan(
            jenis="diisikan",
            isi=f"{n} aktivitas dari berkas menunggu konfirmasi Anda: {helper.alasan}",
            tentang=str(helper.impor_id),
            kepada=owner,
            dari=helper.asn_id,
        )
        for owner, n in counted.items()
    ]
    await send(work, said)
