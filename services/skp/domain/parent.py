"""Which kinerja waits for the superior's: a draft is kept, but not set before its parents are (KON P8). Pure."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from msgspec import Struct

from contracts.vocabulary import JenisJabatan, Kategori
from services.skp.domain.content import Butir, Content, Post


class Induk(Struct, frozen=True):
    """A kinerja of a superior: what it says, whose it is, how far their SKP is, whether that binds or has bound."""

    uraian: str
    atasan: str
    state: str
    binds: bool


class ParentPending(Struct, frozen=True):
    """A kinerja (`butir_id`) of a plan that cannot be set yet, and for which one of whom it waits.

    `uraian`, `state`: of the superior's kinerja and SKP; empty where there is none yet, or none of that name.
    """

    butir_id: UUID | None
    induk_id: UUID | None
    uraian: str
    atasan: str
    state: str


def pending(isi: Content, post: Post, known: Mapping[UUID, Induk], atasan: str) -> tuple[ParentPending, ...]:
    """What waits: whose parent is in no SKP that is set; and, while the superior has none, who must have a parent.

    `atasan`: the superior's name; empty where there is none below the Bupati.
    """
    binding = any(induk.binds for induk in known.values())
    found = []
    for butir in isi.butir:
        if butir.induk_id is None:
            if atasan and _needs_one(butir, post) and not binding:
                found.append(ParentPending(butir.butir_id, None, "", atasan, ""))
            continue
        induk = known.get(butir.induk_id)
        if induk is None:
            found.append(ParentPending(butir.butir_id, butir.induk_id, "", atasan, ""))
        elif not induk.binds:
            found.append(ParentPending(butir.butir_id, butir.induk_id, induk.uraian, induk.atasan, induk.state))
    return tuple(found)


def _needs_one(butir: Butir, post: Post) -> bool:
    """A kinerja utama comes down from the superior's, but for a JPT; for a JF where no goal of the unit is named."""
    if butir.kategori is not Kategori.UTAMA or post.jenis is JenisJabatan.JPT_PRATAMA:
        return False
    return post.jenis is not JenisJabatan.FUNGSIONAL or butir.sasaran_unit is None
