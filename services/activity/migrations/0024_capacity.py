"""As what somebody decided, how a person was heard before a finding, codes and former names of references."""

from alembic import op

from chassis.plumbing import execute_all, open_to_service

revision = "0024"
down_revision = "0023"

TABLES = """
ALTER TABLE activity ADD COLUMN diputus_sebagai text NOT NULL DEFAULT '';
ALTER TABLE hari_kosong ADD COLUMN cara_didengar text NOT NULL DEFAULT '';
ALTER TABLE hari_kosong ADD COLUMN didengar_pada date;
ALTER TABLE hari_kosong ADD COLUMN dinas_luar boolean NOT NULL DEFAULT false;
ALTER TABLE hari_kosong ADD COLUMN surat_tugas text NOT NULL DEFAULT '';
ALTER TABLE hari_kosong ADD COLUMN sebagai text NOT NULL DEFAULT '';
ALTER TABLE rujukan ADD COLUMN kode text;
CREATE UNIQUE INDEX rujukan_kode ON rujukan (tenant, opd, kode) WHERE kode IS NOT NULL;
CREATE TABLE rujukan_nama (
    tenant text NOT NULL,
    rujukan_id uuid NOT NULL,
    mulai date NOT NULL,
    nama text NOT NULL,
    satuan text NOT NULL,
    PRIMARY KEY (tenant, rujukan_id, mulai)
);
INSERT INTO rujukan_nama (tenant, rujukan_id, mulai, nama, satuan)
SELECT tenant, rujukan_id, DATE '1900-01-01', nama, satuan FROM rujukan
"""


def upgrade() -> None:
    execute_all(op.execute, TABLES)
    open_to_service(op.execute, "activity", "rujukan_nama")
