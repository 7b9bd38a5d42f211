"""Codes for the day when the telephone with the second factor is gone: digests of those that are not used yet."""

from alembic import op

from chassis.plumbing import execute_all

revision = "0035"
down_revision = "0034"

COLUMN = "ALTER TABLE account ADD COLUMN pemulihan bytea[] NOT NULL DEFAULT '{}'"


def upgrade() -> None:
    execute_all(op.execute, COLUMN)
