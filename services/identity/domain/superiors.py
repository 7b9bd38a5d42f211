"""Who stands above whom in a file (KUAN P1(24), P11(4); KON P1(26)). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from contracts.refusal import Refusal
from contracts.vocabulary import JenisJabatan
from services.identity.domain.pegawai import Pegawai
from services.identity.domain.penilai import check_rank
from services.identity.domain.row import LETTER, RefusedRow, Row


def check_superiors(rows: Mapping[int, Row], known: Mapping[str, Pegawai]) -> list[RefusedRow]:
    """A superior must be in the file or already known, and high enough; nobody is above himself over any way.

    KUAN P1(24), P11(4), KON P1(26). Who is a person's superior already stays so without another letter; who is refused
    himself is nobody's.
    """
    refused: list[RefusedRow] = []
    remaining = dict(rows)
    while found := _refused(remaining, known):
        refused += found
        remaining = {number: row for number, row in remaining.items() if number not in {r.baris for r in found}}
    return sorted(refused, key=lambda r: r.baris)


def _refused(rows: Mapping[int, Row], known: Mapping[str, Pegawai]) -> list[RefusedRow]:
    above = {nip: one.nip_atasan for nip, one in known.items()} | {r.nip: r.nip_atasan for r in rows.values()}
    kinds = {nip: one.jenis_jabatan for nip, one in known.items()} | {
        r.nip: r.jenis_jabatan.value for r in rows.values()
    }
    refused = []
    for number, row in rows.items():
        if alasan := _against_superior(row, above, kinds, known.get(row.nip)):
            refused.append(RefusedRow(number, "NIP_ATASAN", alasan))
    return refused


def _against_superior(row: Row, above: Mapping[str, str], kinds: Mapping[str, str], stored: Pegawai | None) -> str:
    """What is wrong with the superior of a row; nothing: empty."""
    if not row.nip_atasan:
        return ""
    if row.nip_atasan == row.nip:
        return "Atasan tidak boleh diri sendiri."
    if row.nip_atasan not in kinds:
        return "Atasan tidak ada dalam berkas maupun data."
    if _is_above_himself(row.nip, above):
        return "Atasan tidak boleh bawahannya sendiri."
    if stored is not None and stored.nip_atasan == row.nip_atasan:
        return ""
    try:
        check_rank(JenisJabatan(kinds[row.nip_atasan]), row.surat_penunjukan)
    except Refusal as refusal:
        return f"{refusal.message} (kolom {LETTER})"
    return ""


def _is_above_himself(nip: str, above: Mapping[str, str]) -> bool:
    at, seen = above.get(nip, ""), {nip}
    while at and at not in seen:
        seen.add(at)
        at = above.get(at, "")
    return at == nip


def is_the_bupatis(row: Row) -> bool:
    """Whether a row without a superior means the Bupati: of a JPT Pratama or the head of a PD.

    Of anybody else it means that the file does not say who the superior is (KUAN P1(24), KON P1(26)).
    """
    return row.jenis_jabatan is JenisJabatan.JPT_PRATAMA or (row.memimpin_unit and row.unit == row.opd)


def superiors_first(rows: Iterable[Row]) -> list[Row]:
    """The same rows, each behind its superior where the file holds one (nobody is above themselves)."""
    by_nip = {row.nip: row for row in rows}
    ordered: dict[str, Row] = {}
    for row in by_nip.values():
        chain: dict[str, Row] = {}
        at: Row | None = row
        while at is not None and at.nip not in ordered and at.nip not in chain:
            chain[at.nip] = at
            at = by_nip.get(at.nip_atasan)
        ordered.update(reversed(chain.items()))
    return list(ordered.values())
