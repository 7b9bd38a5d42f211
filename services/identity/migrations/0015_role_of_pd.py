"""In which PD a role was given: one of a PD ends when its holder leaves that PD."""

from alembic import op

from chassis.plumbing import execute_all

revision = "0015"
down_revision = "0014"

CHANGES = """
ALTER TABLE peran ADD COLUMN opd text NOT NULL DEFAULT '';
UPDATE peran r SET opd = p.opd FROM pegawai p WHERE p.tenant = r.tenant AND p.asn_id = r.account_id
"""


def upgrade() -> None:
    execute_all(op.execute, CHANGES)
