"""In which PD a role was given: one of a PD ends when its holder leaves that PD."""

from alembic import op

from chassis.plumbing import execute_all

revision = "0015"
down_revision = "0014"

# What is held already was given in the PD of today; of an account without a person nobody knows.
CHANGES = """
ALTER TABLE peran ADD COLUMN opd text NOT NULL DEFAULT '';
ALTER TABLE peran NO FORCE ROW LEVEL SECURITY;
ALTER TABLE pegawai NO FORCE ROW LEVEL SECURITY;
UPDATE peran r SET opd = p.opd FROM pegawai p WHERE p.tenant = r.tenant AND p.asn_id = r.account_id;
ALTER TABLE peran FORCE ROW LEVEL SECURITY;
ALTER TABLE pegawai FORCE ROW LEVEL SECURITY
"""


def upgrade() -> None:
    execute_all(op.execute, CHANGES)
