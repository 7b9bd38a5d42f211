"""The monthly run: every person of the Pemda computed, what changed issued, what did not left alone."""

from __future__ import annotations

import calendar
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from chassis import telemetry
from chassis.auth import Actor
from chassis.db import Work, json_of
from chassis.ids import new_id
from contracts.event import Event
from contracts.refusal import forbidden
from contracts.tpp import TppRunFinished, TppSlipIssued
from contracts.vocabulary import Periode
from services.tpp import domain
from services.tpp.policy import EligibilityPolicy, TppPolicy


class RunTpp(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Compute the TPP of a month."""

    periode: Periode


class RunState(Struct, frozen=True):
    """What the run came to; `changed` slips were issued, the others stood already."""

    run_id: UUID
    periode: str
    slips: int
    changed: int
    total: int
    pack: str


_INPUT = """
SELECT p.asn_id, p.opd, p.jenis, p.status, p.kelas_jabatan, p.event_id AS person_fact,
    b.kuantitas_approved, b.kuantitas_target, b.approved_auto, b.pending, b.hari_kosong, b.event_id AS month_fact,
    b.traceparent, s.slip_id, s.status AS old_status, s.total AS old_total, s.lines::text AS old_lines,
    s.alasan AS old_alasan, coalesce(s.version, 0) AS version
FROM pegawai p
LEFT JOIN bulan b ON b.tenant = p.tenant AND b.asn_id = p.asn_id AND b.periode = :periode
LEFT JOIN slip s ON s.tenant = p.tenant AND s.asn_id = p.asn_id AND s.periode = :periode
WHERE p.tenant = :tenant AND p.validated ORDER BY p.asn_id
"""
_SLIP = """
INSERT INTO slip (tenant, slip_id, run_id, asn_id, periode, opd, status, total, lines, alasan, version)
VALUES (:tenant, :slip_id, :run_id, :asn_id, :periode, :opd, :status, :total, CAST(:lines AS jsonb), :alasan, :version)
ON CONFLICT (tenant, asn_id, periode) DO UPDATE SET run_id = EXCLUDED.run_id, opd = EXCLUDED.opd,
    status = EXCLUDED.status, total = EXCLUDED.total, lines = EXCLUDED.lines, alasan = EXCLUDED.alasan,
    version = EXCLUDED.version
"""
_RUN = """
INSERT INTO run AS r (tenant, run_id, periode, state, slips, total, pack, run_by, run_at, version)
VALUES (:tenant, :run_id, :periode, 'finished', 0, 0, :pack, :actor, :now, 1)
ON CONFLICT (tenant, periode) DO UPDATE SET pack = EXCLUDED.pack, run_by = EXCLUDED.run_by,
    run_at = EXCLUDED.run_at, version = r.version + 1
RETURNING run_id, version
"""


async def run_tpp(work: Work, actor: Actor, command: RunTpp) -> RunState:
    """Compute all, issue what changed. Running again with the same facts writes no slip."""
    await _check_runner(work, actor)
    year, month = map(int, command.periode.split("-"))
    last = date(year, month, calendar.monthrange(year, month)[1])
    rates, pack = _rates(work, last)
    opened = await work.one(
        _RUN,
        {
            "tenant": work.tenant, "run_id": new_id(), "periode": command.periode, "pack": pack, "actor": actor.id,
            "now": work.now,
        },
    )  # fmt: skip
    assert opened is not None
    rows = await work.all(_INPUT, {"tenant": work.tenant, "periode": command.periode})
    with telemetry.span("compute slips", links=[r.traceparent for r in rows if r.traceparent]):
        computed = [(row, domain.compute(_person(row), _month(row), rates)) for row in rows]
    changed = [(row, slip) for row, slip in computed if _differs(row, slip)]
    await _issue(work, opened.run_id, command.periode, pack, changed)
    total = sum(slip.total for _, slip in computed)
    await work.run(
        "UPDATE run SET slips = :slips, total = :total WHERE tenant = :tenant AND run_id = :id",
        {"tenant": work.tenant, "id": opened.run_id, "slips": len(rows), "total": total},
    )
    state = RunState(opened.run_id, command.periode, len(rows), len(changed), total, pack)
    await work.record(TppRunFinished(**msgspec.structs.asdict(state)), opened.version)
    await work.audit("tpp.run", str(opened.run_id), {"periode": command.periode, "total": total})
    return state


async def _check_runner(work: Work, actor: Actor) -> None:
    row = await work.one(
        "SELECT peran FROM pegawai WHERE tenant = :tenant AND asn_id = :id", {"tenant": work.tenant, "id": actor.id}
    )
    if row is None:
        raise forbidden("TPP dihitung oleh pengelola TPP.", "kebijakan")
    domain.check_runner(row.peran)


def _rates(work: Work, last: date) -> tuple[domain.Rates, str]:
    """The policy in force on the last day of the month (reading C2)."""
    pack = work.packs.resolve(work.tenant, last, "tpp")
    policy = pack.section("tpp", TppPolicy)
    eligible = work.packs.resolve(work.tenant, last).section("tpp", EligibilityPolicy).eligible
    law = work.packs.resolve(work.tenant, last).head.short
    rates = domain.Rates(
        basic=policy.basic_by_class.value,
        basic_pasal=policy.basic_by_class.pasal,
        productivity=policy.weight_productivity.value,
        productivity_pasal=policy.weight_productivity.pasal,
        discipline=policy.weight_discipline.value,
        discipline_pasal=policy.weight_discipline.pasal,
        exempt=policy.exempt_statuses.value,
        eligible=eligible.value,
        eligible_pasal=f"{law} {eligible.pasal}",
    )
    return rates, pack.id


def _person(row: Any) -> domain.Person:
    return domain.Person(jenis=row.jenis, status=row.status, kelas_jabatan=row.kelas_jabatan, fact=str(row.person_fact))


def _month(row: Any) -> domain.Month | None:
    if row.month_fact is None:
        return None
    return domain.Month(
        approved=row.kuantitas_approved,
        target=row.kuantitas_target,
        auto=row.approved_auto,
        pending=row.pending,
        missing=row.hari_kosong,
        fact=str(row.month_fact),
    )


def _differs(row: Any, slip: domain.Computed) -> bool:
    if row.slip_id is None:
        return True
    old = (row.old_status, row.old_total, row.old_alasan, msgspec.json.decode(row.old_lines))
    return old != (slip.status, slip.total, slip.alasan, msgspec.json.decode(msgspec.json.encode(slip.lines)))


async def _issue(work: Work, run_id: UUID, periode: str, pack: str, changed: list[tuple[Any, domain.Computed]]) -> None:
    values: list[dict[str, Any]] = []
    facts: list[tuple[Event, int]] = []
    for row, slip in changed:
        slip_id, version = row.slip_id or new_id(), row.version + 1
        values.append(
            {
                "tenant": work.tenant, "slip_id": slip_id, "run_id": run_id, "asn_id": row.asn_id, "periode": periode,
                "opd": row.opd, "status": slip.status, "total": slip.total, "lines": json_of(slip.lines),
                "alasan": slip.alasan, "version": version,
            }
        )  # fmt: skip
        event = TppSlipIssued(
            slip_id=slip_id, run_id=run_id, asn_id=row.asn_id, periode=periode, opd=row.opd, status=slip.status,
            total=slip.total, lines=slip.lines, alasan=slip.alasan, pack=pack,
        )  # fmt: skip
        facts.append((event, version))
    await work.many(_SLIP, values)
    await work.record_all(facts)
