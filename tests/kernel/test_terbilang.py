"""Sums in words: written by hand as people say them, and read back from the words by another way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.terbilang import MOST, terbilang

BY_HAND = {
    0: "nol", 1: "satu", 10: "sepuluh", 11: "sebelas", 12: "dua belas", 19: "sembilan belas", 20: "dua puluh",
    21: "dua puluh satu", 100: "seratus", 101: "seratus satu", 111: "seratus sebelas", 200: "dua ratus",
    999: "sembilan ratus sembilan puluh sembilan", 1000: "seribu", 1001: "seribu satu", 1100: "seribu seratus",
    2000: "dua ribu", 11_000: "sebelas ribu", 100_000: "seratus ribu", 1_000_000: "satu juta",
    3_496_800: "tiga juta empat ratus sembilan puluh enam ribu delapan ratus",
    1_001_001_000: "satu miliar satu juta seribu", 2_000_000_000_012: "dua triliun dua belas",
    -186_000: "minus seratus delapan puluh enam ribu",
}  # fmt: skip
DIGITS = ("satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
GREAT = {"ribu": 1000, "juta": 10**6, "miliar": 10**9, "triliun": 10**12}


@pytest.mark.parametrize(("n", "said"), BY_HAND.items())
def test_as_people_say_it(n: int, said: str) -> None:
    assert terbilang(n) == said


def read(said: str) -> int:
    """The number that the words name: each word adds to or multiplies what stands before it."""
    total = part = small = 0
    for word in said.replace("seribu", "satu ribu").replace("seratus", "satu ratus").split():
        if word in DIGITS:
            small = DIGITS.index(word) + 1
        elif word in ("sepuluh", "sebelas"):
            part += 10 + (word == "sebelas")
        elif word == "belas":
            part, small = part + 10 + small, 0
        elif word == "puluh":
            part, small = part + 10 * small, 0
        elif word == "ratus":
            part, small = part + 100 * small, 0
        else:
            total, part, small = total + (part + small) * GREAT[word], 0, 0
    return total + part + small


@given(st.integers(min_value=1, max_value=MOST))
def test_the_words_name_the_number(n: int) -> None:
    assert read(terbilang(n)) == n


def test_more_than_a_payment_has_is_a_fault() -> None:
    with pytest.raises(ValueError, match="more digits"):
        terbilang(MOST + 1)
