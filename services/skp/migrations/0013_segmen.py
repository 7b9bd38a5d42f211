"""A segment that ended: why, under whom and where it did, and who closed it (KON P26)."""

from alembic import op

from chassis.plumbing import execute_all

revision = "0013"
down_revision = "0012c"

# Of an SKP that ended before now, whoever set it is the best that is known of its penilai.
CHANGES = """
ALTER TABLE skp ADD COLUMN closed_sebab text NOT NULL DEFAULT '';
ALTER TABLE skp ADD COLUMN closed_penilai_id uuid;
ALTER TABLE skp ADD COLUMN closed_sebagai text NOT NULL DEFAULT '';
ALTER TABLE skp ADD COLUMN closed_opd text;
ALTER TABLE skp ADD COLUMN confirmed_by uuid;
ALTER TABLE skp ADD COLUMN confirmed_at timestamptz;
CREATE INDEX skp_closed_penilai_id ON skp (tenant, closed_penilai_id);
ALTER TABLE skp NO FORCE ROW LEVEL SECURITY;
ALTER TABLE pegawai NO FORCE ROW LEVEL SECURITY;
UPDATE skp s SET closed_penilai_id = s.set_by,
    closed_sebagai = CASE WHEN EXISTS (SELECT FROM pegawai p WHERE p.tenant = s.tenant AND p.asn_id = s.set_by)
        THEN 'definitif' ELSE 'bupati' END,
    closed_sebab = CASE WHEN EXISTS (SELECT FROM skp n WHERE n.tenant = s.tenant AND n.perubahan_dari = s.skp_id
        AND n.set_at IS NOT NULL) THEN 'versi_baru' ELSE 'mutasi' END
WHERE s.state = 'closed' AND s.set_at IS NOT NULL;
ALTER TABLE pegawai FORCE ROW LEVEL SECURITY;
ALTER TABLE skp FORCE ROW LEVEL SECURITY
"""


def upgrade() -> None:
    execute_all(op.execute, CHANGES)
