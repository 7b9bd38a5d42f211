"""The code on a paper: the same wherever it is made, read however it is typed."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.kode import LETTERS, code_of, read, spoken

SLIP = "01970000-0000-7000-8000-000000000030"


def test_a_code_is_the_first_sixty_bits_in_letters_that_nobody_misreads() -> None:
    bits = f"{int(sha256(f'slip|{SLIP}|1'.encode()).hexdigest(), 16):0256b}"[:60]
    by_hand = "".join("0123456789ABCDEFGHJKMNPQRSTVWXYZ"[int(bits[n : n + 5], 2)] for n in range(0, 60, 5))
    assert code_of("slip", SLIP, 1) == by_hand
    assert len({code_of("slip", SLIP, n) for n in range(200)}) == 200


@given(versi=st.integers(1, 10**6))
def test_what_is_printed_is_read_back(versi: int) -> None:
    code = code_of("slip", SLIP, versi)
    assert set(code) <= set(LETTERS)
    assert read(spoken(code)) == read(code.lower()) == read(f" {code} ") == code


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("OIL0-1111-2222", "011011112222"),
        ("abcd efgh jkmn", "ABCDEFGHJKMN"),
        ("short", None),
        ("U" * 12, None),
        ("", None),
    ],
)
def test_what_is_misread_is_understood_and_what_is_no_code_is_none(typed: str, code: str | None) -> None:
    assert read(typed) == code
