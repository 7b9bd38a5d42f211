"""What the publishing of refusals reads out of code: tried on code of its own, written for that."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ekinerja.publishing import reach
from ekinerja.publishing import unconverted as refusals
from tests import refusals as held

CODE = """
from contracts.refusal import Refusal, forbidden, lacking, unknown, wrong_state

_WHY = {"tutup": "Sudah ditutup.", "hapus": "Sudah dihapus."}
_PASAL = {"ubah": "18 a", "tutup": "19"}
_GONE = unknown("Tidak ada.")

class Store:
    def __init__(self, on_full):
        self.on_full = on_full
    def find(self, name):
        if not name:
            return _GONE
        self._check(name)
    def _check(self, name):
        raise forbidden(f"Bukan milik {name}.", "1(24)")
    def unused(self):
        raise lacking("Tidak pernah.", "0")

def check(state, act):
    raise wrong_state(_WHY.get(state, "Tidak bisa."), _PASAL[act])

def handler(store: Store, data):
    store.find(data)
    check(data, "ubah")
    try:
        quiet()
    except Refusal as refusal:
        print(refusal)
    try:
        loud()
    except Refusal as refusal:
        return refusal

def quiet():
    raise lacking("Dicatat saja.", "2", "x")

def loud():
    said = "Kosong." if data else "Terlalu panjang."
    raise Refusal(said, "3", 422, "isi")
"""


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[refusals.Declared]:
    path = tmp_path / "made.py"
    path.write_text(CODE)
    real = reach.module
    made = reach.Module("services.made", path)
    monkeypatch.setattr(reach, "module", lambda name: made if name == "services.made" else real(name))
    return refusals.declared(("services.made", "handler"))


def test_what_may_be_refused_is_found_with_its_words_and_pasal(read: list[refusals.Declared]) -> None:
    assert [(d.status, d.pasal, d.detail, d.field) for d in read] == [
        (403, "1(24)", "Bukan milik ….", ""),
        (404, "implicit", "Tidak ada.", ""),
        (409, "18 a", "Sudah dihapus.", ""),
        (409, "18 a", "Sudah ditutup.", ""),
        (409, "18 a", "Tidak bisa.", ""),
        (422, "3", "Kosong.", "isi"),
        (422, "3", "Terlalu panjang.", "isi"),
    ]


@pytest.mark.parametrize(
    ("status", "body", "published"),
    [
        (403, {"rule": "activity.entry.not_decider", "detail": "Hanya pejabat penilai."}, True),
        (409, {"rule": "activity.entry.changed", "detail": "Aktivitas sudah berubah (versi 3)."}, True),
        (403, {"rule": "permission.roles", "detail": "Hanya untuk: pegawai."}, True),
        (403, {"rule": "activity.pembinaan.held", "detail": "Pembinaan ini sudah dilaksanakan."}, False),
        (403, {"detail": "Anda tidak boleh."}, False),
    ],
)
def test_a_refusal_that_is_not_published_fails_where_it_is_met(status: int, body: Any, published: bool) -> None:
    try:
        held.check_path("POST", "/api/activity/verify?x=1", status, body)
        met = True
    except AssertionError:
        met = False
    assert met is published


def test_every_path_of_the_published_document_is_known_to_the_check() -> None:
    asked = ("GET", "/api/tpp/slips/mine"), ("GET", "/api/tpp/slips/0197"), ("POST", "/api/skp/sasaran/0197/review")
    for method, path in asked:
        with pytest.raises(AssertionError):
            held.check_path(method, path, 404, {"detail": "Sesuatu yang tidak ada."})
