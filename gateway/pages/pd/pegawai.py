"""People of the PD and their accounts: activated with a first password, frozen with a reason."""

from __future__ import annotations

from gateway.pages.form import Form
from gateway.pages.outcome import Go, Outcome, Shown
from gateway.pages.pd.data_akun import First
from gateway.pages.pengelola.data_pegawai import ACCOUNT, Row
from gateway.pages.problem import Told
from gateway.pages.visit import Visit

MOST = 500
_FIELDS = {"alasan": "alasan", "login": "alasan"}


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
