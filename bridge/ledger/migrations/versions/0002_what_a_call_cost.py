"""What a model call cost, and how much of its prompt the provider had cached."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Two columns, unknown for older calls."""
    with op.batch_alter_table("model_calls") as batch:
        batch.add_column(sa.Column("cached_tokens", sa.Integer()))
        batch.add_column(sa.Column("cost", sa.Float()))


def downgrade() -> None:
    """Both go."""
    with op.batch_alter_table("model_calls") as batch:
        batch.drop_column("cost")
        batch.drop_column("cached_tokens")
