"""The monthly run: every person of the Pemda computed, what changed issued, what did not left alone."""

from __future__ import annotations

import calendar
from collections.abc import AsyncIterator
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
from services.tpp.commands.alike import Run, computed, issue_alike
from services.tpp.commands.rates import rates_of
from services.tpp.domain import slip as rules
from services.tpp.domain.facts import Isi, Terbit, slip_issued
from services.tpp.store import alike, lists, policies, runs, slips
from services.tpp.store.alike import Group, Slip, Span
from services.tpp.store.people import person
from services.tpp.store.policies import InForce
from services.tpp.store.standing import Standing, standing

AT_A_TIME = 500  # people computed alone


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


class Survey(Struct, frozen=True):
    """A month as it stands: its policy, the groups of people who agree in everything, and the slip of each group."""

    span: Span
    by: InForce
    groups: list[Group]
    slips: list[Slip]


Changed = tuple[Standing, rules.Computed]


async def run_tpp(work: Work, actor: Actor, command: RunTpp) -> RunState:
    """Compute all, issue what changed: the next version of a slip, beside those that were issued before.

    A run that changes nothing writes nothing. What became known after a run waits for the next one (KUAN P31(2-3),
    reading C1): no slip moves without the pengelola TPP. Once the list of the month is final, what changes goes into a
    list of differences (domain/daftar.py). A run is one transaction: killed, it has issued nothing.
    """
    await check_runner(work, actor)
    run = await runs.lock_run(work, command.periode, actor)  # of two runs the second computes on what the first issued
    assert run is not None
    month = await survey(work, command.periode, hold=True)
    issuing = _Issuing(work, month, run.run_id)
    await issuing.all()
    count, total = await alike.total_of(work, command.periode)
    state = RunState(run.run_id, command.periode, count, issuing.changed, total, month.by.pack)
    if issuing.changed or not run.version:
        await runs.finish_run(work, actor, run.run_id, month.by.pack, count, total)
        await work.record(TppRunFinished(**msgspec.structs.asdict(state)), run.version + 1)
        await work.audit("tpp.run", str(run.run_id), {"periode": command.periode, "total": total})
    return state


async def survey(work: Work, periode: str, *, hold: bool = False) -> Survey:
    """The groups of a month as the facts say now, with their slips; and the policy that says how much.

    `hold`: nobody withdraws that policy before this transaction ends.
    """
    year, month = map(int, periode.split("-"))
    last = date(year, month, calendar.monthrange(year, month)[1])
    by = await policies.in_force(work, periode, last, hold=hold)
    span = Span(periode, last, rates_of(work, by, periode, last))
    groups = await alike.groups(work, span)
    return Survey(span, by, groups, computed(groups, span, by))


async def count_changed(work: Work, periode: str) -> int:
    """How many slips a run would issue now."""
    month = await survey(work, periode)
    alone = [len(changed) async for changed in _alone(work, month)]
    return sum(group.baru for group in month.groups) + sum(alone)


async def check_runner(work: Work, actor: Actor) -> None:
    """Refusal 403 for anybody but a pengelola TPP."""
    rules.check_runner((await person(work, actor)).peran)


async def _alone(work: Work, month: Survey) -> AsyncIterator[list[Changed]]:
    """People whom no group settles and whose slip changes, some at a time."""
    rest = await alike.rest(work, month.span, month.slips)
    for at in range(0, len(rest), AT_A_TIME):
        found = await standing(work, month.span.periode, month.span.last, rest[at : at + AT_A_TIME])
        with telemetry.span("compute slips", links=[s.traceparent for s in found if s.traceparent]):
            now = [(s, rules.compute(s.person, s.month, month.span.rates)) for s in found]
        yield [(before, slip) for before, slip in now if _differs(before, slip, month.by)]


def _differs(before: Standing, slip: rules.Computed, by: InForce) -> bool:
    """Whether a person has no slip yet, or one that says something else or by another policy."""
    if before.slip_id is None or before.pack != by.pack:
        return True
    return rules.changed(before.status, before.alasan, before.lines, slip)


class _Issuing:
    """A run while it issues: first slips group by group, all others person by person."""

    def __init__(self, work: Work, month: Survey, run_id: UUID) -> None:
        self._work = work
        self._month = month
        self._run_id = run_id
        self._ke: int | None = None
        self.changed = 0

    async def all(self) -> None:
        """Keep and tell what changed, and bring the list of the month that it goes into up to date."""
        if any(group.baru for group in self._month.groups):
            await self._alike()
        async for changed in _alone(self._work, self._month):
            if changed:
                await self._one_by_one(changed)

    async def _list(self) -> int:
        if self._ke is None:
            self._ke = await lists.open_list(self._work, self._month.span.periode)
        return self._ke

    async def _alike(self) -> None:
        month = self._month
        run = Run(self._run_id, month.span, month.by, await self._list())
        for issued in await issue_alike(self._work, run, month.groups, month.slips):
            telemetry.link_on("issue slips", issued.traces)
            self.changed += issued.slips
            await self._look_again(await lists.touch(self._work, month.span.periode, run.ke, issued.opd))

    async def _one_by_one(self, changed: list[Changed]) -> None:
        work, ke = self._work, await self._list()
        issued = [self._slip(before, slip, ke) for before, slip in changed]
        prints = [rules.print_of(slip, self._month.by.pack) for _, slip in changed]
        await slips.keep_slips(work, issued, prints)
        ids = [event.slip_id for event in issued]
        await self._look_again(await lists.put_in_list(work, self._month.span.periode, ke, ids))
        await work.record_all([(event, event.versi) for event in issued])
        self.changed += len(issued)

    async def _look_again(self, opd: list[str]) -> None:
        """The heads of these PD had agreed to figures that have changed."""
        if opd:
            subject = f"{self._month.span.periode}:{self._ke}"
            await self._work.audit("tpp.list_changed", subject, {"opd": opd})

    def _slip(self, before: Standing, slip: rules.Computed, ke: int) -> TppSlipIssued:
        """The next version of a slip, with what it changes of the one before."""
        by = self._month.by
        terbit = Terbit(
            run_id=self._run_id, periode=self._month.span.periode, susulan=ke, pack=by.pack, contoh=by.contoh,
            dasar=by.dasar,
        )  # fmt: skip
        now = Isi(slip.status, slip.total, slip.lines, slip.alasan)
        kelas = before.person.kelas_jabatan
        if before.slip_id is None:
            return slip_issued(new_id(), before.asn_id, before.opd, kelas, now, terbit)
        last = Isi(before.status, before.total, before.lines, before.alasan)
        return slip_issued(
            before.slip_id, before.asn_id, before.opd, kelas, now, terbit, versi=before.version + 1, before=last
        )
