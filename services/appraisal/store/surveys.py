"""Surveys of behaviour and who is asked (KON P29, P30). What somebody says stands in a sealed box, nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy.engine import Row

from chassis.db import Work
from contracts.identity import Penempatan
from contracts.refusal import Refusal
from contracts.sejawat import is_bawahan, is_rekan, post_on
from services.appraisal.domain import survei as domain
from services.appraisal.domain.appraisal import Dinilai
from services.appraisal.domain.kotak import Kelompok
from services.appraisal.domain.survei import Hasil, Survei, Undangan

# two people of one survey draw and answer one after another: they lock its row first
_SURVEY = """
SELECT survei_id, appraisal_id, asn_id, tahun, mulai, sampai, aspek, kotak, state, n_rekan, n_bawahan, nilai, rekan,
    bawahan, halo
FROM survei WHERE tenant = :tenant AND {by} = :id
"""
_OPEN = """
INSERT INTO survei (tenant, survei_id, appraisal_id, asn_id, tahun, mulai, sampai, aspek, kotak, state, n_rekan,
    n_bawahan)
VALUES (:tenant, :survei_id, :appraisal_id, :asn_id, :tahun, :mulai, :sampai, :aspek, :kotak, 'open', 0, 0)
"""
_BOX = "UPDATE survei SET kotak = :kotak WHERE tenant = :tenant AND survei_id = :id"
_CLOSE = """
UPDATE survei SET state = 'closed', kotak = '', n_rekan = :n_rekan, n_bawahan = :n_bawahan, nilai = :nilai,
    rekan = :rekan, bawahan = :bawahan, halo = :halo
