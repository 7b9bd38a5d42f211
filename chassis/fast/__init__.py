"""The fast wing: a shorter way for the few requests that carry the load. The system runs without it, at more cost.

- `wire.py`: a uvicorn protocol. It offers a whole plain request to the app before uvicorn makes a scope or a task.
- `hot.py`: the routes of a service that take such a request; each of them is an ordinary route too.
- `groupcommit.py`, `hotpool.py`: rows that wait at the same time are written by one statement, on the bare driver.

It leans on names of uvicorn that uvicorn does not promise: `HttpToolsProtocol` (`cycle`, `flow`, `pipeline`, `scope`,
`on_response_complete`, `_start_asgi_task`) and `RequestResponseCycle`. The lock pins uvicorn;
`tests/chassis/fast/test_wire.py` runs the real server. `EKINERJA_FAST=off` sends every request the ordinary way, in
services and gateway. Decision 0008 says why this exists, docs/performance.md what it saves.
"""
