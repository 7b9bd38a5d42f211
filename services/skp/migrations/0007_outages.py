"""Confirmed outages, and which breaches of a deadline they excuse."""

from alembic import op

from chassis.plumbing import execute_all, open_to_service

revision = "0007"
down_revision = "0006a"

# The last day of January, or thirty days after a later beginning: what both laws said until now.
CHANGES = """
CREATE TABLE gangguan (
    tenant text NOT NULL,
    gangguan_id uuid NOT NULL,
    mulai timestamptz NOT NULL,
    selesai timestamptz NOT NULL,
    PRIMARY KEY (tenant, gangguan_id)
);
ALTER TABLE pemutakhiran ADD COLUMN karena_gangguan boolean NOT NULL DEFAULT false;
ALTER TABLE salinan ADD COLUMN karena_gangguan boolean NOT NULL DEFAULT false;
ALTER TABLE skp ADD COLUMN karena_gangguan boolean NOT NULL DEFAULT false, ADD COLUMN due_on date;
ALTER TABLE skp NO FORCE ROW LEVEL SECURITY;
UPDATE skp SET due_on = CASE WHEN mulai > make_date(tahun, 1, 1)
    THEN greatest(mulai + 30, make_date(tahun, 1, 31)) ELSE make_date(tahun, 1, 31) END WHERE late;
ALTER TABLE skp FORCE ROW LEVEL SECURITY
"""


def upgrade() -> None:
    execute_all(op.execute, CHANGES)
    open_to_service(op.execute, "skp", "gangguan")
