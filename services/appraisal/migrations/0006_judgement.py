"""A new idea and who sets it, behaviour against its standard, the predikat for BKN; who leads a unit (KON P27, P31)."""

from alembic import op

from chassis.plumbing import execute_all, open_to_service

revision = "0006"
down_revision = "0005"

CHANGES = """
ALTER TABLE pegawai ADD COLUMN unit text NOT NULL DEFAULT '';
ALTER TABLE pegawai ADD COLUMN memimpin_unit boolean NOT NULL DEFAULT false;
ALTER TABLE pegawai ADD COLUMN hari_kerja integer NOT NULL DEFAULT 5;
ALTER TABLE pegawai ADD COLUMN status text NOT NULL DEFAULT 'aktif';
ALTER TABLE pegawai ADD COLUMN masa jsonb NOT NULL DEFAULT '[]';
ALTER TABLE appraisal ADD COLUMN banding jsonb NOT NULL DEFAULT '{}';
ALTER TABLE appraisal ADD COLUMN bkn jsonb;
ALTER TABLE appraisal ADD COLUMN ide_baru boolean NOT NULL DEFAULT false;
CREATE TABLE ide (
    tenant text NOT NULL,
    ide_id uuid NOT NULL,
    appraisal_id uuid NOT NULL,
    asn_id uuid NOT NULL,
    tahun integer NOT NULL,
    state text NOT NULL CHECK (state IN ('recommended', 'accepted', 'refused')),
    uraian text NOT NULL,
    manfaat text NOT NULL,
    dokumen text NOT NULL,
    recommended_by uuid NOT NULL,
    recommended_at timestamptz NOT NULL,
    decided_by uuid,
    decided_at timestamptz,
    alasan text NOT NULL DEFAULT '',
    version integer NOT NULL,
    PRIMARY KEY (tenant, ide_id),
    UNIQUE (tenant, appraisal_id)
)
"""


def upgrade() -> None:
    execute_all(op.execute, CHANGES)
    open_to_service(op.execute, "appraisal", "ide")
