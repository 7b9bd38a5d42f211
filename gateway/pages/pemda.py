"""The regencies of an installation as the pages name them."""

from __future__ import annotations

from datetime import date

import msgspec

from chassis.regulation import Pack, Packs
from gateway.pages.duties import DUTIES


class Words(msgspec.Struct, frozen=True):
    """A rule of the law that lists names."""

    value: tuple[str, ...] = ()


class Finding(msgspec.Struct, frozen=True):
    """A rule of the law that says yes or no."""

    value: bool = False


class Days(msgspec.Struct, frozen=True):
    """A rule of the law that names days; empty where it has none."""

    value: dict[str, date] = {}


class _Skp(msgspec.Struct, frozen=True):
    iki_criteria: Words = Words()
    change_causes: Words = Words()
    change_proposers: Words = Words()
    initial_input: Days = Days()


class _Activity(msgspec.Struct, frozen=True):
    missing_day_finding: Finding = Finding()
    plan_periods: Words = Words()


class _Appraisal(msgspec.Struct, frozen=True):
    aspects: Words = Words()
    leadership_for: Words = Words()
    peer_input: Finding = Finding()


class _Row(msgspec.Struct, frozen=True):
    value: tuple[str, ...] = ()


# Pages of a penilai in one law alone, by service and the operation that gives them.
_OF_ONE_LAW = {
    "appraisal": {
        "list_monitoring": "/pemantauan",
        "list_guidance": "/bimbingan",
        "list_ideas": "/ide",
        "list_follow_ups": "/tindak-lanjut",
        "list_reports": "/laporan-kinerja",
    },
}


class Pemda(msgspec.Struct, frozen=True):
    """A regency as its pages name it; `warna` tells one from another at a glance. `kepala_badan`: that office's role.

    What its law has a form ask: `kriteria` of a review, `perilaku` by aspect, the last of them of those posts alone
    that `pimpinan` names, whether a missed day is judged (`temuan`), why and by whom a set SKP is changed (`sebab`,
    `pengubah`), by which periods one plans (`rencana`), which pages are nobody's
    there (`tutup`), whether peers are asked about behaviour (`survei`). `pembaca`: operation that opens a page of the
    navigation (and the dashboard of the whole Pemda) → the roles to which its law gives it.
    """

    tenant: str
    kepala_badan: str
    nama: str
    warna: str
    hukum: str
    nomor: str
    kriteria: tuple[str, ...] = ()
    perilaku: tuple[str, ...] = ()
    pimpinan: tuple[str, ...] = ()
    temuan: bool = False
    sebab: tuple[str, ...] = ()
    pengubah: tuple[str, ...] = ()
    rencana: tuple[str, ...] = ()
    tutup: tuple[str, ...] = ()
    survei: bool = False
    pembaca: dict[str, frozenset[str]] = {}

    def aspek(self, jenis_jabatan: str) -> tuple[str, ...]:
        """The aspects of perilaku that a post is scored in; none where the law gives no number."""
        return self.perilaku if jenis_jabatan in self.pimpinan else self.perilaku[:-1]


def regencies(packs: Packs) -> dict[str, Pemda]:
    """Every Pemda of the installation, from the heads of its packs."""
    found = {}
    for tenant in packs.tenants():
        held = [pack for pack in packs.of_kind() if tenant in pack.head.tenants]
        if held:
            last, skp, scored = held[-1].head, held[-1].section("skp", _Skp), held[-1].section("appraisal", _Appraisal)
            daily = held[-1].section("activity", _Activity)
            name = last.pemda.replace("Kabupaten", "Kab.") or tenant
            found[tenant] = Pemda(
                tenant, last.kepala_badan, name, last.labels.get("warna", "hijau"), last.short, last.law,
                kriteria=skp.iki_criteria.value, perilaku=scored.aspects.value, pimpinan=scored.leadership_for.value,
                temuan=daily.missing_day_finding.value, sebab=skp.change_causes.value,
                pengubah=skp.change_proposers.value, rencana=daily.plan_periods.value,
                tutup=(
                    *_closed(held[-1]),
                    *(() if daily.plan_periods.value else ("/belum-rencana",)),
                    *(() if skp.initial_input.value else ("/pengisian-awal",)),
                ),
                survei=scored.peer_input.value,
                pembaca=_readers(held[-1]),
            )  # fmt: skip
    return found


def _readers(pack: Pack) -> dict[str, frozenset[str]]:
    """Operation that opens a page of the navigation → the roles of its row in the pack."""
    opening = {"reporting.show_recap", *(item.baca for _, rows in DUTIES for _, item in rows if item.baca)}
    return {
        named: frozenset(pack.table(f"permissions.{service}", _Row)[name].value)
        for named in opening
        for service, _, name in [named.partition(".")]
    }


def _closed(pack: Pack) -> tuple[str, ...]:
    """The pages that a law gives to nobody."""
    found = []
    for service, pages in _OF_ONE_LAW.items():
        may = pack.table(f"permissions.{service}", _Row)
        found += [page for name, page in pages.items() if not may[name].value]
    return tuple(found)
