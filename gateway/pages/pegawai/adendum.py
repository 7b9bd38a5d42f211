"""A tugas tambahan that was given after the SKP had been set: brought with its SK, and what became of those before."""

from __future__ import annotations

from uuid import uuid4

from gateway.pages.ask import together
from gateway.pages.chrome import glance_of
from gateway.pages.form import Form
from gateway.pages.outcome import Go, Outcome, Shown
from gateway.pages.pegawai.bekal import bekal_of
from gateway.pages.pegawai.data_adendum import Addendum
from gateway.pages.pegawai.data_kinerja import choices
from gateway.pages.pegawai.data_naskah import naskah_of
from gateway.pages.pegawai.kinerja import FIELDS, read
from gateway.pages.visit import Visit


async def show(visit: Visit) -> Outcome:
    """Those of this SKP, and the form for one more."""
    return await _page(visit, {}, {}, "")


async def propose(visit: Visit) -> Outcome:
    """It waits for the pejabat penilai, who is told."""
    form = Form(visit.typed)
    visit.typed["kategori"] = "tambahan"
    butir = read(visit, form)
    if form.salah:
        return await _page(visit, visit.typed, form.salah, "")
    told = await visit.send("skp", f"/sasaran/{visit.given['id']}/addenda", {"butir": butir})
    if told.ok:
        return Go(f"/skp/{visit.given['id']}/adendum?ok=1")
    rest = form.blame(told.problem, FIELDS)
    return await _page(visit, visit.typed | {"_kunci": str(uuid4())}, form.salah, rest)


async def _page(visit: Visit, values: dict[str, str], salah: dict[str, str], tolak: str) -> Shown:
    plan = await naskah_of(visit)
    found, needs, glance = await together(
        visit.read("skp", "/addenda", list[Addendum], tahun=plan.tahun), bekal_of(visit, plan.tahun), glance_of(visit)
    )
    data = {
        "skp": plan, "adendum": [one for one in found if one.skp_id == plan.skp_id], "s": glance, "nilai": values,
        "salah": salah, "tolak": tolak, "kunci": values.get("_kunci", visit.key), "ok": visit.query.get("ok", ""),
        **choices(needs, visit.many("syarat")),
    }  # fmt: skip
    return Shown("pegawai/adendum.html", data, 422 if salah or tolak else 200)
