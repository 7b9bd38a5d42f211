"""Sessions of the Tim Penilai as rows, its members, and what is known of whom they consider (KON P35, P37)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import insert, update
from sqlalchemy.engine import Row

from chassis.db import Work
from contracts.refusal import Refusal
from services.appraisal.domain import sidang as domain
from services.appraisal.domain.sidang import About, Anggota, Pertimbangan, Sidang
from services.appraisal.store.session_tables import sidang

_COLUMNS = """
sidang_id, tanggal, pukul, tempat, agenda, undangan::text AS undangan, oleh, state, hadir::text AS hadir,
putusan::text AS putusan, berita_acara, version
"""
_LOCK = f"SELECT {_COLUMNS} FROM sidang WHERE tenant = :tenant AND sidang_id = :id FOR UPDATE"
_SEEN = f"""
SELECT {_COLUMNS} FROM sidang WHERE tenant = :tenant AND tanggal BETWEEN :first AND :last
    AND (:everything OR state = 'proposed')
ORDER BY tanggal DESC, pukul DESC, sidang_id LIMIT 200
"""
_TEAM = """
SELECT p.asn_id, p.peran FROM pegawai p WHERE p.tenant = :tenant AND p.peran && CAST(:seats AS text[]) ORDER BY p.asn_id
"""
_ABOUT = """
SELECT p.asn_id, p.atasan_id, a.appraisal_id, t.kasus_id FROM pegawai p
LEFT JOIN appraisal a ON a.tenant = p.tenant AND a.asn_id = p.asn_id AND a.tahun = :tahun AND a.state = 'final'
LEFT JOIN tindak_lanjut t ON t.tenant = p.tenant AND t.appraisal_id = a.appraisal_id AND t.state <> 'closed'
WHERE p.tenant = :tenant AND p.asn_id = :id
"""
_NAMES = "SELECT asn_id, nama FROM pegawai WHERE tenant = :tenant AND asn_id = ANY(CAST(:ids AS uuid[]))"
_INVITED = msgspec.json.Decoder(tuple[Anggota, ...]).decode
_CAME = msgspec.json.Decoder(tuple[UUID, ...]).decode
_DECIDED = msgspec.json.Decoder(tuple[Pertimbangan, ...]).decode
_JSON = ("undangan", "hadir", "putusan")


def _sidang(row: Row[Any]) -> Sidang:
    fields = {name: row._mapping[name] for name in Sidang.__struct_fields__}
    told = {"undangan": _INVITED(row.undangan), "hadir": _CAME(row.hadir), "putusan": _DECIDED(row.putusan)}
    return Sidang(**fields | told)


def _values(one: Sidang) -> dict[str, Any]:
    return msgspec.structs.asdict(one) | {name: msgspec.to_builtins(getattr(one, name)) for name in _JSON}


async def team_members(work: Work) -> tuple[Anggota, ...]:
    """Everybody who has a seat in the Tim Penilai today."""
    rows = await work.all(_TEAM, {"tenant": work.tenant, "seats": list(domain.SEATS)})
    return tuple(Anggota(row.asn_id, next(seat for seat in domain.SEATS if seat in row.peran)) for row in rows)


async def considered(work: Work, asn_id: UUID, tahun: int) -> About:
    """What a consideration about somebody rests on; nothing of who is not known here."""
    row = await work.one(_ABOUT, {"tenant": work.tenant, "id": asn_id, "tahun": tahun})
    return About(**row._mapping) if row else About(asn_id=asn_id, atasan_id=None, appraisal_id=None)


async def keep_session(work: Work, one: Sidang) -> None:
    """Keep a new session."""
    await work.run(insert(sidang).values(tenant=work.tenant, **_values(one)))


async def lock_session(work: Work, sidang_id: UUID) -> Sidang:
    """A session, locked; Refusal 404 when it is not there."""
    row = await work.one(_LOCK, {"tenant": work.tenant, "id": sidang_id})
    if row is None:
        raise Refusal(domain.UNKNOWN)
    return _sidang(row)


async def move_session(work: Work, one: Sidang) -> None:
    """Write one that the caller has locked."""
    which = (sidang.c.tenant == work.tenant) & (sidang.c.sidang_id == one.sidang_id)
    await work.run(update(sidang).where(which).values(**_values(one)))


async def sessions(work: Work, tahun: int, *, everything: bool) -> list[Sidang]:
    """Those of a year, latest first; of some readers only what was proposed."""
    values = {
        "tenant": work.tenant, "first": date(tahun, 1, 1), "last": date(tahun, 12, 31), "everything": everything,
    }  # fmt: skip
    return [_sidang(row) for row in await work.all(_SEEN, values)]


async def names_of(work: Work, people: Collection[UUID]) -> dict[UUID, str]:
    """The names of people who are known here."""
    rows = await work.all(_NAMES, {"tenant": work.tenant, "ids": list(people)})
    return {row.asn_id: row.nama for row in rows}
