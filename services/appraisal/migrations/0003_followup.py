"""What follows from a final appraisal, and what is asked for it: posts, roles, force majeure (KON P45-47)."""

from alembic import op

from chassis.plumbing import AUDIT_ORDERS, execute_all, open_to_service

revision = "0003"
down_revision = "0002"

CHANGES = """
ALTER TABLE pegawai ADD COLUMN peran text[] NOT NULL DEFAULT '{}';
ALTER TABLE pegawai ADD COLUMN tmt_jabatan date NOT NULL DEFAULT '9999-12-31';
ALTER TABLE pegawai ADD COLUMN penempatan jsonb NOT NULL DEFAULT '[]';
ALTER TABLE appraisal ADD COLUMN keadaan_kahar text NOT NULL DEFAULT '';
ALTER TABLE appraisal ADD COLUMN target_met boolean;
ALTER TABLE appraisal ADD COLUMN no_case text NOT NULL DEFAULT '';
ALTER TABLE appraisal ADD COLUMN final_on date;
CREATE TABLE tindak_lanjut (
    tenant text NOT NULL,
    kasus_id uuid NOT NULL,
    appraisal_id uuid NOT NULL,
    asn_id uuid NOT NULL,
    tahun integer NOT NULL,
    dasar text NOT NULL,
    predikat text NOT NULL,
    review_on date NOT NULL,
    state text NOT NULL CHECK (state IN ('opened', 'reviewed', 'tested', 'closed')),
    hasil text NOT NULL DEFAULT '',
    langkah jsonb NOT NULL,
    opened_at timestamptz NOT NULL,
    version integer NOT NULL,
    PRIMARY KEY (tenant, kasus_id),
    UNIQUE (tenant, appraisal_id)
)
"""


def upgrade() -> None:
    execute_all(op.execute, CHANGES)
    execute_all(op.execute, AUDIT_ORDERS)
    open_to_service(op.execute, "appraisal", "tindak_lanjut")
