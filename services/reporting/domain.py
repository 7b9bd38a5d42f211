"""Who may see what is added up. Pure."""

from __future__ import annotations

from collections.abc import Collection

from contracts.refusal import forbidden

READERS = frozenset(
    {
        "pengelola_e_kinerja", "pengelola_kepegawaian", "administrator_bidang", "ka_bkpp", "ka_bkpsdm", "sekda",
        "inspektorat", "pengelola_tpp",
    }
)  # fmt: skip
PUBLISHERS = frozenset({"pengelola_e_kinerja", "pengelola_kepegawaian", "ka_bkpp", "ka_bkpsdm"})


def check_reader(peran: Collection[str]) -> None:
    """Totals of the whole Pemda are for those who manage and supervise (KUAN P24(1), P27(1)), and the field of staffing (P1(22))."""
    if not set(peran) & READERS:
        raise forbidden("Rekapitulasi Pemda hanya untuk pengelola, pimpinan dan inspektorat.", "24(1)")


def check_publisher(peran: Collection[str]) -> None:
    """Who manages publishes the recap; who supervises, pays or reports on the staff only reads it (KUAN P27(1), P29)."""
    if not set(peran) & PUBLISHERS:
        raise forbidden("Rekapitulasi Pemda diterbitkan oleh pengelola dan Ka. BKPP/BKPSDM.", "29")
