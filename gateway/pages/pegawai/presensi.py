"""One's own attendance of a month: each day with what it cuts, and *ini keliru* before it does."""

from __future__ import annotations

from functools import partial

from gateway.pages.ask import together
from gateway.pages.chrome import glance_of
from gateway.pages.form import Form, settled
from gateway.pages.outcome import Go, Outcome, Shown
from gateway.pages.pegawai.bulan import neighbour
from gateway.pages.pegawai.data_presensi import WORDS, MonthView
from gateway.pages.visit import Visit


async def latest(visit: Visit) -> Outcome:
    """`/presensi`: of this month."""
    glance = await glance_of(visit)
    return Go(f"/presensi/{glance.hari_ini:%Y-%m}")


async def show(visit: Visit) -> Outcome:
    """All days that are known."""
    return await _page(visit, {}, "")


async def act(visit: Visit) -> Outcome:
    """Say that a day is wrong."""
    form = Form(visit.typed)
    said = {
        "tanggal": form.day("tanggal", "Pilih harinya."),
        "alasan": form.text("alasan", "Tulis apa yang keliru dan bagaimana yang benar.", 1000),
    }
    told = None if form.salah else await visit.send("tpp", "/attendance/objections", said)
    to = f"/presensi/{visit.given['bulan']}?ok=1"
    return await settled(form, told, to, {"tanggal": "tanggal", "alasan": "alasan"}, partial(_page, visit))


async def _page(visit: Visit, salah: dict[str, str], tolak: str) -> Shown:
    month = visit.given["bulan"]
    found, glance = await together(
        visit.read("tpp", "/attendance/mine", MonthView, periode=month), glance_of(visit)
    )  # fmt: skip
    data = {
        "b": found, "s": glance, "periode": month, "sebelum": neighbour(month, -1), "sesudah": neighbour(month, 1),
        "akan": f"{glance.hari_ini:%Y-%m}" <= month, "salah": salah, "tolak": tolak, "sebut": WORDS,
        "ok": visit.query.get("ok", ""),
        "dapat": [d.hari.tanggal for d in found.hari if not (d.hari.alasan and d.hari.diterima is None)],
    }  # fmt: skip
    return Shown("pegawai/presensi.html", data, 422 if salah or tolak else 200)
