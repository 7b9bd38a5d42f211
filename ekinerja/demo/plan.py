"""What the demo does and what must come of it, from the input alone: this file imports nothing of the services."""

from __future__ import annotations

import tomllib
from collections import Counter
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

from msgspec import Struct
from python_calamine import CalamineWorkbook

HERE = Path(__file__).parent
REPOSITORY = HERE.parent.parent
YEAR, PERIODE = 2025, "2025-12"
# December 2025 by hand: Monday to Friday, without Christmas (Thu 25) and the cuti bersama after it (Fri 26).
DAYS = [date(2025, 12, d) for d in (1, 2, 3, 4, 5, 8, 9, 10, 11, 12, 15, 16, 17, 18, 19, 22, 23, 24, 29, 30, 31)]
SLOTS = (("08:00:00", "11:00:00"), ("13:00:00", "15:30:00"))
MONTHLY = 14  # outputs a month of each of the three kinerja utama; the year is twelve times that
PER_PERSON = len(DAYS) * len(SLOTS)


class Person(Struct, frozen=True):
    """One row of the input and its number in the file."""

    n: int
    nip: str
    nama: str
    jenis: str
    jenis_jabatan: str
    kelas: int
    opd: str
    atasan: str
    status: str
    validated: bool

    @property
    def works(self) -> bool:
        return self.validated and self.status == "aktif"

    @property
    def has_extra(self) -> bool:
        """Every fifth has a tugas tambahan, one output a month; not who would give it himself, nor in a kecamatan,
        where nobody of the closed list of KUAN P1(26) gives any."""
        return self.n % 5 == 0 and self.jenis_jabatan != "jpt_pratama" and not self.opd.startswith("KEC.")

    @property
    def attention(self) -> str:
        """How the penilai treats the entries: never looks, looks and is silent, or decides."""
        if self.n % 4 == 0:
            return "never"
        return "silent" if self.n % 16 == 5 else "decides"


class Expected(Struct, frozen=True):
    """What an OPD must come to."""

    asn: int
    submitted: int
    by_penilai: int
    by_auto: int
    rejected: int
    tpp: int


def read(tenant: str) -> tuple[list[Person], list[dict[str, str]]]:
    """People and grants of a Pemda, straight from the workbook."""
    book = CalamineWorkbook.from_path(str(HERE / "input" / f"{tenant}.xlsx"))
    rows = [dict(zip(*pair, strict=True)) for pair in _pairs(book.get_sheet_by_name("PEGAWAI").to_python())]
    people = [
        Person(
            n, r["NIP"], r["NAMA"], r["JENIS"], r["JENIS_JABATAN"], int(r["KELAS_JABATAN"]), r["KODE_OPD"],
            r["NIP_ATASAN"], r["STATUS"], r["SIASN_VALIDATED"] == "ya",
        )
        for n, r in enumerate(rows)
    ]  # fmt: skip
    grants = [dict(zip(*pair, strict=True)) for pair in _pairs(book.get_sheet_by_name("PERAN").to_python())]
    return people, grants


def _pairs(rows: list[list[Any]]) -> list[tuple[list[Any], list[Any]]]:
    return [(rows[0], row) for row in rows[1:]]


def is_rejected(k: int) -> bool:
    """Of the entries a penilai decides, each tenth is withheld."""
    return k % 10 == 9


def decided(person: Person) -> tuple[int, int]:
    """How many entries of a person's month the penilai approves and rejects."""
    if person.attention != "decides":
        return 0, 0
    rejected = sum(is_rejected(k) for k in range(PER_PERSON))
    return PER_PERSON - rejected, rejected


def slip(tenant: str, person: Person) -> int:
    """The rupiah of a slip: 60 % by approved outputs over target, 40 % discipline, each line rounded half-up."""
    if not person.works or (tenant == "kuansing" and person.jenis != "PNS"):
        return 0
    table = tomllib.loads((REPOSITORY / "regulations" / "tpp-contoh.toml").read_text())["tpp"]["basic_by_class"][
        "value"
    ]
    basic = Decimal(table[str(person.kelas)])
    target = 3 * MONTHLY + person.has_extra
    approved = decided(person)[0]
    if tenant == "kuansing" and person.attention == "never":
        approved = PER_PERSON
    whole = Decimal(1)
    productive = (basic * Decimal("0.6") * min(approved, target) / target).quantize(whole, ROUND_HALF_UP)
    return int(productive + (basic * Decimal("0.4")).quantize(whole, ROUND_HALF_UP))


def expected(tenant: str, people: list[Person]) -> dict[str, Expected]:
    """Per OPD, all validated people; only people at work enter activities."""
    sums: dict[str, Counter[str]] = {}
    for person in people:
        if not person.validated:
            continue
        count = sums.setdefault(person.opd, Counter())
        count["asn"] += 1
        count["tpp"] += slip(tenant, person)
        if person.works:
            approved, rejected = decided(person)
            count["submitted"] += PER_PERSON
            count["by_penilai"] += approved
            count["rejected"] += rejected
            count["by_auto"] += PER_PERSON if tenant == "kuansing" and person.attention == "never" else 0
    return {opd: Expected(*(count[f] for f in Expected.__struct_fields__)) for opd, count in sorted(sums.items())}
