"""Accounts that no administrator of a PD looks after: those of PD administrators, of offices, and from outside."""

from __future__ import annotations

from functools import partial

from gateway.pages.form import Form, settled
from gateway.pages.outcome import Outcome, Shown
from gateway.pages.pd.data_akun import First
from gateway.pages.visit import Visit

KINDS = {
    "external_expert": "tenaga ahli, dengan surat Bupati", "external_support": "tenaga pendukung, dengan surat Bupati",
    "integrasi": "sistem lain, dengan persetujuan pengelola e-kinerja",
}  # fmt: skip
_APPROVER = {"external_expert": "bupati", "external_support": "bupati", "integrasi": "pengelola_e_kinerja"}
_FIELDS = {
    "login": "login", "alasan": "alasan", "nips": "nip", "persetujuan": "persetujuan", "selesai": "selesai",
    "tanggal_persetujuan": "tanggal_persetujuan", "disetujui_oleh": "persetujuan", "jenis": "jenis",
}  # fmt: skip


async def show(visit: Visit) -> Outcome:
    """The three forms."""
    return await _page(visit, {}, "")


async def act(visit: Visit) -> Outcome:
    """Open one from outside, reset one, or activate administrators; the first passwords are told once."""
    form, step = Form(visit.typed), visit.typed.get("langkah", "")
    if step == "luar":
        path, said = "/accounts/external", _outside(form, visit)
    elif step == "setel":
        path = "/accounts/reset"
        said = {
            "login": form.text("nama", "Tulis nama akunnya.", 64),
            "alasan": form.text("alasan", "Tulis alasannya.", 500),
        }
    else:
        path, said = "/accounts/activate-administrators", {"nips": form.text("nip", "Tulis NIP-nya.", 4000).split()}
    told = None if form.salah else await visit.send("identity", path, said)
    if told is not None and told.ok:  # the one page that is not an address: passwords are told once, and kept nowhere
        return await _page(visit, {}, "", told.as_(list[First]) if step not in ("luar", "setel") else [told.as_(First)])
    fields = _FIELDS | ({"login": "nama"} if step == "setel" else {})
    return await settled(form, told, "/akun-lain", fields, partial(_page, visit))


def _outside(form: Form, visit: Visit) -> dict[str, object]:
    kind = visit.typed.get("jenis", "")
    if kind not in KINDS:
        form.wrong("jenis", "Pilih jenis akunnya.")
    return {
        "login": form.text("login", "Tulis nama akunnya.", 63), "jenis": kind,
        "persetujuan": form.text("persetujuan", "Tulis nomor persetujuannya.", 200),
        "disetujui_oleh": _APPROVER.get(kind, ""),
        "tanggal_persetujuan": form.day("tanggal_persetujuan", "Pilih tanggal persetujuannya."),
        "selesai": form.day("selesai", "Pilih hari terakhirnya."),
    }  # fmt: skip


async def _page(visit: Visit, salah: dict[str, str], tolak: str, sandi: list[First] | None = None) -> Shown:
    data = {"salah": salah, "tolak": tolak, "jenis": KINDS, "sandi": sandi or []}
    return Shown("pengelola/akun.html", data, 422 if salah or tolak else 200)
