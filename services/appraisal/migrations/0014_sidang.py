"""Sessions of the Tim Penilai Kinerja (KON P35, P37)."""

from alembic import op

from chassis.plumbing import execute_all, open_to_service

revision = "0014"
down_revision = "0013"

CHANGES = """
CREATE TABLE sidang (
    tenant text NOT NULL,
    sidang_id uuid NOT NULL,
    tanggal date NOT NULL,
    pukul text NOT NULL,
    tempat text NOT NULL,
    agenda text NOT NULL,
    undangan jsonb NOT NULL,
    oleh uuid NOT NULL,
    state text NOT NULL CHECK (state IN ('convened', 'opened', 'recorded', 'proposed')),
    hadir jsonb NOT NULL,
    putusan jsonb NOT NULL,
    berita_acara text NOT NULL,
    version integer NOT NULL,
    PRIMARY KEY (tenant, sidang_id)
);
CREATE INDEX sidang_tanggal ON sidang (tenant, tanggal)
"""


def upgrade() -> None:
    execute_all(op.execute, CHANGES)
    open_to_service(op.execute, "appraisal", "sidang")
