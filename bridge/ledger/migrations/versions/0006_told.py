"""what people were told of (a site that is down, a budget that is spent), so that it is told once"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A table of topics, and two indices for who watches the queues and what ended last."""
    op.create_table(
        "told",
        sa.Column("topic", sa.String(300), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("topic", name=op.f("pk_told")),
    )
    op.create_index(op.f("ix_jobs_state"), "jobs", ["state"])
    op.create_index(op.f("ix_jobs_updated_at"), "jobs", ["updated_at"])


def downgrade() -> None:
    """They go."""
    op.drop_index(op.f("ix_jobs_updated_at"), "jobs")
    op.drop_index(op.f("ix_jobs_state"), "jobs")
    op.drop_table("told")
