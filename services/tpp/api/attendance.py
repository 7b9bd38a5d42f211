"""Attendance: the files of machines, one's own days, and what people say is wrong."""

from __future__ import annotations

from functools import partial
from typing import Annotated
from uuid import UUID

from litestar import get, post
from litestar.params import FromPath, JSONBody, QueryParameter

from chassis.openapi import FORM
from chassis.parameters import Month
from chassis.reading import Purpose
from chassis.service import GivenActor, GivenFile, GivenWork
from chassis.upload import Asked, Doing, FileReading, anybody
from chassis.workbook import XLSX
from services.tpp.berkas import days_of
from services.tpp.commands import attendance as commands
from services.tpp.queries import attendance
from services.tpp.store.attendance import Imported, Objection, imports

Profile = Annotated[str, QueryParameter(min_length=1, max_length=40)]
Name = Annotated[str, QueryParameter(min_length=1, max_length=200)]


def _reading_of(asked: Asked) -> Doing:
    return partial(days_of, str(asked.get("profil", ""))[:40])


@post(
    "/attendance/imports",
    opt={"upload": (XLSX, "text/csv", FORM), "file": FileReading(anybody, _reading_of), "refuses": "attendance file"},
    status_code=201,
)
async def import_attendance(
    file: GivenFile, work: GivenWork, actor: GivenActor, profil: Profile, nama: Name = "presensi"
) -> commands.ImportResult:
    """Hand in the file of a machine by its profile (rekap, ketukan, attlog): XLSX, CSV or text, the body itself.

    What can be read is taken, each other cell is refused with its reason; a day that changed gets its next version.
    """
    return await commands.import_file(work, actor, file.value, file.content, profil, nama)


@get("/attendance/imports")
async def list_attendance_imports(work: GivenWork) -> list[Imported]:
    """The last files of attendance, the newest first."""
    return await imports(work)


@get("/attendance/mine")
async def my_attendance(work: GivenWork, actor: GivenActor, periode: Month) -> attendance.MonthView:
    """One's own attendance of a month, with what each day cuts."""
    return await attendance.mine(work, actor, periode)


@post("/attendance/objections", status_code=201, opt={"refuses": "attendance"})
async def object_to_attendance(
    work: GivenWork, actor: GivenActor, data: JSONBody[commands.ObjectDay]
) -> commands.ObjectionState:
    """Say that a day of one's own is wrong; it cuts nothing before it is answered."""
    return await commands.object_to(work, actor, data)


@get("/attendance/objections")
async def list_attendance_objections(work: GivenWork, tujuan: Purpose) -> list[Objection]:
    """What people say is wrong and nobody has answered, the oldest first; the purpose is kept."""
    return await attendance.waiting(work, tujuan)


@post("/attendance/objections/{sanggahan_id:uuid}/answer", status_code=200, opt={"refuses": "attendance"})
async def answer_attendance_objection(
    work: GivenWork, actor: GivenActor, sanggahan_id: FromPath[UUID], data: JSONBody[commands.AnswerObjection]
) -> commands.ObjectionState:
    """Correct the day, or leave it as it is with the reason."""
    return await commands.answer(work, actor, sanggahan_id, data)


ROUTES = [
    import_attendance, list_attendance_imports, my_attendance, object_to_attendance, list_attendance_objections,
    answer_attendance_objection,
]  # fmt: skip
