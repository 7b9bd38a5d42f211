"""Reads of budget lines: what each PD may pay in a year, what it pays, what the year comes to."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work
from services.tpp.domain.pagu import Bulan, Keadaan, absorbed
from services.tpp.queries.lists import reach
from services.tpp.store import budgets
from services.tpp.store.people import person


class BudgetView(Struct, frozen=True):
    """A PD in a year. `pagu` None: none is set; `sisa`: after all lists, drafts too; `perkiraan`: of the whole year."""

    opd: str
    pagu: int | None
    nomor: str
    tanggal: date | None
    versi: int
    final: int
    draf: int
    sisa: int | None
    perkiraan: int
    keadaan: Keadaan


async def of_year(work: Work, actor: Actor, tahun: int) -> list[BudgetView]:
    """Every PD with a budget line or a list; the head of a PD sees the own."""
    mine = reach(work, await person(work, actor))
    lines, paid = await budgets.lines(work, tahun), await budgets.paid(work, tahun)
    seen = sorted(opd for opd in {**lines, **paid} if mine is None or opd in mine)
    return [_view(opd, lines.get(opd), paid.get(opd, {})) for opd in seen]


def _view(opd: str, line: budgets.Line | None, months: dict[str, Bulan]) -> BudgetView:
    found = absorbed(line.rupiah if line else None, months)
    return BudgetView(
        opd=opd, pagu=found.pagu, nomor=line.nomor if line else "", tanggal=line.tanggal if line else None,
        versi=line.versi if line else 0, final=found.final, draf=found.draf, sisa=found.sisa,
        perkiraan=found.perkiraan, keadaan=found.keadaan,
    )  # fmt: skip
