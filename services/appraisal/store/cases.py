"""Cases of time to improve as rows (KON P46-47)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy.engine import Row

from chassis.db import Work, json_of
from contracts.refusal import Refusal
from contracts.vocabulary import Predikat
from services.appraisal.domain import kasus
from services.appraisal.domain.appraisal import Dinilai
from services.appraisal.domain.kasus import Kasus
from services.appraisal.store.people import DINILAI, dinilai_of

_COLUMNS = """
t.kasus_id, t.appraisal_id, t.asn_id, t.tahun, t.jalur, t.dasar, t.predikat, t.review_on, t.state, t.hasil,
t.langkah::text AS langkah, t.sementara_sampai, t.version
"""
_OPEN = """
INSERT INTO tindak_lanjut (tenant, kasus_id, appraisal_id, asn_id, tahun, jalur, dasar, predikat, review_on, state,
    langkah, opened_at, version)
VALUES (:tenant, :kasus_id, :appraisal_id, :asn_id, :tahun, :jalur, :dasar, :predikat, :review_on, :state, '[]', :now,
    :version)
"""
_FIND = f"""
SELECT {_COLUMNS}, {DINILAI} FROM tindak_lanjut t
JOIN pegawai p ON p.tenant = t.tenant AND p.asn_id = t.asn_id
WHERE t.tenant = :tenant AND t.kasus_id = :id FOR UPDATE OF t
"""
_KEEP = """
UPDATE tindak_lanjut SET state = :state, hasil = :hasil, langkah = CAST(:langkah AS jsonb), version = :version,
    sementara_sampai = :sampai
WHERE tenant = :tenant AND kasus_id = :id
"""
_BY_ID = f"SELECT {_COLUMNS} FROM tindak_lanjut t WHERE t.tenant = :tenant AND t.kasus_id = ANY(:ids) ORDER BY kasus_id"
_STEPS = msgspec.json.Decoder(tuple[dict[str, Any], ...]).decode


def _kasus(row: Row[Any]) -> Kasus:
    fields = {name: row._mapping[name] for name in Kasus.__struct_fields__}
    return Kasus(**fields | {"predikat": Predikat(row.predikat), "langkah": _STEPS(row.langkah)})


async def open_case(work: Work, one: Kasus) -> None:
    """Keep a new case."""
    values = msgspec.structs.asdict(one) | {"tenant": work.tenant, "now": work.now, "predikat": one.predikat.value}
    del values["langkah"], values["hasil"], values["sementara_sampai"]
    await work.run(_OPEN, values)


async def lock_case(work: Work, kasus_id: UUID) -> tuple[Kasus, Dinilai]:
    """A case, locked, with the person as the staffing data has them; Refusal 404 when it is not there."""
    row = await work.one(_FIND, {"tenant": work.tenant, "id": kasus_id})
    if row is None:
        raise Refusal(kasus.NO_CASE)
    return _kasus(row), dinilai_of(row)


async def keep_case(work: Work, one: Kasus) -> None:
    """Write a case that the caller has locked."""
    values = {
        "tenant": work.tenant, "id": one.kasus_id, "state": one.state, "hasil": one.hasil,
        "langkah": json_of(one.langkah), "version": one.version, "sampai": one.sementara_sampai,
    }  # fmt: skip
    await work.run(_KEEP, values)


async def cases(work: Work, ids: list[UUID]) -> list[Kasus]:
    """Cases by their ids, in the order of these."""
    return [_kasus(row) for row in await work.all(_BY_ID, {"tenant": work.tenant, "ids": ids})]
