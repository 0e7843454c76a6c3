"""when a job may be taken up again, and how often it was begun without coming back"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Two columns: older jobs may be taken up at once, and nothing is held against them."""
    with op.batch_alter_table("jobs") as batch:
        batch.add_column(sa.Column("not_before", sa.DateTime()))
        batch.add_column(sa.Column("claims", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    """They go."""
    with op.batch_alter_table("jobs") as batch:
        batch.drop_column("claims")
        batch.drop_column("not_before")
