"""The rules that wake an operator: each asks for a metric that there is, and says what to do in the handbook."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from chassis import telemetry
from chassis.settings import REPOSITORY

RULES: list[dict[str, Any]] = [
    rule
    for group in yaml.safe_load((REPOSITORY / "deploy" / "alerts.yaml").read_text())["groups"]
    for rule in group["rules"]
]
HANDBOOK = (REPOSITORY / "docs" / "operations.md").read_text()
_METRIC = re.compile(r"\b[a-z]+(?:_[a-z]+)+\b")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule["alert"]))
def test_a_rule_asks_for_a_metric_that_there_is_and_stands_in_the_handbook(rule: dict[str, Any]) -> None:
    page = telemetry.metrics_page().decode()
    found = _METRIC.findall(rule["expr"])
    assert found and all(f"# TYPE {name} " in page for name in found), found
    assert all(f"`{name}`" in HANDBOOK for name in found), "what to do about it"
    assert rule["labels"]["severity"] in ("page", "ticket") and rule["annotations"]["summary"]


def test_what_can_stand_still_or_be_attacked_has_a_rule() -> None:
    asked = {name for rule in RULES for name in _METRIC.findall(rule["expr"])}
    assert asked >= {
        "outbox_lag_seconds", "outbox_set_aside", "parked_facts", "inbox_lag", "deadlines_due", "revocations_read",
        "sign_in_sprayed_total",
    }  # fmt: skip
