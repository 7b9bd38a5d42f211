"""Days filled later: from a file, or from saved drafts."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from litestar import Response, delete, get, post, put
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from chassis.parameters import Month
from chassis.reading import Purpose
from chassis.service import GivenActor, GivenFile, GivenWork
from chassis.upload import FileReading, always
from chassis.workbook import XLSX, download
from services.activity import printing
from services.activity.commands import assist, drafts, importing, imports
from services.activity.commands.berkas import lines_of
from services.activity.entry.command import EnteredActivity
from services.activity.queries import export, forms

Id = FromPath[UUID]
After = Annotated[int, QueryParameter(ge=0, le=1_000_000)]
Limit = Annotated[int, QueryParameter(ge=1, le=1000)]
_SHEETS = (XLSX, "text/csv")


@post(
    "/imports",
    opt={
        "upload": _SHEETS,
        "file": FileReading(imports.check_own, always(lines_of)),
        "refuses": "entry file help person",
    },
    status_code=201,
)
async def prepare_import(file: GivenFile, work: GivenWork, actor: GivenActor) -> imports.Preview:
    """Upload a file of one's own activities (XLSX or CSV, the body itself) and see what it would enter."""
    return await imports.prepare(work, actor, file.value, "sendiri")


@post(
    "/imports/assisted",
    opt={
        "upload": _SHEETS,
        "file": FileReading(imports.check_pd, always(lines_of)),
        "refuses": "entry file help person",
    },
    status_code=201,
)
async def prepare_import_for(file: GivenFile, work: GivenWork, actor: GivenActor) -> imports.Preview:
    """Upload, as administrator, activities of people of the own PD; each counts once its owner confirms it."""
    return await imports.prepare(work, actor, file.value, "pd")


@get("/imports")
async def list_imports(work: GivenWork, actor: GivenActor) -> list[importing.Progress]:
    """One's files, newest first."""
    return await importing.listed(work, actor)


@get("/imports/template", media_type=XLSX, opt={"refuses": "help person"})
async def fetch_template(
    work: GivenWork, actor: GivenActor, bagi: FromQuery[imports.Bagi] = "sendiri"
) -> Response[bytes]:
    """The workbook to start from: headings, choices, and the kinerja one may refer to."""
    content = await printing.template(await forms.form(work, actor, bagi))
    headers = {"content-disposition": 'attachment; filename="aktivitas.xlsx"'}
    return Response(content, media_type=XLSX, headers=headers)


@get("/export", media_type=XLSX, opt={"refuses": "person"})
async def export_activities(work: GivenWork, actor: GivenActor, periode: Month, tujuan: Purpose) -> Response[bytes]:
    """The entries of one's PD in a month as a workbook, with post, tupoksi and SK (KUAN P21(2)); and why."""
    return await download("aktivitas", export.TITLES, await export.activities(work, actor, periode, tujuan))


@get("/imports/{impor_id:uuid}", opt={"refuses": "import"})
async def show_import(
    work: GivenWork, actor: GivenActor, impor_id: Id, sesudah: After = 0, limit: Limit = 500
) -> importing.ImportView:
    """How far a file is, and the lines of it that were not taken, after a row."""
    return await importing.show(work, actor, impor_id, sesudah, limit)


@post("/imports/{impor_id:uuid}/confirm", status_code=200, opt={"refuses": "entry help import person"})
async def confirm_import(
    work: GivenWork, actor: GivenActor, impor_id: Id, data: JSONBody[importing.ConfirmImport]
) -> importing.Progress:
    """Enter what the preview accepted, with one declaration of truth for all of it."""
    return await importing.confirm(work, actor, impor_id, data)


@post("/assisted/confirm", status_code=200, opt={"refuses": "entry month not_now person"})
async def confirm_assisted(
    work: GivenWork, actor: GivenActor, data: JSONBody[assist.ConfirmActivities]
) -> assist.Confirmed:
    """Stand in for several entries that the administrator wrote; all or none."""
    return await assist.confirm_all(work, actor, data)


@post("/drafts", status_code=201, opt={"refuses": "draft person"})
async def save_draft(work: GivenWork, actor: GivenActor, data: JSONBody[drafts.Draf]) -> drafts.Saved:
    """Keep an unfinished entry; it counts for nothing until it is submitted."""
    return await drafts.save(work, actor, data)


@get("/drafts")
async def list_drafts(work: GivenWork, actor: GivenActor) -> list[drafts.Saved]:
    """One's drafts, newest first; nobody else sees them."""
    return await drafts.listed(work, actor)


@put("/drafts/{draf_id:uuid}", status_code=200, opt={"refuses": "draft"})
async def edit_draft(work: GivenWork, actor: GivenActor, draf_id: Id, data: JSONBody[drafts.EditDraft]) -> drafts.Saved:
    """Write a draft anew over the version one has seen."""
    return await drafts.edit(work, actor, draf_id, data)


@delete("/drafts/{draf_id:uuid}", status_code=204, opt={"refuses": "draft"})
async def discard_draft(work: GivenWork, actor: GivenActor, draf_id: Id) -> None:
    """Throw a draft away."""
    await drafts.discard(work, actor, draf_id)


@post("/drafts/{draf_id:uuid}/submit", status_code=201, opt={"refuses": "draft entry help person request"})
async def submit_draft(
    work: GivenWork, actor: GivenActor, draf_id: Id, data: JSONBody[drafts.SubmitDraft]
) -> EnteredActivity:
    """Enter what a draft says, by the rules of entering, and forget the draft."""
    return await drafts.submit(work, actor, draf_id, data)


ROUTES = [
    prepare_import, prepare_import_for, list_imports, fetch_template, show_import, confirm_import, confirm_assisted,
    export_activities,
    save_draft, list_drafts, edit_draft, discard_draft, submit_draft,
]  # fmt: skip
