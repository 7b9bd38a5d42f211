"""Two hundred strings through every macro: whatever a person writes, the page has the same elements and attributes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timezone
from html.parser import HTMLParser
from itertools import product
from types import SimpleNamespace
from typing import Any

import pytest

from gateway.pages.view import FOLDER, View

# One a context: text, attribute in either quote and in none, comment, script, style, template, address, entity.
BASES = (
    "<script>x=1</script>", '"><img src=x onerror=x=1>', "'><svg onload=x=1>", "--><b onclick=x=1>", "</title><i>",
    "</textarea><u>", "javascript:x=1", "{{ 7*7 }}", "&lt;s&gt;", "\u2028<s>", "` onfocus=x=1 `", "<!--<style>@import 1",
    "%3Cscript%3E", "\\\"><a href=//e>", "]]><a>", "</option><p>", "<math><mi//xlink:href='data:x'>",
)  # fmt: skip
FRAMES = ("{}", "a{}", "{}b", " {} ", "\u202e{}", "{}{}", "é{}", '"{}"', "'{}'", "<{}>", "{}\n{}", "0{}0")
NOW = datetime(2026, 1, 22, 10, tzinfo=timezone.utc)
IMPORTED = frozenset({"baris", "sebab", "chip", "teks"})  # of another template, tried there
STRINGS = [frame.replace("{}", base) for base, frame in product(BASES, FRAMES)][:200]


class Seen(HTMLParser):
    """The elements of a piece of a page with the names of their attributes, in their order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.shape: list[tuple[str, tuple[str, ...]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.shape.append((tag, tuple(name for name, _ in attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.shape.append((f"/{tag}", ()))

    def handle_comment(self, data: str) -> None:
        self.shape.append(("comment", ()))


def shape(text: str) -> list[tuple[str, tuple[str, ...]]]:
    seen = Seen()
    seen.feed(text)
    seen.close()
    return seen.shape


def _bekal(s: str) -> SimpleNamespace:
    giver = SimpleNamespace(asn_id=s, nama=s, jabatan=s)
    return SimpleNamespace(pemberi=[giver], pemberi_bupati=True, syarat_tambahan=[s])


def _plan(s: str) -> SimpleNamespace:
    target = SimpleNamespace(kuantitas=1, satuan=s, kualitas=None, waktu_bulan=None, biaya=None, jumlah=f"1 {s}")
    butir = SimpleNamespace(kategori=s, uraian=s, indikator=s, target=target)
    return SimpleNamespace(isi=SimpleNamespace(butir=[butir], sumber=[SimpleNamespace(rujukan=s)], perilaku=s))


def _deadline(s: str) -> SimpleNamespace:
    return SimpleNamespace(kata=s, gawat=False, ruas=("x", s), label=s)


def _chart(s: str) -> SimpleNamespace:
    column = SimpleNamespace(bagian=[], jumlah=1, tengah=1, atas=1, nama=s)
    return SimpleNamespace(kalimat=s, skala=[], kolom=[column])


def _slip(s: str) -> SimpleNamespace:
    line = SimpleNamespace(uraian=s, jumlah=-1, hitungan=s, pasal=s)
    other = SimpleNamespace(uraian=s, sebelum=1, sesudah=2, selisih=1)
    return SimpleNamespace(periode="2025-12", total=1, lines=[line], selisih=[other])


def _version(s: str) -> SimpleNamespace:
    return SimpleNamespace(versi=2, status="payable", total=1, alasan=s, issued_at=NOW)


# Template and macro → its arguments, with the string in each place that a person's words can reach.
MACROS: dict[str, Callable[[Any, str], Any]] = {
    "bagian:tenggat": lambda m, s: m.tenggat(_deadline(s)),
    "bagian:pasal": lambda m, s: m.pasal(s),
    "bagian:kosong": lambda m, s: m.kosong("cari", s, s),
    "bagian:tahun_lain": lambda m, s: m.tahun_lain(s, 2026, 2027),
    "formulir:rahasia": lambda m, s: m.rahasia(s, s),
    "formulir:ringkasan": lambda m, s: m.ringkasan({"a": s, s: s}, s),
    "formulir:sebab": lambda m, s: m.sebab({"a": s}, "a"),
    "formulir:baris": lambda m, s: m.baris({"a": s}, {"a": s}, "a", s, s, lain={"placeholder": s}),
    "formulir:teks": lambda m, s: m.teks({"a": s}, {"a": s}, "a", s, s),
    "formulir:chip": lambda m, s: m.chip("a", s, True, s, s, id=s),
    "formulir:sandi_pertama": lambda m, s: m.sandi_pertama([SimpleNamespace(nip=s, sandi=s)], s),
    "rencana:kinerja": lambda m, s: m.kinerja(_plan(s)),
    "kinerja:target": lambda m, s: m.target({"kuantitas": s}, {"kuantitas": s, "satuan": s}, ["kualitas", "waktu"]),
    "kinerja:survei": lambda m, s: m.survei(SimpleNamespace(
        n_rekan=3, n_bawahan=0, nilai="80", rekan="80", bawahan=None, halo="12", kelonggaran=s)),
    "kinerja:pertimbangan": lambda m, s: m.pertimbangan({"hasil": s}, {"hasil": s, "n-a": s}, ["a"]),
    "kinerja:isian": lambda m, s: m.isian({"alasan": s}, {"uraian": s, "hasil": s, "alasan": s}, s, s),
    "slip:rincian": lambda m, s: m.rincian(_slip(s)),
    "slip:berubah": lambda m, s: m.berubah(_slip(s)),
    "slip:versi_slip": lambda m, s: m.versi_slip([_version(s)] * 2, SimpleNamespace(sekarang=NOW)),
    "grafik:tren": lambda m, s: m.tren(_chart(s), [], s),
    "grafik:jujur": lambda m, s: m.jujur(SimpleNamespace(median_jam=3, penilai=2, sistem=1, bertumpuk=0), s),
    "kinerja:keputusan": lambda m, s: m.keputusan({"pemberi": s}, {"nomor": s}, _bekal(s), {"a": s}, {"a"}),
}  # fmt: skip


@pytest.mark.parametrize("macro", MACROS)
def test_no_string_changes_what_a_macro_is_made_of(macro: str) -> None:
    folder, _ = macro.split(":")
    module = View().env.get_template(f"gaya/{folder}.html").module
    plain = shape(str(MACROS[macro](module, "kata")))
    assert plain and len(STRINGS) == 200
    for string in STRINGS:
        assert shape(str(MACROS[macro](module, string))) == plain, string


def test_every_macro_is_tried_but_those_that_show_codes_alone() -> None:
    """`keadaan` looks its code up; `pembahasan` is made of what stands in the page; `legenda` always says the same."""
    view = View()
    found = {
        f"{path.stem}:{name}"
        for path in (FOLDER / "gaya").glob("*.html")
        for name in vars(view.env.get_template(f"gaya/{path.name}").module)
        if not name.startswith("_")
    }
    assert found - set(MACROS) == {"bagian:keadaan", "rencana:pembahasan", "grafik:legenda"} | {
        name for name in found if name.split(":")[1] in IMPORTED and name not in MACROS
    }
