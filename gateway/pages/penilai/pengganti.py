"""An appraisal that the penilai did not sign in time: their superior lays it down and signs it (KON P39)."""

from __future__ import annotations

from functools import partial

from gateway.pages.chrome import glance_of
from gateway.pages.form import Form, settled
from gateway.pages.outcome import Outcome, Shown, Trouble
from gateway.pages.penilai.menunggu import Paper
from gateway.pages.penilai.penilaian import FIELDS, judged
from gateway.pages.visit import Visit


async def show(visit: Visit) -> Outcome:
    """The form of one that waits for the reader as superior of its penilai."""
    return await _page(visit, {}, "")


async def act(visit: Visit) -> Outcome:
    """Lay it down and sign it in the place of the penilai."""
    form, found = Form(visit.typed), await _one(visit)
    said = judged(visit, form, found.jenis_jabatan)
    path = f"/appraisals/{found.appraisal_id}/set-unsigned"
    told = None if form.salah else await visit.send("appraisal", path, said)
    return await settled(form, told, "/penilaian-menunggu?ok=1", FIELDS, partial(_page, visit))


async def _one(visit: Visit) -> Paper:
    found: list[Paper] = await visit.read("appraisal", "/waiting", list[Paper], tahun=visit.given["tahun"])
    for paper in found:
        if str(paper.appraisal_id) == visit.given["id"] and paper.state == "opened":
            return paper
    raise Trouble(404, "Penilaian ini tidak menunggu penetapan Anda, atau tidak ada.")


async def _page(visit: Visit, salah: dict[str, str], tolak: str) -> Shown:
    found, pemda = await _one(visit), visit.regencies.get(visit.tenant)
    data = {
        "n": found, "tahun": found.tahun, "salah": salah, "tolak": tolak, "s": await glance_of(visit),
        "aspek": pemda.aspek(found.jenis_jabatan) if pemda else (),
    }  # fmt: skip
    return Shown("penilai/pengganti.html", data, 422 if salah or tolak else 200)
