"""How the list of a month becomes payable: each PD agrees to its part, the head of BKPP or BKPSDM makes it final.

The first list of a month (`ke` 0) holds what everybody is paid. What is computed after it is final never rewrites it:
the next list (`ke` 1, 2, ...) holds the differences alone, also below zero, and goes the same way (B36, C1).
"""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from msgspec import Struct

from contracts.refusal import Refusal, rule
from contracts.tpp import TppDaftarFinalized
from kernel.peran import Holder, heads_of
from services.tpp.domain.facts import list_finalized
from services.tpp.domain.rupiah import written

Tahap = Literal["draf", "final", "diekspor"]

NO_LIST = rule("tpp.list.unknown", 404, "Daftar pembayaran bulan ini belum ada: TPP belum dihitung.", source="implicit")
NO_PD = rule("tpp.list.no_pd", 404, "Perangkat daerah ini tidak ada dalam daftar.", "opd", source="implicit")
OTHER_PD = rule("tpp.list.other_pd", 403, "Hanya kepala perangkat daerah ini yang memeriksa daftarnya.", "opd")
NOT_DRAFT = rule("tpp.list.not_draft", 409, "Daftar ini sudah disahkan; perubahan masuk daftar susulan.")
CHANGED = rule(
    "tpp.list.changed", 409,
    "Daftar sudah berubah sejak dibuka: kini {orang} orang, {jumlah}. Periksa kembali.", "jumlah", source="implicit",
)  # fmt: skip
NOT_AGREED = rule(
    "tpp.list.not_agreed", 409, "Belum disetujui kepala perangkat daerah: {opd}.", "ke"
)  # fmt: skip
EMPTY = rule("tpp.list.empty", 409, "Daftar ini kosong: tidak ada yang dibayar.", "ke", source="implicit")
NOT_FINAL = rule("tpp.list.not_final", 409, "Daftar ini belum disahkan, jadi belum dapat dibayarkan.", "ke")


class Pd(Struct, frozen=True):
    """The part of a PD: how many people, rupiah in all, and what its head said (`setuju` None: nothing yet)."""

    opd: str
    orang: int
    jumlah: int
    setuju: bool | None = None


class Daftar(Struct, frozen=True):
    """The list of a month as it stands. `nomor`: what the code on its papers is made of, once it is final."""

    periode: str
    ke: int
    tahap: Tahap
    pd: tuple[Pd, ...] = ()
    nomor: UUID | None = None

    @property
    def ident(self) -> str:
        return f"{self.periode}:{self.ke}"

    @property
    def orang(self) -> int:
        return sum(part.orang for part in self.pd)

    @property
    def jumlah(self) -> int:
        """Rupiah; below zero where a list of differences takes more back than it gives."""
        return sum(part.jumlah for part in self.pd)


class Seen(Struct, frozen=True):
    """The figures on the screen of the person who decides."""

    orang: int
    jumlah: int


class Signed(Struct, frozen=True):
    """By what a final list is known: its number, and the post of who says final."""

    nomor: UUID
    jabatan: str


def check_pd(daftar: Daftar, opd: str, who: Holder, seen: Seen) -> Pd:
    """The part of a PD that its head may agree to or send back now; Refusal says why not."""
    part = next((one for one in daftar.pd if one.opd == opd), None)
    if opd not in heads_of(who):
        raise Refusal(OTHER_PD)
    if part is None:
        raise Refusal(NO_PD)
    if daftar.tahap != "draf":
        raise Refusal(NOT_DRAFT)
    _check_seen(seen, part.orang, part.jumlah)
    return part


def finalize(daftar: Daftar, seen: Seen, signed: Signed, *, contoh: bool) -> TppDaftarFinalized:
    """The final word of the head of BKPP or BKPSDM; Refusal where it cannot be said yet."""
    if daftar.tahap != "draf":
        raise Refusal(NOT_DRAFT)
    if not daftar.pd:
        raise Refusal(EMPTY)
    _check_seen(seen, daftar.orang, daftar.jumlah)
    waiting = [part.opd for part in daftar.pd if not part.setuju]
    if waiting:
        raise Refusal(NOT_AGREED, opd=", ".join(waiting))
    return list_finalized(
        daftar.periode, daftar.ke, orang=daftar.orang, jumlah=daftar.jumlah, opd=len(daftar.pd), contoh=contoh,
        nomor=signed.nomor, jabatan=signed.jabatan,
    )  # fmt: skip


def check_payable(daftar: Daftar) -> None:
    """Refusal 409 before the final word: nothing is paid from a draft."""
    if daftar.tahap == "draf":
        raise Refusal(NOT_FINAL)


def _check_seen(seen: Seen, orang: int, jumlah: int) -> None:
    if (seen.orang, seen.jumlah) != (orang, jumlah):
        raise Refusal(CHANGED, orang=orang, jumlah=written(jumlah))
