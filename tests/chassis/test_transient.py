"""Which failures another try may mend."""

from __future__ import annotations

import asyncpg
import pytest
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from chassis.transient import is_transient


class _Driver(Exception):
    def __init__(self, sqlstate: str | None, cause: BaseException | None = None) -> None:
        super().__init__("driver")
        self.sqlstate = sqlstate
        self.__cause__ = cause


def _wrapped(sqlstate: str | None, cause: BaseException | None = None) -> DBAPIError:
    return DBAPIError("SELECT 1", None, _Driver(sqlstate, cause))


@pytest.mark.parametrize(
    "err",
    [
        *(_wrapped(code) for code in ("08006", "40001", "40P01", "53300", "55P03", "57P01")),
        _wrapped(None),
        asyncpg.DeadlockDetectedError("x"),
        asyncpg.AdminShutdownError("x"),
        asyncpg.InterfaceError("connection is closed"),
        PoolTimeout(),
        ConnectionRefusedError(),
        TimeoutError(),
    ],
    ids=repr,
)
def test_passes(err: BaseException) -> None:
    assert is_transient(err)


@pytest.mark.parametrize(
    "err",
    [
        _wrapped("23505"),
        _wrapped("22P02"),
        _wrapped(None, ValueError("value out of int32 range")),
        asyncpg.UniqueViolationError("x"),
        asyncpg.DataError("invalid input"),
        ValueError(),
        KeyError("x"),
    ],
    ids=repr,
)
def test_stays(err: BaseException) -> None:
    assert not is_transient(err)
