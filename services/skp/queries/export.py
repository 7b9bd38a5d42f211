"""The planning half of the performance data of a PD: every SKP of a year, a row a kinerja (KUAN P21)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from chassis.auth import Actor
from chassis.db import Work
from chassis.reading import keep_group_readings
from contracts.identity import Penempatan
from kernel.penempatan import penempatan_on
from kernel.peran import pds_of
from services.skp import store
from services.skp.domain.content import Butir, Content

TITLES = (
    "NIP", "NAMA", "PD", "UNIT", "JABATAN", "TAHUN", "MULAI", "SELESAI", "VERSI", "STATUS", "TERLAMBAT",
    "KARENA GANGGUAN", "KATEGORI", "TUPOKSI", "INDIKATOR", "KUANTITAS", "SATUAN", "KUALITAS (%)", "WAKTU (BULAN)",
    "BIAYA (RP)", "NOMOR SK", "TANGGAL SK", "ARAH", "SAMPAI",
)  # fmt: skip
_ROWS = """
SELECT p.nip, p.nama, p.opd, p.unit, p.jabatan, p.penempatan::text AS penempatan, s.tahun, s.mulai, s.selesai, s.versi,
    s.state, s.late, s.karena_gangguan, s.content::text AS content
FROM skp s JOIN pegawai p ON p.tenant = s.tenant AND p.asn_id = s.asn_id
WHERE s.tenant = :tenant AND s.tahun = :tahun AND (p.opd = ANY(:opd)
    OR EXISTS (SELECT FROM jsonb_array_elements(p.penempatan) t WHERE t->>'opd' = ANY(:opd)))
ORDER BY p.nama, p.nip, s.mulai, s.versi
"""


async def plans(work: Work, actor: Actor, tahun: int, tujuan: str) -> list[tuple[Any, ...]]:
    """The SKP of the PD that the actor heads or helps: of all who held a post there when it began, with that post.

    The reading is kept with its purpose, for everybody of the PD to find.
    """
    opd = pds_of(await store.person(work, actor.id))
    rows = await work.all(_ROWS, {"tenant": work.tenant, "tahun": tahun, "opd": opd})
    placed = [(row, post) for row in rows if (post := _post(row)).opd in opd]
    await keep_group_readings(work, "skp.exported", opd, tujuan, tahun=tahun, baris=len(placed))
    return [line for row, post in placed for line in _lines(row, post)]


def _post(row: Any) -> Any:
    return penempatan_on(msgspec.json.decode(row.penempatan, type=tuple[Penempatan, ...]), row.mulai) or row


def _lines(row: Any, post: Any) -> Iterator[tuple[Any, ...]]:
    head = (row.nip, row.nama, post.opd, post.unit, post.jabatan)
    course = (row.tahun, row.mulai, row.selesai, row.versi, row.state, _yes(row.late), _yes(row.karena_gangguan))
    for butir in msgspec.json.decode(row.content, type=Content).butir:
        yield (*head, *course, *_target(butir))


def _target(butir: Butir) -> tuple[Any, ...]:
    target, sk = butir.target, butir.sk
    return (
        butir.kategori.value, butir.uraian, butir.indikator, target.kuantitas, target.satuan, target.kualitas,
        target.waktu_bulan, target.biaya, sk.nomor if sk else None, sk.tanggal if sk else None,
        target.arah.value, target.sampai,
    )  # fmt: skip


def _yes(said: bool) -> str:
    return "ya" if said else "tidak"
