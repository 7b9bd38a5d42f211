"""The made-up people of one Pemda: leaders from the top down, then their staff, then who holds which role."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta

from ekinerja.demo.structure import Opd, Pemda, Unit

SEED = 20250106
SIZE = 160
# A third and a little of the people; only pelaksana and fungsional can be PPPK.
PPPK = 56
WIDE_SPAN = 14
COLUMNS = (
    "NIP", "NAMA", "JENIS", "TANGGAL_LAHIR", "JENIS_KELAMIN", "GOLONGAN", "JABATAN", "JENIS_JABATAN", "KELAS_JABATAN",
    "KODE_OPD", "KODE_UNIT", "NIP_ATASAN", "TMT_JABATAN", "STATUS", "SIASN_VALIDATED", "MEMIMPIN_UNIT",
)  # fmt: skip
_DIGITS = ("Nol", "Satu", "Dua", "Tiga", "Empat", "Lima", "Enam", "Tujuh", "Delapan", "Sembilan")
_PELAKSANA = {5: "Pengadministrasi Perkantoran", 6: "Pengelola Layanan Operasional", 7: "Penelaah Teknis Kebijakan"}
_AHLI = {8: "Ahli Pertama", 9: "Ahli Muda", 10: "Ahli Muda Subkoordinator"}
_GOLONGAN_LEADERS = {8: "III/c", 9: "III/d", 11: "IV/a", 12: "IV/b", 14: "IV/c", 15: "IV/d"}
_GOLONGAN_STAFF = {5: "II/c", 6: "II/d", 7: "III/a", 8: "III/b", 9: "III/c", 10: "III/d"}
_GOLONGAN_PPPK = {5: "V", 6: "VII", 7: "IX", 8: "IX", 9: "X", 10: "XI"}

Person = dict[str, str]


class Population:
    """Everybody of one Pemda; the same Pemda gives the same people at every run."""

    def __init__(self, pemda: Pemda) -> None:
        self._pemda = pemda
        self._random = random.Random(f"{SEED}/{pemda.tenant}")
        self.people: list[Person] = []
        self.opd: list[tuple[str, str, str, str]] = []
        self.peran: list[tuple[str, str, str]] = []
        self._leader: dict[str, Person] = {}
        for opd in pemda.opd:
            self._open(opd)
        self._hire()
        for opd in pemda.opd:
            self._appoint(opd)
        self._appoint_pemda()

    def _open(self, opd: Opd) -> None:
        """The OPD, its units and their leaders."""
        sekda = self.people[0]["NIP"] if self.people else ""
        self.opd.append((opd.kode, opd.nama, "", opd.jenis))
        head = Unit(opd.kode, opd.nama, opd.jenis, opd.kepala, opd.jenis_jabatan, opd.kelas)
        self._leader[opd.kode] = self._lead(opd, head, sekda)
        for unit in opd.units:
            self.opd.append((unit.kode, unit.nama, opd.kode, unit.jenis))
            superior = self._leader[unit.under or opd.kode]["NIP"]
            self._leader[unit.kode] = self._lead(opd, unit, superior)

    def _lead(self, opd: Opd, unit: Unit, superior: str) -> Person:
        post = {"JABATAN": unit.jabatan, "JENIS_JABATAN": unit.jenis_jabatan, "KELAS_JABATAN": str(unit.kelas)}
        place = {"KODE_OPD": opd.kode, "KODE_UNIT": unit.kode, "NIP_ATASAN": superior, "MEMIMPIN_UNIT": "ya"}
        return self._add(post | place | {"GOLONGAN": _GOLONGAN_LEADERS[unit.kelas], "JENIS": "PNS"}, 1968, 1984)

    def _hire(self) -> None:
        """Pelaksana and fungsional under the pengawas until the Pemda is full; one pengawas has fourteen."""
        pengawas = [p for p in self.people if p["JENIS_JABATAN"] == "pengawas"]
        wide = next(p for p in pengawas if p["KODE_OPD"] == "DINKES")
        others = [p for p in pengawas if p is not wide]
        vacancies = SIZE - len(self.people)
        superiors = [wide] * WIDE_SPAN + [others[n % len(others)] for n in range(vacancies - WIDE_SPAN)]
        pppk = set(self._random.sample(range(vacancies), PPPK))
        titles = {opd.kode: opd.fungsional for opd in self._pemda.opd}
        staff = [
            self._employ(superior, titles[superior["KODE_OPD"]], n in pppk) for n, superior in enumerate(superiors)
        ]
        self._distinguish(staff)

    def _employ(self, superior: Person, title: str, pppk: bool) -> Person:
        functional = self._random.random() < 0.4
        kelas = self._random.choice((8, 8, 9, 10) if functional else (5, 6, 7))
        post = {
            "JABATAN": f"{title} {_AHLI[kelas]}" if functional else _PELAKSANA[kelas],
            "JENIS_JABATAN": "fungsional" if functional else "pelaksana",
            "KELAS_JABATAN": str(kelas),
            "GOLONGAN": (_GOLONGAN_PPPK if pppk else _GOLONGAN_STAFF)[kelas],
            "JENIS": "PPPK" if pppk else "PNS",
        }
        place = {column: superior[column] for column in ("KODE_OPD", "KODE_UNIT")}
        return self._add(post | place | {"NIP_ATASAN": superior["NIP"], "MEMIMPIN_UNIT": "tidak"}, 1980, 2000)

    def _distinguish(self, staff: Sequence[Person]) -> None:
        """Four people away from duty (cltn and tugas belajar are for PNS), two not validated in SIASN."""
        pns = self._random.sample([p for p in staff if p["JENIS"] == "PNS"], 4)
        for person, status in zip(pns, ("cltn", "tugas_belajar", "cuti", "cuti"), strict=True):
            person["STATUS"] = status
        for person in self._random.sample([p for p in staff if p["STATUS"] == "aktif"], 2):
            person["SIASN_VALIDATED"] = "tidak"

    def _add(self, known: Person, born_from: int, born_to: int) -> Person:
        """A person with a number, a name and the dates that agree with the number."""
        number = len(self.people) + 1
        born = date(born_from, 1, 1) + timedelta(days=self._random.randrange(365 * (born_to - born_from + 1)))
        sex = self._random.choice("LP")
        digits = " ".join(_DIGITS[int(digit)] for digit in str(number))
        words = self._pemda.names
        drawn = {
            "NIP": self._nip(born, sex, number, known["JENIS"] == "PPPK"),
            "NAMA": f"{words[number % len(words)]} Contoh {digits}",
            "TANGGAL_LAHIR": born.isoformat(),
            "JENIS_KELAMIN": sex,
            "TMT_JABATAN": f"{self._random.choice((2023, 2024))}-{self._random.randint(1, 6):02d}-01",
        }
        values = drawn | known | {"STATUS": "aktif", "SIASN_VALIDATED": "ya"}
        person = {column: values[column] for column in COLUMNS}
        self.people.append(person)
        return person

    def _nip(self, born: date, sex: str, serial: int, pppk: bool) -> str:
        """PNS: digits 13-14 are the month of the TMT CPNS; PPPK: a 2 and the number of the contract."""
        if pppk:
            start, middle = self._random.choice((2021, 2022)), f"2{self._random.randint(1, 3)}"
        else:
            start, middle = min(born.year + self._random.randint(21, 26), 2022), f"{self._random.randint(1, 12):02d}"
        return f"{born:%Y%m%d}{start}{middle}{1 if sex == 'L' else 2}{serial:03d}"

    def _appoint(self, opd: Opd) -> None:
        """Two review plans in each OPD, because nobody reviews their own."""
        units = {kind: [u.kode for u in opd.units if u.jenis_jabatan == kind] for kind in ("administrator", "pengawas")}
        self._give(opd.kode, "kepala_pd")
        self._give(units["pengawas"][0], "admin_pd")
        self._give(units["administrator"][0], "pengelola_kinerja")
        self._give(units["pengawas"][1], "pengelola_kinerja")

    def _appoint_pemda(self) -> None:
        """Offices and roles that reach over the whole Pemda; who prepares an import is not who confirms it."""
        staffing = next(opd for opd in self._pemda.opd if opd.kode == self._pemda.staffing)
        _, subbagian, first, first_seksi, second, _ = (unit.kode for unit in staffing.units)
        self._give("SETDA", "sekda")
        self._give(staffing.kode, self._pemda.head_role)
        self._give(first, "pengelola_e_kinerja")
        self._give(second, "administrator_bidang")
        self._give(subbagian, "pengelola_kepegawaian")
        self._give(first_seksi, "pengelola_tpp")
        self._give("DISKOMINFO", "ka_diskominfo")
        self._give("INSPEKTORAT", "inspektorat")

    def _give(self, unit: str, role: str) -> None:
        """The leader of the unit holds the role."""
        number = len(self.peran) + 1
        self.peran.append((self._leader[unit]["NIP"], role, f"SK.800/{number:03d}/{self._pemda.tenant.upper()}/2025"))
