"""Whom the pay concerns, and in what roles people act here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

import msgspec

from chassis.auth import Actor
from chassis.db import Work, json_of
from contracts.event import Fact
from contracts.identity import PegawaiRecorded
from kernel.peran import roles_of

_PEGAWAI = """
INSERT INTO pegawai (tenant, asn_id, nama, jabatan, opd, jenis, status, kelas_jabatan, validated, peran, event_id,
    tmt_jabatan, masa_status, penempatan, nip, peran_pd, golongan, unit)
VALUES (:tenant, :asn_id, :nama, :jabatan, :opd, :jenis, :status, :kelas_jabatan, :validated, :peran, :event_id,
    :tmt_jabatan, CAST(:masa_status AS jsonb), CAST(:penempatan AS jsonb), :nip,
    CAST(:peran_pd AS jsonb), :golongan, :unit)
ON CONFLICT (tenant, asn_id) DO UPDATE SET nama = EXCLUDED.nama, jabatan = EXCLUDED.jabatan, opd = EXCLUDED.opd,
    jenis = EXCLUDED.jenis, status = EXCLUDED.status, kelas_jabatan = EXCLUDED.kelas_jabatan,
    validated = EXCLUDED.validated, peran = EXCLUDED.peran, event_id = EXCLUDED.event_id,
    tmt_jabatan = EXCLUDED.tmt_jabatan, masa_status = EXCLUDED.masa_status, penempatan = EXCLUDED.penempatan,
    nip = EXCLUDED.nip, peran_pd = EXCLUDED.peran_pd, golongan = EXCLUDED.golongan, unit = EXCLUDED.unit
WHERE (pegawai.nama, pegawai.jabatan, pegawai.opd, pegawai.jenis, pegawai.status, pegawai.kelas_jabatan,
    pegawai.validated, pegawai.peran, pegawai.tmt_jabatan, pegawai.masa_status, pegawai.penempatan, pegawai.nip,
    pegawai.peran_pd, pegawai.golongan, pegawai.unit)
    IS DISTINCT FROM (EXCLUDED.nama, EXCLUDED.jabatan, EXCLUDED.opd, EXCLUDED.jenis, EXCLUDED.status,
    EXCLUDED.kelas_jabatan, EXCLUDED.validated, EXCLUDED.peran, EXCLUDED.tmt_jabatan, EXCLUDED.masa_status,
    EXCLUDED.penempatan, EXCLUDED.nip, EXCLUDED.peran_pd, EXCLUDED.golongan, EXCLUDED.unit)
"""
_ORANG = """
SELECT asn_id, opd, peran, peran_pd::text AS peran_pd FROM pegawai WHERE tenant = :tenant AND asn_id = :id
"""
_POST = "SELECT left(jabatan, 200) AS jabatan FROM pegawai WHERE tenant = :tenant AND asn_id = :id"
_HELD = msgspec.json.Decoder(tuple[dict[str, str], ...]).decode


class Orang(msgspec.Struct, frozen=True):
    """Somebody who acts: the PD, the roles in it, the roles held for another PD (`peran`, `opd`)."""

    asn_id: UUID
    opd: str
    peran: tuple[str, ...] = ()
    peran_pd: tuple[Mapping[str, str], ...] = ()


async def know(work: Work, facts: Sequence[Fact[PegawaiRecorded]]) -> None:
    """Keep whom the pay concerns, in which class, and who may act here."""
    rows = [
        {
            "tenant": work.tenant, "asn_id": e.asn_id, "nama": e.nama, "jabatan": e.jabatan, "opd": e.opd,
            "jenis": e.jenis.value, "status": e.status.value, "kelas_jabatan": e.kelas_jabatan,
            "validated": e.validated, "peran": list(e.peran), "event_id": fact.id, "tmt_jabatan": e.tmt_jabatan,
            # one status all along is the person's own
            "masa_status": json_of(e.masa_status) if len(e.masa_status) > 1 else None,
            "penempatan": json_of(e.penempatan), "nip": e.nip, "peran_pd": json_of(e.peran_pd),
            "golongan": e.golongan, "unit": e.unit,
        }
        for fact in facts
        for e in (fact.event,)
    ]  # fmt: skip
    await work.many(_PEGAWAI, rows)


async def person(work: Work, actor: Actor) -> Orang:
    """Who acts; without roles where the staffing data do not have them."""
    row = await work.one(_ORANG, {"tenant": work.tenant, "id": actor.id})
    if row is None:
        return Orang(actor.id, "")
    return Orang(row.asn_id, row.opd, tuple(row.peran), _HELD(row.peran_pd))


async def post_of(work: Work, actor: Actor) -> str:
    """What post somebody holds; empty where the staffing data do not have them."""
    row = await work.one(_POST, {"tenant": work.tenant, "id": actor.id})
    return str(row.jabatan) if row else ""


async def roles(work: Work, actor: Actor) -> frozenset[str]:
    """What somebody is here: `pegawai`, and the roles that identity tells, those for another PD among them."""
    found = await person(work, actor)
    return roles_of(found) if found.opd else frozenset()
