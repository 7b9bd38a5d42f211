"""Whom reporting knows: where people belong, and in what roles they act here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

import msgspec

from chassis.auth import Actor
from chassis.db import Work, json_of
from chassis.reading import EVERYBODY, Belongs
from contracts.event import Fact
from contracts.identity import PegawaiRecorded
from kernel.peran import roles_of

_KNOW = """
INSERT INTO pegawai (tenant, asn_id, opd, validated, peran, nip, unit, jenis, status, peran_pd)
VALUES (:tenant, :asn_id, :opd, :validated, :peran, :nip, :unit, :jenis, :status, CAST(:peran_pd AS jsonb))
ON CONFLICT (tenant, asn_id) DO UPDATE SET opd = EXCLUDED.opd, validated = EXCLUDED.validated, peran = EXCLUDED.peran,
    nip = EXCLUDED.nip, unit = EXCLUDED.unit, jenis = EXCLUDED.jenis, status = EXCLUDED.status,
    peran_pd = EXCLUDED.peran_pd
"""
_WHO = """
SELECT asn_id, opd, peran, peran_pd::text AS peran_pd FROM pegawai WHERE tenant = :tenant AND asn_id = :id
"""
_PDS = "SELECT asn_id, opd FROM pegawai WHERE tenant = :tenant AND asn_id = ANY(:ids)"
_HOLDERS = """
SELECT DISTINCT opd FROM pegawai WHERE tenant = :tenant AND validated AND CAST(:peran AS text) = ANY(peran)
"""
_HELD = msgspec.json.Decoder(tuple[dict[str, str], ...]).decode


class Orang(msgspec.Struct, frozen=True):
    """Somebody who acts: the PD, the roles in it, the roles held for another PD (`peran`, `opd`)."""

    asn_id: UUID
    opd: str
    peran: tuple[str, ...] = ()
    peran_pd: tuple[Mapping[str, str], ...] = ()


async def know(work: Work, facts: Sequence[Fact[PegawaiRecorded]]) -> None:
    """Keep who belongs where, by number and not by name."""
    rows = [
        {
            "tenant": work.tenant, "asn_id": e.asn_id, "opd": e.opd, "validated": e.validated, "peran": list(e.peran),
            "nip": e.nip, "unit": e.unit, "jenis": e.jenis.value, "status": e.status.value,
            "peran_pd": json_of(e.peran_pd),
        }
        for e in (fact.event for fact in facts)
    ]  # fmt: skip
    await work.many(_KNOW, rows)


async def pds_of(work: Work, ids: Sequence[UUID]) -> dict[UUID, str]:
    """The PD of each of these people whom the staffing data have."""
    return {row.asn_id: row.opd for row in await work.all(_PDS, {"tenant": work.tenant, "ids": list(ids)})}


async def person(work: Work, actor: Actor) -> Orang:
    """Who acts; without roles where the staffing data do not have them."""
    row = await work.one(_WHO, {"tenant": work.tenant, "id": actor.id})
    if row is None:
        return Orang(actor.id, "")
    return Orang(row.asn_id, row.opd, tuple(row.peran), _HELD(row.peran_pd))


async def roles(work: Work, actor: Actor) -> frozenset[str]:
    """What somebody is here: `pegawai`, and the roles that identity tells, those for another PD among them."""
    found = await person(work, actor)
    return roles_of(found) if found.opd else frozenset()


async def pd_of_role(work: Work, peran: str) -> frozenset[str]:
    """The PD in which somebody holds a role."""
    return frozenset(row.opd for row in await work.all(_HOLDERS, {"tenant": work.tenant, "peran": peran}))


async def belongs(work: Work, actor: Actor) -> list[Belongs]:
    """Readings about everybody and about the PD of a person are about them too."""
    found = await person(work, actor)
    return [Belongs(EVERYBODY), Belongs(found.opd)] if found.opd else []
