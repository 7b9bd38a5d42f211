"""Temporary placement of a case, and the days by which objections are to be decided (KON P47(4-5), P48; B18)."""

from alembic import op

from chassis.plumbing import execute_all

revision = "0011"
down_revision = "0010"

CHANGES = """
ALTER TABLE tindak_lanjut ADD COLUMN sementara_sampai date;
ALTER TABLE tindak_lanjut DROP CONSTRAINT tindak_lanjut_state_check;
ALTER TABLE tindak_lanjut ADD CONSTRAINT tindak_lanjut_state_check
    CHECK (state IN ('opened', 'reviewed', 'tested', 'placed', 'closed'));
CREATE INDEX keberatan_open ON keberatan (tenant, tahun) WHERE state = 'filed';
ALTER TABLE keberatan NO FORCE ROW LEVEL SECURITY;
ALTER TABLE deadline NO FORCE ROW LEVEL SECURITY;
INSERT INTO deadline (id, tenant, kind, subject, due_at, payload)
SELECT gen_random_uuid(), tenant, 'decision_due', keberatan_id::text,
    make_timestamptz(extract(year FROM decide_by + 1)::int, extract(month FROM decide_by + 1)::int,
        extract(day FROM decide_by + 1)::int, 0, 0, 0, 'Asia/Jakarta'), '{}'
FROM keberatan WHERE state = 'filed';
ALTER TABLE deadline FORCE ROW LEVEL SECURITY;
ALTER TABLE keberatan FORCE ROW LEVEL SECURITY
"""


def upgrade() -> None:
    execute_all(op.execute, CHANGES)
