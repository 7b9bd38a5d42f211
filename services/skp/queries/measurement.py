"""Measurements: the masa of an SKP, the document of each, and who is behind (KON P20)."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from chassis import paper
from chassis.auth import Actor
from chassis.db import Work
from contracts.refusal import Refusal, rule
from services.skp import store
from services.skp.domain import masa as periods
from services.skp.domain.content import Butir, Content
from services.skp.domain.masa import Masa
from services.skp.domain.measure import reached
from services.skp.domain.target import Ukuran
from services.skp.policy import SkpPolicy
from services.skp.queries.document import moment_of, readable, signed_by
from services.skp.queries.lists import MINE, keep_listing, listing

NOT_MEASURED_YET = rule("skp.measure.not_measured", 409, "Masa {period} belum diukur.")


class Hasil(Struct, frozen=True):
    """What was measured of one butir; without `bukti` it is kept and does not count (KON P20(3))."""

    butir_id: UUID
    jumlah: int
    bukti: str


class MasaView(Struct, frozen=True):
    """A masa of an SKP, with what was measured in it.

    `diukur`, `terlewat` (over and not measured), `berjalan` or `belum` (not begun).
    `di_luar_segmen`: measured before it was recorded that the SKP had ended; kept, and of no other weight.
    """

    masa: str
    mulai: date
    selesai: date
    keadaan: str
    capaian: str | None
    measured_at: datetime | None
    realisasi: tuple[Hasil, ...] = ()


class Line(Struct, frozen=True):
    """One butir in a masa by what its target is measured by: with evidence, raw; capaian in per cent, a decimal."""

    uraian: str
    indikator: str
    satuan: str
    target_tahun: int
    target_masa: int
    realisasi: int
    capaian_masa: str
    sampai: int
    capaian: str
    bukti: str


class MeasurementDocument(Struct, frozen=True):
    """Dokumen pengukuran kinerja of a masa, ready to be printed (KON P20(4))."""

    pemda: str
    aturan: str
    pegawai: dict[str, str]
    penilai: dict[str, str]
    tahun: int
    masa: str
    mulai: date
    selesai: date
    butir: tuple[Line, ...]
    diukur: str
    sha256: str


class Unmeasured(Struct, frozen=True):
    """Somebody who did not measure in a masa that is over."""

    asn_id: UUID
    nama: str
    opd: str
    skp_id: UUID
    masa: str
    selesai: date


OUTSIDE = "di_luar_segmen"
_DONE = "SELECT masa, capaian, measured_at FROM pengukuran WHERE tenant = :tenant AND skp_id = :skp"
_GIVEN = """
SELECT masa, butir_id, jumlah, bukti FROM realisasi WHERE tenant = :tenant AND skp_id = :skp ORDER BY masa, butir_id
"""
_UNMEASURED = f"""
SELECT s.asn_id, p.nama, coalesce(s.closed_opd, p.opd) AS opd, s.skp_id, m.nama AS masa,
    least(m.selesai, s.selesai) AS selesai
FROM unnest(CAST(:nama AS text[]), CAST(:mulai AS date[]), CAST(:selesai AS date[])) AS m(nama, mulai, selesai)
JOIN skp s ON s.tenant = :tenant AND s.tahun = :tahun AND s.set_at IS NOT NULL AND s.state IN ('set', 'closed')
    AND s.mulai <= m.selesai AND s.selesai >= m.mulai AND least(m.selesai, s.selesai) < :today
JOIN pegawai p ON p.tenant = s.tenant AND p.asn_id = s.asn_id
WHERE (CAST(:opd AS text[]) IS NULL OR s.skp_id = ANY(ARRAY(
    SELECT k.skp_id FROM pegawai p JOIN skp k ON k.tenant = p.tenant AND k.asn_id = p.asn_id AND k.tahun = :tahun
        WHERE p.tenant = :tenant AND {MINE}
    UNION ALL SELECT skp_id FROM skp WHERE tenant = :tenant AND closed_opd = ANY(CAST(:opd AS text[])))))
  AND NOT EXISTS (SELECT FROM pengukuran u WHERE u.tenant = s.tenant AND u.skp_id = s.skp_id
    AND (u.masa = m.nama OR (s.state = 'closed' AND u.masa = CAST(:tahun AS text))))
  AND NOT EXISTS (SELECT FROM skp n WHERE n.tenant = s.tenant AND n.perubahan_dari = s.skp_id
    AND n.set_at IS NOT NULL AND n.mulai <= s.mulai)
