"""How everybody stands on the last day of a month: what is known of each, and the slip that stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from chassis.db import Work
from contracts.identity import Penempatan
from contracts.masa import MasaStatus
from contracts.tpp import SlipLine
from kernel.penempatan import penempatan_on
from kernel.penilai import status_on
from services.tpp.domain.masukan import Circumstance, Finding, Hari, Month, Person, Result
from services.tpp.store.slips import read_lines

_INPUT = """
SELECT p.asn_id, p.opd, p.jenis, p.status, p.masa_status::text AS masa_status, p.kelas_jabatan, p.tmt_jabatan,
    p.jabatan, p.unit, p.golongan, p.penempatan::text AS penempatan, p.event_id AS person_fact, b.kuantitas_approved,
    b.kuantitas_target, b.approved_auto, b.pending, b.hari_kosong, b.kosong, b.ada_skp, b.event_id AS month_fact,
    b.traceparent, s.slip_id, s.status AS old_status, s.total AS old_total, s.lines::text AS old_lines,
    s.alasan AS old_alasan, s.opd AS old_opd, s.pack AS old_pack, s.kelas_jabatan AS old_kelas,
    coalesce(s.version, 0) AS version
FROM pegawai p
LEFT JOIN bulan b ON b.tenant = p.tenant AND b.asn_id = p.asn_id AND b.periode = :periode
LEFT JOIN slip s ON s.tenant = p.tenant AND s.asn_id = p.asn_id AND s.periode = :periode
WHERE p.tenant = :tenant AND p.validated AND p.asn_id = ANY(:who) ORDER BY p.asn_id
"""
_FINDINGS = """
SELECT asn_id, tanggal, event_id FROM temuan
WHERE tenant = :tenant AND tanggal >= :first AND tanggal <= :last AND sengaja
    AND asn_id = ANY(:who) ORDER BY tanggal
"""
_RESULTS = """
SELECT asn_id, tahun, predikat, event_id FROM nilai
WHERE tenant = :tenant AND tahun < :tahun AND asn_id = ANY(:who) ORDER BY tahun
"""
_ATTENDANCE = """
SELECT p.asn_id, p.tanggal, p.masuk, p.pulang, p.keterangan, p.version, EXISTS (
    SELECT 1 FROM sanggahan_presensi s WHERE s.tenant = p.tenant AND s.asn_id = p.asn_id AND s.tanggal = p.tanggal
        AND s.diterima IS NULL) AS dipersoalkan
FROM presensi p WHERE p.tenant = :tenant AND p.tanggal BETWEEN :first AND :last
    AND p.asn_id = ANY(:who) ORDER BY p.tanggal
"""
_CIRCUMSTANCES = """
SELECT asn_id, kode, mulai, selesai, nomor, keadaan_id FROM keadaan_pegawai
WHERE tenant = :tenant AND NOT dibatalkan AND mulai <= :periode AND (selesai IS NULL OR selesai >= :periode)
    AND asn_id = ANY(:who) ORDER BY mulai, keadaan_id
