"""Pemutakhiran as those see it who asked for it or work on it (KUAN P1(10-14), P23(2-4))."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.reading import keep_reading
from services.skp import store
from services.skp.domain.accuracy import HasilVerifikasi


class Langkah(Struct, frozen=True):
    """A step that was taken: by whom, when, what was explained, how many differences it left open.

    `hasil`: of verifikasi, what was found of each document.
    """

    langkah: str
    oleh: UUID
    pada: datetime
    pesan: str
    selisih: int
    hasil: tuple[HasilVerifikasi, ...] = ()


class UpdateView(Struct, frozen=True):
    """A request with its document and its steps; `overdue`: the seven working days are over.

    `karena_gangguan`: excused by an outage of the last of them (X8). `selisih_siasn`: how many differences the last
    reconciliation of this person's data left open; as long as there are some, it is not ratified (KUAN P1(14)).
    """

    pemutakhiran_id: UUID
    asn_id: UUID
    nama: str
    uraian: str
    dokumen_id: UUID
    sha256: str
    state: str
    requested_at: datetime
    due_on: date
    overdue: bool
    karena_gangguan: bool
    langkah: tuple[Langkah, ...]
    selisih_siasn: int
    dokumen: tuple[UUID, ...] = ()


_LIST = """
SELECT u.pemutakhiran_id, u.asn_id, p.nama, u.uraian, u.dokumen_id, d.sha256, u.state, u.requested_at, u.due_on,
    u.overdue, u.karena_gangguan, u.langkah::text AS langkah, u.dokumen,
    coalesce((SELECT terbuka FROM selisih_siasn x WHERE x.tenant = u.tenant AND x.asn_id = u.asn_id
        ORDER BY x.tahun DESC LIMIT 1), 0) AS selisih_siasn
FROM pemutakhiran u
JOIN pegawai p ON p.tenant = u.tenant AND p.asn_id = u.asn_id
JOIN dokumen d ON d.tenant = u.tenant AND d.dokumen_id = u.dokumen_id
LEFT JOIN pegawai a ON a.tenant = p.tenant AND a.asn_id = p.atasan_id
WHERE u.tenant = :tenant AND (u.asn_id = :actor OR (u.state <> 'divalidasi' AND (p.atasan_id = :actor
    OR (u.overdue AND (a.atasan_id = :actor OR u.kepada = :actor OR u.kepada_peran = ANY(:peran)))
    OR (:bupati AND (p.sebagai = 'bupati' OR (u.overdue AND a.sebagai = 'bupati')))
    OR (:syncs AND u.state IN ('diklarifikasi', 'disinkronkan')))))
ORDER BY u.due_on, u.requested_at, u.pemutakhiran_id LIMIT 500
"""


async def listed(work: Work, actor: Actor) -> list[UpdateView]:
    """One's own, whatever became of them; and what waits for oneself.

    For the penilai from the moment it was asked for; for the superior once it is overdue, to know of it,
    and for others who were told where there is none (reading A22);
    for the pengelola kepegawaian what is to be compared with SIASN.
    """
    bupati = "bupati" in actor.peran
    person = None if bupati else await store.person(work, actor.id)
    syncs = person is not None and "pengelola_kepegawaian" in person.peran
    values = {"tenant": work.tenant, "actor": actor.id, "syncs": syncs, "bupati": bupati}
    rows = await work.all(_LIST, values | {"peran": [*actor.peran, *(person.peran if person else ())]})
    people = [row.asn_id for row in rows]
    await keep_reading(work, actor, "updates.read", people, "memutakhirkan data pegawai")
    return [_view(row) for row in rows]


def _view(row: Any) -> UpdateView:
    steps = msgspec.json.decode(row.langkah, type=tuple[Langkah, ...])
    return UpdateView(**dict(row._mapping) | {"langkah": steps, "dokumen": tuple(row.dokumen)})
