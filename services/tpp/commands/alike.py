"""Slips of people who agree in everything: computed once a group, written as one event with room for the person."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import msgspec

from chassis.db import Work, json_of
from chassis.outbox import pattern_of
from contracts.envelope import body_of
from contracts.tpp import TppSlipIssued
from services.tpp.domain import slip as rules
from services.tpp.domain.facts import Isi, Terbit, slip_issued
from services.tpp.store.alike import Group, Issued, Pattern, Slip, Span, issue
from services.tpp.store.policies import InForce

# Stand in the event for its person; no id and no code of a PD looks like them.
_SLIP, _ASN, _FACT = (UUID(f"ffffffff-0000-4000-8000-00000000001{n}") for n in range(3))
_OPD = "ffffffff-opd"
MOST_GROUPS = 5_000  # in one statement


class Run(msgspec.Struct, frozen=True):
    """The run that issues: its id, its month, its policy, the list that slips go into."""

    run_id: UUID
    span: Span
    by: InForce
    ke: int


def computed(groups: Sequence[Group], span: Span, by: InForce) -> list[Slip]:
    """What the slip of each group says."""
    return [_computed(group, rules.compute(group.person, group.month, span.rates), by) for group in groups]


def _computed(group: Group, slip: rules.Computed, by: InForce) -> Slip:
    return Slip(
        key=group.key, status=slip.status, total=slip.total, lines=json_of(slip.lines), alasan=slip.alasan,
        sidik=rules.print_of(slip, by.pack),
    )  # fmt: skip


async def issue_alike(work: Work, run: Run, groups: Sequence[Group], slips: Sequence[Slip]) -> list[Issued]:
    """Issue the first slips of the groups that have people without one."""
    fresh = [(group, slip) for group, slip in zip(groups, slips, strict=True) if group.baru]
    found = []
    for at in range(0, len(fresh), MOST_GROUPS):
        events = [(slip, _event(run, group, slip)) for group, slip in fresh[at : at + MOST_GROUPS]]
        cut = [_cut(slip, event) for slip, event in events]
        found.append(await issue(work, run.span, cut, _pattern(work, events[0][1]), _values(run)))
    return found


def _values(run: Run) -> dict[str, object]:
    return {"run_id": run.run_id, "pack": run.by.pack, "ke": run.ke}


def _event(run: Run, group: Group, slip: Slip) -> TppSlipIssued:
    """The event of somebody in the group, without its lines."""
    by = Terbit(
        run_id=run.run_id, periode=run.span.periode, susulan=run.ke, pack=run.by.pack, contoh=run.by.contoh,
        dasar=run.by.dasar,
    )  # fmt: skip
    now = Isi(slip.status, slip.total, (), slip.alasan)
    return slip_issued(_SLIP, _ASN, _OPD, group.person.kelas_jabatan, now, by)


def _body(event: TppSlipIssued) -> list[str]:
    """The body cut at slip, person, PD and lines."""
    text = body_of(event).decode()
    pieces = []
    for mark in (str(_SLIP), str(_ASN), f'"{_OPD}"', '"lines":[]'):
        piece, _, text = text.partition(mark)
        pieces.append(piece)
    return [*pieces, text]


def _cut(slip: Slip, event: TppSlipIssued) -> Slip:
    *_, before, after = _body(event)
    return msgspec.structs.replace(slip, before=f'{before}"lines":', after=after)


def _pattern(work: Work, event: TppSlipIssued) -> Pattern:
    """What the events of all groups have in common."""
    fact = msgspec.structs.replace(work.fact(event, 1), id=_FACT)
    head = pattern_of(fact, str(_FACT), str(_SLIP), str(_ASN)).split(b"%b")
    return Pattern(event.type_name(), tuple(piece.replace(b"%%", b"%") for piece in head), tuple(_body(event)[:3]))
