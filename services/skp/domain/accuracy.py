"""What verifikasi finds of each document of a pemutakhiran, and what follows from it (KUAN P1(11-14)). Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from contracts.refusal import Refusal, rule

NO_RESULT = rule(
    "skp.update.no_result", 422, "Nyatakan hasil uji akurasi setiap dokumen, satu kali masing-masing.", "hasil"
)
NO_FINDING = rule("skp.update.no_finding", 422, "Tulis apa yang tidak akurat pada dokumen itu.", "hasil")
INACCURATE = rule(
    "skp.update.inaccurate", 409,
    "Dokumen yang tidak akurat tidak disahkan; pegawai mengajukan pemutakhiran dengan dokumen yang benar.",
)  # fmt: skip


class HasilVerifikasi(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whether a document is accurate, and what is not."""

    dokumen_id: UUID
    akurat: bool
    catatan: Annotated[str, Meta(max_length=1000)] = ""


def checked(
    documents: Sequence[UUID], said: Sequence[HasilVerifikasi], *, all_accurate: bool
) -> tuple[HasilVerifikasi, ...]:
    """A result for each document: each named once, or all of them found accurate; a fault is written down."""
    if all_accurate and not said:
        return tuple(HasilVerifikasi(dokumen_id=one, akurat=True) for one in documents)
    if sorted(one.dokumen_id for one in said) != sorted(documents):
        raise Refusal(NO_RESULT)
    for n, one in enumerate(said):
        if not one.akurat and not one.catatan.strip():
            raise Refusal(NO_FINDING, field=f"hasil[{n}].catatan")
    return tuple(said)


def check_ratifiable(found: Collection[HasilVerifikasi]) -> None:
    """Nothing is ratified on a document that was found inaccurate (KUAN P1(14))."""
    if any(not one.akurat for one in found):
        raise Refusal(INACCURATE)
