"""People of the PD and their accounts: activated with a first password, frozen with a reason; a month opened again."""

from __future__ import annotations

from uuid import UUID

import msgspec

from gateway.pages.chrome import glance_of
from gateway.pages.form import Form
from gateway.pages.outcome import Go, Outcome, Shown
from gateway.pages.pengelola.data_pegawai import ACCOUNT, Row, by_nip
from gateway.pages.problem import Told
from gateway.pages.visit import Visit

MOST = 500
_FIELDS = {"alasan": "alasan", "login": "alasan", "dokumen": "dokumen", "periode": "periode"}


class First(msgspec.Struct):
    """A first password: shown once, handed over in person."""

    nip: str
    sandi: str


class Opened(msgspec.Struct):
    """Until when a month is open."""

    sampai: str


async def show(visit: Visit) -> Outcome:
    """Accounts of the PD, by their state; those not yet activated first."""
    return await _page(visit, {}, "", [])


async def act(visit: Visit) -> Outcome:
    """Activate those that were ticked, or freeze one account."""
    form = Form(visit.typed)
    if visit.typed.get("langkah") == "bekukan":
        said = {"login": visit.typed.get("nip", ""), "alasan": form.text("alasan", "Tulis alasannya.", 500)}
        if form.salah:
            return await _page(visit, form.salah, "", [])
        return await _done(visit, form, await visit.send("identity", "/accounts/block", said), "bekukan")
    nips = visit.many("nip")
    if not nips:
        return await _page(visit, {}, "Pilih dahulu akunnya.", [])
    told = await visit.send("identity", "/accounts/activate", {"nips": nips})
    if told.ok:  # the one page that is not an address: the passwords are told once, and kept nowhere
        return await _page(visit, {}, "", told.as_(list[First]))
    rest = form.blame(told.problem, _FIELDS)
    return await _page(visit, form.salah, rest, [])


async def _done(visit: Visit, form: Form, told: Told, what: str) -> Outcome:
    if told.ok:
        return Go(f"/pd/pegawai?selesai={what}")
    rest = form.blame(told.problem, _FIELDS)
    return await _page(visit, form.salah, rest, [])


async def _page(visit: Visit, salah: dict[str, str], tolak: str, sandi: list[First]) -> Shown:
    state = visit.query.get("akun", "pending")
    state = state if state in ACCOUNT else "pending"
    asked = {"akun": state, "cari": visit.query.get("cari", "")[:100], "paling_banyak": MOST}
    found: list[Row] = await visit.read("identity", "/pegawai", list[Row], **asked)
    data = {
        "orang": found, "akun": ACCOUNT, "saring": state, "cari": asked["cari"], "salah": salah, "tolak": tolak,
        "sandi": sandi, "bekukan": visit.typed.get("nip", "") if salah else visit.query.get("bekukan", ""),
        "selesai": visit.query.get("selesai", ""), "dipilih": set(visit.many("nip")),
    }  # fmt: skip
    return Shown("pd/pegawai.html", data, 422 if salah or tolak else 200)


async def month(visit: Visit) -> Outcome:
    """The form that opens somebody's closed month."""
    return await _month(visit, {}, "")


async def open_month(visit: Visit) -> Outcome:
    """Open it, with the reason and the document that calls for it."""
    form = Form(visit.typed)
    found = await _who(visit, form)
    said = {
        "asn_id": found, "periode": form.text("periode", "Pilih bulannya.", 7),
        "alasan": form.text("alasan", "Tulis alasannya.", 2000),
        "dokumen": form.text("dokumen", "Tulis nomor suratnya.", 200),
    }  # fmt: skip
    if form.salah:
        return await _month(visit, form.salah, "")
    told = await visit.send("activity", "/months/open", said)
    if told.ok:
        return Go(f"/pd/bulan?sampai={told.as_(Opened).sampai}")
    rest = form.blame(told.problem, _FIELDS)
    return await _month(visit, form.salah, rest)


async def _who(visit: Visit, form: Form) -> UUID | None:
    nip = form.text("nip", "Tulis NIP-nya.", 64).replace(" ", "")
    if not nip:
        return None
    found = await by_nip(visit, nip)
    if found is None:
        form.wrong("nip", "NIP ini tidak ada di perangkat daerah Anda.")
        return None
    return found.asn_id


async def _month(visit: Visit, salah: dict[str, str], tolak: str) -> Shown:
    glance = await glance_of(visit)
    data = {"s": glance, "salah": salah, "tolak": tolak, "sampai": visit.query.get("sampai", "")}
    return Shown("pd/bulan.html", data, 422 if salah or tolak else 200)
