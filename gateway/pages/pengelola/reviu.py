"""The review of plans by the pengelola kinerja: what waits, one with its checks; who has none or did not measure."""

from __future__ import annotations

from datetime import date
from functools import partial
from uuid import UUID

import msgspec

from gateway.pages.ask import together
from gateway.pages.chrome import glance_of
from gateway.pages.form import Form, settled
from gateway.pages.outcome import Outcome, Shown
from gateway.pages.pegawai.data_skp import STATES, Plan
from gateway.pages.visit import Visit

_FIELDS = {
    "kriteria": "kriteria", "pembahasan": "pembahasan", "peserta": "peserta", "alasan": "alasan",
    "pembahas": "pembahas",
}  # fmt: skip
TALKED = {"pejabat_penilai": "pejabat penilai", "pengelola_kinerja": "saya sebagai pengelola kinerja"}


class Without(msgspec.Struct):
    """Somebody without a set SKP, or with a late one."""

    asn_id: UUID
    nama: str
    opd: str
    state: str
    late: bool
    karena_gangguan: bool
    paling_lambat: date

    @property
    def keadaan(self) -> tuple[str, str, str]:
        return STATES.get(self.state, ("belum ada SKP", "tolak", "tanda"))


class Unmeasured(msgspec.Struct):
    """Somebody who did not measure in a masa that is over."""

    asn_id: UUID
    nama: str
    opd: str
    masa: str
    selesai: date


async def show(visit: Visit) -> Outcome:
    """Those of the PD that were submitted; one's own is another's to review."""
    glance = await glance_of(visit)
    year = glance.hari_ini.year
    now, before = await together(
        visit.read("skp", "/waiting", list[Plan], tahun=year),
        visit.read("skp", "/waiting", list[Plan], tahun=year - 1),
    )
    found = [plan for plan in [*now, *before] if plan.state == "submitted"]
    done = {"reviewed": "direviu; pemilik dan penilainya diminta menyepakati", "returned": "dikembalikan"}
    data = {"skp": found, "s": glance, "selesai": done.get(visit.query.get("selesai", ""), "")}
    return Shown("pengelola/reviu.html", data)


async def one(visit: Visit) -> Outcome:
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


async def without(visit: Visit) -> Outcome:
    """Who has no set SKP of the year."""
    glance = await glance_of(visit)
    year = glance.hari_ini.year
    found: list[Without] = await visit.read("skp", "/late", list[Without], tahun=year)
    return Shown("pengelola/belum-skp.html", {"orang": found, "s": glance, "tahun": year})


async def unmeasured(visit: Visit) -> Outcome:
    """Who did not measure in a masa that is over: of the year before in January, else of this one."""
    glance = await glance_of(visit)
    year = glance.hari_ini.year - (glance.hari_ini.month == 1)
    found: list[Unmeasured] = await visit.read("skp", "/unmeasured", list[Unmeasured], tahun=year)
    return Shown("pengelola/belum-diukur.html", {"orang": found, "s": glance, "tahun": year})
