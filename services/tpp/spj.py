"""The bundle for the accountability of a payment: list, statements, recapitulations, who is not paid, SIPD's sheet.

One ZIP. The manifest names each file with its SHA-256, and the sums to which all of them come; a sum that does not is a
fault of ours, and nothing is handed out.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from msgspec import Struct

from chassis import csvs
from contracts.refusal import Refusal
from services.tpp import sipd
from services.tpp.domain.daftar import Daftar
from services.tpp.store.papers import Dibayar, TidakDibayar

MANIFEST = "manifest.json"
_ENTRY_DATE = (1980, 1, 1, 0, 0, 0)  # the same list gives the same bytes


class Isi(Struct, frozen=True):
    """What the bundle is made of. `dasar`: the decrees of the amounts; `contoh`: one of them binds nobody.

    `periksa`: the code of the list, and the page on which a stranger checks it. `sptjm`: the statements as PDF.
    """

    daftar: Daftar
    dibayar: Sequence[Dibayar]
    tidak: Sequence[TidakDibayar]
    lembar: bytes
    csv: bytes
    sptjm: bytes
    dasar: Sequence[str]
    contoh: bool
    periksa: tuple[str, str]


def bundle(isi: Isi) -> bytes:
    """The ZIP; takes seconds for ten thousand people: run it beside the event loop."""
    files = {
        "daftar-pembayaran.xlsx": isi.lembar,
        "daftar-pembayaran.csv": isi.csv,
        "sptjm.pdf": isi.sptjm,
        "rekap-perangkat-daerah.csv": _recap("Perangkat daerah", isi.dibayar, lambda one: one.opd),
        "rekap-golongan.csv": _recap("Golongan", isi.dibayar, lambda one: f"{one.jenis} {one.golongan}".strip()),
        "rekap-potongan.csv": _deductions(isi.dibayar),
        "tidak-dibayar.csv": _unpaid(isi.tidak),
    }
    missing = {}
    try:
        files["sipd-tpp.xlsx"] = sipd.written(isi.daftar.periode, isi.dibayar)
    except Refusal as why:
        missing["sipd-tpp.xlsx"] = why.message
    return _zip(files | {MANIFEST: _manifest(isi, files, missing)})


def codes(rows: Iterable[Dibayar]) -> list[str]:
    """The deductions that occur, in the order of their codes."""
    return sorted({kode for row in rows for kode in row.pecahan.potongan})


def _recap(title: str, rows: Sequence[Dibayar], key: Callable[[Dibayar], str]) -> bytes:
    """People and rupiah by something, each deduction in a column, the sum in the last row."""
    taken = codes(rows)
    groups: dict[str, list[Dibayar]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    lines = [_summed(name, groups[name], taken) for name in sorted(groups)]
    titles = [title, "Orang", "Sebelum potongan (Rp)", *(f"Potongan {kode} (Rp)" for kode in taken), "Dibayar (Rp)"]
    return csvs.written(titles, [*lines, _summed("Jumlah", rows, taken)])


def _summed(name: str, rows: Sequence[Dibayar], taken: Sequence[str]) -> list[str | int]:
    deducted = [sum(row.pecahan.potongan.get(kode, 0) for row in rows) for kode in taken]
    return [name, len(rows), sum(row.pecahan.bruto for row in rows), *deducted, sum(row.dibayar for row in rows)]


def _deductions(rows: Sequence[Dibayar]) -> bytes:
    """Each deduction by PD: for the bills of tax and contributions."""
    titles = ("Potongan", "Perangkat daerah", "Orang", "Jumlah (Rp)")
    lines: list[Sequence[str | int]] = []
    for kode in codes(rows):
        of_kode = [row for row in rows if row.pecahan.potongan.get(kode)]
        for opd in sorted({row.opd for row in of_kode}):
            found = [row.pecahan.potongan[kode] for row in of_kode if row.opd == opd]
            lines.append((kode, opd, len(found), sum(found)))
        lines.append((kode, "Jumlah", len(of_kode), sum(row.pecahan.potongan[kode] for row in of_kode)))
    return csvs.written(titles, lines)


def _unpaid(rows: Sequence[TidakDibayar]) -> bytes:
    titles = ("Perangkat daerah", "NIP", "Nama", "Jabatan", "Status", "Alasan")
    return csvs.written(titles, [(r.opd, r.nip, r.nama, r.jabatan, r.status, r.alasan) for r in rows])


def _manifest(isi: Isi, files: dict[str, bytes], missing: dict[str, str]) -> bytes:
    paid = sum(row.pecahan.neto for row in isi.dibayar)
    if not paid == sum(row.dibayar for row in isi.dibayar) == isi.daftar.jumlah:
        raise ValueError(f"the list {isi.daftar.ident} comes to {isi.daftar.jumlah}, its columns to {paid}")
    told = {
        "daftar": isi.daftar.ident, "tahap": isi.daftar.tahap, "dasar": list(isi.dasar), "contoh": isi.contoh,
        "kode": isi.periksa[0], "halaman": isi.periksa[1],
        "orang": len(isi.dibayar), "tidak_dibayar": len(isi.tidak),
        "sebelum_potongan": sum(row.pecahan.bruto for row in isi.dibayar),
        "potongan": {kode: sum(r.pecahan.potongan.get(kode, 0) for r in isi.dibayar) for kode in codes(isi.dibayar)},
        "dibayar": paid,
        "berkas": [
            {"nama": name, "ukuran": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            for name, content in files.items()
        ],
        "tidak_ada": missing,
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False, indent=2).encode()


def _zip(files: dict[str, bytes]) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(ZipInfo(name, _ENTRY_DATE), content, ZIP_DEFLATED)
    return buffer.getvalue()
