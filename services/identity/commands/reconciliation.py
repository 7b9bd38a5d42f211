"""The yearly reconciliation with SIASN, the close of the year, and what PD and units report of their data (KON P50)."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work, json_of
from contracts.refusal import Refusal, rule
from contracts.vocabulary import Tahun
from services.identity import store
from services.identity.commands.staffing import Judged, complete
from services.identity.domain import facts, role, states
from services.identity.domain.difference import Difference, compare, open_of
from services.identity.domain.pelatihan import percent
from services.identity.domain.renumbering import current
from services.identity.store import years
from services.identity.store.known import kept_statuses, known_people
from services.identity.store.numbers import former_numbers
from services.identity.store.years import Selisih, Tahunan, UnitLapor

NO_DIFFERENCE = rule(
    "identity.year.no_difference", 404, "Tidak ada selisih yang terbuka untuk NIP itu.", source="implicit"
)
DIFFERENCES_OPEN = rule("identity.year.differences_open", 409, "Masih ada {open} selisih yang belum diselesaikan.")


class Reconciliation(Struct, frozen=True):
    """How the file and our data differ for a year; refused rows count as differences."""

    tahun: int
    added: int
    changed: int
    removed: int
    refused: int
    open: int


class Open(Struct, frozen=True):
    """A difference that nobody has answered."""

    nip: str
    jenis: str
    rincian: str


class Resolve(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The answer to a difference: what was done about it, or why it is right as it is."""

    tahun: Tahun
    nip: Annotated[str, Meta(max_length=64)]
    alasan: Annotated[str, Meta(pattern=r"\S", min_length=3, max_length=500)]


async def reconcile(work: Work, actor: Actor, tahun: int, read: Judged) -> Reconciliation:
    """Compare a file with our data; a later file replaces what was open before."""
    _check_step(await years.lock_year(work, tahun), "reconcile")
    judged, refused, _ = read
    known = await known_people(work, judged.values())
    judged, old = current(judged, await former_numbers(work))
    good, new = complete(judged, known, await kept_statuses(work))
    refused = [*refused, *old, *new.refused]
    differences = compare(good, known)
    found = [Selisih(d.nip, d.jenis, json_of(d.perubahan)) for d in differences]
    found += [Selisih(f"baris {r.baris}", "refused", json_of(f"{r.kolom}: {r.alasan}")) for r in refused]
    await years.keep_reconciled(work, tahun, actor.id, found)
    await store.count_differences(work, tahun, open_of(differences, known))
    await work.audit("reconciliation.made", str(tahun), {"differences": len(found)})
    return _counted(tahun, differences, len(refused))


def _counted(tahun: int, differences: list[Difference], refused: int) -> Reconciliation:
    counts = {kind: sum(d.jenis == kind for d in differences) for kind in ("added", "changed", "removed")}
    return Reconciliation(tahun, **counts, refused=refused, open=len(differences) + refused)


async def unresolved(work: Work, tahun: int) -> list[Open]:
    """The differences of a year that are still open."""
    return [Open(one.nip, one.jenis, one.rincian) for one in await years.open_differences(work, tahun)]


async def resolve(work: Work, actor: Actor, command: Resolve) -> None:
    """Answer one difference; the file came from another (four eyes)."""
    year = await years.lock_year(work, command.tahun)
    role.check_other(year.reconciled_by if year else None, actor.id)
    _check_step(year, "resolve")
    if not await years.keep_answered(work, command.tahun, command.nip, command.alasan, actor.id):
        raise Refusal(NO_DIFFERENCE)
    person = (await store.known_by_nip(work, [command.nip])).get(command.nip)
    if person is not None:
        await store.tell_differences(work, command.tahun, {person.asn_id: 0})
    await work.audit("difference.resolved", str(command.tahun), {"alasan": command.alasan})


async def close_year(work: Work, actor: Actor, tahun: int) -> None:
    """An open difference, or no reconciliation at all, keeps the year open."""
    _check_step(await years.lock_year(work, tahun), "close")
    await years.keep_closed(work, tahun, actor.id)
    await work.record(facts.year_closed(tahun, actor.id), 1)
    await work.audit("year.closed", str(tahun))


def _check_step(year: Tahunan | None, act: str) -> None:
    """Refusal 409 when a year does not take the command, with the differences left open."""
    if year is not None and act == "close" and year.open and not year.closed:
        raise Refusal(DIFFERENCES_OPEN, open=year.open)
    states.check("year", _state_of(year), act)


def _state_of(year: Tahunan | None) -> str:
    if year is None:
        return "new"
    if year.closed:
        return "closed"
    return "open" if year.open else "settled"


class OpdReported(Struct, frozen=True):
    """How many of the units of an OPD, itself counted as one, have reported; `belum`: those that have not."""

    kode: str
    unit: int
    lapor: int
    persen: str
    belum: tuple[str, ...]


class Submitted(Struct, frozen=True):
    """Which PD have reported their latest data for a year (KON P50(2)); `persen`: a decimal with two digits as text.

    `per_opd`: the share of each, for every pimpinan unit kerja reports their own unit.
    """

    tahun: int
    opd: int
    lapor: int
    belum: tuple[str, ...]
    persen: str
    per_opd: tuple[OpdReported, ...] = ()


async def report_unit(work: Work, actor: Actor, tahun: int) -> None:
    """The head of a PD, or who acts for the head, reports that its data is the latest; of each PD so headed.

    Who leads a unit in a PD reports that unit: it does not stand for the PD (KON P50(2)).
    """
    reached = await store.bound_to(work, actor, "report_unit") or [await store.opd_of(work, actor.id)]
    if "kepala_pd" not in (held := await store.roles_of(work, actor.id)) and "pimpinan_unit_kerja" in held:
        reached = [await store.unit_of(work, actor.id)]
    for opd in reached:
        version = await years.keep_report(work, tahun, opd, actor.id)
        await work.record(facts.unit_reported(tahun, opd, actor.id, work.now), version)


async def unit_reports(work: Work, tahun: int) -> Submitted:
    """How far the PD are, and the units of each."""
    units: dict[str, list[UnitLapor]] = {}
    for unit in await years.units_of_year(work, tahun):
        units.setdefault(unit.opd, []).append(unit)
    rows = [one for found in units.values() for one in found if one.kode == one.opd]
    done = sum(r.lapor for r in rows)
    share = percent(done, len(rows)) if rows else "0.00"
    per_opd = tuple(_share(opd, found) for opd, found in units.items())
    return Submitted(tahun, len(rows), done, tuple(r.kode for r in rows if not r.lapor), share, per_opd)


def _share(opd: str, units: list[UnitLapor]) -> OpdReported:
    done = sum(u.lapor for u in units)
    waiting = tuple(u.kode for u in units if not u.lapor)
    return OpdReported(opd, len(units), done, percent(done, len(units)), waiting)
