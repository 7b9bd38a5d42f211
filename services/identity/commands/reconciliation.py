"""The yearly reconciliation with SIASN, and the close of the year (KON P50)."""

from __future__ import annotations

from typing import Annotated, Any

from msgspec import Meta, Struct

from chassis.auth import Actor
from chassis.db import Work, json_of
from contracts.identity import LaporanUnitSubmitted, YearClosed
from contracts.refusal import Refusal, rule
from contracts.vocabulary import Tahun
from services.identity import store
from services.identity.commands.staffing import Judged, complete
from services.identity.domain import role, states
from services.identity.domain.difference import Difference, compare, open_of
from services.identity.domain.pelatihan import percent
from services.identity.domain.renumbering import current
from services.identity.store.known import kept_statuses, known_people
from services.identity.store.numbers import former_numbers

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
    _check_step(await _find_year(work, tahun), "reconcile")
    judged, refused, _ = read
    known = await known_people(work, judged.values())
    judged, old = current(judged, await former_numbers(work))
    good, new = complete(judged, known, await kept_statuses(work))
    refused = [*refused, *old, *new.refused]
    differences = compare(good, known)
    await work.run(
        "DELETE FROM selisih WHERE tenant = :tenant AND tahun = :tahun", {"tenant": work.tenant, "tahun": tahun}
    )
    rows = [_row(d.nip, d.jenis, json_of(d.perubahan)) for d in differences]
    rows += [_row(f"baris {r.baris}", "refused", json_of(f"{r.kolom}: {r.alasan}")) for r in refused]
    await work.many(
        "INSERT INTO selisih (tenant, tahun, nip, jenis, rincian) VALUES (:tenant, :tahun, :nip, :jenis, :rincian)",
        [{"tenant": work.tenant, "tahun": tahun, **row} for row in rows],
    )
    await work.run(
        "INSERT INTO tahun_data (tenant, tahun, reconciled_at, reconciled_by) VALUES (:tenant, :tahun, :now, :actor)"
        " ON CONFLICT (tenant, tahun) DO UPDATE SET reconciled_at = EXCLUDED.reconciled_at,"
        " reconciled_by = EXCLUDED.reconciled_by",
        {"tenant": work.tenant, "tahun": tahun, "now": work.now, "actor": actor.id},
    )
    await store.count_differences(work, tahun, open_of(differences, known))
    await work.audit("reconciliation.made", str(tahun), {"differences": len(rows)})
    return _counted(tahun, differences, len(refused))


def _row(nip: str, jenis: str, rincian: str) -> dict[str, Any]:
    return {"nip": nip, "jenis": jenis, "rincian": rincian}


def _counted(tahun: int, differences: list[Difference], refused: int) -> Reconciliation:
    counts = {kind: sum(d.jenis == kind for d in differences) for kind in ("added", "changed", "removed")}
    return Reconciliation(tahun, **counts, refused=refused, open=len(differences) + refused)


async def unresolved(work: Work, tahun: int) -> list[Open]:
    """The differences of a year that are still open."""
    rows = await work.all(
        "SELECT nip, jenis, rincian FROM selisih WHERE tenant = :tenant AND tahun = :tahun AND jawaban IS NULL"
        " ORDER BY jenis, nip",
        {"tenant": work.tenant, "tahun": tahun},
    )
    return [Open(**row._mapping) for row in rows]


async def resolve(work: Work, actor: Actor, command: Resolve) -> None:
    """Answer one difference; the file came from another (four eyes)."""
    year = await _find_year(work, command.tahun)
    role.check_other(year.reconciled_by if year else None, actor.id)
    _check_step(year, "resolve")
    row = await work.one(
        "UPDATE selisih SET jawaban = :alasan, dijawab_oleh = :actor WHERE tenant = :tenant AND tahun = :tahun"
        " AND nip = :nip AND jawaban IS NULL RETURNING nip",
        {
            "tenant": work.tenant, "tahun": command.tahun, "nip": command.nip, "alasan": command.alasan,
            "actor": actor.id,
        },
    )  # fmt: skip
    if row is None:
        raise Refusal(NO_DIFFERENCE)
    person = (await store.known_by_nip(work, [command.nip])).get(command.nip)
    if person is not None:
        await store.tell_differences(work, command.tahun, {person.asn_id: 0})
    await work.audit("difference.resolved", str(command.tahun), {"alasan": command.alasan})


async def close_year(work: Work, actor: Actor, tahun: int) -> None:
    """An open difference, or no reconciliation at all, keeps the year open."""
    _check_step(await _find_year(work, tahun), "close")
    await work.run(
        "UPDATE tahun_data SET closed_at = :now, closed_by = :actor WHERE tenant = :tenant AND tahun = :tahun",
        {"tenant": work.tenant, "tahun": tahun, "now": work.now, "actor": actor.id},
    )
    await work.record(YearClosed(tahun=tahun, oleh=actor.id), 1)
    await work.audit("year.closed", str(tahun))


