"""Dashboards of oneself, of a PD with its units, of the Pemda: months in a row, and how honestly one decides."""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work
from contracts.refusal import Refusal, rule
from kernel.peran import pds_of
from services.reporting.store import figures, recaps
from services.reporting.store.asked import policy_of
from services.reporting.store.figures import Honest, Month, Unit
from services.reporting.store.people import person

OTHER_PD = rule("reporting.dashboard.other_pd", 403, "Dasbor perangkat daerah ini bukan untuk Anda.", "opd")
MONTHS = 12
OF_PD = frozenset({"kepala_pd", "pimpinan_unit_kerja"})


class Dashboard(Struct, frozen=True):
    """Twelve months up to one, how entries of that one were decided, and of a PD its units. `opd` empty: the Pemda.

    `diketahui_pada`, `terbit_pada`: since when the recap of the month may be, and is, published.
    """

    periode: str
    opd: str
    tren: list[Month]
    jujur: Honest
    unit: list[Unit]
    diketahui_pada: datetime | None
    terbit_pada: datetime | None


class OwnDashboard(Struct, frozen=True):
    """One's own twelve months up to one; how one decided as penilai, zeros where one decided nothing."""

    periode: str
    tren: list[Month]
    jujur: Honest


async def of_pemda_or_pd(work: Work, actor: Actor, periode: str, opd: str) -> Dashboard:
    """The Pemda for people who lead or watch it; the head of a PD or unit sees the own PD."""
    who = await person(work, actor)
    held = {*who.peran, *(one["peran"] for one in who.peran_pd), *actor.peran}
    if held <= OF_PD and not (opd and opd in pds_of(who)):
        raise Refusal(OTHER_PD)
    pile, (known, out) = policy_of(work).pile_from.value, await recaps.publication_days(work, periode)
    return Dashboard(
        periode, opd, await figures.trend(work, months_to(periode), opd=opd),
        await figures.honest(work, *days_of(periode), pile, opd=opd),
        await figures.units(work, periode, opd) if opd else [], known, out,
    )  # fmt: skip


async def own(work: Work, actor: Actor, periode: str) -> OwnDashboard:
    """Nobody else's figures are in it."""
    pile = policy_of(work).pile_from.value
    return OwnDashboard(
        periode, await figures.trend(work, months_to(periode), asn_id=actor.id),
        await figures.honest(work, *days_of(periode), pile, penilai_id=actor.id),
    )  # fmt: skip


def months_to(periode: str) -> list[str]:
    """The twelve months that end with one."""
    last = int(periode[:4]) * 12 + int(periode[5:]) - 1
    return [f"{at // 12}-{at % 12 + 1:02d}" for at in range(last - MONTHS + 1, last + 1)]


def days_of(periode: str) -> tuple[date, date]:
    """The first and the last day of a month."""
    first = date.fromisoformat(f"{periode}-01")
    after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return first, date.fromordinal(after.toordinal() - 1)
