"""How some people stand on the days of a span, and whether one more entry may be theirs. Pure.

The verdicts and their order are those of `verdicts`, by which the database judges single entries as well; a test asks
both ways about the same cases.
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
from services.activity.domain.verdicts import (
    BUTIR,
    CLOSED,
    DUPLICATE,
    ENTERED,
    IN_ORDER,
    NOT_ON_DUTY,
    OVERLAP,
    UNKNOWN_PERSON,
    Verdict,
)

TWO_BUTIR = rule("activity.entry.two_butir", 422, "Dua kinerja bernama sama: isikan kodenya.", "butir_id")

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
        """`entered`, `duplicate` or the verdict that refuses, and the entry that is in the way, if one is.

        What may be entered is filled from then on.
        """
        found = self.objection(line, IN_ORDER)
        if found is None:
            self._filled[line.asn_id, line.tanggal].append(Terisi(line.mulai, line.selesai, line.uraian, line.baris))
            return ENTERED, None
        verdict, other = found
        same = other and (other.mulai, other.selesai, other.uraian) == (line.mulai, line.selesai, line.uraian)
        return DUPLICATE if same else verdict.name, other

    def objection(self, line: Baris, verdicts: Iterable[Verdict]) -> tuple[Verdict, Terisi | None] | None:
        """The first of these verdicts that is against an entry, and the entry that is in the way, if one is."""
        for verdict in verdicts:
            if verdict is OVERLAP:
                if other := self._in_the_way(line):
                    return verdict, other
            elif _AGAINST[verdict](self, line):
                return verdict, None
        return None

    def _is_unknown(self, line: Baris) -> bool:
        owner = self.pemilik.get(line.asn_id)
        return owner is None or not owner.validated

    def _is_off_duty(self, line: Baris) -> bool:
        return not self._duty(self.pemilik[line.asn_id], line.tanggal)

    def _has_no_butir(self, line: Baris) -> bool:
        butir = self._butir.get(line.asn_id, {}).get(line.butir_id)
        if butir is None or butir.kategori != line.kategori.value:
            return True
        return not butir.mulai <= line.tanggal <= butir.selesai

    def _is_closed(self, line: Baris) -> bool:
        return bool(self._closed) and (line.asn_id, periode_of(line.tanggal)) in self._closed

    def _in_the_way(self, line: Baris) -> Terisi | None:
        for other in self._filled[line.asn_id, line.tanggal]:
            if other.mulai < line.selesai and line.mulai < other.selesai:
                return other
        return None

    def _duty(self, owner: Pemilik, day: date) -> bool:
        known = self._on_duty.get((owner.asn_id, day))
        if known is None:
            status = status_on(self._masa.get(owner.asn_id, ()), day) or owner.status
            known = self._on_duty[owner.asn_id, day] = status.value not in self._no_duty(day)
        return known


# `OVERLAP` also names what is in the way.
_AGAINST: Mapping[Verdict, Callable[[Standing, Baris], bool]] = {
    UNKNOWN_PERSON: Standing._is_unknown,
    NOT_ON_DUTY: Standing._is_off_duty,
    BUTIR: Standing._has_no_butir,
    CLOSED: Standing._is_closed,
}


def _is_named(butir: ButirBerlaku, isian: Isian) -> bool:
    if not butir.mulai <= isian.tanggal <= butir.selesai or butir.kategori != isian.kategori.value:
        return False
    said = isian.kinerja.casefold()
    return said == str(butir.butir_id) or said.split() == butir.uraian.casefold().split()
