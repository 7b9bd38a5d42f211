"""What stands in an SKP, also in a draft, and who gives a tugas tambahan. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Annotated, Literal
from uuid import UUID

import msgspec
from msgspec import Meta, Struct

from contracts.refusal import Refusal, rule
from contracts.vocabulary import JenisJabatan, Kategori, Uraian
from services.skp.domain.target import Target, check_target

TOO_MANY_BUTIR = rule(
    "skp.content.too_many", 422, "SKP memuat paling banyak {most} kinerja.", "isi.butir", source="implicit"
)
TOO_LARGE = rule(
    "skp.content.too_large", 422, "Isi SKP paling banyak {kilobytes} KB; ringkas uraiannya.", "isi", source="implicit"
)
DECREE_TO_COME = rule("skp.tambahan.decree_to_come", 422, "Tanggal SK tugas tambahan belum tiba.")
ONE_GIVER = rule("skp.tambahan.one_giver", 422, "Sebutkan satu pemberi tugas tambahan.")
OWN_GIVER = rule("skp.tambahan.own_giver", 422, "Tidak seorang pun memberi tugas tambahan kepada dirinya sendiri.")
GIVER_ABOVE = rule(
    "skp.tambahan.giver_above", 422, "Tugas tambahan kepala PD diberikan oleh pimpinan di atasnya: Sekda atau Bupati."
)
GIVER_OF_PD = rule(
    "skp.tambahan.giver_of_pd", 422, "Tugas tambahan diberikan oleh pimpinan unit kerja pada PD sendiri."
)
STRANGE_ID = rule("skp.content.strange_butir", 422, "Butir {butir} bukan bagian SKP ini.", source="implicit")
SAME_ID = rule("skp.content.same_butir", 422, "Butir ini mengulang butir lain.")

MOST_BUTIR = 100  # more than any office plans for one person
MOST_STORED = 10_000  # as many as a body of 1 MB holds
MOST_BYTES = 200_000  # of all that a plan says: its fact fits on the way (chassis/outbox.py), its paper comes


class Sumber(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the plan rests on: one of the five sources of KUAN P5(2) / KON P6(1), and which document."""

    jenis: Annotated[str, Meta(max_length=50)]
    rujukan: Uraian


