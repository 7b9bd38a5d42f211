"""What the benchmarks put into the database of activity fits its tables."""

from __future__ import annotations

from bench.ground import PEOPLE, people
from tests.service.hosted import Hosted


async def test_the_people_of_the_benchmarks_fit(activity: Hosted) -> None:
    async with activity.administrator() as connection:
        transaction = connection.transaction()
        await transaction.start()
        await people(connection)
        assert await connection.fetchval("SELECT count(*) FROM butir JOIN pegawai USING (asn_id)") == PEOPLE
        await transaction.rollback()
