"""Days filled later from a file: prepared, shown, confirmed."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from litestar import Response, get, post
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from chassis.service import GivenActor, GivenFile, GivenWork
from chassis.upload import FileReading, always
from chassis.workbook import XLSX
from services.activity.imports import commands, prepare, queries, template
from services.activity.imports.sheet import lines_of

Id = FromPath[UUID]
After = Annotated[int, QueryParameter(ge=0, le=1_000_000)]
Limit = Annotated[int, QueryParameter(ge=1, le=1000)]
_SHEETS = (XLSX, "text/csv")


@post(
    "/imports",
    opt={
        "group": "penginputan",
        "upload": _SHEETS,
        "file": FileReading(prepare.check_own, always(lines_of)),
        "refuses": "entry file help person",
    },
    status_code=201,
)
async def prepare_import(file: GivenFile, work: GivenWork, actor: GivenActor) -> prepare.Preview:
    """Upload a file of one's own activities (XLSX or CSV, the body itself) and see what it would enter."""
    return await prepare.prepare(work, actor, file.value, "sendiri")


@post(
    "/imports/assisted",
    opt={
        "group": "penginputan",
        "upload": _SHEETS,
        "file": FileReading(prepare.check_pd, always(lines_of)),
        "refuses": "entry file help person",
    },
    status_code=201,
)
async def prepare_import_for(file: GivenFile, work: GivenWork, actor: GivenActor) -> prepare.Preview:
    """Upload, as administrator, activities of people of the own PD; each counts once its owner confirms it."""
    return await prepare.prepare(work, actor, file.value, "pd")


@get("/imports", opt={"group": "penginputan"})
async def list_imports(work: GivenWork, actor: GivenActor) -> list[commands.Progress]:
    """One's files, newest first."""
    return await commands.listed(work, actor)


@get("/imports/template", media_type=XLSX, opt={"group": "penginputan", "refuses": "help person"})
async def fetch_template(
    work: GivenWork, actor: GivenActor, bagi: FromQuery[prepare.Bagi] = "sendiri"
) -> Response[bytes]:
    """The workbook to start from: headings, choices, and the kinerja one may refer to."""
    content = await template.template(await queries.form(work, actor, bagi))
    headers = {"content-disposition": 'attachment; filename="aktivitas.xlsx"'}
    return Response(content, media_type=XLSX, headers=headers)


@get("/imports/{impor_id:uuid}", opt={"group": "penginputan", "refuses": "import"})
async def show_import(
    work: GivenWork, actor: GivenActor, impor_id: Id, sesudah: After = 0, limit: Limit = 500
) -> commands.ImportView:
    """How far a file is, and the lines of it that were not taken, after a row."""
    return await commands.show(work, actor, impor_id, sesudah, limit)


@post(
    "/imports/{impor_id:uuid}/confirm",
    status_code=200,
    opt={"group": "penginputan", "refuses": "entry help import person"},
)
async def confirm_import(
    work: GivenWork, actor: GivenActor, impor_id: Id, data: JSONBody[commands.ConfirmImport]
) -> commands.Progress:
    """Enter what the preview accepted, with one declaration of truth for all of it."""
    return await commands.confirm(work, actor, impor_id, data)


ROUTES = [
    prepare_import, prepare_import_for, list_imports, fetch_template, show_import, confirm_import,
]  # fmt: skip
