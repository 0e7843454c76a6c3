"""what a model call cost, in which passage, and how much of its prompt the provider had cached"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Three columns, unknown for older calls."""
    with op.batch_alter_table("model_calls") as batch:
        batch.add_column(sa.Column("cached_tokens", sa.Integer()))
        batch.add_column(sa.Column("cost", sa.Float()))
        batch.add_column(sa.Column("run", sa.String(200), nullable=False, server_default=""))
        batch.create_index("ix_model_calls_run", ["run"])
        batch.create_index("ix_model_calls_at", ["at"])


def downgrade() -> None:
    """They go."""
    with op.batch_alter_table("model_calls") as batch:
        batch.drop_index("ix_model_calls_at")
        batch.drop_index("ix_model_calls_run")
        batch.drop_column("run")
        batch.drop_column("cost")
        batch.drop_column("cached_tokens")
