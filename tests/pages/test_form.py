"""What people type, as what it means."""

from __future__ import annotations

from datetime import date, time

import pytest

from gateway.pages.form import Form, with_pasal
from gateway.pages.problem import Problem, Wrong
from gateway.pages.umum.masuk import after


@pytest.mark.parametrize("typed", ["10.30", "10:30", "1030", "10,30", " 10.30 ", "10 .30"])
def test_an_hour_as_people_write_it(typed: str) -> None:
    assert Form({"jam": typed}).hour("jam", "") == time(10, 30)


@pytest.mark.parametrize(
    ("typed", "hour"), [("9", time(9)), ("7.5", time(7, 50)), ("730", time(7, 30)), ("0.00", time(0))]
)
def test_a_short_hour(typed: str, hour: time) -> None:
    assert Form({"jam": typed}).hour("jam", "") == hour


@pytest.mark.parametrize("typed", ["24.00", "10.60", "pagi", "1:2:3", "10.300", "\u0661\u0660", "-1"])
def test_no_hour_is_said_beside_its_field(typed: str) -> None:
    form = Form({"jam": typed})
    assert form.hour("jam", "") is None and "10.30" in form.salah["jam"]


@pytest.mark.parametrize("typed", ["2026-11-26", "26-11-2026", "26/11/2026", "26.11.2026"])
def test_a_day_as_people_write_it(typed: str) -> None:
    assert Form({"hari": typed}).day("hari", "") == date(2026, 11, 26)


def test_all_that_is_wrong_is_said_at_once() -> None:
    form = Form({"uraian": " ", "jumlah": "nol", "hari": "kemarin"})
    form.text("uraian", "Tulis sesuatu.", 10), form.number("jumlah", "Tulis berapa."), form.day("hari", "Pilih hari.")
    assert list(form.salah) == ["uraian", "jumlah", "hari"]
    assert Form({"jumlah": "1.200"}).number("jumlah", "") == 1200


def test_a_refusal_stands_beside_its_field_and_the_rest_at_the_top() -> None:
    form = Form({})
    parts = (Wrong("isi.mulai", "Bertumpuk.", "23(1)"), Wrong("lain", "Tidak ada.", ""))
    rest = form.blame(Problem(status=422, errors=parts), {"mulai": "mulai"})
    assert form.salah == {"mulai": "Bertumpuk. (Pasal 23(1))"} and rest == "Tidak ada."
    assert with_pasal("A.", "KUAN 26(1)") == "A. (Pasal 26(1))" and with_pasal("A.", "kebijakan") == "A."


@pytest.mark.parametrize(
    "wanted",
    ["", "//evil.example", "/\\evil.example", "https://evil.example", "javascript:1", "/a\r\nset-cookie: x", "/\u00e9"],
)
def test_after_signing_in_nobody_is_led_elsewhere(wanted: str) -> None:
    assert after(wanted) == "/beranda"
    assert after("/antrean?asn=1") == "/antrean?asn=1"
