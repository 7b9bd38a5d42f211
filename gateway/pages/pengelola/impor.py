"""Imports of staffing data: the last ones, and the next one handed in."""

from __future__ import annotations

from gateway.pages.ask import together
from gateway.pages.chrome import glance_of, me_of
from gateway.pages.outcome import Go, Outcome, Shown
from gateway.pages.pengelola.data_impor import Line, Progress
from gateway.pages.visit import Visit


async def show(visit: Visit) -> Outcome:
    """The last ones, and the form for the next."""
    return await _list(visit, "")


async def hand_in(visit: Visit) -> Outcome:
    """A file: its rows are judged behind the scenes, nothing is written yet."""
    file = visit.file("berkas")
    if file is None or not file.content:
        return await _list(visit, "Pilih dahulu berkas XLSX-nya.")
    partial = "true" if visit.typed.get("sebagian") else ""
    told = await visit.send_file("identity", "/imports", file, antre="true", sebagian=partial)
    if told.ok:
        return Go(f"/impor/{told.as_(Progress).impor_id}")
    return await _list(visit, told.problem.detail)


async def _list(visit: Visit, tolak: str) -> Shown:
    found, me, glance = await together(
        visit.read("identity", "/imports", list[Line]), me_of(visit),
        glance_of(visit),
    )  # fmt: skip
    data = {"impor": found, "s": glance, "menyerahkan": "pengelola_kepegawaian" in me.peran, "tolak": tolak}
    return Shown("pengelola/impor.html", data, 422 if tolak else 200)
