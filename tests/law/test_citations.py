"""A refusal cites the law of the Pemda, and never another's (reading B30: nothing of one law leaks into the other)."""

from __future__ import annotations

import pytest

from contracts.refusal import Part, Refusal, in_law

KUAN, KON = ("KUAN", {"KON", "CONTOH"}), ("KON", {"KUAN", "CONTOH"})


@pytest.mark.parametrize(
    ("cited", "kuansing", "konsel"),
    [
        ("KUAN 7(3), KON 7(5)", "KUAN 7(3)", "KON 7(5)"),
        ("KUAN 1(26-27), 6(2), 9(1); KON 9(1)", "KUAN 1(26-27), 6(2), 9(1)", "KON 9(1)"),
        ("KON 19(1), KUAN 23(2)", "KUAN 23(2)", "KON 19(1)"),
        ("KUAN 18 a, KON 19", "KUAN 18 a", "KON 19"),
        ("KUAN 1(24), A22", "KUAN 1(24), A22", "kebijakan"),
        ("KON 10(1-2), 11, 12, 13", "kebijakan", "KON 10(1-2), 11, 12, 13"),
        ("23(1)", "23(1)", "23(1)"),
        ("A24", "A24", "A24"),
        ("BSSN 4/2021", "BSSN 4/2021", "BSSN 4/2021"),
        ("implicit", "implicit", "implicit"),
    ],
)
def test_reading_b30_of_a_citation_stays_what_is_of_the_own_law(cited: str, kuansing: str, konsel: str) -> None:
    refusal = Refusal("Tidak.", cited, 409, None, (Part("a[0]", "Tidak.", cited),))
    for law, own in ((KUAN, kuansing), (KON, konsel)):
        told = in_law(refusal.said({}), {}, *law)
        assert (told.pasal, told.parts[0].pasal) == (own, own)


def test_reading_b30_what_the_pack_puts_in_its_place_goes_first() -> None:
    assert in_law(Refusal("Tidak.", "23(1)").said({}), {"23(1)": "KON 7(1)"}, *KON).pasal == "KON 7(1)"
