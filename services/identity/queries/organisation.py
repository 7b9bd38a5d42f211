"""The organisation as it is: OPD and units with their heads, who acts for whom, who holds which role."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.reading import keep_group_readings
from services.identity import store
from services.identity.policy import IdentityPolicy


class OpdView(Struct, frozen=True):
    """An OPD, or a unit inside one (`induk`); `kepala` leads it, None: nobody does. `pegawai`: how many people."""

    kode: str
    nama: str
    induk: str
    jenis: str
    hari_kerja: int
    kepala_id: UUID | None
    kepala: str | None
    pegawai: int


class DelegationView(Struct, frozen=True):
    """Somebody acts for an official within the dates, by which decree."""

    pelimpahan_id: UUID
    pejabat_id: UUID
    pejabat: str
    jabatan: str
    pelaksana_id: UUID
    pelaksana: str
    sebagai: str
    mulai: date
    selesai: date
    sk: str


class HolderView(Struct, frozen=True):
    """Who holds a role, or will: within its dates, on which decree.

    `disetujui_oleh`, `tanggal_persetujuan`: of somebody from outside, whose approval it rests on, and of when.
    """

    account_id: UUID
    nip: str | None
    nama: str | None
    opd: str
    peran: str
    dasar: str
    mulai: date
    selesai: date | None
    disetujui_oleh: str = ""
    tanggal_persetujuan: date | None = None


_OPD = """
WITH counted AS (
    SELECT kode, CAST(sum(n) AS int) AS n FROM (SELECT opd, unit, count(*) AS n FROM pegawai
        WHERE tenant = :tenant AND :hitung GROUP BY opd, unit) AS places,
        LATERAL unnest(CASE WHEN unit = opd THEN ARRAY[opd] ELSE ARRAY[opd, unit] END) AS kode GROUP BY kode
), heads AS (
    SELECT DISTINCT ON (unit) unit, asn_id, nama FROM pegawai
    WHERE tenant = :tenant AND memimpin_unit AND status <> ALL(:vacating) ORDER BY unit, kelas_jabatan DESC, asn_id
)
SELECT o.kode, o.nama, o.induk, o.jenis, o.hari_kerja, h.asn_id AS kepala_id, h.nama AS kepala,
    coalesce(c.n, 0) AS pegawai
FROM opd o LEFT JOIN heads h ON h.unit = o.kode LEFT JOIN counted c ON c.kode = o.kode
WHERE o.tenant = :tenant ORDER BY o.kode
"""
_DELEGATIONS = """
SELECT d.pelimpahan_id, d.pejabat_id, a.nama AS pejabat, a.jabatan, d.pelaksana_id, b.nama AS pelaksana, d.sebagai,
    d.mulai, d.selesai, d.sk FROM pelimpahan d
JOIN pegawai a ON a.tenant = d.tenant AND a.asn_id = d.pejabat_id
JOIN pegawai b ON b.tenant = d.tenant AND b.asn_id = d.pelaksana_id
WHERE d.tenant = :tenant AND (CAST(:opd AS text[]) IS NULL OR ARRAY[a.opd, b.opd] && CAST(:opd AS text[]))
  AND d.selesai >= :since
ORDER BY d.mulai DESC, d.pelimpahan_id
"""
_HOLDERS = """
SELECT r.account_id, p.nip, p.nama, coalesce(nullif(r.untuk, ''), p.opd, r.opd) AS opd, r.peran, r.dasar, r.mulai,
    r.selesai, coalesce(r.syarat ->> 'disetujui_oleh', '') AS disetujui_oleh,
    CAST(r.syarat ->> 'tanggal_persetujuan' AS date) AS tanggal_persetujuan FROM peran r
LEFT JOIN pegawai p ON p.tenant = r.tenant AND p.asn_id = r.account_id
WHERE r.tenant = :tenant AND r.peran = coalesce(CAST(:peran AS text), r.peran)
  AND (CAST(:opd AS text[]) IS NULL OR coalesce(nullif(r.untuk, ''), p.opd, r.opd) = ANY(CAST(:opd AS text[])))
  AND (r.selesai IS NULL OR r.selesai >= :today)
ORDER BY r.peran, opd, p.nama, r.account_id
"""


async def tree(work: Work, hitung: bool) -> list[OpdView]:
    """All OPD and their units, by code. `hitung`: with how many people each has, which reads everybody."""
    policy = work.packs.resolve(work.tenant, work.today).section("identity", IdentityPolicy)
    values = {"tenant": work.tenant, "vacating": list(policy.vacating_statuses.value), "hitung": hitung}
    return [OpdView(**row._mapping) for row in await work.all(_OPD, values)]


async def delegations(work: Work, actor: Actor, since: date | None) -> list[DelegationView]:
    """Who acts, or will, or did since a day (default: today); who has a role of a PD sees what touches that PD."""
    opd = await store.bound_to(work, actor, "list_delegations")
    values = {"tenant": work.tenant, "opd": opd, "since": since or work.today}
    return [DelegationView(**row._mapping) for row in await work.all(_DELEGATIONS, values)]


async def holders(work: Work, actor: Actor, peran: str | None) -> list[HolderView]:
    """Who holds what today or from a day on; who has a role of a PD sees the holders in that PD."""
    opd = await store.bound_to(work, actor, "list_roles")
    await keep_group_readings(work, "roles.read", opd, "mengelola wewenang")
    values = {"tenant": work.tenant, "opd": opd, "peran": peran, "today": work.today}
    return [HolderView(**row._mapping) for row in await work.all(_HOLDERS, values)]
