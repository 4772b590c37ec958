"""Storage: SQLAlchemy Core on SQLite, one module per family of records, everything that is SQLite's own in `sqlite`."""

from newswright.ports import Store


def open_store(url: str) -> Store:
    """Open the store behind a URL or a path, making or migrating it as needed; StoreError where it must be refused."""
    from newswright.adapters.store.sql import SqlStore

    return SqlStore(url)
