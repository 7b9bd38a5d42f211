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
from contracts.refusal import Refusal
from contracts.tpp import TppRunFinished, TppSlipIssued
from contracts.vocabulary import Periode
from services.tpp import domain, store
from services.tpp.domain import NOT_RUNNER
from services.tpp.policy import EligibilityPolicy, TppPolicy


class RunTpp(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Compute the TPP of a month, for the first time or again."""

    periode: Periode


class RunState(Struct, frozen=True):
    """What the run came to; `changed` slips were issued, the others stood already."""

    run_id: UUID
    periode: str
    slips: int
    changed: int
    total: int
    pack: str


Computed = tuple[store.Standing, domain.Computed]

# What was issued is kept as it was, before its next version takes its place.
_KEEP = """
INSERT INTO slip_lama (tenant, slip_id, version, opd, kelas_jabatan, status, total, lines, alasan, pack, issued_at)
SELECT tenant, slip_id, version, opd, kelas_jabatan, status, total, lines, alasan, pack, issued_at
FROM slip WHERE tenant = :tenant AND slip_id = ANY(:ids)
"""
_SLIP = """
INSERT INTO slip (tenant, slip_id, run_id, asn_id, periode, opd, kelas_jabatan, status, total, lines, alasan, pack,
    issued_at, version)
VALUES (:tenant, :slip_id, :run_id, :asn_id, :periode, :opd, :kelas_jabatan, :status, :total, CAST(:lines AS jsonb),
    :alasan, :pack, :now, :version)
ON CONFLICT (tenant, asn_id, periode) DO UPDATE SET run_id = EXCLUDED.run_id, opd = EXCLUDED.opd,
    kelas_jabatan = EXCLUDED.kelas_jabatan, status = EXCLUDED.status, total = EXCLUDED.total, lines = EXCLUDED.lines,
    alasan = EXCLUDED.alasan, pack = EXCLUDED.pack, issued_at = EXCLUDED.issued_at, version = EXCLUDED.version
"""
_OPEN = """
INSERT INTO run (tenant, run_id, periode, state, slips, total, pack, run_by, run_at, version)
VALUES (:tenant, :run_id, :periode, 'finished', 0, 0, '', :actor, :now, 0) ON CONFLICT DO NOTHING
"""
_LOCK = "SELECT run_id, version FROM run WHERE tenant = :tenant AND periode = :periode FOR UPDATE"
_FINISH = """
UPDATE run SET slips = :slips, total = :total, pack = :pack, run_by = :actor, run_at = :now, version = version + 1
WHERE tenant = :tenant AND run_id = :run_id
"""


async def run_tpp(work: Work, actor: Actor, command: RunTpp) -> RunState:
    """Compute all, issue what changed: the next version of a slip, beside those that were issued before.

    A run that changes nothing writes nothing. What became known after a run waits for the next one (KUAN P31(2-3),
    reading C1): no slip moves without the pengelola TPP.
    """
    await check_runner(work, actor)
    values = {
        "tenant": work.tenant, "run_id": new_id(), "periode": command.periode, "actor": actor.id, "now": work.now,
    }  # fmt: skip
    await work.run(_OPEN, values)
    run = await work.one(_LOCK, values)  # of two who run it the second computes on what the first has issued
    assert run is not None
    computed, pack = await compute(work, command.periode)
    changed = [(before, slip) for before, slip in computed if differs(before, slip)]
    total = sum(slip.total for _, slip in computed)
    state = RunState(run.run_id, command.periode, len(computed), len(changed), total, pack)
    if changed or not run.version:
        await _issue(work, state, changed)
        counted = {"run_id": run.run_id, "pack": pack, "slips": len(computed), "total": total}
        await work.run(_FINISH, values | counted)
        await work.record(TppRunFinished(**msgspec.structs.asdict(state)), run.version + 1)
        await work.audit("tpp.run", str(run.run_id), {"periode": command.periode, "total": total})
    return state


async def compute(work: Work, periode: str) -> tuple[list[Computed], str]:
    """Everyone of a month as the facts say now, beside what stands; and the pack that says how much."""
    year, month = map(int, periode.split("-"))
    last = date(year, month, calendar.monthrange(year, month)[1])
    rates, pack = _rates(work, last)
    standing = await store.standing(work, periode, last)
    with telemetry.span("compute slips", links=[s.traceparent for s in standing if s.traceparent]):
        return [(s, domain.compute(s.person, s.month, rates)) for s in standing], pack


def differs(before: store.Standing, slip: domain.Computed) -> bool:
    """Whether a person has no slip yet, or one that says something else."""
    return before.slip_id is None or domain.changed(before.status, before.alasan, before.lines, slip)


async def check_runner(work: Work, actor: Actor) -> None:
    """Refusal 403 for anybody but a pengelola TPP."""
    row = await work.one(
        "SELECT peran FROM pegawai WHERE tenant = :tenant AND asn_id = :id", {"tenant": work.tenant, "id": actor.id}
    )
    if row is None:
        raise Refusal(NOT_RUNNER)
    domain.check_runner(row.peran)


def _rates(work: Work, last: date) -> tuple[domain.Rates, str]:
    """The policy in force on the last day of the month (reading C2)."""
    pack = work.packs.resolve(work.tenant, last, "tpp")
    policy = pack.section("tpp", TppPolicy)
    law = work.packs.resolve(work.tenant, last)
    of_law = law.section("tpp", EligibilityPolicy)
    eligible, basis, regulation = of_law.eligible, of_law.cut_basis, of_law.cut_regulation
    cut = policy.missing_day_cut
    rates = domain.Rates(
        basic=policy.basic_by_class.value,
        basic_pasal=policy.basic_by_class.pasal,
        productivity=policy.weight_productivity.value,
        productivity_pasal=policy.weight_productivity.pasal,
        discipline=policy.weight_discipline.value,
        discipline_pasal=policy.weight_discipline.pasal,
        exempt=policy.exempt_statuses.value,
        eligible=eligible.value,
        eligible_pasal=f"{law.head.short} {eligible.pasal}",
        cut=cut.value if cut else None,
        cut_pasal=cut.pasal if cut else "",
        finding_pasal=f"{law.head.short} {basis.pasal}" if basis else "",
        cut_regulation=regulation.value if regulation else "",
        needs_finding=policy.cut_needs_finding.value,
        rounding=policy.rounding.value,
        without_target=policy.without_target.value,
        without_target_pasal=policy.without_target.pasal,
    )
    return rates, pack.id


async def _issue(work: Work, state: RunState, changed: list[Computed]) -> None:
    values: list[dict[str, Any]] = []
    facts: list[tuple[Event, int]] = []
    example = store.is_example(work, state.pack)
    for before, slip in changed:
        event = _slip(state, before, slip, example)
        facts.append((event, event.versi))
        values.append(
            {
                "tenant": work.tenant, "slip_id": event.slip_id, "run_id": state.run_id, "asn_id": before.asn_id,
                "periode": state.periode, "opd": before.opd, "kelas_jabatan": before.person.kelas_jabatan,
                "status": slip.status, "total": slip.total, "lines": json_of(slip.lines), "alasan": slip.alasan,
                "pack": state.pack, "now": work.now, "version": event.versi,
            }
        )  # fmt: skip
    again = [before.slip_id for before, _ in changed if before.slip_id]
    if again:
        await work.run(_KEEP, {"tenant": work.tenant, "ids": again})
    await work.many(_SLIP, values)
    await work.record_all(facts)


def _slip(state: RunState, before: store.Standing, slip: domain.Computed, example: bool) -> TppSlipIssued:
    """The next version of a slip, with what it changes of the one before."""
    issued = TppSlipIssued(
        slip_id=before.slip_id or new_id(), run_id=state.run_id, asn_id=before.asn_id, periode=state.periode,
        opd=before.opd, status=slip.status, total=slip.total, lines=slip.lines, alasan=slip.alasan, pack=state.pack,
        contoh=example, kelas_jabatan=before.person.kelas_jabatan,
    )  # fmt: skip
    if before.slip_id is None:
        return issued
    return msgspec.structs.replace(
        issued, versi=before.version + 1, total_sebelum=before.total, status_sebelum=before.status,
        alasan_sebelum=before.alasan, selisih=domain.differences(before.lines, slip.lines),
    )  # fmt: skip
