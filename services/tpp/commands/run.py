"""The monthly run: every person of the Pemda computed, what changed issued, what did not left alone."""

from __future__ import annotations

import calendar
from datetime import date
from uuid import UUID

import msgspec
from msgspec import Struct

from chassis import telemetry
from chassis.auth import Actor
from chassis.db import Work
from chassis.ids import new_id
from contracts.tpp import TppRunFinished, TppSlipIssued
from contracts.vocabulary import Periode
from services.tpp.commands.rates import rates_of
from services.tpp.domain import slip as rules
from services.tpp.domain.selisih import differences
from services.tpp.store import lists, policies, runs, slips
from services.tpp.store.people import person
from services.tpp.store.policies import InForce
from services.tpp.store.standing import Standing, standing


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


Computed = tuple[Standing, rules.Computed]


async def run_tpp(work: Work, actor: Actor, command: RunTpp) -> RunState:
    """Compute all, issue what changed: the next version of a slip, beside those that were issued before.

    A run that changes nothing writes nothing. What became known after a run waits for the next one (KUAN P31(2-3),
    reading C1): no slip moves without the pengelola TPP. Once the list of the month is final, what changes goes into a
    list of differences (domain/daftar.py).
    """
    await check_runner(work, actor)
    run = await runs.lock_run(work, command.periode, actor)  # of two runs the second computes on what the first issued
    assert run is not None
    computed, by = await compute(work, command.periode, hold=True)
    changed = [(before, slip) for before, slip in computed if differs(before, slip, by)]
    total = sum(slip.total for _, slip in computed)
    state = RunState(run.run_id, command.periode, len(computed), len(changed), total, by.pack)
    if changed or not run.version:
        await _issue(work, state, by, changed)
        await runs.finish_run(work, actor, run.run_id, by.pack, len(computed), total)
        await work.record(TppRunFinished(**msgspec.structs.asdict(state)), run.version + 1)
        await work.audit("tpp.run", str(run.run_id), {"periode": command.periode, "total": total})
    return state


async def compute(work: Work, periode: str, *, hold: bool = False) -> tuple[list[Computed], InForce]:
    """Everyone of a month as the facts say now, beside what stands; and the policy that says how much.

    `hold`: nobody withdraws that policy before this transaction ends.
    """
    year, month = map(int, periode.split("-"))
    last = date(year, month, calendar.monthrange(year, month)[1])
    by = await policies.in_force(work, periode, last, hold=hold)
    rates = rates_of(work, by, periode, last)
    found = await standing(work, periode, last)
    with telemetry.span("compute slips", links=[s.traceparent for s in found if s.traceparent]):
        return [(s, rules.compute(s.person, s.month, rates)) for s in found], by


def differs(before: Standing, slip: rules.Computed, by: InForce) -> bool:
    """Whether a person has no slip yet, or one that says something else or by another policy."""
    if before.slip_id is None or before.pack != by.pack:
        return True
    return rules.changed(before.status, before.alasan, before.lines, slip)


async def check_runner(work: Work, actor: Actor) -> None:
    """Refusal 403 for anybody but a pengelola TPP."""
    rules.check_runner((await person(work, actor)).peran)


async def _issue(work: Work, state: RunState, by: InForce, changed: list[Computed]) -> None:
    """Keep and tell the slips, and bring the list of the month that they go into up to date."""
    ke = await lists.open_list(work, state.periode) if changed else 0
    issued = [_slip(state, before, slip, by, ke) for before, slip in changed]
    await slips.keep_slips(work, issued)
    again = await lists.put_in_list(work, state.periode, ke, [event.slip_id for event in issued])
    if again:
        await work.audit("tpp.list_changed", f"{state.periode}:{ke}", {"opd": again})
    await work.record_all([(event, event.versi) for event in issued])


def _slip(state: RunState, before: Standing, slip: rules.Computed, by: InForce, ke: int) -> TppSlipIssued:
    """The next version of a slip, with what it changes of the one before."""
    issued = TppSlipIssued(
        slip_id=before.slip_id or new_id(), run_id=state.run_id, asn_id=before.asn_id, periode=state.periode,
        opd=before.opd, status=slip.status, total=slip.total, lines=slip.lines, alasan=slip.alasan, pack=by.pack,
        contoh=by.contoh, dasar=by.dasar, kelas_jabatan=before.person.kelas_jabatan, susulan=ke,
    )  # fmt: skip
    if before.slip_id is None:
        return issued
    return msgspec.structs.replace(
        issued, versi=before.version + 1, total_sebelum=before.total, status_sebelum=before.status,
        alasan_sebelum=before.alasan, selisih=differences(before.lines, slip.lines),
    )  # fmt: skip
