"""One's own appraisal of a year; opening the page is not receiving it."""

from __future__ import annotations

from functools import partial
from uuid import UUID

import msgspec

from gateway.pages.ask import spare, together, trouble_of
from gateway.pages.chrome import glance_of
from gateway.pages.form import Form, settled
from gateway.pages.outcome import Go, Outcome, Shown
from gateway.pages.pegawai.data_penilaian import Appraisal, Terms
from gateway.pages.visit import Visit


class _Filed(msgspec.Struct):
    keberatan_id: UUID


async def latest(visit: Visit) -> Outcome:
    """`/penilaian`: of the year that has ended."""
    glance = await glance_of(visit)
    return Go(f"/penilaian/{glance.hari_ini.year - 1}")


async def show(visit: Visit) -> Outcome:
    """What was found, with its arithmetic where there is one."""
    return await _page(visit, {}, "")


async def receive(visit: Visit) -> Outcome:
    """Say that one has the paper, sign it, or object to it."""
    form, step, ident = Form(visit.typed), visit.typed.get("langkah", ""), visit.typed.get("penilaian", "")
    if step == "keberatan":
        said = {"alasan": form.text("alasan", "Tulis alasan keberatan Anda.", 2000), "bukti": _lines(visit)}
        told = None if form.salah else await visit.send("appraisal", f"/appraisals/{ident}/objection", said)
        if told is not None and told.ok:
            return Go(f"/keberatan/{told.as_(_Filed).keberatan_id}")
        return await settled(form, told, "", {"alasan": "alasan", "bukti": "tempat"}, partial(_page, visit))
    done = await visit.send("appraisal", f"/appraisals/{ident}/{'acknowledge' if step == 'terima' else 'receive'}")
    if not done.ok:
        raise trouble_of(done.problem)
    return Go(f"/penilaian/{visit.given['tahun']}")


def _lines(visit: Visit) -> list[str]:
    return [line.strip()[:300] for line in visit.typed.get("tempat", "").splitlines() if line.strip()][:10]


async def _page(visit: Visit, salah: dict[str, str], tolak: str) -> Shown:
    year = int(visit.given["tahun"])
    found, terms, glance = await together(
        visit.read("appraisal", "/appraisals", list[Appraisal], tahun=year),
        spare(visit.read("appraisal", "/terms", Terms, tahun=year)),
        glance_of(visit),
    )
    data = {"nilai_saya": found, "s": glance, "tahun": year, "salah": salah, "tolak": tolak, "waktu": terms}
    return Shown("pegawai/penilaian.html", data, 422 if salah or tolak else 200)
