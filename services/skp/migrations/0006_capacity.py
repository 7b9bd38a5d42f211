"""In what capacity the penilai acts, for whom he acts, and what the credit-point team said of a plan."""

from alembic import op

from chassis.plumbing import execute_all

revision = "0006"
down_revision = "0005"

# Until identity tells anew, nobody above means the Bupati, as it did before.
CHANGES = """
ALTER TABLE pegawai ADD COLUMN sebagai text NOT NULL DEFAULT 'definitif', ADD COLUMN pejabat_id uuid;
ALTER TABLE pegawai NO FORCE ROW LEVEL SECURITY;
UPDATE pegawai SET sebagai = 'bupati' WHERE atasan_id IS NULL;
ALTER TABLE pegawai FORCE ROW LEVEL SECURITY;
ALTER TABLE pegawai ALTER COLUMN sebagai DROP DEFAULT;
ALTER TABLE skp ADD COLUMN set_sebagai text NOT NULL DEFAULT '', ADD COLUMN atas_nama uuid,
    ADD COLUMN pendapat_tpak text NOT NULL DEFAULT ''
"""


def upgrade() -> None:
    execute_all(op.execute, CHANGES)
