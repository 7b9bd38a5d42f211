"""The Tim Penilai Kinerja: as it is, formed by decree, a member replaced (KON P36)."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

import msgspec

from gateway.pages.ask import together
from gateway.pages.chrome import glance_of, me_of
from gateway.pages.form import Form, settled
from gateway.pages.outcome import Outcome, Shown
from gateway.pages.visit import Visit

FORMERS = frozenset({"pengelola_kepegawaian", "pyb"})
PLACES = ("tim_penilai_ketua", "tim_penilai_sekretaris", *("tim_penilai_anggota",) * 5)
_FIELDS = {"sk": "sk", "tanggal": "tanggal", "mulai": "mulai", "nip_lama": "nip_lama", "nip_baru": "nip_baru"}


class Member(msgspec.Struct):
    """A member within the term."""

    nip: str
    nama: str
    opd: str
    peran: str
    kompetensi: str
    mulai: date
    selesai: date


class Team(msgspec.Struct):
    """A team; `berlaku`: today is within its term."""

    tim_id: UUID
    sk: str
    tanggal: date
    mulai: date
    selesai: date
    berlaku: bool
    anggota: tuple[Member, ...]


async def show(visit: Visit) -> Outcome:
    """The team of today first."""
    return await _page(visit, {}, "")


async def act(visit: Visit) -> Outcome:
    """Form one, or replace a member."""
    form, typed = Form(visit.typed), visit.typed
    said: dict[str, Any] = {"sk": form.text("sk", "Tulis nomor keputusannya.", 100)}
    if tim := typed.get("tim", ""):
        said |= {
            "mulai": form.day("mulai", "Pilih sejak kapan."), "kompetensi": typed.get("kompetensi", "").strip()[:200],
            **{name: form.text(name, "Tulis NIP-nya.", 64).replace(" ", "") for name in ("nip_lama", "nip_baru")},
        }  # fmt: skip
        path = f"/teams/{tim}/replacements"
    else:
        said["tanggal"] = form.day("tanggal", "Pilih tanggal keputusannya.")
        said["anggota"] = [
            {"nip": nip, "peran": peran, "kompetensi": typed.get(f"kompetensi{n}", "").strip()[:200]}
            for n, peran in enumerate(PLACES)
            if (nip := typed.get(f"nip{n}", "").replace(" ", "")[:64])
        ]
        path = "/teams"
    told = None if form.salah else await visit.send("identity", path, said)
    return await settled(form, told, "/tim?ok=1", _FIELDS, partial(_page, visit))


async def _page(visit: Visit, salah: dict[str, str], tolak: str) -> Shown:
    found, me, glance = await together(visit.read("identity", "/teams", list[Team]), me_of(visit), glance_of(visit))
    data = {
        "tim": sorted(found, key=lambda one: (not one.berlaku, -one.mulai.toordinal())), "s": glance, "tempat": PLACES,
        "membentuk": bool(FORMERS & set(me.peran)), "salah": salah, "tolak": tolak, "ok": visit.query.get("ok", ""),
    }  # fmt: skip
    return Shown("pengelola/tim.html", data, 422 if salah or tolak else 200)
