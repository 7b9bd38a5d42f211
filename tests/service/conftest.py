"""The services under test, one by one in this process."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from ekinerja.stack import Stack
from tests.service.dinas import Office, open_office
from tests.service.hosted import Hosted, host
from tests.service.judging import Judging, open_judging
from tests.service.planning import Planning, open_planning
from tests.service.registry import Registry, open_registry


@pytest.fixture(scope="session")
async def identity_process(servers: Stack, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Hosted]:
    from services.identity.app import SERVICE

    hosted = await host(servers, SERVICE, Path(tmp_path_factory.mktemp("identity")))
    yield hosted
    await hosted.close()


@pytest.fixture(scope="session")
async def activity_process(servers: Stack, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Hosted]:
    from services.activity.app import SERVICE

    hosted = await host(servers, SERVICE, Path(tmp_path_factory.mktemp("activity")))
    yield hosted
    await hosted.close()


@pytest.fixture(scope="session")
async def skp_process(servers: Stack, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Hosted]:
    from services.skp.app import SERVICE

    hosted = await host(servers, SERVICE, Path(tmp_path_factory.mktemp("skp")))
    yield hosted
    await hosted.close()


@pytest.fixture(scope="session")
async def appraisal_process(servers: Stack, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Hosted]:
    from services.appraisal.app import SERVICE

    hosted = await host(servers, SERVICE, Path(tmp_path_factory.mktemp("appraisal")))
    yield hosted
    await hosted.close()


@pytest.fixture(scope="session")
async def tpp_process(servers: Stack, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Hosted]:
    from services.tpp.app import SERVICE

    hosted = await host(servers, SERVICE, Path(tmp_path_factory.mktemp("tpp")))
    yield hosted
    await hosted.close()


@pytest.fixture(scope="session")
async def reporting_process(servers: Stack, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Hosted]:
    from services.reporting.app import SERVICE

    hosted = await host(servers, SERVICE, Path(tmp_path_factory.mktemp("reporting")))
    yield hosted
    await hosted.close()


@pytest.fixture
async def appraisal(appraisal_process: Hosted) -> Hosted:
    await appraisal_process.clear()
    return appraisal_process


@pytest.fixture
async def identity(identity_process: Hosted) -> Hosted:
    await identity_process.clear()
    return identity_process


@pytest.fixture
async def activity(activity_process: Hosted) -> Hosted:
    await activity_process.clear()
    return activity_process


@pytest.fixture
async def skp(skp_process: Hosted) -> Hosted:
    await skp_process.clear()
    return skp_process


@pytest.fixture
async def kuansing(activity: Hosted) -> Office:
    return await open_office(activity, "kuansing")


@pytest.fixture
async def konsel(activity: Hosted) -> Office:
    return await open_office(activity, "konsel")


@pytest.fixture
async def registry(identity: Hosted) -> Registry:
    return await open_registry(identity)


@pytest.fixture
async def kuan(skp: Hosted) -> Planning:
    return await open_planning(skp, "kuansing")


@pytest.fixture
async def kon(skp: Hosted) -> Planning:
    return await open_planning(skp, "konsel")


@pytest.fixture
async def kon_judging(appraisal: Hosted) -> Judging:
    return await open_judging(appraisal, "konsel")


@pytest.fixture
async def kuan_judging(appraisal: Hosted) -> Judging:
    return await open_judging(appraisal, "kuansing")


@pytest.fixture
async def konsel_registry(identity: Hosted) -> Registry:
    return await open_registry(identity, "konsel")
