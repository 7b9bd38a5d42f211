"""What passes between the gateway and the pages cannot be made by anyone else."""

from __future__ import annotations

import base64
import os

import pytest

from gateway import between
from gateway.between import BrokenSeal, Tokens, Word

WORD = Word("buka", "kuansing", Tokens("a.b.c", "kuansing.x", 300))


def test_a_word_is_opened_by_the_key_of_its_request_alone() -> None:
    key = os.urandom(32)
    sealed = between.seal(key, WORD).encode()
    assert between.unseal(key, sealed, Word) == WORD
    with pytest.raises(BrokenSeal):
        between.unseal(os.urandom(32), sealed, Word)


@pytest.mark.parametrize("sealed", [b"", b"x", b"AAAA", b"\xff\xfe", base64.urlsafe_b64encode(b"0" * 60)])
def test_what_is_no_word_is_none(sealed: bytes) -> None:
    with pytest.raises(BrokenSeal):
        between.unseal(os.urandom(32), sealed, Word)


def test_a_proof_looks_different_each_time_and_is_the_same() -> None:
    proof = os.urandom(32)
    first, second = between.masked(proof), between.masked(proof)
    assert first != second and between.holds(first, proof) and between.holds(second, proof)
    assert base64.urlsafe_b64encode(proof).decode()[:20] not in first


@pytest.mark.parametrize(
    "given", ["", "x", "AAAA", "\u00e9\u00e9", "=" * 88, between.masked(b"0" * 32), between.masked(b"")]
)
def test_another_proof_holds_nothing(given: str) -> None:
    assert not between.holds(given, os.urandom(32))
    assert not between.holds(given, b"")
