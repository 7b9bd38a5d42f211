"""Refusals rest on named rules: a test holds what is met to what is published, and no law stands in the code."""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from chassis.inherited import COMMON
from chassis.permission import row_of
from chassis.regulation import PackError, Packs
from chassis.settings import REPOSITORY
from contracts.refusal import RULES, Refusal, Rule
from services.activity.app import SERVICE as ACTIVITY
from services.appraisal.app import SERVICE as APPRAISAL
from services.identity.app import SERVICE as IDENTITY
from services.reporting.app import SERVICE as REPORTING
from services.skp.app import SERVICE as SKP
from services.tpp.app import SERVICE as TPP
from tests import refusals as held

SERVICES = (IDENTITY, SKP, ACTIVITY, APPRAISAL, TPP, REPORTING)
KUANSING = REPOSITORY / "regulations" / "kuansing-65-2019.toml"


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


# --- the packs cite, the code does not


def _texts() -> Iterator[tuple[Path, str]]:
    """Every text of the code that is no docstring."""
    for folder in ("chassis", "contracts", "gateway", "services"):
        for path in sorted((REPOSITORY / folder).rglob("*.py")):
            if "migrations" in path.parts or path.name.startswith("examples"):
                continue
            tree = ast.parse(path.read_text(encoding="utf-8"))
            said = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
            for node in ast.walk(tree):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
                    yield path, node.value


def test_no_law_stands_in_the_code() -> None:
    found = [(path.name, text) for path, text in _texts() if re.search(r"\b(KUAN|KON) \d", text)]
    assert found == []


def _third(tmp_path: Path, **change: tuple[str, str]) -> Packs:
    """The pack of a Pemda of its own: another name, other days, its own pasal everywhere."""
    text = KUANSING.read_text(encoding="utf-8")
    text = text.replace('tenants = ["kuansing"]', 'tenants = ["ketiga"]').replace('short = "KUAN"', 'short = "TIGA"')
    text = text.replace("verify_days = { value = 7", "verify_days = { value = 5").replace("ka_bkpp", "ka_bkd")
    head, _, rules = text.partition("# By which pasal each rule of activity refuses.")
    head = re.sub(r'pasal = "[^"]+"', 'pasal = "900(1)"', head)
    said, _, rows = head.partition("\n[permissions.")
    head = said + "\n[permissions." + re.sub(r'^(\w+) = "[^"]+"$', r'\1 = "900(1)"', rows, flags=re.MULTILINE)
    rules = re.sub(r'^(\w+) = "[^"]+"$', r'\1 = "900(2)"', rules, flags=re.MULTILINE)
    text = head + rules
    for old, new in change.values():
        assert old in text
        text = text.replace(old, new, 1)
    shutil.copy(KUANSING.with_name(COMMON), tmp_path)
    (tmp_path / "ketiga-1-2026.toml").write_text(text, encoding="utf-8")
    return Packs.load(str(tmp_path))


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.name)
def test_a_third_pemda_is_one_file_and_its_refusals_cite_only_itself(service: Any, tmp_path: Path) -> None:
    packs = _third(tmp_path)
    service.law(str(tmp_path))
    citations = next(iter(packs)).citations()
    own = [rule for rule in RULES.values() if rule.name.startswith(f"{service.name}.") and rule.source == "packs"]
    assert own
    for rule in own:
        assert Refusal(rule, **dict.fromkeys(rule.places, "x")).said(citations).pasal == "900(2)"
    rows = [row_of(next(iter(packs)), service.name, operation) for operation in service.operations()]
    assert {row.pasal for row in rows if row} == {"900(1)", "kebijakan"}
    assert not {"ka_bkpp", "ka_bkpsdm"} & {role for row in rows if row for role in row.value}


@pytest.mark.parametrize(
    ("service", "change", "said"),
    [
        (SKP, ('kepala_badan = "ka_bkd"', 'kepala_badan = "ka_dinas"'), "[pack] kepala_badan: ka_dinas"),
        (
            TPP,
            ("[permissions.tpp]", '[permissions.tpp]\nrun_tpp = { value = ["kasir"], pasal = "1" }'),
            "run_tpp: kasir",
        ),
        (REPORTING, ('release_head = { value = "ka_bkd"', 'release_head = { value = "ka_bkpp"'), "release: ka_bkpp"),
        (IDENTITY, ('peran = ["bupati",', 'peran = ["bupati", "raja",'), "second_person: raja"),
        (IDENTITY, ("totp_roles = { value = [", 'totp_roles = { value = ["raja", '), "totp_roles: raja"),
    ],
)
def test_a_role_that_nobody_can_hold_stops_the_start(
    service: Any, change: tuple[str, str], said: str, tmp_path: Path
) -> None:
    _third(tmp_path, change=change)
    with pytest.raises(PackError, match=f"{re.escape(said)} is no role"):
        service.law(str(tmp_path))


