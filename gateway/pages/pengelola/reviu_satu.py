"""The review of one plan: the whole plan beside its checks."""

from __future__ import annotations

from functools import partial

from gateway.pages.ask import together
from gateway.pages.chrome import glance_of
from gateway.pages.form import Form, settled
from gateway.pages.outcome import Outcome, Shown
from gateway.pages.pegawai.data_skp import Plan
from gateway.pages.visit import Visit

_FIELDS = {
    "kriteria": "kriteria", "pembahasan": "pembahasan", "peserta": "peserta", "alasan": "alasan",
    "pembahas": "pembahas",
}  # fmt: skip
TALKED = {"pejabat_penilai": "pejabat penilai", "pengelola_kinerja": "saya sebagai pengelola kinerja"}


async def show(visit: Visit) -> Outcome:
    """The whole plan beside the five checks."""
    return await _page(visit, {}, "")


async def act(visit: Visit) -> Outcome:
    """Review it, every criterion confirmed, or return it with the reason."""
    form = Form(visit.typed)
    path = f"/sasaran/{visit.given['id']}"
    if visit.typed.get("langkah") == "return":
        said: dict[str, object] = {"alasan": form.text("alasan", "Tulis apa yang masih harus dibenahi.", 2000)}
        step, done = "return", "returned"
    else:
        ticked = visit.many("kriteria")
        said = {
            "kriteria": {name: name in ticked for name in _criteria(visit)},
            "pembahasan": form.text("pembahasan", "Tulis pokok pembahasannya.", 2000),
            "peserta": form.text("peserta", "Tulis siapa yang ikut membahas.", 2000),
            "pembahas": [one for one in TALKED if one in visit.many("pembahas")],
        }
        step, done = "review", "reviewed"
    told = None if form.salah else await visit.send("skp", f"{path}/{step}", said)
    return await settled(form, told, f"/reviu-skp?selesai={done}", _FIELDS, partial(_page, visit))


def _criteria(visit: Visit) -> tuple[str, ...]:
    pemda = visit.regencies.get(visit.tenant)
    return pemda.kriteria if pemda else ()


async def _page(visit: Visit, salah: dict[str, str], tolak: str) -> Shown:
    plan, glance = await together(visit.read("skp", f"/sasaran/{visit.given['id']}", Plan), glance_of(visit))
    data = {
        "skp": plan, "s": glance, "kriteria": _criteria(visit), "pembahas": TALKED,
        "dicentang": {*visit.many("kriteria"), *visit.many("pembahas")},
        "salah": salah, "tolak": tolak,
    }  # fmt: skip
    return Shown("pengelola/reviu-satu.html", data, 422 if salah or tolak else 200)
