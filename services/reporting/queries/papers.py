"""A paper checked by a stranger: what it is and whether it holds, never whose it is."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

from chassis.db import Work
from contracts.refusal import Refusal, rule
from kernel.kode import read
from services.reporting.store import papers

NO_PAPER = rule(
    "reporting.paper.unknown", 404, "Tidak ada dokumen dengan kode ini; periksa kembali hurufnya.", "kode",
    source="implicit",
)  # fmt: skip

NO_RUPIAH = frozenset({"skp", "evaluasi"})  # papers on which no amount stands


class PaperView(Struct, frozen=True):
    """A paper as everybody may know it. `keadaan`: it holds, or another replaces it.

    `periode`: a month; of an SKP and of an evaluation sheet the year.
    `cocok`: whether the rupiah that were typed are those of the paper; None: none were typed. `contoh`: computed by an
    example policy, which binds nobody. `opd` empty: of the whole Pemda. `penandatangan`: posts, never names.
    """

    jenis: str
    opd: str
    periode: str
    versi: int
    diterbitkan: date
    keadaan: Literal["berlaku", "diganti"]
    contoh: bool
    cocok: bool | None
    penandatangan: tuple[str, ...] = ()


async def check(work: Work, kode: str, jumlah: int | None) -> PaperView:
    """By its code, however it was typed; Refusal 404."""
    code = read(kode)
    found = await papers.find(work, code) if code else None
    if found is None:
        raise Refusal(NO_PAPER)
    return PaperView(
        found.jenis, found.opd, found.periode, found.versi, work.day_of(found.pada),
        "berlaku" if found.berlaku else "diganti", found.contoh,
        None if jumlah is None or found.jenis in NO_RUPIAH else jumlah == found.jumlah, found.penandatangan,
    )  # fmt: skip