def test_the_head_of_the_agency_is_known_whatever_his_pemda_calls_him(tmp_path: Path) -> None:
    pack = next(iter(_third(tmp_path)))
    final = row_of(pack, "tpp", "finalize_payment_list")
    assert final and final.value == ("ka_bkd",)
    assert pack.head.known_as(["ka_bkd"]) == {"ka_bkd", "kepala_badan"} and pack.head.known_as(["sekda"]) == {"sekda"}


def _lean(tmp_path: Path, rows: str) -> Path:
    """A folder with the common table and a pack that says only these rows of its own of skp."""
    text = KUANSING.read_text(encoding="utf-8")
    text = re.sub(r"(?s)\n\[permissions\..*?(?=\n# By which)", lambda _: f"\n[permissions.skp]\n{rows}\n", text)
    shutil.copy(KUANSING.with_name(COMMON), tmp_path)
    (tmp_path / "ketiga.toml").write_text(text, encoding="utf-8")
    return tmp_path


def test_a_pack_says_only_what_is_otherwise_and_by_which_pasal(tmp_path: Path) -> None:
    folder = _lean(tmp_path, 'set_skp = { value = ["sekda"], pasal = "7" }\nshow_skp = "8"')
    SKP.law(str(folder))
    pack = next(iter(Packs.load(str(folder))))
    said = {name: row_of(pack, "skp", name) for name in ("set_skp", "show_skp", "withdraw_skp", "deliver_copies")}
    assert {name: (row.value, row.pasal) for name, row in said.items() if row} == {
        "set_skp": (("sekda",), "7"),
        "show_skp": (("pegawai", "bupati"), "8"),
        "withdraw_skp": (("pegawai",), "kebijakan"),
        "deliver_copies": ((), "kebijakan"),
    }


def test_a_row_that_the_common_table_lacks_says_its_roles(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"copy_skp: expected `value`, for bersama.toml has no such row"):
        Packs.load(str(_lean(tmp_path, 'copy_skp = "8"')))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("permissions = 7", "Expected `object`"),
        ('[permissions.skp]\nset_skp = "pegawai"', "set_skp"),
        ('[permissions.skp]\nset_skp = { value = ["pegawai"], pasal = "1" }', "unknown field `pasal`"),
        ("[identity]\nroles = []", "identity"),
    ],
)
def test_a_malformed_common_table_stops_the_start(text: str, said: str, tmp_path: Path) -> None:
    shutil.copy(KUANSING, tmp_path)
    (tmp_path / COMMON).write_text(text, encoding="utf-8")
    with pytest.raises(PackError, match=rf"{COMMON}.*{said}"):
        Packs.load(str(tmp_path))


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.name)
@pytest.mark.parametrize("at", ["in the section", "a section", "in the head", "in a row"])
def test_no_section_takes_a_key_that_nobody_knows(service: Any, at: str, tmp_path: Path) -> None:
    own, leaf = f"\n[{service.name}]\n", '\nread_audit = "26(1)"\n'
    old, new = {
        "in the section": (own, f'{own}baru = {{ value = 1, pasal = "1" }}\n'),
        "a section": ("\n[skp]\n", '\n[baru]\nhari = { value = 1, pasal = "1" }\n\n[skp]\n'),
        "in the head": ("\n[pack]\n", '\n[pack]\nbaru = "hijau"\n'),
        "in a row": (leaf, '\nread_audit = { pasal = "26(1)", baru = 1 }\n'),
    }[at]
    text = KUANSING.read_text(encoding="utf-8")
    assert old in text
    shutil.copy(KUANSING.with_name(COMMON), tmp_path)
    (tmp_path / KUANSING.name).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PackError, match="baru"):
        service.law(str(tmp_path))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('not_yet = "900(2)"\n', ""), "activity.entry.not_yet: expected the pasal"),
        (('not_yet = "900(2)"', 'not_yet = "900(2)"\nnot_there = "1"'), "activity.entry.not_there: no rule"),
        (('not_yet = "900(2)"', 'not_yet = { pasal = "9", text = "Belum {kapan}." }'), "tells no {kapan}"),
        (('not_yet = "900(2)"', 'not_yet = ""'), "expected a pasal"),
        (("verify_days = {", 'strange = { value = 1, pasal = "1" }\nverify_days = {'), "unknown field `strange`"),
    ],
)
def test_the_start_refuses_a_pack_that_does_not_fit_the_rules(
    change: tuple[str, str], said: str, tmp_path: Path
) -> None:
    _third(tmp_path, change=change)
    with pytest.raises(PackError, match=re.escape(said)):
        ACTIVITY.law(str(tmp_path))


def test_a_pemda_may_say_a_rule_in_its_own_words(tmp_path: Path) -> None:
    packs = _third(tmp_path, change=('not_yet = "900(2)"', 'not_yet = { pasal = "9", text = "Hari itu belum tiba." }'))
    said = Refusal(RULES["activity.entry.not_yet"]).said(next(iter(packs)).citations())
    assert (said.message, said.pasal, said.field) == ("Hari itu belum tiba.", "9", "tanggal")


def test_a_rule_of_the_system_cites_no_law_whatever_a_pack_says() -> None:
    rule = Rule("x.unknown", 404, "Tidak ada.", source="implicit")
    assert Refusal(rule).said({}).pasal == "implicit"
