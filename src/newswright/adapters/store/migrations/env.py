"""Run migrations on the connection that was handed over, inside its transaction."""

from alembic import context

from newswright.adapters.store import tables

context.configure(
    connection=context.config.attributes["connection"], target_metadata=tables.metadata, transactional_ddl=True
)
with context.begin_transaction():
    context.run_migrations()
