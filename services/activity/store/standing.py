"""How some people stand on the days of a span: what the rules of entering look at, read for all of them at once."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Collection
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from chassis.db import Work
from contracts.masa import MasaStatus
from contracts.vocabulary import StatusPegawai
from services.activity.domain.clock import periode_of
from services.activity.domain.standing import ButirBerlaku, Pemilik, Standing, Terisi
from services.activity.store.rows import no_duty

_LOCK = "SELECT pg_advisory_xact_lock(k) FROM unnest(CAST(:locks AS bigint[])) k"
_PEGAWAI = """
SELECT asn_id, nip, nama, jabatan, opd, validated, status, hari_kerja FROM pegawai WHERE tenant = :tenant
"""
_MASA = "SELECT asn_id, mulai, selesai, status FROM masa_status WHERE tenant = :tenant AND asn_id = ANY(:ids)"
_BUTIR = """
SELECT asn_id, butir_id, kategori, uraian, mulai, selesai FROM butir WHERE tenant = :tenant AND asn_id = ANY(:ids)
  AND mulai <= :last AND selesai >= :first
"""
_CLOSED = """
SELECT p.asn_id, t.periode FROM unnest(CAST(:ids AS uuid[])) AS p(asn_id) CROSS JOIN bulan_tertutup t
WHERE t.tenant = :tenant AND t.periode BETWEEN :from_month AND :to_month AND NOT EXISTS (SELECT FROM bulan_dibuka d
    WHERE d.tenant = :tenant AND d.asn_id = p.asn_id AND d.periode = t.periode AND d.sampai IS NOT NULL)
"""
_FILLED = """
SELECT asn_id, tanggal, mulai, selesai, uraian, activity_id FROM activity WHERE tenant = :tenant AND asn_id = ANY(:ids)
  AND tanggal BETWEEN :first AND :last AND state NOT IN ('rejected', 'discarded')
  AND activity_id IS DISTINCT FROM CAST(:but AS uuid) ORDER BY mulai
"""


async def lock_people(work: Work, people: Collection[UUID]) -> None:
    """Nobody else enters for these people until this transaction ends; in one order, as the hot path locks them."""
    await work.run(_LOCK, {"locks": sorted({zlib.crc32(asn_id.bytes) for asn_id in people})})


async def people_of(work: Work, opd: str) -> list[Pemilik]:
    """Everyone of a PD."""
    rows = await work.all(f"{_PEGAWAI} AND opd = :opd", {"tenant": work.tenant, "opd": opd})
    return [_pemilik(row) for row in rows]


async def standing(
    work: Work, people: Collection[UUID], first: date, last: date, but: UUID | None = None
) -> Standing:  # fmt: skip
    """How these people stand from `first` to `last`; `but`: an entry that is to change, and fills nothing."""
    span = {"tenant": work.tenant, "ids": list(people), "first": first, "last": last, "but": but}
    who = {"tenant": work.tenant, "ids": list(people)}
    masa: dict[UUID, list[MasaStatus]] = defaultdict(list)
    for row in await work.all(_MASA, who):
        spell = MasaStatus(mulai=row.mulai, selesai=row.selesai, status=StatusPegawai(row.status))
        masa[row.asn_id].append(spell)
    butir: dict[UUID, list[ButirBerlaku]] = defaultdict(list)
    for row in await work.all(_BUTIR, span):
        butir[row.asn_id].append(ButirBerlaku(row.butir_id, row.kategori, row.uraian, row.mulai, row.selesai))
    filled: dict[tuple[UUID, date], list[Terisi]] = defaultdict(list)
    for row in await work.all(_FILLED, span):
        filled[row.asn_id, row.tanggal].append(Terisi(row.mulai, row.selesai, row.uraian, activity_id=row.activity_id))
    months = {"from_month": periode_of(first), "to_month": periode_of(last)}
    closed = {(row.asn_id, row.periode) for row in await work.all(_CLOSED, who | months)}
    known = await work.all(f"{_PEGAWAI} AND asn_id = ANY(:ids)", who)
    return Standing([_pemilik(row) for row in known], masa, butir, closed, filled, partial(no_duty, work))


def _pemilik(row: Any) -> Pemilik:
    return Pemilik(**{**row._mapping, "status": StatusPegawai(row.status)})
