"""The workbooks of the demo are what the brief of a regency says, and what the script writes."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from ekinerja.demo import plan
from ekinerja.demo.generate import write
from ekinerja.demo.structure import PEMDA
from services.identity.domain.nip import read_nip

TENANTS = ("kuansing", "konsel")


def _cells(path: Path) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_path(str(path))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


@pytest.mark.parametrize("tenant", TENANTS)
def test_at_least_150_asn_with_valid_numbers_of_their_own(tenant: str) -> None:
    people, _ = plan.read(tenant)
    assert len(people) >= 150 and len({p.nip for p in people}) == len(people)
    assert all(read_nip(p.nip).jenis.value == p.jenis for p in people)
    assert min(Counter(p.jenis for p in people).values()) > 10, "PNS and PPPK both"


@pytest.mark.parametrize("tenant", TENANTS)
def test_the_superiors_are_a_tree(tenant: str) -> None:
    people, _ = plan.read(tenant)
    above = {p.nip: p.atasan for p in people}
    for nip in above:
        seen, at = set(), nip
        while at:
            assert at not in seen and at in above
            seen.add(at)
            at = above[at]


@pytest.mark.parametrize("pemda", PEMDA, ids=lambda p: p.tenant)
def test_the_committed_workbook_is_what_the_script_writes(pemda: object, tmp_path: Path) -> None:
    fresh = write(pemda, tmp_path)  # type: ignore[arg-type]
    assert _cells(fresh) == _cells(plan.HERE / "input" / fresh.name)
