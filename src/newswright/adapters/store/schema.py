"""Bring a store to the schema of this version, or refuse it."""

import sqlalchemy as sa

from newswright.errors import StoreError

HEAD = "0002"  # the latest migration; a test compares it with the files in migrations/versions
KNOWN = ("0001", HEAD)  # every migration that this version knows


def bring_up(engine: sa.Engine, url: sa.URL) -> None:
    """Migrate, in one transaction: a migration that is killed leaves the store as it was. StoreError where it is newer."""
    with engine.connect() as connection:
        standing = _standing(connection, url)
    if standing == HEAD:
        return
    with engine.connect() as raw:
        connection = raw.execution_options(is_writing=True)
        with connection.begin():
            if _standing(connection, url) != HEAD:  # another process may have been quicker
                _migrate(connection)


def _standing(connection: sa.Connection, url: sa.URL) -> str | None:
    names = sa.inspect(connection).get_table_names()
    if "alembic_version" not in names:
        if names:
            raise StoreError(
                f"{url.database} is a database of something else ({', '.join(names[:3])} …): name another file"
            )
        return None
    standing: str | None = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
    if standing is not None and standing not in KNOWN:
        raise StoreError(
            f"{url.database} was written by a newer version of Newswright (schema {standing}; this one knows up to {HEAD}). "
            "Nothing was changed. Upgrade Newswright, or restore a backup that was made before the upgrade."
        )
    return standing


def _migrate(connection: sa.Connection) -> None:
    """Alembic is imported only where there is something to migrate: it would slow every start."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "newswright.adapters.store:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