"""
_POSTS = msgspec.json.Decoder(tuple[Penempatan, ...]).decode
_SPELLS = msgspec.json.Decoder(tuple[MasaStatus, ...]).decode


class Standing(msgspec.Struct, frozen=True):
    """A person with the month as measured, and the slip that stands (version 0: none yet)."""

    asn_id: UUID
    opd: str
    person: Person
    month: Month | None
    traceparent: str | None
    slip_id: UUID | None
    version: int
    status: str
    total: int
    alasan: str
    pack: str
    lines: tuple[SlipLine, ...]


class _Known(msgspec.Struct):
    """What is known of people beside their month, by person."""

    findings: dict[UUID, list[Finding]]
    results: dict[UUID, list[Result]]
    circumstances: dict[UUID, list[Circumstance]]
    attendance: dict[UUID, list[Hari]]


async def standing(work: Work, periode: str, last: date, who: Sequence[UUID]) -> list[Standing]:
    """These people, where a month concerns them; `last` is its last day."""
    key = {"tenant": work.tenant, "periode": periode, "who": list(who)}
    rows = await work.all(_INPUT, key)
    known = await _known(work, key, last)
    return [_standing(row, last, known) for row in rows]


async def _known(work: Work, key: dict[str, Any], last: date) -> _Known:
    known = _Known(defaultdict(list), defaultdict(list), defaultdict(list), defaultdict(list))
    of = {"tenant": key["tenant"], "who": key["who"]}
    span = {**of, "first": last.replace(day=1), "last": last}
    for row in await work.all(_ATTENDANCE, span):
        known.attendance[row.asn_id].append(_day(row))
    for row in await work.all(_FINDINGS, span):
        known.findings[row.asn_id].append(Finding(tanggal=row.tanggal, fact=str(row.event_id)))
    for row in await work.all(_RESULTS, {**of, "tahun": last.year}):
        known.results[row.asn_id].append(Result(tahun=row.tahun, predikat=row.predikat, fact=str(row.event_id)))
    for row in await work.all(_CIRCUMSTANCES, key):
        known.circumstances[row.asn_id].append(
            Circumstance(kode=row.kode, mulai=row.mulai, selesai=row.selesai, nomor=row.nomor, fact=str(row.keadaan_id))
        )
    return known


def _standing(row: Any, last: date, known: _Known) -> Standing:
    person = _person(row, last, known)
    return Standing(
        asn_id=row.asn_id,
        opd=person.opd,
        person=person,
        month=_month(row, known),
        traceparent=row.traceparent,
        slip_id=row.slip_id,
        version=row.version,
        status=row.old_status or "",
        total=row.old_total or 0,
        alasan=row.old_alasan or "",
        pack=row.old_pack or "",
        lines=read_lines(row.old_lines) if row.old_lines else (),
    )


def _person(row: Any, last: date, known: _Known) -> Person:
    """By the post and the status of the last day of the month (reading C2)."""
    post = penempatan_on(_POSTS(row.penempatan), last)
    held = status_on(_SPELLS(row.masa_status), last) if row.masa_status else None
    kelas, opd = _class(row, last, post)
    return Person(
        jenis=row.jenis,
        status=held.value if held else row.status,
        kelas_jabatan=kelas,
        opd=opd,
        jabatan=post.jabatan if post else row.jabatan,
        unit=post.unit if post else row.unit,
        golongan=row.golongan,
        fact=str(row.person_fact),
        keadaan=tuple(known.circumstances.get(row.asn_id, ())),
        hasil=tuple(known.results.get(row.asn_id, ())),
    )


def _class(row: Any, last: date, post: Penempatan | None) -> tuple[int, str]:
    """The kelas jabatan and the OPD."""
    if post is not None and post.kelas_jabatan is not None:
        return post.kelas_jabatan, post.opd
    # told before posts had a class: one taken up after the month changes nothing of a slip that was issued
    moved = row.slip_id is not None and row.tmt_jabatan is not None and row.tmt_jabatan > last
    kelas = row.old_kelas if moved and row.old_kelas is not None else row.kelas_jabatan
    return kelas, row.old_opd if moved else row.opd


def _day(row: Any) -> Hari:
    return Hari(
        tanggal=row.tanggal, masuk=row.masuk, pulang=row.pulang, keterangan=row.keterangan,
        dipersoalkan=row.dipersoalkan, fact=f"presensi:{row.tanggal.isoformat()}:{row.version}",
    )  # fmt: skip


def _month(row: Any, known: _Known) -> Month | None:
    if row.month_fact is None:
        return None
    return Month(
        approved=row.kuantitas_approved,
        target=row.kuantitas_target,
        ada_skp=row.ada_skp,
        auto=row.approved_auto,
        pending=row.pending,
        missing=row.hari_kosong,
        fact=str(row.month_fact),
        sengaja=tuple(f for f in known.findings.get(row.asn_id, ()) if f.tanggal in row.kosong),
        presensi=tuple(known.attendance.get(row.asn_id, ())),
    )
