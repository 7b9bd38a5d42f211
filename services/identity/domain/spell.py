"""One status at a time: leaves that share a day, and whatever follows a retirement. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from contracts.penilai import MasaStatus, status_on
from contracts.refusal import lacking, wrong_state
from contracts.vocabulary import LEFT, StatusPegawai


def check_spell(held: Iterable[MasaStatus], new: MasaStatus) -> None:
    """Refusal 409: a status within dates shares a day with another one, or begins when its holder has left.

    Who has retired or was dismissed dies as others do. Refusal 422: such a status has no end.
    The same decree told again (of that day and status) replaces itself; a status until further notice lies under one
    within dates.
    """
    others = [s for s in held if (s.mulai, s.status) != (new.mulai, new.status)]
    status = status_on(others, new.mulai)
    if new.status in LEFT and new.selesai is not None:
        raise lacking(f"Status {new.status.value} tidak berakhir.", "KUAN 1(2-3)", "selesai")
    dies = new.status is StatusPegawai.MENINGGAL and status is not StatusPegawai.MENINGGAL
    if status in LEFT and not dies:
        raise wrong_state(
            f"Pegawai ini sudah {status.value} pada hari itu; cabut catatannya lebih dahulu.", "KUAN 1(2-3)"
        )
    for one in others:
        if one.selesai and new.selesai and one.mulai <= new.selesai and one.selesai >= new.mulai:
            first, last = one.mulai.isoformat(), one.selesai.isoformat()
            raise wrong_state(f"Sudah ada status {one.status.value} {first} sampai {last}.", "KUAN 1(2-3)")
