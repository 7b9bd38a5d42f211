"""One status at a time: leaves that share a day, and whatever follows a retirement. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from contracts.masa import MasaStatus
from contracts.refusal import Refusal, rule
from contracts.vocabulary import LEFT, StatusPegawai
from kernel.penilai import status_on

ENDLESS = rule("identity.spell.endless", 422, "Status {state} tidak berakhir.", "selesai")
ALREADY_SO = rule(
    "identity.spell.already", 409, "Pegawai ini sudah {state} pada hari itu; cabut catatannya lebih dahulu."
)
OVERLAPS = rule("identity.spell.overlaps", 409, "Sudah ada status {state} {first} sampai {last}.")


def check_spell(held: Iterable[MasaStatus], new: MasaStatus) -> None:
    """Refusal 409: a status within dates shares a day with another one, or begins when its holder has left.

    Who has retired or was dismissed dies as others do. Refusal 422: such a status has no end.
    The same decree recorded anew (of that day and status) replaces itself; a status until further notice lies under one
    within dates.
    """
    others = [s for s in held if (s.mulai, s.status) != (new.mulai, new.status)]
    status = status_on(others, new.mulai)
    if new.status in LEFT and new.selesai is not None:
        raise Refusal(ENDLESS, state=new.status.value)
    dies = new.status is StatusPegawai.MENINGGAL and status is not StatusPegawai.MENINGGAL
    if status in LEFT and not dies:
        raise Refusal(ALREADY_SO, state=status.value)
    for one in others:
        if one.selesai and new.selesai and one.mulai <= new.selesai and one.selesai >= new.mulai:
            first, last = one.mulai.isoformat(), one.selesai.isoformat()
            raise Refusal(OVERLAPS, state=one.status.value, first=first, last=last)
