"""Reads of the lists of a month: how far each is, the people of a PD, and what is taken for payment."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work
from chassis.reading import keep_group_readings
from contracts.refusal import Refusal
from kernel.peran import heads_of
from services.tpp.domain.daftar import NO_PD, OTHER_PD, Daftar, check_payable
from services.tpp.store import lists, policies, runs
from services.tpp.store.lists import Row, Unpaid
from services.tpp.store.papers import Dibayar, TidakDibayar, all_unpaid, paid_of
from services.tpp.store.people import Orang, person
from services.tpp.store.slips import is_example

WHOLE = frozenset({"pengelola_tpp", "kepala_badan", "inspektorat"})


class PdView(Struct, frozen=True):
    """The part of a PD: people, rupiah, and what its head said (`setuju` None: nothing yet)."""

    opd: str
    orang: int
    jumlah: int
    setuju: bool | None
    alasan: str
    pada: datetime | None


class ListView(Struct, frozen=True):
    """A list of a month. `orang` and `jumlah` are of the whole list, `pd` of the PD that the reader may see."""

    periode: str
    ke: int
    tahap: str
    contoh: bool
    orang: int
    jumlah: int
    dibuka_pada: datetime
    final_pada: datetime | None
    diekspor_pada: datetime | None
    pd: tuple[PdView, ...]


class PartView(Struct, frozen=True):
    """The part of a PD, person by person, and who is paid nothing for the month and why."""

    periode: str
    ke: int
    tahap: str
    opd: str
    orang: int
    jumlah: int
    setuju: bool | None
    dibayar: tuple[Row, ...]
    tidak_dibayar: tuple[Unpaid, ...]


async def of_month(work: Work, actor: Actor, periode: str) -> list[ListView]:
    """The lists of a month, the first one first: whole for who runs and ends them, of the own PD for its head."""
    mine = reach(work, await person(work, actor))
    example = await runs.by_example(work, periode)
    return [
        ListView(
            periode=periode, ke=kept.ke, tahap=kept.tahap, contoh=example, orang=sum(p.orang for p in kept.pd),
            jumlah=sum(p.jumlah for p in kept.pd), dibuka_pada=kept.dibuka_pada, final_pada=kept.final_pada,
            diekspor_pada=kept.diekspor_pada,
            pd=tuple(
                PdView(p.opd, p.orang, p.jumlah, p.setuju, p.alasan, p.pada)
                for p in kept.pd
                if mine is None or p.opd in mine
            ),
        )
        for kept in await lists.lists_of(work, periode)
    ]  # fmt: skip


async def part(work: Work, actor: Actor, periode: str, ke: int, opd: str, tujuan: str) -> PartView:
    """The people of one PD in a list; the reading is kept with its purpose (KUAN P26(1))."""
    mine = reach(work, await person(work, actor))
    if mine is not None and opd not in mine:
        raise Refusal(OTHER_PD)
    found = await lists.list_of(work, periode, ke)
    of_pd = next((one for one in found.pd if one.opd == opd), None)
    if of_pd is None:
        raise Refusal(NO_PD)
    await keep_group_readings(work, "tpp.list_read", [opd], tujuan, periode=periode, ke=ke)
    return PartView(
        periode=periode, ke=ke, tahap=found.tahap, opd=opd, orang=of_pd.orang, jumlah=of_pd.jumlah,
        setuju=of_pd.setuju, dibayar=tuple(await lists.rows_of(work, periode, ke, opd)),
        tidak_dibayar=tuple(await lists.unpaid_of(work, periode, opd)),
    )  # fmt: skip


async def payable(work: Work, periode: str, ke: int, tujuan: str) -> tuple[Daftar, list[Row]]:
    """A final list for payment; the reading is kept with its purpose (KUAN P26(1))."""
    found = await lists.list_of(work, periode, ke)
    check_payable(found)
    await keep_group_readings(work, "tpp.list_read", [one.opd for one in found.pd], tujuan, periode=periode, ke=ke)
    return found, await lists.rows_of(work, periode, ke)


class Papers(Struct, frozen=True):
    """A final list with what its papers say of each person; `dasar`: the decrees by which it was computed."""

    daftar: Daftar
    rows: tuple[Row, ...]
    dibayar: tuple[Dibayar, ...]
    tidak: tuple[TidakDibayar, ...]
    dasar: tuple[str, ...]
    contoh: bool


async def papers(work: Work, periode: str, ke: int, tujuan: str) -> Papers:
    """A final list for its papers; the reading is kept with its purpose (KUAN P26(1))."""
    found, rows = await payable(work, periode, ke, tujuan)
    paid = await paid_of(work, periode, ke)
    names = await policies.named(work)
    packs = sorted({row.pack for row in paid})
    return Papers(
        found, tuple(rows), tuple(paid), tuple(await all_unpaid(work, periode)),
        tuple(names.get(pack, pack) for pack in packs), any(is_example(work, pack) for pack in packs),
    )  # fmt: skip


def reach(work: Work, who: Orang) -> list[str] | None:
    """The PD whose part somebody may see; None: all of them."""
    if WHOLE & work.known_as(who.peran):
        return None
    return heads_of(who)


def recapitulated(rows: list[Row]) -> list[tuple[str, int, int]]:
    """PD, people, rupiah; in the order of the rows."""
    totals: dict[str, tuple[int, int]] = {}
    for row in rows:
        orang, jumlah = totals.get(row.opd, (0, 0))
        totals[row.opd] = orang + 1, jumlah + row.dibayar
    return [(opd, *total) for opd, total in totals.items()]
