"""Which errors pass by themselves."""

from __future__ import annotations

import asyncpg
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

# connection, rollback, resources, lock, operator: the classes of SQLSTATE that another try may mend
_PASSING = frozenset({"08", "40", "53", "55", "57"})
# The session belongs to a server that takes no writes (any more), or has been ended: no later statement of it succeeds.
_USELESS = frozenset({"25006", "25P03", "57P01", "57P02", "57P03", "57P04", "57P05"})


def is_useless(err: BaseException | None) -> bool:
    """Whether a connection that raised this is to be thrown away, and those like it (after a failover all are)."""
    code = getattr(err, "sqlstate", None) or ""
    return code in _USELESS or code[:2] == "08"


def is_transient(err: BaseException) -> bool:
    """Whether the database may do it on another try: away, overloaded, deadlocked, or shutting down."""
    if isinstance(err, DBAPIError):
        code = getattr(err.orig, "sqlstate", None)
        if err.connection_invalidated or not code:
            # asyncpg refuses a value that does not fit before it asks the server: that is the fact's fault
            return not isinstance(getattr(err.orig, "__cause__", None), ValueError)
        return code[:2] in _PASSING or code in _USELESS
    if isinstance(err, asyncpg.PostgresError):
        return (err.sqlstate or "08")[:2] in _PASSING or err.sqlstate in _USELESS
    if isinstance(err, asyncpg.InterfaceError):
        return not isinstance(err, ValueError)  # the driver's own: a connection that is gone, not a wrong value
    return isinstance(err, (PoolTimeout, OSError, TimeoutError, asyncpg.InternalClientError))
