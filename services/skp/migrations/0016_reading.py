"""On which documents a change rests; a plan that ended before it was set leaves room for another."""

from alembic import op

from chassis.plumbing import execute_all

revision = "0016"
down_revision = "0015"

CHANGES = """
ALTER TABLE skp ADD COLUMN dokumen uuid[] NOT NULL DEFAULT '{}';
CREATE INDEX skp_dokumen ON skp USING gin (dokumen);
CREATE INDEX skp_asn_id ON skp (tenant, asn_id, tahun);
ALTER TABLE skp DROP CONSTRAINT skp_tenant_asn_id_tahun_mulai_versi_key;
CREATE UNIQUE INDEX skp_versi ON skp (tenant, asn_id, tahun, mulai, versi) WHERE state <> 'closed' OR set_at IS NOT NULL
"""


def upgrade() -> None:
    execute_all(op.execute, CHANGES)
