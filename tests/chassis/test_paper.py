"""A paper always comes: each character is drawn, or stands as what it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from chassis import paper
from tests.service.pdfa import check_pdf_a

TEMPLATE = """#let d = json(bytes(sys.inputs.data))
#set document(title: d.nama, author: d.nama)
#table(columns: 2, [*#d.nama*], [#emph[#upper(d.nama)] #d.isi.join("; ")])"""
HARD = [
    "\uf0b7 Laporan", "✅ selesai", "中国", "Rp1.000 → 100 %", "é ñ ß — “kutip” • ½ ≤ ≥ ±", "a\u0301\u0328", "\u202ecba", "​\u200d\ufeff",
    "tab\tbaris\nbaru\r\nlagi", "\x01\x1f\x7f", "\ufffe\uffff", "👨\u200d👩\u200d👧", "שלום مرحبا ไทย हिन्दी", "ƛ", "[#link] $x$ @a *b* _c_ \\ `d`",
    "\U000e0001\U0010ffff", "ﬁ ﷽", "Ⅻ ① ☑ ✓ ❌ ⁷", "x" * 3000, "", " ",
]  # fmt: skip


@pytest.mark.parametrize("text", HARD)
async def test_a_paper_comes_whatever_was_written(tmp_path: Path, text: str) -> None:
    template = tmp_path / "t.typ"
    template.write_text(TEMPLATE)
    check_pdf_a(await paper.pdf(template, {"nama": text, "isi": (text, "biasa"), "n": 1, "tidak": None}))


def test_every_character_that_is_let_through_is_drawn(tmp_path: Path) -> None:
    template = tmp_path / "t.typ"
    template.write_text("#let d = json(bytes(sys.inputs.data))\n#for c in d [#c #strong[#c] #emph[#c] \\ ]")
    all_of_them = [c for c in map(chr, (*range(0x20, 0xD800), *range(0xE000, 0x11000))) if paper.shown(c) == c]
    assert len(all_of_them) > 2000 and {"é", "—", "•", "→", "≤", "√", "€"} <= set(all_of_them)
    check_pdf_a(paper._compiled(template, all_of_them))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\uf0b7 a", "• a"), ("✅", "[U+2705]"), ("中国", "[U+4E2D][U+56FD]"), ("\u202ex", "[U+202E]x"), ("\x01", "[U+0001]"),
        ("biasa — é", "biasa — é"), ("👍", "[U+1F44D]"), ("a\r\nb", "a\nb"),
    ],
)  # fmt: skip
def test_what_no_font_draws_stands_as_its_number(text: str, said: str) -> None:
    assert paper.shown(text) == said
