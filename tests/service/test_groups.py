"""Four groups of operations, published with the OpenAPI (KUAN P22, P1(9))."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from gateway.openapi import merge
from services.activity.app import SERVICE as ACTIVITY
from services.identity.app import SERVICE as IDENTITY
from services.skp.app import SERVICE as SKP
from tests.service.hosted import Hosted

FOUR = {"penginputan", "pemutakhiran", "pemanfaatan", "pemeliharaan"}
SERVICES = pytest.mark.parametrize("service", [IDENTITY, SKP, ACTIVITY], ids=lambda service: service.name)


@SERVICES
def test_kuan_p22_every_operation_is_in_exactly_one_of_the_four(service: Any) -> None:
    groups = {route.fn.__name__: route.opt.get("group") for route in service.routes}
    assert [name for name, group in groups.items() if group not in FOUR] == []
    assert set(groups.values()) == FOUR


async def test_kuan_p22_the_merged_document_says_which(identity: Hosted, skp: Hosted, activity: Hosted) -> None:
    documents = {}
    for hosted in (identity, skp, activity):
        answer = await hosted.ask("GET", "/openapi.json", actor=uuid4())
        assert answer.status == 200
        documents[hosted.name] = answer.body
    paths = merge(documents, [])["paths"]
    found = {
        (method, path): operation.get("x-group")
        for path, item in paths.items()
        for method, operation in item.items()
        if path.split("/")[2] in documents and method in {"get", "post", "put", "delete"}
    }
    assert len(found) > 90 and set(found.values()) == FOUR, [at for at, group in found.items() if group not in FOUR]
    assert found["post", "/api/activity/activities"] == "penginputan"
    assert found["post", "/api/skp/updates/{pemutakhiran_id}/steps"] == "pemutakhiran"
    assert found["get", "/api/skp/export"] == "pemanfaatan"
    assert found["post", "/api/activity/outages/{gangguan_id}/confirm"] == "pemeliharaan"
