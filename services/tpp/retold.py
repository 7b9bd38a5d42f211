"""The slips that stand, told again, each against the version before it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chassis.db import Work
from chassis.retelling import AFTER_UUID, Retelling, State, pages
from contracts.event import Event
from contracts.tpp import TppRunFinished, TppSlipIssued
from services.tpp import domain, store

_SLIPS = f"""
SELECT slip_id::text AS place, slip_id FROM slip WHERE tenant = :tenant AND slip_id > {AFTER_UUID}
ORDER BY slip_id LIMIT :most FOR UPDATE
"""
_STATE = """
SELECT s.slip_id, s.run_id, s.asn_id, s.periode, s.opd, s.status, s.total, s.lines::text AS lines, s.alasan, s.pack,
    s.kelas_jabatan, s.version, l.total AS total_sebelum, coalesce(l.status, '') AS status_sebelum,
    coalesce(l.alasan, '') AS alasan_sebelum, l.lines::text AS lines_sebelum
FROM slip s LEFT JOIN slip_lama l ON l.tenant = s.tenant AND l.slip_id = s.slip_id AND l.version = s.version - 1
WHERE s.tenant = :tenant AND s.slip_id = ANY(:ids) ORDER BY s.slip_id
"""


async def _slips(work: Work, rows: Sequence[Any]) -> list[State]:
    ids = [row.slip_id for row in rows]
    return [_issued(work, row) for row in await work.all(_STATE, {"tenant": work.tenant, "ids": ids})]


def _issued(work: Work, row: Any) -> State:
    fields = dict(row._mapping)
    version, lines = fields.pop("version"), store.read_lines(fields.pop("lines"))
    before = fields.pop("lines_sebelum")
    changed = domain.differences(store.read_lines(before), lines) if before else ()
    fields["contoh"] = store.is_example(work, row.pack)
    return TppSlipIssued(**fields, lines=lines, versi=version, selisih=changed), version


RETELLS = {"slips": Retelling((TppSlipIssued,), pages(_SLIPS, _slips))}
NOT_RETOLD: dict[type[Event], str] = {
    TppRunFinished: "says that a run took place and how much it changed; what it came to is in the slips"
}
