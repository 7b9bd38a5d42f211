"""The fast wing of the gateway: a plain request of somebody known goes on without a task (see `chassis/fast`).

`EKINERJA_FAST=off` sends every request through `gateway/app.py` alone.
"""
