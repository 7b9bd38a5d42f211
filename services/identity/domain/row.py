"""Rows of staffing data and of the organisation, as a file brings them. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from contracts.refusal import Refusal, rule
from contracts.vocabulary import Jenis, JenisJabatan, StatusPegawai
from services.identity.domain.cell import check_errors, choice_in, day_in, nip_in, text_in, yes_in
from services.identity.domain.nip import read_nip
from services.identity.domain.pegawai import Pegawai
from services.identity.domain.unit import Unit

WEEK = rule("identity.row.week", 422, "Isi dengan 5 atau 6 hari kerja seminggu.", "HARI_KERJA", source="implicit")
OTHER_KIND = rule("identity.row.kind", 422, "NIP menunjukkan {kind}.", "JENIS")
OTHER_BIRTHDAY = rule(
    "identity.row.birthday", 422, "Berbeda dengan tanggal lahir dalam NIP.", "TANGGAL_LAHIR", source="implicit"
)
OTHER_SEX = rule("identity.row.sex", 422, "Berbeda dengan jenis kelamin dalam NIP.", "JENIS_KELAMIN", source="implicit")
NO_GOLONGAN = rule("identity.row.golongan", 422, "Golongan tidak dikenal untuk {kind}.", "GOLONGAN", source="implicit")
NO_CLASS = rule("identity.row.class_", 422, "Kelas jabatan 1-17.", "KELAS_JABATAN", source="implicit")
NEW_PERSON = rule(
    "identity.row.new_person", 422, "Kolom ini tidak ada dalam berkas; pegawai baru memerlukannya.", source="implicit"
)
NEW_UNIT = rule(
    "identity.row.new_unit", 422, "Kolom ini tidak ada dalam berkas; unit baru memerlukannya.", source="implicit"
)

GOLONGAN_PNS = tuple(
    f"{angka}/{huruf}"
    for angka, ruang in (("I", "abcd"), ("II", "abcd"), ("III", "abcd"), ("IV", "abcde"))
    for huruf in ruang
)  # fmt: skip
GOLONGAN_PPPK = (
    "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII",
)  # fmt: skip
LETTER = "SURAT_PENUNJUKAN"
# The columns that are read, with the member that each fills; a known person keeps what a column left out would say.
_KEPT = {
    "NAMA": "nama", "STATUS": "status", "GOLONGAN": "golongan", "JABATAN": "jabatan", "JENIS_JABATAN": "jenis_jabatan",
    "KELAS_JABATAN": "kelas_jabatan", "KODE_OPD": "opd", "KODE_UNIT": "unit", "NIP_ATASAN": "nip_atasan",
    "TMT_JABATAN": "tmt_jabatan", "MEMIMPIN_UNIT": "memimpin_unit", "SIASN_VALIDATED": "validated",
}  # fmt: skip
COLUMNS = frozenset({"NIP", "JENIS", "TANGGAL_LAHIR", "JENIS_KELAMIN", LETTER, *_KEPT})
_STANDS_IN = {
    "NAMA": "-", "STATUS": "aktif", "JABATAN": "-", "JENIS_JABATAN": "pelaksana", "KELAS_JABATAN": "1", "KODE_OPD": "-",
    "KODE_UNIT": "-", "TMT_JABATAN": "2019-11-01", "MEMIMPIN_UNIT": "tidak", "SIASN_VALIDATED": "tidak",
}  # fmt: skip
_KEPT_OF_UNIT = {"NAMA": "nama", "INDUK": "induk", "JENIS": "jenis"}
UNIT_COLUMNS = frozenset({"KODE", "HARI_KERJA", *_KEPT_OF_UNIT})
YOUNGEST = 18  # at appointment: younger is mostly a wrong digit


class Row(Struct, frozen=True, kw_only=True):
    """One validated row of staffing data; `surat_penunjukan` designates a superior below a pengawas (KON P1(26)).

    `tanpa`: the columns that the file leaves out; what stands here in their place means nothing until `completed`.
    """

    nip: str
    nama: str
    jenis: Jenis
    status: StatusPegawai
    golongan: str
    jabatan: str
    jenis_jabatan: JenisJabatan
    kelas_jabatan: int
    opd: str
    unit: str
    nip_atasan: str
    tmt_jabatan: date
    memimpin_unit: bool
    validated: bool
    surat_penunjukan: str = ""
    tanpa: tuple[str, ...] = ()


class OpdRow(Struct, frozen=True, kw_only=True):
    """One row of the organisation; `hari_kerja` None: as it was, five days for a new unit. `tanpa` as in Row."""

    kode: str
    nama: str
    induk: str
    jenis: str
    hari_kerja: int | None = None
    tanpa: tuple[str, ...] = ()


class RefusedRow(Struct, frozen=True):
    """A row that is not taken, with the cell to blame."""

    baris: int
    kolom: str
    alasan: str


def read_unit(cells: Mapping[str, str]) -> OpdRow:
    """One row of the organisation; Refusal 422 names the column. HARI_KERJA: 5 or 6 days a week; empty: as it was."""
    check_errors(cells)
    days = cells.get("HARI_KERJA", "").strip()
    full = {"NAMA": "-", "JENIS": "-", **cells}
    if days not in {"", "5", "6"}:
        raise Refusal(WEEK)
    return OpdRow(
        kode=text_in(cells, "KODE"),
        nama=text_in(full, "NAMA"),
        induk=text_in(cells, "INDUK") if cells.get("INDUK", "").strip() else "",
        jenis=text_in(full, "JENIS"),
        hari_kerja=int(days) if days else None,
        tanpa=tuple(column for column in _KEPT_OF_UNIT if column not in cells),
    )


def completed(row: Row, stored: Pegawai | None) -> Row:
    """The row with what is kept of a known person in place of the columns left out.

    Refusal 422 for a new person whom such a column must describe.
    """
    if not row.tanpa:
        return row
    if stored is None:
        if lacks := [column for column in row.tanpa if column != "NIP_ATASAN"]:
            raise Refusal(NEW_PERSON, field=lacks[0])
        return replace(row, tanpa=())
    kept = {_KEPT[column]: getattr(stored, _KEPT[column]) for column in row.tanpa}
    for name, kind in (("status", StatusPegawai), ("jenis_jabatan", JenisJabatan)):
        if name in kept:
            kept[name] = kind(kept[name])
    return replace(row, **kept, tanpa=())


def completed_unit(unit: OpdRow, stored: Unit | None) -> OpdRow:
    """Likewise a row of the organisation; of a unit that is new without INDUK: an OPD."""
    if not unit.tanpa:
        return unit
    if stored is None:
        if lacks := [column for column in unit.tanpa if column != "INDUK"]:
            raise Refusal(NEW_UNIT, field=lacks[0])
        return replace(unit, tanpa=())
    kept = {_KEPT_OF_UNIT[column]: getattr(stored, _KEPT_OF_UNIT[column]) for column in unit.tanpa}
    return replace(unit, **kept, tanpa=())


def bearer_of(nip: str, nama: str) -> tuple[str, str, str]:
    """By what somebody is the same under another number: birth date, sex, and name."""
    return nip[:8], nip[14:15], " ".join(nama.casefold().split())


def doubts_of(row: Row, same: str = "") -> str:
    """What a good row says that can hardly be true; empty: nothing. `same`: the number of who may be the same."""
    if same:
        return f"Nama, tanggal lahir dan jenis kelamin sama dengan NIP {same}; bila NIP-nya berganti, catat dahulu."
    parts = read_nip(row.nip)
    age = int(parts.mulai[:4]) - parts.lahir.year
    if age < YOUNGEST:
        return f"Menurut NIP ini ia diangkat pada umur {age} tahun; periksa angkanya."
    return ""


def read_row(cells: Mapping[str, str]) -> Row:
    """Judge one row of the file; Refusal names the column (`field`)."""
    check_errors(cells)
    nip = nip_in(cells, "NIP")
    parts = read_nip(nip)
    jenis = choice_in(cells, "JENIS", Jenis) if "JENIS" in cells else parts.jenis
    if jenis is not parts.jenis:
        raise Refusal(OTHER_KIND, kind=parts.jenis.value)
    if cells.get("TANGGAL_LAHIR") and day_in(cells, "TANGGAL_LAHIR") != parts.lahir:
        raise Refusal(OTHER_BIRTHDAY)
    if (cells.get("JENIS_KELAMIN") or parts.kelamin)[:1].upper() != parts.kelamin:
        raise Refusal(OTHER_SEX)
    tanpa = tuple(column for column in _KEPT if column not in cells)
    cells = {**_STANDS_IN, "GOLONGAN": "I/a" if jenis is Jenis.PNS else "I", **cells}
    golongan = text_in(cells, "GOLONGAN")
    if golongan not in (GOLONGAN_PNS if jenis is Jenis.PNS else GOLONGAN_PPPK):
        raise Refusal(NO_GOLONGAN, kind=jenis.value)
    kelas = text_in(cells, "KELAS_JABATAN")
    if not kelas.isdecimal() or not 1 <= int(kelas) <= 17:
        raise Refusal(NO_CLASS)
    return Row(
        nip=nip,
        nama=text_in(cells, "NAMA"),
        jenis=jenis,
        status=choice_in(cells, "STATUS", StatusPegawai),
        golongan=golongan,
        jabatan=text_in(cells, "JABATAN"),
        jenis_jabatan=choice_in(cells, "JENIS_JABATAN", JenisJabatan),
        kelas_jabatan=int(kelas),
        opd=text_in(cells, "KODE_OPD"),
        unit=text_in(cells, "KODE_UNIT"),
        nip_atasan=nip_in(cells, "NIP_ATASAN") if cells.get("NIP_ATASAN", "").strip() else "",
        tmt_jabatan=day_in(cells, "TMT_JABATAN"),
        memimpin_unit=yes_in(cells, "MEMIMPIN_UNIT"),
        validated=yes_in(cells, "SIASN_VALIDATED"),
        surat_penunjukan=text_in(cells, LETTER) if cells.get(LETTER, "").strip() else "",
        tanpa=tanpa,
    )
