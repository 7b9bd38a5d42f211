"""Supporting documents in object storage (S3) instead of a folder: by settings alone, signed, over real HTTP."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator

import pytest

from chassis.documents import Documents
from tests.service.bucket import KEY, REGION, SECRET, Bucket, bucket
from tests.service.people import KASI, STAF, STAF2
from tests.service.planning import PDF, Planning


@pytest.fixture
def kept_in(kuan: Planning, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bucket]:
    """The service keeps its documents in a bucket."""
    state = kuan.service.runtime.app.state
    folder = state.documents
    with bucket() as made:
        for name, value in (
            ("AWS_ENDPOINT_URL", made.address), ("AWS_ALLOW_HTTP", "true"), ("AWS_REGION", REGION),
            ("AWS_ACCESS_KEY_ID", KEY), ("AWS_SECRET_ACCESS_KEY", SECRET),
        ):  # fmt: skip
            monkeypatch.setenv(name, value)
        state.documents = Documents("s3://dokumen/ekinerja")
        yield made
        state.documents = folder


async def test_kuan_p1_8_a_document_lies_in_the_bucket_and_is_read_from_there(kuan: Planning, kept_in: Bucket) -> None:
    kept = (await kuan.upload(STAF)).body
    place = f"/dokumen/ekinerja/kuansing/{kept['dokumen_id']}"
    assert kept_in.kept == {place: PDF} and kept_in.refused == 0
    assert kept["sha256"] == hashlib.sha256(PDF).hexdigest()
    for who, status in ((STAF, 200), (KASI, 200), (STAF2, 403)):
        found = await kuan.ask("GET", f"/documents/{kept['dokumen_id']}", who=who)
        assert found.status == status and (status == 403 or found.body == PDF)


async def test_a_changed_object_is_not_handed_out(kuan: Planning, kept_in: Bucket) -> None:
    kept = (await kuan.upload(STAF)).body
    kept_in.kept[f"/dokumen/ekinerja/kuansing/{kept['dokumen_id']}"] = PDF + b"lain"
    assert (await kuan.ask("GET", f"/documents/{kept['dokumen_id']}", who=STAF)).status == 500


async def test_a_key_that_is_wrong_keeps_nothing(
    kuan: Planning, kept_in: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "bukan rahasianya")
    kuan.service.runtime.app.state.documents = Documents("s3://dokumen/ekinerja")
    assert (await kuan.upload(STAF)).status == 503
    assert kept_in.kept == {} and kept_in.refused > 0
    assert await kuan.service.rows("SELECT 1 FROM dokumen") == [], "no row without its bytes"


async def test_a_bucket_that_is_away_is_said_so_soon_and_nothing_is_kept(
    kuan: Planning, kept_in: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
    kuan.service.runtime.app.state.documents = Documents("s3://dokumen/ekinerja")
    begun = time.monotonic()
    answer = await kuan.upload(STAF)
    assert answer.status == 503 and answer.headers["retry-after"] and time.monotonic() - begun < 10
    assert await kuan.service.rows("SELECT 1 FROM dokumen") == []
