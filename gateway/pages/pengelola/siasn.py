"""The data of a year beside SIASN: compared, each difference answered, reported by the PD, then closed."""

from __future__ import annotations

from functools import partial

from gateway.pages.ask import spare, together
from gateway.pages.chrome import glance_of, me_of
from gateway.pages.form import Form, settled, with_pasal
from gateway.pages.outcome import Go, Outcome, Shown
from gateway.pages.pengelola.data_siasn import Difference, Reports
from gateway.pages.visit import Visit

MOST = 200
REPORTERS, CLOSERS = frozenset({"kepala_pd", "pimpinan_unit_kerja"}), frozenset({"kepala_badan"})


async def this_year(visit: Visit) -> Outcome:
    """`/siasn`: the year of today."""
    return Go(f"/siasn/{(await glance_of(visit)).hari_ini.year}")


async def show(visit: Visit) -> Outcome:
    """What is open, and who has reported."""
    return await _page(visit, {}, "")


async def compare(visit: Visit) -> Outcome:
    """A file of SIASN for the year; a later one replaces what was open before."""
    year, file = visit.given["tahun"], visit.file("berkas")
    if file is None or not file.content:
        return await _page(visit, {"berkas": "Pilih dahulu berkas SIASN-nya."}, "")
    told = await visit.send_file("identity", "/reconciliations", file, tahun=year)
    if told.ok:
        return Go(f"/siasn/{year}?selesai=banding")
    return await _page(visit, {}, with_pasal(told.problem.detail, told.problem.pasal or ""))


async def act(visit: Visit) -> Outcome:
    """Answer a difference; report for one's PD; close the year."""
    form, year, step = Form(visit.typed), visit.given["tahun"], visit.typed.get("langkah", "")
    to = f"/siasn/{year}?selesai={step}"
    if step == "lapor":
        told = await visit.send("identity", "/unit-reports", tahun=year)
    elif step == "tutup":
        told = await visit.send("identity", "/years/close", tahun=year)
    else:
        nip = visit.typed.get("nip", "")[:64]
        said = {"tahun": int(year), "nip": nip, "alasan": form.text(f"alasan-{nip}", "Tulis jawabannya.", 500)}
        if form.salah:
            return await _page(visit, form.salah, "")
        told = await visit.send("identity", "/reconciliations/resolve", said)
    return await settled(form, told, to, {}, partial(_page, visit))


async def _page(visit: Visit, salah: dict[str, str], tolak: str) -> Shown:
    year = visit.given["tahun"]
    me, found, reports = await together(
        me_of(visit), spare(visit.read("identity", "/reconciliations", list[Difference], tahun=year)),
        spare(visit.read("identity", "/unit-reports", Reports, tahun=year)),
    )  # fmt: skip
    data = {
        "tahun": year, "selisih": found, "laporan": reports, "peran": set(me.peran), "salah": salah, "tolak": tolak,
        "banyak": MOST, "melapor": bool(REPORTERS & set(me.peran)), "menutup": bool(CLOSERS & set(me.peran)),
        "selesai": visit.query.get("selesai", ""),
    }  # fmt: skip
    return Shown("pengelola/siasn.html", data, 422 if salah or tolak else 200)
