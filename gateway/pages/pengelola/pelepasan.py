"""Releases of data to parties outside (KUAN P26(2)): those of the year, and the form that asks for one."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

import msgspec

from gateway.pages.ask import spare, together
from gateway.pages.chrome import glance_of, me_of
from gateway.pages.form import Form, settled
from gateway.pages.outcome import Outcome, Shown
from gateway.pages.pengelola.data_pelepasan import ASKER, KINDS, Release
from gateway.pages.pengelola.data_pembaca import TOPICS
from gateway.pages.visit import Visit

_NAMES = ("pihak", "tujuan", "dasar", "data", "topik", "dari", "sampai", "opd", "berlaku_sampai")
_FIELDS = {name: name for name in _NAMES}


class Unit(msgspec.Struct):
    """A PD to choose."""

    kode: str
    nama: str


async def show(visit: Visit) -> Outcome:
    """Those of this year: the log of use by outside parties."""
    return await _page(visit, {}, "")


async def ask(visit: Visit) -> Outcome:
    """Ask for one, on the letter of the outside party."""
    form = Form(visit.typed)
    chosen = {name: [one[:64] for one in visit.many(name)][:200] for name in ("data", "topik", "opd")}
    for name, why in (("data", "Pilih data yang diminta, atau topiknya."), ("opd", "Pilih perangkat daerahnya.")):
        if not chosen[name] and not chosen["topik"]:
            form.wrong(name, why)
    said: dict[str, Any] = {
        "pihak": form.text("pihak", "Tulis siapa yang meminta.", 200),
        "dasar": form.text("dasar", "Tulis nomor suratnya.", 200),
        "tujuan": form.text("tujuan", "Tulis untuk apa datanya.", 1000), **chosen,
        "dari": form.day("dari", "Pilih hari pertama datanya."),
        "sampai": form.day("sampai", "Pilih hari terakhir datanya."),
        "berlaku_sampai": form.day("berlaku_sampai", "Pilih sampai kapan boleh diambil."),
    }  # fmt: skip
    told = None if form.salah else await visit.send("reporting", "/releases", said)
    to = f"/pelepasan/{told.as_(Made).pelepasan_id}" if told is not None and told.ok else "/pelepasan"
    return await settled(form, told, to, _FIELDS, partial(_page, visit))


class Made(msgspec.Struct):
    """The answer to a request."""

    pelepasan_id: UUID


async def _page(visit: Visit, salah: dict[str, str], tolak: str) -> Shown:
    me, glance = await together(me_of(visit), glance_of(visit))
    found, units = await together(
        visit.read("reporting", "/releases", list[Release], tahun=glance.hari_ini.year),
        spare(visit.read("identity", "/opd", list[Unit], hitung="false")),
    )
    data = {
        "pelepasan": found, "opd": units or [], "s": glance, "jenis": KINDS, "topik": TOPICS,
        "memohon": ASKER in me.peran, "salah": salah, "tolak": tolak,
        "dipilih": {*visit.many("data"), *visit.many("topik"), *visit.many("opd")},
    }  # fmt: skip
    return Shown("pengelola/pelepasan.html", data, 422 if salah or tolak else 200)
