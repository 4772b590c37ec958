"""Storage: SQLAlchemy Core on SQLite, one module per family of records, everything that is SQLite's own in `sqlite`."""

from pathlib import Path

from newswright.ports import Store


def open_store(url: str) -> Store:
    """Open the store behind a URL or a path, making or migrating it as needed; StoreError where it must be refused."""
    from newswright.adapters.store.sql import SqlStore

    return SqlStore(url)


def restore_store(url: str, backup: Path) -> Path | None:
    """Put a backup in the store's place; returns where what stood there was put aside. StoreError where it is not sound."""
    from newswright.adapters.store.restore import restore

    return restore(url, backup)
