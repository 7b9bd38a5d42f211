"""The register of peningkatan kapasitas and sosialisasi, and who was there."""

from alembic import op

from chassis.plumbing import execute_all, open_to_service

revision = "0007"
down_revision = "0006"

TABLES = """
CREATE TABLE pelatihan (
    tenant text NOT NULL,
    pelatihan_id uuid NOT NULL,
    jenis text NOT NULL CHECK (jenis IN ('peningkatan_kapasitas', 'sosialisasi')),
    peran text NOT NULL CHECK (peran IN ('pengelola_e_kinerja', 'admin_pd', 'pejabat_penilai', 'user')),
    tanggal date NOT NULL,
    materi text NOT NULL,
    recorded_by uuid NOT NULL,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (tenant, pelatihan_id)
);
CREATE TABLE peserta_pelatihan (
    tenant text NOT NULL,
    pelatihan_id uuid NOT NULL,
    asn_id uuid NOT NULL,
    opd text NOT NULL,
    PRIMARY KEY (tenant, pelatihan_id, asn_id)
)
"""


def upgrade() -> None:
    execute_all(op.execute, TABLES)
    open_to_service(op.execute, "identity", "pelatihan", "peserta_pelatihan")
