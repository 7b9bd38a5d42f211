"""Dashboards find the months of everybody, and the people of a PD, without reading all of them."""

from alembic import op

from chassis.plumbing import execute_all

revision = "0016"
down_revision = "0015"

CHANGES = """
CREATE INDEX bulan_periode ON bulan (tenant, periode);
CREATE INDEX bulan_berjalan_periode ON bulan_berjalan (tenant, periode);
CREATE INDEX pegawai_opd ON pegawai (tenant, opd);
"""


def upgrade() -> None:
    execute_all(op.execute, CHANGES)
