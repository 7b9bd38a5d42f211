"""Staffing data, roles, careers, calendars."""

from __future__ import annotations

from uuid import UUID

from litestar import get, post
from litestar.params import FromPath, FromQuery, JSONBody

from chassis.parameters import Year
from chassis.service import GivenActor, GivenFile, GivenWork
from chassis.upload import Asked, Doing, FileReading, always, anybody, is_true
from services.identity.commands import applying, calendar, career, importing, reconciliation, role, staffing
from services.identity.queries import imports, people


def _reading_of(asked: Asked) -> Doing:
    return importing.opened if is_true(asked, "antre") else staffing.judged


@post(
    "/imports",
    opt={"group": "pemutakhiran", "file": FileReading(anybody, _reading_of), "refuses": "file nip unit"},
    status_code=201,
)
async def prepare_import(
    file: GivenFile,
    work: GivenWork,
    actor: GivenActor,
    antre: FromQuery[bool] = False,
    sebagian: FromQuery[bool] = False,
) -> staffing.Preview | importing.Progress:
    """Upload a SIASN-shaped XLSX (the body itself) and see what it would change; nothing is written yet.

    A column that is left out changes nothing. With `sebagian=true` the file is of some people alone: nobody is missing
    in it. With `antre=true` its rows are judged behind the scenes, and the answer says where it stands.
    """
    if antre:
        return await importing.receive(work, actor, file, sebagian)
    return await staffing.prepare(work, actor, file.value, sebagian)


@get("/imports", opt={"group": "pemutakhiran"})
async def list_imports(work: GivenWork) -> list[imports.ImportLine]:
    """The last imports, newest first: who waits for a confirmation finds it here."""
    return await imports.listed(work)


@get("/imports/{impor_id:uuid}", opt={"group": "pemutakhiran", "refuses": "import"})
async def show_import(work: GivenWork, impor_id: FromPath[UUID]) -> importing.Progress:
    """How far an import is: so many rows read of how many, what it would change, and how many rows are applied."""
    return await importing.show(work, impor_id)


@post("/imports/{impor_id:uuid}/discard", status_code=204, opt={"group": "pemutakhiran", "refuses": "import request"})
async def discard_import(work: GivenWork, impor_id: FromPath[UUID]) -> None:
    """Throw away an import that was not confirmed."""
    await importing.discard(work, impor_id)


@post(
    "/imports/{impor_id:uuid}/confirm",
    status_code=200,
    opt={"group": "pemutakhiran", "refuses": "import nip request superior"},
)
async def confirm_import(
    work: GivenWork, actor: GivenActor, impor_id: FromPath[UUID], antre: FromQuery[bool] = False
) -> applying.Applied | importing.Progress:
    """Apply a prepared import, as another person than the one who prepared it.

    With `antre=true` it is applied behind the scenes, and the import says how many of its rows are.
    """
    if antre:
        return await applying.begin(work, actor, impor_id)
    return await applying.confirm(work, actor, impor_id)


@post(
    "/reconciliations",
    opt={
        "group": "pemutakhiran",
        "file": FileReading(anybody, always(staffing.judged)),
        "refuses": "file nip request year",
    },
    status_code=201,
)
async def reconcile_year(
    file: GivenFile, work: GivenWork, actor: GivenActor, tahun: Year
) -> reconciliation.Reconciliation:
    """Compare a SIASN file (the body itself) with the data of a year (KON P50(1))."""
    return await reconciliation.reconcile(work, actor, tahun, file.value)


@get("/reconciliations", opt={"group": "pemutakhiran"})
async def list_differences(work: GivenWork, tahun: Year) -> list[reconciliation.Open]:
    """The differences of a year that are still open."""
    return await reconciliation.unresolved(work, tahun)


@post("/reconciliations/resolve", status_code=204, opt={"group": "pemutakhiran", "refuses": "import request year"})
async def resolve_difference(work: GivenWork, actor: GivenActor, data: JSONBody[reconciliation.Resolve]) -> None:
    """Answer one difference."""
    await reconciliation.resolve(work, actor, data)


@post("/years/close", status_code=204, opt={"group": "pemutakhiran", "refuses": "request year"})
async def close_year(work: GivenWork, actor: GivenActor, tahun: Year) -> None:
    """Close the data of a year, as Ka. BKPP/BKPSDM."""
    await reconciliation.close_year(work, actor, tahun)


@post("/unit-reports", opt={"group": "pemutakhiran", "idempotent": True, "refuses": "person"}, status_code=204)
async def report_unit(work: GivenWork, actor: GivenActor, tahun: Year) -> None:
    """Report, as head of a PD, that its data is the latest (KON P50(2))."""
    await reconciliation.report_unit(work, actor, tahun)


@get("/unit-reports", opt={"group": "pemutakhiran"})
async def list_unit_reports(work: GivenWork, tahun: Year) -> reconciliation.Submitted:
    """Which PD have reported."""
    return await reconciliation.unit_reports(work, tahun)


@post("/roles", status_code=200, opt={"group": "pemeliharaan", "refuses": "decree proposal role"})
async def grant_roles(work: GivenWork, actor: GivenActor, data: JSONBody[role.GrantRoles]) -> role.Granted:
    """Grant roles against a decree."""
    return await role.grant(work, actor, data)


@post("/roles/revoke", status_code=204, opt={"group": "pemeliharaan", "refuses": "person role"})
async def revoke_role(work: GivenWork, data: JSONBody[role.RevokeRole]) -> None:
    """End a role at once."""
    await role.revoke(work, data)


@post("/penilai", status_code=200, opt={"group": "pemutakhiran", "refuses": "import person role superior"})
async def set_penilai(work: GivenWork, actor: GivenActor, data: JSONBody[career.SetPenilai]) -> career.Told:
    """Record who is a person's pejabat penilai from a date on."""
    return await career.set_penilai(work, actor, data)


@post("/delegations", status_code=200, opt={"group": "pemutakhiran", "refuses": "delegation person role"})
async def delegate_post(work: GivenWork, actor: GivenActor, data: JSONBody[career.Delegate]) -> career.Told:
    """Record a Plt or Plh with its dates."""
    return await career.delegate(work, actor, data)


@post("/statuses", status_code=200, opt={"group": "pemutakhiran", "refuses": "account person role spell"})
async def set_status(work: GivenWork, actor: GivenActor, data: JSONBody[career.SetStatus]) -> career.Told:
    """Record a status: leave, study, dismissal, retirement, with its dates."""
    return await career.set_status(work, actor, data)


@post("/placements", status_code=200, opt={"group": "pemutakhiran", "refuses": "person role unit"})
async def place_pegawai(work: GivenWork, actor: GivenActor, data: JSONBody[career.Place]) -> career.Told:
    """Record the post a person holds from a date on."""
    return await career.place(work, actor, data)


@post("/calendar", status_code=204, opt={"group": "pemeliharaan"})
async def set_calendar_day(work: GivenWork, data: JSONBody[calendar.SetDay]) -> None:
    """Set a day of the Pemda's own calendar."""
    await calendar.set_day(work, data)


@get("/calendar", opt={"group": "pemanfaatan"})
async def list_calendar(work: GivenWork, tahun: Year) -> list[people.HariLibur]:
    """The days off of a year."""
    return await people.calendar(work, tahun)


ROUTES = [
    prepare_import, show_import, discard_import, confirm_import, reconcile_year, list_differences, resolve_difference,
    close_year,
    report_unit, list_unit_reports, grant_roles, revoke_role, set_penilai, delegate_post, set_status, place_pegawai,
    list_calendar, set_calendar_day, list_imports,
]  # fmt: skip
