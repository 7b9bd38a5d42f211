"""Appraisals that are the actor's to make: those of a year, and the form that lays one down and signs it."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from functools import partial
from uuid import UUID

import msgspec

from gateway.pages.ask import together
from gateway.pages.chrome import Glance, glance_of
from gateway.pages.form import Form, settled
from gateway.pages.outcome import Go, Outcome, Shown, Trouble
from gateway.pages.pegawai.data_penilaian import Appraisal
from gateway.pages.visit import Visit

FIELDS = {"hasil": "hasil", "manfaat": "manfaat", "keadaan_kahar": "keadaan_kahar"}

STATES = {
    "opened": ("menunggu penilaian Anda", "tunggu", "pena"), "signed": ("menunggu Anda sampaikan", "tunggu", "pena"),
    "delivered": ("menunggu tanda tangannya", "biru", "jam"), "received": ("menunggu tanda tangannya", "biru", "jam"),
    "returned": ("sudah diterima", "ok", "cek"), "final": ("final", "ok", "cek"),
}  # fmt: skip
MOST = 120


class Segment(msgspec.Struct):
    """A part of the year under one SKP."""

    capaian: str | None
    ditutup: bool


class ToMake(Appraisal, kw_only=True):
    """Of a subordinate."""

    asn_id: UUID
    nama: str
    jenis_jabatan: str
    target: str
    segmen: tuple[Segment, ...] = ()
    dilaporkan: bool = False

    @property
    def keadaan(self) -> tuple[str, str, str]:
        return STATES.get(self.state, (self.state, "", "info"))

    @property
    def belum_diukur(self) -> int:
        """Parts of the year without a capaian."""
        return sum(part.capaian is None for part in self.segmen)


async def latest(visit: Visit) -> Outcome:
    """`/penilaian-bawahan`: of the year that has ended."""
    glance = await glance_of(visit)
    return Go(f"/penilaian-bawahan/{glance.hari_ini.year - 1}")


async def show(visit: Visit) -> Outcome:
    """Of one year, what is to be made first."""
    found, glance = await _read(visit)
    found.sort(key=lambda one: (one.state != "opened", one.nama))
    data = {"nilai_mereka": found, "s": glance, "tahun": int(visit.given["tahun"]), "nama": visit.query.get("nama", "")}
    return Shown("penilai/penilaian-bawahan.html", data)


async def one(visit: Visit) -> Outcome:
    """The form of one."""
    return await _page(visit, {}, "")


async def sign(visit: Visit) -> Outcome:
    """Lay it down and sign; numbers only where the law gives them."""
    form = Form(visit.typed)
    found = await _one(visit)
    said = judged(visit, form, found.jenis_jabatan)
    told = None if form.salah else await visit.send("appraisal", f"/appraisals/{found.appraisal_id}/sign", said)
    return await settled(
        form,
        told,
        f"/penilaian-bawahan/{visit.given['tahun']}?nama=1",
        FIELDS,
        partial(_page, visit),
    )


def judged(visit: Visit, form: Form, jenis_jabatan: str) -> dict[str, object]:
    """What the form lays down: perilaku by aspect where the law gives numbers, and the words."""
    aspects = aspects_of(visit, jenis_jabatan)
    scores = {aspek: score for aspek in aspects if (score := score_in(form, f"n-{aspek}")) is not None}
    return {
        "perilaku": scores, "hasil": form.text("hasil", "Tulis hasil kerjanya.", 2000),
        "manfaat": form.text("manfaat", "Tulis manfaat hasil itu.", 2000),
        "keadaan_kahar": visit.typed.get("keadaan_kahar", "").strip()[:200],
    }  # fmt: skip


def score_in(form: Form, name: str) -> str | None:
    """A score as people write it, with a comma; a decimal text."""
    typed = form.typed.get(name, "").strip().replace(",", ".")
    try:
        number = Decimal(typed[:8])
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or not 0 <= number <= MOST:
        form.wrong(name, f"Tulis angka dari 0 sampai {MOST}.")
        return None
    return str(number)


def aspects_of(visit: Visit, jenis_jabatan: str) -> tuple[str, ...]:
    """The aspects of behaviour of a jabatan; none where the law has no numbers."""
    pemda = visit.regencies.get(visit.tenant)
    return pemda.aspek(jenis_jabatan) if pemda else ()


async def _read(visit: Visit) -> tuple[list[ToMake], Glance]:
    found, glance = await together(
        visit.read("appraisal", "/to-make", list[ToMake], tahun=visit.given["tahun"]),
        glance_of(visit),
    )
    return found, glance


async def _one(visit: Visit) -> ToMake:
    found, _ = await _read(visit)
    for appraisal in found:
        if str(appraisal.appraisal_id) == visit.given["id"]:
            return appraisal
    raise Trouble(404, "Penilaian ini bukan untuk Anda buat, atau tidak ada.")


async def _page(visit: Visit, salah: dict[str, str], tolak: str) -> Shown:
    found = await _one(visit)
    data = {
        "n": found, "aspek": aspects_of(visit, found.jenis_jabatan), "tahun": int(visit.given["tahun"]),
        "salah": salah, "tolak": tolak,
    }  # fmt: skip
    return Shown("penilai/nilai.html", data, 422 if salah or tolak else 200)