ORDER BY least(m.selesai, s.selesai), p.opd, p.nama, s.asn_id, s.mulai
"""


def _masa_of(work: Work, row: Any) -> tuple[Masa, ...]:
    return store.masa_of(row, work.packs.resolve_plan(work.tenant, row.mulai).section("skp", SkpPolicy))


async def of_skp(work: Work, actor: Actor, skp_id: UUID, tujuan: str | None) -> list[MasaView]:
    """The masa in their order; a measurement of the whole year after them, where there is one."""
    row = await readable(work, actor, skp_id, tujuan)
    done = {r.masa: r for r in await work.all(_DONE, {"tenant": work.tenant, "skp": skp_id})}
    known = _masa_of(work, row)
    whole = periods.whole_year(row.tahun)
    also = (whole,) if whole.nama in done and whole not in known else ()
    policy = work.packs.resolve_plan(work.tenant, row.mulai).section("skp", SkpPolicy)
    outside = [m for m in store.outside_of(row, policy).values() if m.nama in done and m.nama != whole.nama]
    given: dict[str, list[Hasil]] = defaultdict(list)
    for r in await work.all(_GIVEN, {"tenant": work.tenant, "skp": skp_id}):
        given[r.masa].append(Hasil(r.butir_id, r.jumlah, r.bukti))
    views = [_view(m, done.get(m.nama), work.today) for m in (*known, *also)]
    views += [msgspec.structs.replace(_view(m, done[m.nama], work.today), keadaan=OUTSIDE) for m in outside]
    return [msgspec.structs.replace(view, realisasi=tuple(given[view.masa])) for view in views]


def _view(masa: Masa, done: Any, today: date) -> MasaView:
    if done:
        return MasaView(masa.nama, masa.mulai, masa.selesai, "diukur", format(done.capaian, "f"), done.measured_at)
    state = "terlewat" if today > masa.selesai else "berjalan" if today >= masa.mulai else "belum"
    return MasaView(masa.nama, masa.mulai, masa.selesai, state, None, None)


async def document(work: Work, actor: Actor, skp_id: UUID, nama: str, tujuan: str | None) -> MeasurementDocument:
    """What the paper of a masa says; Refusal 409 while the masa is not measured."""
    row = await readable(work, actor, skp_id, tujuan)
    masa = periods.find(nama, row.tahun, _masa_of(work, row))
    done = {r.masa: r for r in await work.all(_DONE, {"tenant": work.tenant, "skp": skp_id})}.get(masa.nama)
    if done is None:
        raise Refusal(NOT_MEASURED_YET, period=masa.nama)
    pack = work.packs.resolve_plan(work.tenant, row.mulai)
    policy = pack.section("skp", SkpPolicy)
    given = await store.realised(work, skp_id)
    proofs = await store.proofs(work, skp_id, masa.nama)
    here = {butir: n for m, butir, n in given if m == masa.nama}
    isi = msgspec.json.decode(row.content_text, type=Content)
    penilai_id = row.closed_penilai_id if row.closed_sebagai else row.atasan_id
    against = store.against(row, isi, policy)
    carried = {butir for butir, ukuran in against.items() if not ukuran.adds_up}
    until = periods.year_total(given, row.tahun, masa.nama, carried)
    most = policy.capaian_max.value
    lines = tuple(_line(b, against, masa, row.mulai, most, here, until, proofs) for b in isi.butir)
    body = MeasurementDocument(
        pemda=pack.head.pemda,
        aturan=pack.head.law,
        pegawai=signed_by(await store.find_person(work, row.asn_id)),
        penilai=signed_by(await store.find_person(work, penilai_id) if penilai_id else None),
        tahun=row.tahun,
        masa=masa.nama,
        mulai=max(masa.mulai, row.mulai),
        selesai=min(masa.selesai, row.selesai),
        butir=lines,
        diukur=moment_of(done.measured_at, work),
        sha256="",
    )
    said = hashlib.sha256(msgspec.json.encode(body, order="deterministic")).hexdigest()
    return msgspec.structs.replace(body, sha256=said)


def _line(
    butir: Butir,
    against: dict[UUID, Ukuran],
    masa: Masa,
    mulai: date,
    most: int,
    here: dict[UUID, int],
    until: dict[UUID, int],
    proofs: dict[UUID, str],
) -> Line:
    assert butir.butir_id is not None
    ukuran = against[butir.butir_id]
    part = periods.target_of(ukuran.target, masa, mulai, butir.bulanan, adds_up=ukuran.adds_up)
    done, so_far = here.get(butir.butir_id), until.get(butir.butir_id)
    of_masa = msgspec.structs.replace(ukuran, target=part, bagian=None)
    return Line(
        uraian=butir.uraian,
        indikator=butir.indikator,
        satuan=ukuran.satuan,
        target_tahun=ukuran.target,
        target_masa=part,
        realisasi=done or 0,
        capaian_masa=paper.score(reached(done, of_masa, most)) if part else "",
        sampai=so_far or 0,
        capaian=paper.score(reached(so_far, ukuran, most)),
        bukti=proofs.get(butir.butir_id, ""),
    )


async def unmeasured(work: Work, actor: Actor, tahun: int) -> list[Unmeasured]:
    """Whose SKP, ended ones too, was not measured in a masa that is over (KON P20(1, 4), P26).

    A segment is listed in the PD where it ended as well as in the PD of today; a version that was put right from its
    first day on is none.
    """
    on = min(work.today, date(tahun, 12, 31))
    policy = work.packs.resolve(work.tenant, on).section("skp", SkpPolicy)
    begun = [m for m in periods.masa_of(tahun, policy.measure_periods.value) if m.mulai < work.today]
    values: dict[str, Any] = {
        "tenant": work.tenant, "tahun": tahun, "today": work.today,
        "nama": [m.nama for m in begun], "mulai": [m.mulai for m in begun], "selesai": [m.selesai for m in begun],
    }  # fmt: skip
    reach = await listing(work, actor)
    rows = await work.all(_UNMEASURED, values | reach)
    await keep_listing(work, actor, "unmeasured_skp.read", reach, rows, "mengawasi pengukuran", tahun)
    return [Unmeasured(**row._mapping) for row in rows]
