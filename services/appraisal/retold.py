"""Results that stand and the cases that follow from them, told again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec

from chassis.db import Work
from chassis.retelling import AFTER_UUID, Retelling, State, pages
from contracts.appraisal import (
    AppraisalFinalized,
    AppraisalOpened,
    AppraisalSigned,
    TindakLanjutMoved,
    TindakLanjutOpened,
)
from contracts.event import Event
from contracts.vocabulary import Predikat
from services.appraisal.commands.judgement import finalized

_FINAL = f"""
SELECT appraisal_id::text AS place, appraisal_id FROM appraisal
WHERE tenant = :tenant AND appraisal_id > {AFTER_UUID} AND state = 'final'
ORDER BY appraisal_id LIMIT :most FOR UPDATE
"""
# the evidence is counted as its months are known now
_RESULTS = """
SELECT a.*, a.perilaku::text AS perilaku_text, a.segmen::text AS segmen_text,
    coalesce(sum(b.by_penilai), 0) AS by_penilai, coalesce(sum(b.by_auto), 0) AS by_auto
FROM appraisal a LEFT JOIN bulan b ON b.tenant = a.tenant AND b.asn_id = a.asn_id AND b.periode LIKE a.tahun || '-%'
WHERE a.tenant = :tenant AND a.appraisal_id = ANY(:ids) GROUP BY a.tenant, a.appraisal_id ORDER BY a.appraisal_id
"""
_CASES = f"""
SELECT kasus_id::text AS place, kasus_id, appraisal_id, asn_id, tahun, dasar, predikat, review_on, state, hasil,
    langkah::text AS langkah, version FROM tindak_lanjut
WHERE tenant = :tenant AND kasus_id > {AFTER_UUID} ORDER BY kasus_id LIMIT :most FOR UPDATE
"""


async def _results(work: Work, rows: Sequence[Any]) -> list[State]:
    ids = [row.appraisal_id for row in rows]
    found = await work.all(_RESULTS, {"tenant": work.tenant, "ids": ids})
    return [(finalized(row, row, row.target_met), row.version) for row in found]


async def _cases(work: Work, rows: Sequence[Any]) -> list[State]:
    """That it was opened and, where it went on, how it stands."""
    states: list[State] = []
    for row in rows:
        opened = TindakLanjutOpened(
            kasus_id=row.kasus_id,
            appraisal_id=row.appraisal_id,
            asn_id=row.asn_id,
            tahun=row.tahun,
            dasar=row.dasar,
            predikat=Predikat(row.predikat),
            review_on=row.review_on,
        )
        states.append((opened, row.version))
        if steps := msgspec.json.decode(row.langkah):
            of = {"kasus_id": row.kasus_id, "asn_id": row.asn_id, "oleh": UUID(steps[-1]["oleh"])}
            states.append((TindakLanjutMoved(**of, state=row.state, hasil=row.hasil), row.version))
    return states


RETELLS = {
    "results": Retelling((AppraisalFinalized,), pages(_FINAL, _results)),
    "cases": Retelling((TindakLanjutOpened, TindakLanjutMoved), pages(_CASES, _cases)),
}
NOT_RETOLD: dict[type[Event], str] = {
    AppraisalOpened: "that there is a year to be judged is known from SkpSet",
    AppraisalSigned: "may still be objected to: what stands is in AppraisalFinalized",
}
