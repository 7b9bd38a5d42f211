"""What uploaded files are called: no path, nothing hidden, nothing turned around."""

from __future__ import annotations

import pytest

from chassis.filename import LONGEST, safe_name
from contracts.refusal import Refusal


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("surat.pdf", "surat.pdf"), ("../../../surat.pdf", "surat.pdf"), ("..\\..\\surat.pdf", "surat.pdf"),
        ("/etc/passwd", "passwd"), ("C:\\Users\\Bupati\\SK 12.pdf", "SK 12.pdf"), ("SK/2026/", "2026"),
        ("surat\u202efdp.exe", "surat fdp.exe"), ("a\x00b\nc.pdf", "a b c.pdf"), (".htaccess", "htaccess"),
        ("  SK   nomor 1.pdf . ", "SK nomor 1.pdf"), ("SK\u200b\ufeff.pdf", "SK .pdf"), ("Surat “baru” é.pdf", "Surat “baru” é.pdf"),
        ('a"; filename="b.pdf', "a ; filename= b.pdf"), ("x" * 300 + ".pdf", "x" * (LONGEST - 4) + ".pdf"),
    ],
)  # fmt: skip
def test_a_name_is_no_path(given: str, kept: str) -> None:
    assert safe_name(given) == kept


@pytest.mark.parametrize("given", ["", "..", "../..", "\u202e", "\u2800", "\u3164 \x07", " . ", "\\", "/"])
def test_what_leaves_no_name_takes_another_or_is_refused(given: str) -> None:
    assert safe_name(given, "bukti") == "bukti"
    with pytest.raises(Refusal) as refused:
        safe_name(given)
    assert (refused.value.status, refused.value.field) == (422, "nama")
