"""How some people stand on the days of a span, and whether one more entry may be theirs. Pure.

The verdicts are those of the function that enters single entries; a test asks both ways about the same cases.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, time
from uuid import UUID

from msgspec import Struct

from contracts.masa import MasaStatus
from contracts.refusal import Refusal, rule
from contracts.vocabulary import StatusPegawai
from kernel.penilai import status_on
from services.activity.domain.clock import periode_of
from services.activity.domain.isian import Baris, Isian

TWO_BUTIR = rule("activity.entry.two_butir", 422, "Dua kinerja bernama sama: isikan kodenya.", "butir_id")

DUPLICATE = "duplicate"
GOOD = "entered"
NO_BUTIR = UUID(int=0)


class Pemilik(Struct, frozen=True):
    """Whose entries they are."""

    asn_id: UUID
    nip: str
    nama: str
    jabatan: str
    opd: str
    validated: bool
    status: StatusPegawai
    hari_kerja: int


class ButirBerlaku(Struct, frozen=True):
    """A kinerja that may be referred to from `mulai` to `selesai`."""

    butir_id: UUID
    kategori: str
    uraian: str
    mulai: date
    selesai: date


class Terisi(Struct, frozen=True):
    """A stretch of a day that an entry fills: a stored one has its id, one of a file its line."""

    mulai: time
    selesai: time
    uraian: str
    baris: int = 0
    activity_id: UUID | None = None


class Standing:
    """People, what they may refer to, which months are closed for them, and what is filled already.

    `no_duty`: the statuses in which, under the law of a day, there is no duty (reading A30).
    """

    def __init__(
        self,
        pemilik: Iterable[Pemilik],
        masa: Mapping[UUID, Sequence[MasaStatus]],
        butir: Mapping[UUID, Sequence[ButirBerlaku]],
        closed: Collection[tuple[UUID, str]],
        filled: Mapping[tuple[UUID, date], list[Terisi]],
        no_duty: Callable[[date], Collection[str]],
    ) -> None:
        self.pemilik = {p.asn_id: p for p in pemilik}
        self._masa = masa
        self._butir = {asn_id: {b.butir_id: b for b in found} for asn_id, found in butir.items()}
        self._closed = closed
        self._filled = defaultdict(list, filled)
        self._no_duty = no_duty
        self._on_duty: dict[tuple[UUID, date], bool] = {}

    def line(self, isian: Isian, asn_id: UUID) -> Baris:
        """The line with the butir that its words or its id name on that day, if one does; Refusal 422 when two do."""
        named = [b.butir_id for b in self._butir.get(asn_id, {}).values() if _is_named(b, isian)]
        if len(named) > 1:
            raise Refusal(TWO_BUTIR)
        return Baris(
            isian.baris, asn_id, isian.tanggal, isian.kategori, named[0] if named else NO_BUTIR, isian.uraian,
            isian.output, isian.kuantitas, isian.mulai, isian.selesai, isian.bukti,
        )  # fmt: skip

    def verdict(self, line: Baris) -> tuple[str, Terisi | None]:
        """`entered`, `duplicate` or the rule that refuses, and the entry that is in the way, if one is.

        What may be entered is filled from then on.
        """
        owner = self.pemilik.get(line.asn_id)
        if owner is None or not owner.validated:
            return "unknown_person", None
        if not self._duty(owner, line.tanggal):
            return "not_on_duty", None
        butir = self._butir.get(line.asn_id, {}).get(line.butir_id)
        if butir is None or butir.kategori != line.kategori.value or not butir.mulai <= line.tanggal <= butir.selesai:
            return "butir", None
        if self._closed and (line.asn_id, periode_of(line.tanggal)) in self._closed:
            return "closed", None
        filled = self._filled[line.asn_id, line.tanggal]
        for other in filled:
            if other.mulai < line.selesai and line.mulai < other.selesai:
                same = (other.mulai, other.selesai, other.uraian) == (line.mulai, line.selesai, line.uraian)
                return DUPLICATE if same else "overlap", other
        filled.append(Terisi(line.mulai, line.selesai, line.uraian, line.baris))
        return GOOD, None

    def _duty(self, owner: Pemilik, day: date) -> bool:
        known = self._on_duty.get((owner.asn_id, day))
        if known is None:
            status = status_on(self._masa.get(owner.asn_id, ()), day) or owner.status
            known = self._on_duty[owner.asn_id, day] = status.value not in self._no_duty(day)
        return known


def _is_named(butir: ButirBerlaku, isian: Isian) -> bool:
    if not butir.mulai <= isian.tanggal <= butir.selesai or butir.kategori != isian.kategori.value:
        return False
    said = isian.kinerja.casefold()
    return said == str(butir.butir_id) or said.split() == butir.uraian.casefold().split()
