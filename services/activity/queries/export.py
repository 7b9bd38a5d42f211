"""The daily half of the performance data of a PD: a month of entries, each with post, tupoksi, SK and evidence."""

from __future__ import annotations

from typing import Any

import msgspec

from chassis.auth import Actor
from chassis.db import Work
from chassis.reading import keep_group_readings
from contracts.identity import Penempatan
from kernel.penempatan import penempatan_on
from kernel.peran import pds_of
from services.activity import store
from services.activity.domain.clock import first_of, month_after

TITLES = (
    "NIP", "NAMA", "PD", "UNIT", "JABATAN", "TANGGAL", "MULAI", "SELESAI", "KATEGORI", "TUPOKSI", "URAIAN", "OUTPUT",
    "KUANTITAS", "BUKTI", "STATUS", "CARA", "TERVERIFIKASI", "NOMOR SK", "TANGGAL SK",
    "BERKAS BUKTI (SHA-256)",
)  # fmt: skip
_ROWS = """
SELECT p.nip, p.nama, p.opd, p.unit, a.jabatan, p.penempatan::text AS penempatan, a.tanggal, a.mulai, a.selesai,
    a.kategori, b.uraian AS tupoksi, a.uraian, a.output, a.kuantitas, a.bukti, a.state, a.cara, b.sk_nomor,
    b.sk_tanggal, (SELECT string_agg(l.sha256, ' ' ORDER BY l.lampiran_id) FROM lampiran l
        WHERE l.tenant = a.tenant AND l.activity_id = a.activity_id AND l.dilepas_at IS NULL) AS berkas
FROM activity a JOIN pegawai p ON p.tenant = a.tenant AND p.asn_id = a.asn_id
JOIN butir b ON b.tenant = a.tenant AND b.butir_id = a.butir_id
WHERE a.tenant = :tenant AND a.tanggal >= :first AND a.tanggal < :after AND a.state <> 'discarded'
  AND (p.opd = ANY(:opd) OR EXISTS (SELECT FROM jsonb_array_elements(p.penempatan) t WHERE t->>'opd' = ANY(:opd)))
ORDER BY p.nama, p.nip, a.tanggal, a.mulai
"""


async def activities(work: Work, actor: Actor, periode: str, tujuan: str) -> list[tuple[Any, ...]]:
    """The rows of the PD that the actor heads or helps: of people who held a post there on the date of the row.

    The reading is kept with its purpose, for everybody of the PD to find (KUAN P26(1)).
    """
    opd = pds_of(await store.actor_person(work, actor.id))
    span = {"first": first_of(periode), "after": first_of(month_after(periode))}
    rows = await work.all(_ROWS, {"tenant": work.tenant, "opd": opd, **span})
    placed = [(row, post) for row in rows if (post := _post(row)).opd in opd]
    await keep_group_readings(work, "activities.exported", opd, tujuan, periode=periode, baris=len(placed))
    return [_line(row, post) for row, post in placed]


def _post(row: Any) -> Any:
    return penempatan_on(msgspec.json.decode(row.penempatan, type=tuple[Penempatan, ...]), row.tanggal) or row


def _line(row: Any, post: Any) -> tuple[Any, ...]:
    return (
        row.nip, row.nama, post.opd, post.unit, post.jabatan, row.tanggal, row.mulai, row.selesai, row.kategori,
        row.tupoksi, row.uraian, row.output, row.kuantitas, row.bukti, row.state, row.cara,
        "ya" if row.cara == "penilai" else "tidak", row.sk_nomor, row.sk_tanggal, row.berkas,
    )  # fmt: skip
