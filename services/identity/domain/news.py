"""What has changed since a prepared file was shown to the person who confirms it. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from contracts.refusal import Refusal, rule
from services.identity.domain.difference import Difference
from services.identity.domain.row import RefusedRow

DATA_CHANGED = rule(
    "identity.import.data_changed", 409,
    "Data telah berubah sejak berkas ini disiapkan; unggah lagi berkasnya dan lihat perubahannya.", "impor_id",
    source="kebijakan",
)  # fmt: skip
CELL_CHANGED = rule("identity.import.cell_changed", 409, "{old} menjadi {new}", source="kebijakan")
NOW_NEW = rule("identity.import.now_new", 409, "Pegawai ini kini baru bagi data.", source="kebijakan")
ROW_REFUSED = rule("identity.import.row_refused", 409, "{reason}", source="kebijakan")


def check_shown(news: Sequence[Difference], refused: Sequence[RefusedRow], most: int) -> None:
    """Refusal 409 that names, at most `most` times, what the confirmer has not seen."""
    parts = [
        Refusal(CELL_CHANGED, old=c.dari or "(kosong)", new=c.menjadi or "(kosong)", field=f"{d.nip}.{c.kolom}")
        for d in news
        for c in d.perubahan
    ]
    parts += [Refusal(NOW_NEW, field=f"{d.nip}.NIP") for d in news if not d.perubahan]
    parts += [Refusal(ROW_REFUSED, reason=r.alasan, field=r.kolom) for r in refused]
    if parts:
        raise Refusal(DATA_CHANGED, parts=tuple(parts[:most]))
