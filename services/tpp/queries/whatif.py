"""What a slip would be if more were approved: computed as a run would, kept nowhere."""

from __future__ import annotations

import calendar
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from chassis.auth import Actor
from chassis.db import Work
from contracts.refusal import Refusal, rule
from contracts.tpp import SlipLine
from kernel.kalender import first_of
from services.tpp.commands.rates import rates_of
from services.tpp.domain.masukan import Month
from services.tpp.domain.slip import compute
from services.tpp.store import policies
from services.tpp.store.standing import standing

NOBODY = rule("tpp.slip.nobody", 404, "Tidak ada data kepegawaian Anda untuk menghitung TPP.", source="implicit")
NOT_MEASURED = rule(
    "tpp.slip.not_measured", 409, "Bulan ini belum diukur: sebutkan hasil yang sudah disetujui dan targetnya.",
    "disetujui", source="implicit",
)  # fmt: skip


class Told(Struct, frozen=True):
    """What the person supposes. `tambah`: outputs approved besides; None: all that wait for their decision.

    `disetujui` and `target`: of a month that is not measured yet.
    """

    tambah: int | None = None
    disetujui: int | None = None
    target: int | None = None


class WhatIf(Struct, frozen=True):
    """A slip that nobody has issued, beside what it would be without `tambah`.

    `terukur`: from the measured month; else from what the person supposes, without missed days and attendance.
    `sisa`: how many more outputs raise it, after `tambah`.
    """

    periode: str
    terukur: bool
    disetujui: int
    target: int
    tambah: int
    sisa: int
    status: str
    kini: int
    total: int
    selisih: int
    lines: tuple[SlipLine, ...]
    alasan: str
    dasar: str
    contoh: bool


async def what_if(work: Work, actor: Actor, periode: str, told: Told) -> WhatIf:
    """The actor's own; Refusal 409 where the month is not measured and nothing is supposed of it."""
    first = first_of(periode)
    last = date(first.year, first.month, calendar.monthrange(first.year, first.month)[1])
    by = await policies.in_force(work, periode, last)
    rates = rates_of(work, by, periode, last)
    found = await standing(work, periode, last, [actor.id])
    if not found:
        raise Refusal(NOBODY)
    person, measured = found[0].person, found[0].month
    month = measured or _supposed(told)
    more = month.pending if told.tambah is None else told.tambah
    after = replace(month, approved=month.approved + more, pending=max(0, month.pending - more))
    now, then = compute(person, month, rates), compute(person, after, rates)
    return WhatIf(
        periode=periode, terukur=measured is not None, disetujui=month.approved, target=month.target, tambah=more,
        sisa=max(0, month.target - after.approved), status=then.status, kini=now.total, total=then.total,
        selisih=then.total - now.total, lines=then.lines, alasan=then.alasan, dasar=by.dasar, contoh=by.contoh,
    )  # fmt: skip


def _supposed(told: Told) -> Month:
    if told.disetujui is None or told.target is None:
        raise Refusal(NOT_MEASURED)
    return Month(
        approved=told.disetujui, target=told.target, auto=0, pending=0, missing=0, fact="bagaimana-bila", ada_skp=True
    )