class SuratKeputusan(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The SK that formalises a tugas tambahan, and its five characteristics (KUAN P9(2), KON P9(2), reading A6).

    a agreed with the giver or the penilai, b this SK, c outside the main duty, d fits the capacity, e linked to an
    output; which of them are mandatory is the pack's. `pemberi_id`: who gave it; `pemberi_bupati`: the Bupati, to the
    head of a PD whose superior they are.
    """

    nomor: Annotated[str, Meta(min_length=1, max_length=100)]
    tanggal: date
    pemberi_id: UUID | None = None
    pemberi_bupati: bool = False
    disepakati: bool = False
    di_luar_tugas_pokok: bool = False
    sesuai_kapasitas: bool = False
    terkait_output: bool = False


class Butir(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One kinerja with its indicator and target, and what it comes down from (KUAN P8(1), KON P8(1)).

    `induk_id`: a kinerja of the direct superior. `sasaran_unit`: a goal of the unit. `butir_kegiatan`: of the jabatan
    fungsional. `jenis_indikator` says what the indicator of a unit's head is about (KON P10(4)). `bulanan`: the
    owner's own twelve parts of the year's quantity; without them it is spread evenly (KUAN P17(b)).
    """

    butir_id: UUID | None = None
    kategori: Kategori
    uraian: Uraian
    indikator: Annotated[str, Meta(max_length=2000)]
    target: Target
    sk: SuratKeputusan | None = None
    induk_id: UUID | None = None
    sasaran_unit: Annotated[str, Meta(min_length=1, max_length=500)] | None = None
    butir_kegiatan: Annotated[tuple[Annotated[str, Meta(min_length=1, max_length=500)], ...], Meta(max_length=50)] = ()
    jenis_indikator: Literal["tupoksi", "anggaran"] | None = None
    bulanan: Annotated[tuple[Annotated[int, Meta(ge=0, le=1_000_000)], ...], Meta(max_length=12)] = ()


class Content(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the owner plans."""

    sumber: Annotated[tuple[Sumber, ...], Meta(max_length=50)]
    # `check_size` allows fewer: this is the shape of what is stored as well, some of it from before that bound
    butir: Annotated[tuple[Butir, ...], Meta(max_length=MOST_STORED)]
    perilaku: Annotated[str, Meta(max_length=4000)] = ""
    benar: bool = False


class Post(Struct, frozen=True, kw_only=True):
    """The post a plan is made for."""

    jenis: JenisJabatan
    memimpin_unit: bool = False


class Demands(Struct, frozen=True, kw_only=True):
    """What a law asks of a plan. `needed` sources by kind of jabatan, `unit_head` ones for who leads a unit.

    `extra`: the characteristics of P9(2) without which there is no tugas tambahan (reading A6).
    """

    sources: tuple[str, ...]
    needed: Mapping[str, tuple[str, ...]] = {}
    unit_head: tuple[str, ...] = ()
    head_indicators: tuple[str, ...] = ()
    extra: tuple[str, ...]


def check_size(content: Content) -> None:
    """A plan of so many kinerja and so many words at most, with the addenda that joined it."""
    if len(content.butir) > MOST_BUTIR:
        raise Refusal(TOO_MANY_BUTIR, most=MOST_BUTIR)
    if len(msgspec.json.encode(content)) > MOST_BYTES:
        raise Refusal(TOO_LARGE, kilobytes=MOST_BYTES // 1000)


def check_ids(content: Content, known: Collection[UUID | None]) -> None:
    """A butir keeps its own name, once; it takes nobody else's."""
    seen: set[UUID] = set()
    for n, butir in enumerate(content.butir):
        if butir.butir_id is None:
            continue
        if butir.butir_id not in known:
            raise Refusal(STRANGE_ID, butir=butir.butir_id, field=f"isi.butir[{n}].butir_id")
        if butir.butir_id in seen:
            raise Refusal(SAME_ID, field=f"isi.butir[{n}].butir_id")
        seen.add(butir.butir_id)


def check_targets(content: Content, aspects: Collection[str]) -> None:
    """Every kinerja has a target of at least one aspect, also in a draft."""
    for n, butir in enumerate(content.butir):
        check_target(butir.target, aspects, f"isi.butir[{n}].target")


def warnings(content: Content) -> tuple[str, ...]:
    """What planning should regard (KUAN P5(1)) and is not refused for."""
    if content.perilaku.strip():
        return ()
    return ("Harapan perilaku kerja belum diisi.",)


def check_sk_given(butir: Butir, today: date, at: str) -> None:
    """What formalises a tugas tambahan is there: no SK of a day to come (KUAN P9(2)b, KON P9(2)b; reading B11)."""
    if butir.sk and butir.sk.tanggal > today:
        raise Refusal(DECREE_TO_COME, field=f"{at}.sk.tanggal")


def check_issuer_named(sk: SuratKeputusan, owner: UUID, at: str) -> None:
    """Somebody gave it, and nobody to himself (KUAN P6(2), P9(2)a; KON P9(2)a)."""
    if (sk.pemberi_id is None) is not sk.pemberi_bupati:
        raise Refusal(ONE_GIVER, field=f"{at}.sk.pemberi_id")
    if sk.pemberi_id == owner:
        raise Refusal(OWN_GIVER, field=f"{at}.sk.pemberi_id")


def check_issuer_above(stands_above: bool, at: str) -> None:
    """The head of a PD is given one by the next who leads above in the line, as nobody in the PD does (A33)."""
    if not stands_above:
        raise Refusal(GIVER_ABOVE, field=f"{at}.sk.pemberi_id")


def check_issuer(same_pd: bool, leads: bool, kind: str, kinds: Collection[str], at: str) -> None:
    """Who gives a tugas tambahan: the head of the own unit or above it in the PD, of the kinds the law knows (A33)."""
    if not (same_pd and leads and kind in kinds):
        raise Refusal(GIVER_OF_PD, field=f"{at}.sk.pemberi_id")
