"""Refusals rest on named rules: a test holds what is met to what is published, and no law stands in the code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

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
    text = text.replace("verify_days = { value = 7", "verify_days = { value = 5")
    head, _, rules = text.partition("# By which pasal each rule of activity refuses.")
    head = re.sub(r'pasal = "[^"]+"', 'pasal = "900(1)"', head)
    rules = re.sub(r'^(\w+) = "[^"]+"$', r'\1 = "900(2)"', rules, flags=re.MULTILINE)
    text = head + rules
    for old, new in change.values():
        assert old in text
        text = text.replace(old, new, 1)
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
