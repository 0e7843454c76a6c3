"""Run by Alembic, always on the connection that ``open_database`` holds."""

from alembic import context

from bridge.ledger.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
