"""A kinerja's own split of the year, until when its target was planned, the SK of a tambahan; posts by their dates."""

from alembic import op

from chassis.plumbing import execute_all

revision = "0010"
down_revision = "0009"

CHANGES = """
ALTER TABLE butir ADD COLUMN bulanan integer[] NOT NULL DEFAULT '{}', ADD COLUMN sampai date, ADD COLUMN sk_nomor text,
    ADD COLUMN sk_tanggal date;
ALTER TABLE butir NO FORCE ROW LEVEL SECURITY;
UPDATE butir SET sampai = selesai;
ALTER TABLE butir FORCE ROW LEVEL SECURITY;
ALTER TABLE butir ALTER COLUMN sampai SET NOT NULL;
ALTER TABLE pegawai ADD COLUMN penempatan jsonb NOT NULL DEFAULT '[]'
"""


def upgrade() -> None:
    execute_all(op.execute, CHANGES)
