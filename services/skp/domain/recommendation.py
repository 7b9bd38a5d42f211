"""When monitoring may recommend that an SKP be changed, and on what (KON P18). Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from contracts.refusal import Refusal, rule

NOT_MONITOR = rule(
    "skp.recommend.not_monitor", 403, "Pemantauan oleh pejabat penilai, dibantu pengelola kinerja PD yang sama."
)
VACANT_MONITOR = rule("skp.recommend.vacant", 403, "Jabatan pejabat penilai kosong; menunggu Plt.")
MONITORED_YEAR = rule("skp.recommend.other_year", 409, "Pemantauan dilakukan dalam tahun berjalan.")
NO_EVIDENCE = rule(
    "skp.recommend.no_evidence", 422, "Rekomendasi memerlukan paling sedikit satu bukti objektif.", "bukti"
)
NOT_FILLED = rule("skp.recommend.not_filled", 422, "Wajib diisi pada rekomendasi perubahan SKP.")
STRANGE_EVIDENCE = rule(
    "skp.recommend.strange_evidence", 422, "Dokumen bukti belum diunggah oleh Anda atau pemilik SKP."
)


def check_monitor(owner: object, actor: object, *, penilai: bool, helps_in_pd: bool, vacant: bool) -> None:
    """The penilai monitors, the pengelola kinerja of the PD may help (KON P18(1, 5)); nobody their own.

    `vacant`: nobody is penilai, so there is nobody to help (reading A22).
    """
    if owner == actor or not (penilai or helps_in_pd):
        raise Refusal(NOT_MONITOR)
    if vacant:
        raise Refusal(VACANT_MONITOR)


def check_monitored_year(tahun: int, today: date) -> None:
    """Monitoring is of the running year (KON P18(1))."""
    if today.year != tahun:
        raise Refusal(MONITORED_YEAR)


def check_ground(
    alasan: str, perubahan_lingkungan: str, bukti: Sequence[str], dokumen: Sequence[UUID], known: Collection[UUID]
) -> tuple[str, ...]:
    """Objective evidence and changes around the organisation (KON P18(6)); the references that say something.

    `known`: the documents that are kept here and may be named. Refusal 422 without any evidence.
    """
    for field, said in (("alasan", alasan), ("perubahan_lingkungan", perubahan_lingkungan)):
        if not said.strip():
            raise Refusal(NOT_FILLED, field=field)
    references = tuple(one.strip() for one in bukti if one.strip())
    if not references and not dokumen:
        raise Refusal(NO_EVIDENCE)
    for n, one in enumerate(dokumen):
        if one not in known:
            raise Refusal(STRANGE_EVIDENCE, field=f"dokumen[{n}]")
    return references
