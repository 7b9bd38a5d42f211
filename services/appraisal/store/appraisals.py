"""Appraisals as rows: found, locked, kept; and what an open one says of its segments."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import null, update
from sqlalchemy.engine import Row

from chassis.db import Work
from contracts.appraisal import SegmenSkp
from contracts.refusal import Refusal
from contracts.vocabulary import Predikat
from services.appraisal.domain import appraisal as domain
from services.appraisal.domain.appraisal import Appraisal, Dinilai, Evidence, Scores, SerahTerima
from services.appraisal.domain.bkn import Kuadran
from services.appraisal.domain.judgement import Rating
from services.appraisal.store import tables
from services.appraisal.store.people import DINILAI, dinilai_of

# Kept as JSON; the null of SQL, not of JSON, where there is none.
_JSON = ("perilaku", "banding", "segmen", "bkn", "serah_terima")
_COLUMNS = """
a.appraisal_id, a.asn_id, a.tahun, a.state, a.target, a.pack, a.version, a.nilai_skp, a.nilai_skp_hari,
a.nilai_skp_bulan, a.nilai_perilaku, a.nilai_kinerja, a.predikat, a.perilaku::text AS perilaku, a.hasil, a.manfaat,
a.keadaan_kahar, a.segmen::text AS segmen, a.capaian_said, a.signed_by, a.signed_at, a.received_at, a.late,
a.target_met, a.no_case, a.final_on, a.banding::text AS banding, a.bkn::text AS bkn, a.ide_baru,
a.signed_as, a.delivered_at, a.received_how, a.serah_terima::text AS serah_terima, a.objection_until, a.returned_at,
a.returned_by, a.lapsed, a.lapsed_to, a.lapsed_to_role, a.substitute_until, a.objected
"""
_FIND = f"""
SELECT {_COLUMNS}, {DINILAI}
FROM appraisal a JOIN pegawai p ON p.tenant = a.tenant AND p.asn_id = a.asn_id
WHERE a.tenant = :tenant AND a.appraisal_id = :id
"""
_LOCK = f"{_FIND} FOR UPDATE OF a"
_OPEN = """
INSERT INTO appraisal (tenant, appraisal_id, asn_id, tahun, state, target, pack, version)
VALUES (:tenant, :id, :asn_id, :tahun, 'opened', :target, :pack, 1)
ON CONFLICT (tenant, asn_id, tahun) DO NOTHING RETURNING appraisal_id
"""
_EVIDENCE = """
SELECT coalesce(sum(by_penilai), 0) AS by_penilai, coalesce(sum(by_auto), 0) AS by_auto FROM bulan
WHERE tenant = :tenant AND asn_id = :asn AND periode LIKE :year
"""
# the evidence is counted as its months are known now
_RESULTS = f"""
SELECT {_COLUMNS}, coalesce(sum(b.by_penilai), 0) AS by_penilai, coalesce(sum(b.by_auto), 0) AS by_auto
FROM appraisal a LEFT JOIN bulan b ON b.tenant = a.tenant AND b.asn_id = a.asn_id AND b.periode LIKE a.tahun || '-%'
WHERE a.tenant = :tenant AND a.appraisal_id = ANY(:ids) GROUP BY a.tenant, a.appraisal_id ORDER BY a.appraisal_id
"""
_SCORES = Scores.__struct_fields__
read_segmen = msgspec.json.Decoder(tuple[SegmenSkp, ...]).decode
_HANDOVER = msgspec.json.Decoder(SerahTerima).decode
_BANDING = msgspec.json.Decoder(dict[str, Rating]).decode
read_bkn = msgspec.json.Decoder(Kuadran).decode
_PERILAKU = msgspec.json.Decoder(dict[str, Decimal]).decode


def _appraisal(row: Row[Any]) -> Appraisal:
    fields = {name: row._mapping[name] for name in Appraisal.__struct_fields__ if name in row._mapping}
    scores = {name: row._mapping[name] for name in _SCORES}
    scores["predikat"] = Predikat(row.predikat) if row.predikat else None
    fields |= {
        "scores": Scores(**scores), "segmen": read_segmen(row.segmen),
        "perilaku": _PERILAKU(row.perilaku),
        "banding": _BANDING(row.banding), "bkn": read_bkn(row.bkn) if row.bkn else None,
        "serah_terima": _HANDOVER(row.serah_terima) if row.serah_terima else None,
    }  # fmt: skip
    return Appraisal(**fields)


async def find_appraisal(work: Work, appraisal_id: UUID) -> tuple[Appraisal, Dinilai]:
    """An appraisal with the person as the staffing data has them; Refusal 404 when it is not there."""
    return await _found(work, _FIND, appraisal_id)


async def lock_appraisal(work: Work, appraisal_id: UUID) -> tuple[Appraisal, Dinilai]:
    """An appraisal as `find_appraisal` gives it, locked."""
    return await _found(work, _LOCK, appraisal_id)


async def _found(work: Work, statement: str, appraisal_id: UUID) -> tuple[Appraisal, Dinilai]:
    row = await work.one(statement, {"tenant": work.tenant, "id": appraisal_id})
    if row is None:
        raise Refusal(domain.NO_APPRAISAL)
    return _appraisal(row), dinilai_of(row)


async def open_appraisal(work: Work, one: Appraisal) -> bool:
    """Keep a new one; False where the person already has one of that year."""
    values = {
        "tenant": work.tenant, "id": one.appraisal_id, "asn_id": one.asn_id, "tahun": one.tahun, "target": one.target,
        "pack": one.pack,
    }  # fmt: skip
    return await work.one(_OPEN, values) is not None


async def keep_appraisal(work: Work, one: Appraisal) -> None:
    """Write an appraisal that the caller has locked."""
    values = msgspec.structs.asdict(one) | msgspec.structs.asdict(one.scores)
    for name in ("appraisal_id", "asn_id", "tahun", "target", "scores"):
        del values[name]
    values |= {name: null() if values[name] is None else msgspec.to_builtins(values[name]) for name in _JSON}
    values["predikat"] = one.scores.predikat.value if one.scores.predikat else None
    which = (tables.appraisal.c.tenant == work.tenant) & (tables.appraisal.c.appraisal_id == one.appraisal_id)
    await work.run(update(tables.appraisal).where(which).values(**values))


async def evidence_of(work: Work, asn_id: UUID, tahun: int) -> Evidence:
    """What the measured months of a year say of somebody's activities."""
    row = await work.one(_EVIDENCE, {"tenant": work.tenant, "asn": asn_id, "year": f"{tahun}-%"})
    return Evidence(row.by_penilai, row.by_auto) if row else Evidence(0, 0)


async def results(work: Work, ids: list[UUID]) -> list[tuple[Appraisal, Evidence]]:
    """Appraisals by their ids, in the order of these, with the evidence as it is known now."""
    rows = await work.all(_RESULTS, {"tenant": work.tenant, "ids": ids})
    return [(_appraisal(row), Evidence(row.by_penilai, row.by_auto)) for row in rows]
