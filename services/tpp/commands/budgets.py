"""The budget line of a PD is set by the document that says so (DPA), and changed by the next one."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work
from contracts.vocabulary import Kode
from services.tpp.domain import pagu as rules
from services.tpp.store import budgets
from services.tpp.store.budgets import Line

Tahun = Annotated[int, Meta(ge=2000, le=2199)]
Besar = Annotated[int, Meta(ge=0, le=10**15, description="rupiah of the year")]
Nomor = Annotated[str, Meta(pattern=r"\S", max_length=100, description="number of the DPA")]


class SetBudget(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a PD may pay as TPP in a year, by its DPA or the change of it."""

    tahun: Tahun
    opd: Kode
    rupiah: Besar
    nomor: Nomor
    tanggal: date


class BudgetState(Struct, frozen=True):
    """A line as it is now; `versi` rises with each change."""

    tahun: int
    opd: str
    rupiah: int
    versi: int


async def set_budget(work: Work, actor: Actor, command: SetBudget) -> BudgetState:
    """Keep the line; those before stay."""
    before = await budgets.line_alone(work, command.tahun, command.opd)
    said = command.rupiah, command.nomor.strip()
    rules.check_set((before.rupiah, before.nomor) if before else None, said, command.tanggal, work.today)
    version = before.versi + 1 if before else 1
    line = Line(command.opd, version, *said, command.tanggal, actor.id, work.now)
    await budgets.keep(work, actor, command.tahun, line)
    await work.audit("tpp.budget_set", f"{command.tahun}:{command.opd}", {"rupiah": said[0], "nomor": said[1]})
    return BudgetState(command.tahun, command.opd, command.rupiah, version)
