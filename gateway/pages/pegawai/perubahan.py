"""Opening a change of a set SKP, with its cause and papers; it stays valid until the next version is set."""

from __future__ import annotations

from functools import partial
from uuid import UUID

import msgspec

from gateway.pages.ask import spare, together
from gateway.pages.chrome import glance_of, me_of
from gateway.pages.form import Form, settled, with_pasal
from gateway.pages.outcome import Go, Outcome, Shown
from gateway.pages.pegawai.data_perubahan import CAUSES, KINDS, MOST, TASKS, Document, Unit, papers_of
from gateway.pages.pegawai.data_skp import Plan
from gateway.pages.pegawai.isian_perubahan import FIELDS, read
from gateway.pages.visit import Visit


class _Made(msgspec.Struct):
    skp_id: UUID


async def show(visit: Visit) -> Outcome:
    """The papers that were uploaded so far, and the cause."""
    return await _page(visit, {}, "")


async def attach(visit: Visit) -> Outcome:
    """One paper more; its id goes along in the address."""
    back, file = f"/skp/{visit.given['id']}/perubahan", visit.file("berkas")
    so_far = papers_of(visit.typed.get("dokumen", ""))
    if file is None or not file.content:
        return await _page(visit, {"berkas": "Pilih dahulu berkasnya."}, "")
    kind = visit.typed.get("jenis", "")
    told = await visit.upload("skp", "/documents", file, jenis=kind if kind in KINDS else "surat")
    if not told.ok:
        return await _page(visit, {"berkas": with_pasal(told.problem.detail, told.problem.pasal or "")}, "")
    found: Document = told.as_(Document)
    return Go(f"{back}?dokumen={','.join([*so_far, str(found.dokumen_id)][-MOST:])}")


async def open_change(visit: Visit) -> Outcome:
    """The next version begins as a draft of its owner."""
    form = Form(visit.typed)
    said = read(form)
    told = None if form.salah else await visit.send("skp", f"/sasaran/{visit.given['id']}/changes", said)
    if told is not None and told.ok:
        made: _Made = told.as_(_Made)
        plan: Plan = await visit.read("skp", f"/sasaran/{made.skp_id}", Plan)
        own = plan.asn_id == (await me_of(visit)).account_id
        return Go(f"/skp/{made.skp_id}/susun" if own else f"/skp-bawahan/{visit.given['id']}")
    return await settled(form, told, "", FIELDS, partial(_page, visit))


async def _page(visit: Visit, salah: dict[str, str], tolak: str) -> Shown:
    plan, glance, units = await together(
        visit.read("skp", f"/sasaran/{visit.given['id']}", Plan), glance_of(visit),
        spare(visit.read("identity", "/opd", list[Unit], hitung="false")),
    )  # fmt: skip
    pemda = visit.regencies.get(visit.tenant)
    causes = {name: CAUSES.get(name, name) for name in (pemda.sebab if pemda else ())}
    papers = papers_of(visit.typed.get("dokumen") or visit.query.get("dokumen", ""))
    data = {
        "skp": plan, "s": glance, "pengubah": pemda.pengubah if pemda else (),
        "sebab": causes, "tugas_luar": TASKS, "jenis": KINDS, "dokumen": papers,
        "salah": salah, "tolak": tolak, "pimpinan": [one for one in units or [] if one.kepala_id],
    }  # fmt: skip
    return Shown("pegawai/perubahan.html", data, 422 if salah or tolak else 200)
