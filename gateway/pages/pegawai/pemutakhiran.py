"""Bringing data up to date in four steps with a clock: asked for with a paper, taken by the penilai; and the copies."""

from __future__ import annotations

from typing import Any

from gateway.pages.ask import spare, together
from gateway.pages.chrome import glance_of, me_of
from gateway.pages.form import Form, with_pasal
from gateway.pages.outcome import Go, Outcome, Shown
from gateway.pages.pegawai.bekal import bekal_of
from gateway.pages.pegawai.data_pemutakhiran import DO, STEPS, Copies, Update
from gateway.pages.pegawai.data_perubahan import Document
from gateway.pages.visit import Visit

_FIELDS = {"uraian": "uraian", "dokumen_id": "berkas", "pesan": "pesan", "selisih": "selisih"}


async def show(visit: Visit) -> Outcome:
    """One's own requests and copies, and those that wait for oneself."""
    return await _page(visit, {}, "")


async def ask(visit: Visit) -> Outcome:
    """A request, or copies, with its paper: that is kept first, then named."""
    form, file = Form(visit.typed), visit.file("berkas")
    copies = visit.typed.get("salinan", "")
    said = "" if copies else form.text("uraian", "Tulis data apa yang berubah.", 2000)
    if file is None or not file.content:
        form.wrong("berkas", "Pilih dahulu berkas dokumennya.")
    if form.salah or file is None:
        return await _page(visit, form.salah, "")
    signer = visit.typed.get("penanda", "")
    by: dict[str, Any] = {"ditandatangani_bupati": "true"} if signer == "bupati" else {"ditandatangani_oleh": signer}
    kept = await visit.upload("skp", "/documents", file, jenis="surat", **by)
    if not kept.ok:
        return await _page(visit, {"berkas": with_pasal(kept.problem.detail, kept.problem.pasal or "")}, "")
    paper = str(kept.as_(Document).dokumen_id)
    key = f"{visit.key}-minta"
    if copies:
        told = await visit.send("skp", f"/copies/{copies}/deliver", {"dokumen": [paper]}, key=key)
    else:
        told = await visit.send("skp", "/updates", {"uraian": said, "dokumen_id": paper}, key=key)
    if told.ok:
        return Go("/pemutakhiran?ok=1")
    rest = form.blame(told.problem, _FIELDS)
    return await _page(visit, form.salah, rest, visit.key_after(told.status))


async def step(visit: Visit) -> Outcome:
    """The step that is due, as the penilai; the comparison with SIASN once more."""
    form, path = Form(visit.typed), f"/updates/{visit.given['id']}"
    wanted, count = visit.typed.get("langkah", ""), visit.typed.get("langkah_ke", "")
    open_now = form.amount("selisih", 1000, 0) or 0
    if wanted == "ulang":
        told = await visit.send("skp", f"{path}/resync", {"langkah_ke": int(count or 1), "selisih": open_now})
    else:
        note = visit.typed.get("pesan", "").strip()[:2000]
        accurate = visit.typed.get("semua_akurat") == "ya"
        said = {"langkah": wanted, "pesan": note, "selisih": open_now, "semua_akurat": accurate}
        told = await visit.send("skp", f"{path}/steps", said)
    if told.ok:
        return Go("/pemutakhiran?ok=1")
    return await _page(visit, form.salah, with_pasal(told.problem.detail, told.problem.pasal or ""))


async def _page(visit: Visit, salah: dict[str, str], tolak: str, key: str = "") -> Shown:
    me, glance = await together(me_of(visit), glance_of(visit))
    year = glance.hari_ini.year
    found, copies, needs = await together(
        visit.read("skp", "/updates", list[Update]), spare(visit.read("skp", "/copies", list[Copies], tahun=year)),
        spare(bekal_of(visit, year)),
    )  # fmt: skip
    data = {
        "milik": [one for one in found if one.asn_id == me.account_id], "kerja": DO, "bekal": needs, "s": glance,
        "menunggu": [one for one in found if one.asn_id != me.account_id], "salinan": copies or [],
        "salah": salah, "tolak": tolak, "kunci": key or visit.key, "ok": visit.query.get("ok", ""), "langkah": STEPS,
    }  # fmt: skip
    return Shown("pegawai/pemutakhiran.html", data, 422 if salah or tolak else 200)
