"""Passwords under the two profiles: long and not guessable, or classes, history and age (BSSN 4/2021)."""

from __future__ import annotations

from datetime import date

import pytest

from contracts.refusal import Refusal
from services.identity.domain.external import Approval, check_external
from services.identity.domain.password import check_password
from services.identity.domain.role import Candidate, check_conditions, stays
from services.identity.policy import PasswordProfile, Syarat
from tests.laws import cited

NIST = PasswordProfile(name="nist", min_length=15)
BSSN = PasswordProfile(name="bssn", min_length=12, classes=4, history=5, max_days=180)
NIP = "197306032007011007"


@pytest.mark.parametrize(
    ("password", "profile", "fine"),
    [
        ("kuda baterai tepat", NIST, True),
        ("kudabateraitep", NIST, False),  # fourteen
        ("passwordpassword", NIST, False),
        ("password123456!", NIST, False),
        ("aaaaaaaaaaaaaaaaaaaa", NIST, False),
        (f"saya {NIP}", NIST, False),
        ("Kuda7-Baterai", BSSN, True),
        ("kuda7-baterai", BSSN, False),
        ("Kuda-Bateraii", BSSN, False),
        ("Kuda7-Batera", BSSN, True),
        ("Kuda7-Bater", BSSN, False),
    ],
)
def test_what_a_password_must_be(password: str, profile: PasswordProfile, fine: bool) -> None:
    if fine:
        return check_password(password, profile, NIP)
    with pytest.raises(Refusal) as refused:
        check_password(password, profile, NIP)
    assert (refused.value.status, refused.value.field) == (422, "baru")


ADMIN = Syarat(
    pasal="1(23), 11(3)", butuh=("kepala_pd_nip", "basis"),
    pilihan={"basis": ("pengawas_kepegawaian", "cakap_komputer")}, ditunjuk_kepala_pd=True,
    jabatan_pilihan={"pengawas_kepegawaian": ("pengawas",)},
)  # fmt: skip
HERE = Candidate(opd="DINKES", unit="DINKES.SEK", jenis_jabatan="pengawas", kepala_pd=("1",))
STATED = {"kepala_pd_nip": "1", "basis": "cakap_komputer"}


@pytest.mark.parametrize(
    ("stated", "field"),
    [
        (STATED, ""), (STATED | {"basis": "ramah"}, "syarat.basis"), ({"basis": "cakap_komputer"}, "syarat.kepala_pd_nip"),
        (STATED | {"kepala_pd_nip": "2"}, "syarat.kepala_pd_nip"), ({}, "syarat.kepala_pd_nip"),
    ],
)  # fmt: skip
def test_kuan_p1_23_p11_3_the_administrator_pd_is_appointed_by_the_own_kepala_pd(
    stated: dict[str, str], field: str
) -> None:
    if not field:
        return check_conditions("admin_pd", ADMIN, HERE, stated, None)
    with pytest.raises(Refusal) as refused:
        check_conditions("admin_pd", ADMIN, HERE, stated, None)
    assert (refused.value.status, refused.value.field) == (422, field)


@pytest.mark.parametrize("jenis", ["pengawas", "administrator", "pelaksana", "fungsional", "jpt_pratama"])
@pytest.mark.parametrize("basis", ["pengawas_kepegawaian", "cakap_komputer"])
def test_kuan_p1_23_the_pengawas_in_charge_of_staffing_is_a_pengawas(jenis: str, basis: str) -> None:
    """Any other is appointed as one who knows computers."""
    candidate = Candidate(opd="DINKES", unit="DINKES.SEK", jenis_jabatan=jenis, kepala_pd=("1",))
    stated = STATED | {"basis": basis}
    fits = basis == "cakap_komputer" or jenis == "pengawas"
    assert stays("admin_pd", ADMIN, "DINKES", candidate, stated, None) is fits
    if fits:
        return check_conditions("admin_pd", ADMIN, candidate, stated, None)
    with pytest.raises(Refusal) as refused:
        check_conditions("admin_pd", ADMIN, candidate, stated, None)
    assert (refused.value.status, refused.value.field) == (422, "syarat.basis")


PENGELOLA = Syarat(pasal="11(2), 1(20)", jenis_jabatan=("administrator",), unit=("BKPP.PA",))


@pytest.mark.parametrize(
    ("jenis", "unit", "fine"),
    [("administrator", "BKPP.PA", True), ("pengawas", "BKPP.PA", False), ("administrator", "DINKES.P2P", False)],
)
def test_kuan_p11_2_the_pengelola_is_the_administrator_of_the_bidang(jenis: str, unit: str, fine: bool) -> None:
    candidate = Candidate(opd="BKPP", unit=unit, jenis_jabatan=jenis)
    if fine:
        return check_conditions("pengelola_e_kinerja", PENGELOLA, candidate, {}, None)
    with pytest.raises(Refusal) as refused:
        check_conditions("pengelola_e_kinerja", PENGELOLA, candidate, {}, None)
    assert refused.value.status == 422 and "11(2)" in cited(refused.value)


def _outsider(jenis: str, nomor: str, end: date | None, today: date, oleh: str = "bupati") -> None:
    check_external(jenis, Approval(nomor, oleh, today), "bupati", "20", end, today)


def test_kuan_p20_the_approval_is_of_whom_the_law_names() -> None:
    with pytest.raises(Refusal) as refused:
        _outsider("external_support", "100.3/12/2026", date(2026, 6, 30), date(2026, 1, 5), oleh="sekda")
    assert (refused.value.status, refused.value.field, refused.value.pasal) == (422, "disetujui_oleh", "20")


def test_kuan_p20_outsiders_need_the_bupatis_letter_and_an_end() -> None:
    today = date(2026, 1, 5)
    _outsider("external_expert", "100.3/12/2026", date(2026, 6, 30), today)
    for letter, end, field in (
        ("", date(2026, 6, 30), "persetujuan"),
        ("x/1", None, "selesai"),
        ("x/1", date(2026, 1, 4), "selesai"),
    ):
        with pytest.raises(Refusal) as refused:
            _outsider("external_expert", letter, end, today)
        assert (refused.value.status, refused.value.field) == (422, field)


def test_kon_p23_4_a_counsellor_has_a_certificate() -> None:
    konselor = Syarat(pasal="23(4)", butuh=("sertifikat",))
    check_conditions("konselor", konselor, HERE, {"sertifikat": "BNSP.12/2025"}, None)
    for stated in ({}, {"sertifikat": " "}):
        with pytest.raises(Refusal) as refused:
            check_conditions("konselor", konselor, HERE, stated, None)
        assert (refused.value.status, refused.value.field) == (422, "syarat.sertifikat")


def test_kuan_p26_2_a_system_from_outside_needs_the_consent_of_the_pengelola_and_an_end() -> None:
    _outsider("integrasi", "PEK.1/2026", date(2026, 6, 30), date(2026, 1, 5))
    for letter, end, field in ((" ", date(2026, 6, 30), "persetujuan"), ("PEK.1/2026", None, "selesai")):
        with pytest.raises(Refusal) as refused:
            _outsider("integrasi", letter, end, date(2026, 1, 5))
        assert (refused.value.status, refused.value.field, cited(refused.value)) == (422, field, "KUAN 26(2)")
