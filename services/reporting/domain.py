"""Who may see what is added up. Pure."""

from __future__ import annotations

from collections.abc import Collection

from contracts.refusal import forbidden

READERS = frozenset(
    {"pengelola_e_kinerja", "pengelola_kepegawaian", "ka_bkpp", "ka_bkpsdm", "sekda", "inspektorat", "pengelola_tpp"}
)


def check_reader(peran: Collection[str]) -> None:
    """Totals of the whole Pemda are for those who manage and supervise (KUAN P24(1), P27(1))."""
    if not set(peran) & READERS:
        raise forbidden("Rekapitulasi Pemda hanya untuk pengelola, pimpinan dan inspektorat.", "24(1)")