_YEAR = """
SELECT closed_at, reconciled_by, (SELECT count(*) FROM selisih s
    WHERE s.tenant = t.tenant AND s.tahun = t.tahun AND s.jawaban IS NULL) AS open
FROM tahun_data t WHERE tenant = :tenant AND tahun = :tahun FOR UPDATE
"""


async def _find_year(work: Work, tahun: int) -> Any:
    """A year, locked, with the count of its open differences; None: not yet reconciled."""
    return await work.one(_YEAR, {"tenant": work.tenant, "tahun": tahun})


def _check_step(row: Any, act: str) -> None:
    """Refusal 409 when a year does not take the command, with the differences left open."""
    if row is not None and act == "close" and row.open and row.closed_at is None:
        raise Refusal(DIFFERENCES_OPEN, open=row.open)
    states.check("year", _state_of(row), act)


def _state_of(row: Any) -> str:
    if row is None:
        return "new"
    if row.closed_at is not None:
        return "closed"
    return "open" if row.open else "settled"


class OpdReported(Struct, frozen=True):
    """How many of the units of an OPD, itself counted as one, have reported; `belum`: those that have not."""

    kode: str
    unit: int
    lapor: int
    persen: str
    belum: tuple[str, ...]


class Submitted(Struct, frozen=True):
    """Which PD have reported their latest data for a year (KON P50(2)); `persen`: a decimal with two digits as text.

    `per_opd`: the share of each, for every pimpinan unit kerja reports his own unit.
    """

    tahun: int
    opd: int
    lapor: int
    belum: tuple[str, ...]
    persen: str
    per_opd: tuple[OpdReported, ...] = ()


_UNITS = """
WITH RECURSIVE pd AS (
    SELECT kode, kode AS opd FROM opd WHERE tenant = :tenant AND induk = ''
    UNION ALL SELECT o.kode, pd.opd FROM opd o JOIN pd ON pd.kode = o.induk WHERE o.tenant = :tenant)
SELECT pd.opd, pd.kode, l.opd IS NOT NULL AS lapor FROM pd
LEFT JOIN laporan_unit l ON l.tenant = :tenant AND l.opd = pd.kode AND l.tahun = :tahun ORDER BY pd.opd, pd.kode
"""
_REPORT = """
INSERT INTO laporan_unit AS l (tenant, tahun, opd, oleh, at, version) VALUES (:tenant, :tahun, :opd, :actor, :now, 1)
ON CONFLICT (tenant, tahun, opd) DO UPDATE SET oleh = EXCLUDED.oleh, at = EXCLUDED.at, version = l.version + 1
RETURNING version
"""


async def report_unit(work: Work, actor: Actor, tahun: int) -> None:
    """The head of a PD, or who acts for him, reports that its data is the latest; of each that he heads.

    Who leads a unit in a PD reports that unit: it does not stand for the PD (KON P50(2)).
    """
    reached = await store.bound_to(work, actor, "report_unit") or [await store.opd_of(work, actor.id)]
    if "kepala_pd" not in (held := await store.roles_of(work, actor.id)) and "pimpinan_unit_kerja" in held:
        reached = [await store.unit_of(work, actor.id)]
    for opd in reached:
        row: Any = await work.one(
            _REPORT, {"tenant": work.tenant, "tahun": tahun, "opd": opd, "actor": actor.id, "now": work.now}
        )
        event = LaporanUnitSubmitted(laporan_id=f"{tahun}:{opd}", tahun=tahun, opd=opd, oleh=actor.id, at=work.now)
        await work.record(event, row.version)


async def unit_reports(work: Work, tahun: int) -> Submitted:
    """How far the PD are, and the units of each."""
    units: dict[str, list[Any]] = {}
    for row in await work.all(_UNITS, {"tenant": work.tenant, "tahun": tahun}):
        units.setdefault(row.opd, []).append(row)
    rows = [one for found in units.values() for one in found if one.kode == one.opd]
    done = sum(r.lapor for r in rows)
    share = percent(done, len(rows)) if rows else "0.00"
    per_opd = tuple(_share(opd, found) for opd, found in units.items())
    return Submitted(tahun, len(rows), done, tuple(r.kode for r in rows if not r.lapor), share, per_opd)


def _share(opd: str, units: list[Any]) -> OpdReported:
    done = sum(u.lapor for u in units)
    waiting = tuple(u.kode for u in units if not u.lapor)
    return OpdReported(opd, len(units), done, percent(done, len(units)), waiting)