WHERE tenant = :tenant AND survei_id = :id
"""
_FORGET = "DELETE FROM undangan_survei WHERE tenant = :tenant AND survei_id = :id"
_INVITE = """
INSERT INTO undangan_survei (tenant, undangan_id, survei_id, asn_id, kelompok, urutan, state, kali)
VALUES (:tenant, :undangan_id, :survei_id, :asn_id, :kelompok, :urutan, :state, :kali)
"""
_MOVE = "UPDATE undangan_survei SET state = :state, kali = :kali WHERE tenant = :tenant AND undangan_id = :id"
_INVITED = """
SELECT undangan_id, survei_id, asn_id, kelompok, urutan, state, kali FROM undangan_survei
WHERE tenant = :tenant AND survei_id = :id ORDER BY kelompok, urutan
"""
_INVITATION = "SELECT survei_id FROM undangan_survei WHERE tenant = :tenant AND undangan_id = :id"
_OF_ACTOR = """
SELECT u.undangan_id, p.nama, u.kelompok, s.aspek, s.sampai FROM undangan_survei u
JOIN survei s ON s.tenant = u.tenant AND s.survei_id = u.survei_id
JOIN pegawai p ON p.tenant = s.tenant AND p.asn_id = s.asn_id
WHERE u.tenant = :tenant AND u.asn_id = :actor AND u.state = 'asked' AND s.state = 'open' AND s.sampai >= :today
ORDER BY s.sampai, p.nama LIMIT 200
"""
_UNIT = """
SELECT p.asn_id, p.penempatan::text AS penempatan FROM pegawai p
WHERE p.tenant = :tenant AND p.unit = :unit AND p.status = 'aktif' AND p.asn_id <> ALL(CAST(:without AS uuid[]))
ORDER BY p.asn_id
"""
_RESULTS = """
SELECT appraisal_id, n_rekan, n_bawahan, nilai, rekan, bawahan, halo FROM survei
WHERE tenant = :tenant AND appraisal_id = ANY(CAST(:ids AS uuid[])) AND state = 'closed'
"""
_POSTS = msgspec.json.Decoder(tuple[Penempatan, ...]).decode


class Invitation(msgspec.Struct, frozen=True):
    """An invitation as the person asked sees it: about whom, as a peer or a subordinate, until when."""

    undangan_id: UUID
    nama: str
    kelompok: Kelompok
    aspek: tuple[str, ...]
    sampai: date


def _hasil(row: Row[Any]) -> Hasil:
    return Hasil(**{name: row._mapping[name] for name in Hasil.__struct_fields__})


async def _survey(work: Work, by: str, ident: UUID, *, lock: bool) -> Survei | None:
    statement = _SURVEY.format(by=by) + (" FOR UPDATE" if lock else "")
    row = await work.one(statement, {"tenant": work.tenant, "id": ident})
    if row is None:
        return None
    fields = {name: row._mapping[name] for name in Survei.__struct_fields__ if name != "hasil"}
    return Survei(**fields | {"aspek": tuple(row.aspek), "kotak": bytes(row.kotak), "hasil": _hasil(row)})


async def survey_of(work: Work, appraisal_id: UUID, *, lock: bool = False) -> Survei | None:
    """The survey beside an appraisal, where there is one."""
    return await _survey(work, "appraisal_id", appraisal_id, lock=lock)


async def lock_invitation(work: Work, undangan_id: UUID) -> tuple[Undangan, Survei, list[Undangan]]:
    """An invitation, its survey, locked, and everybody of it; Refusal 404 when it is not there."""
    row = await work.one(_INVITATION, {"tenant": work.tenant, "id": undangan_id})
    survey = await _survey(work, "survei_id", row.survei_id, lock=True) if row else None
    invited = await invited_to(work, survey.survei_id) if survey else []
    one = next((one for one in invited if one.undangan_id == undangan_id), None)
    if survey is None or one is None:
        raise Refusal(domain.UNKNOWN)
    return one, survey, invited


async def invited_to(work: Work, survei_id: UUID) -> list[Undangan]:
    """Everybody who is asked or in reserve, in the order of the lot."""
    rows = await work.all(_INVITED, {"tenant": work.tenant, "id": survei_id})
    return [Undangan(**row._mapping) for row in rows]


async def open_survey(work: Work, one: Survei, invited: Sequence[Undangan]) -> None:
    """Keep a new survey and whom it asks."""
    values = {name: getattr(one, name) for name in Survei.__struct_fields__ if name not in ("state", "hasil")}
    await work.run(_OPEN, values | {"tenant": work.tenant, "aspek": list(one.aspek)})
    await work.many(_INVITE, [msgspec.structs.asdict(one) | {"tenant": work.tenant} for one in invited])


async def keep_box(work: Work, survei_id: UUID, sealed: bytes) -> None:
    """Write the sealed box of a survey that the caller has locked."""
    await work.run(_BOX, {"tenant": work.tenant, "id": survei_id, "kotak": sealed})


async def move_invitation(work: Work, one: Undangan) -> None:
    """Write where an invitation stands; the caller has locked its survey."""
    await work.run(_MOVE, {"tenant": work.tenant, "id": one.undangan_id, "state": one.state, "kali": one.kali})


async def close_survey(work: Work, survei_id: UUID, found: Hasil) -> None:
    """Keep what a survey came to, empty its box and forget who was asked."""
    values = {"tenant": work.tenant, "id": survei_id, **msgspec.structs.asdict(found)}
    await work.run(_CLOSE, values)
    await work.run(_FORGET, {"tenant": work.tenant, "id": survei_id})


async def invitations(work: Work, actor: UUID) -> list[Invitation]:
    """What still waits for somebody's answer."""
    rows = await work.all(_OF_ACTOR, {"tenant": work.tenant, "actor": actor, "today": work.today})
    return [Invitation(**{**row._mapping, "aspek": tuple(row.aspek)}) for row in rows]


async def candidates(work: Work, who: Dinilai) -> dict[Kelompok, list[UUID]]:
    """Peers and subordinates of the day in the unit of somebody, without the penilai (KON P29(2-3))."""
    own = post_on(who.penempatan, work.today)
    found: dict[Kelompok, list[UUID]] = {"rekan": [], "bawahan": []}
    if own is None:
        return found
    without = [who.asn_id, *([who.atasan_id] if who.atasan_id else [])]
    for row in await work.all(_UNIT, {"tenant": work.tenant, "unit": own.unit, "without": without}):
        post = post_on(_POSTS(row.penempatan), work.today)
        if post is not None and is_rekan(own, post):
            found["rekan"].append(row.asn_id)
        elif post is not None and is_bawahan(own, post):
            found["bawahan"].append(row.asn_id)
    return found


async def survey_results(work: Work, appraisals: Sequence[UUID]) -> dict[UUID, Hasil]:
    """What closed surveys came to, by appraisal."""
    rows = await work.all(_RESULTS, {"tenant": work.tenant, "ids": list(appraisals)})
    return {row.appraisal_id: _hasil(row) for row in rows}
