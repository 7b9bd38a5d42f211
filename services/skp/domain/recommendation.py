"""When monitoring may recommend that an SKP be changed, and on what (KON P18). Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from contracts.refusal import forbidden, lacking, wrong_state


def check_monitor(owner: object, actor: object, *, penilai: bool, helps_in_pd: bool, vacant: bool) -> None:
    """The penilai monitors, the pengelola kinerja of the PD may help him (KON P18(1, 5)); nobody his own.

    `vacant`: nobody is penilai, so there is nobody to help (reading A22).
    """
    if owner == actor or not (penilai or helps_in_pd):
        raise forbidden("Pemantauan oleh pejabat penilai, dibantu pengelola kinerja PD yang sama.", "KON 18(1), 18(5)")
    if vacant:
        raise forbidden("Jabatan pejabat penilai kosong; menunggu Plt.", "KON 18(1), A22")


def check_monitored_year(tahun: int, today: date) -> None:
    """Monitoring is of the running year (KON P18(1))."""
    if today.year != tahun:
        raise wrong_state("Pemantauan dilakukan dalam tahun berjalan.", "KON 18(1)")


def check_ground(
    alasan: str, perubahan_lingkungan: str, bukti: Sequence[str], dokumen: Sequence[UUID], known: Collection[UUID]
) -> tuple[str, ...]:
    """Objective evidence and changes around the organisation (KON P18(6)); the references that say something.

    `known`: the documents that are kept here and may be named. Refusal 422 without any evidence.
    """
    for field, said in (("alasan", alasan), ("perubahan_lingkungan", perubahan_lingkungan)):
        if not said.strip():
            raise lacking("Wajib diisi pada rekomendasi perubahan SKP.", "KON 18(6)", field)
    references = tuple(one.strip() for one in bukti if one.strip())
    if not references and not dokumen:
        raise lacking("Rekomendasi memerlukan paling sedikit satu bukti objektif.", "KON 18(6)", "bukti")
    for n, one in enumerate(dokumen):
        if one not in known:
            raise lacking("Dokumen bukti belum diunggah oleh Anda atau pemilik SKP.", "KON 18(6)", f"dokumen[{n}]")
    return references
