"""The pages in which lasting states are retold (`chassis/retelling.py`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from chassis.retelling import AFTER_UUID

FINAL_PAGE = f"""
SELECT appraisal_id::text AS place FROM appraisal
WHERE tenant = :tenant AND appraisal_id > {AFTER_UUID} AND state = 'final'
ORDER BY appraisal_id LIMIT :most FOR UPDATE
"""
CASES_PAGE = f"""
SELECT kasus_id::text AS place FROM tindak_lanjut
WHERE tenant = :tenant AND kasus_id > {AFTER_UUID} ORDER BY kasus_id LIMIT :most FOR UPDATE
"""


def ids_of(rows: Sequence[Any]) -> list[UUID]:
    """The ids that the rows of a page stand for."""
    return [UUID(row.place) for row in rows]
