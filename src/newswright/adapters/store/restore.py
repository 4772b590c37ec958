"""Put a backup in the place of a store: while others have it open, or where it is damaged; nothing that stood there is lost."""

import shutil
import sqlite3
from pathlib import Path

import sqlalchemy as sa

from newswright.adapters.store import sqlite
from newswright.adapters.store.connection import read_url
from newswright.adapters.store.sql import SqlStore
from newswright.errors import StoreError

SIDECARS = ("-wal", "-shm")  # SQLite's log and its index, beside the file


def restore(url: str, backup: Path) -> Path | None:
    """Restore a backup; returns where the store that stood there was put aside, or None where there was none.

    The backup is looked through first, and brought to this version's schema, in a copy: StoreError where it is not sound, and
    then nothing has changed.
    """
    path = sqlite.file_of(read_url(url))
    ready = _made_ready(backup, path)
    try:
        if not path.exists():
            ready.replace(path)
            return None
        aside = _free_name(path)
        if not _is_sound(path):
            _move(path, aside)
            ready.replace(path)
        else:
            _copy(path, aside)
            _copy(ready, path)
        return aside
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"{backup} could not be restored to {path}: {error}") from error
    finally:
        for name in ("", *SIDECARS):
            ready.with_name(ready.name + name).unlink(missing_ok=True)


def _made_ready(backup: Path, path: Path) -> Path:
    if not backup.is_file():
        raise StoreError(f"there is no backup at {backup}")
    ready = path.with_name(path.name + ".restoring")
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(backup, ready)
    try:
        store = SqlStore(str(ready))
        faults = store.check()
        store.close()
    except StoreError as error:
        ready.unlink(missing_ok=True)
        raise StoreError(f"{backup} cannot be restored, and nothing was changed: {error}") from error
    if faults:
        ready.unlink(missing_ok=True)
        raise StoreError(f"{backup} cannot be restored, and nothing was changed: {'; '.join(faults)}")
    return ready


def _is_sound(path: Path) -> bool:
    try:
        sqlite.open_engine(sa.make_url(f"sqlite:///{path}")).dispose()
    except StoreError:
        return False
    return True


def _free_name(path: Path) -> Path:
    names = (path.with_name(f"{path.name}.before-restore{n}") for n in ["", *(f"-{n}" for n in range(2, 1000))])
    return next(name for name in names if not name.exists())


def _move(path: Path, aside: Path) -> None:
    for name in ("", *SIDECARS):
        part = path.with_name(path.name + name)
        if part.exists():
            part.replace(aside.with_name(aside.name + name))


def _copy(source: Path, target: Path) -> None:
    """Page by page, under SQLite's own locks: whoever has the target open sees the old state or the new one, whole."""
    reading, writing = sqlite3.connect(source), sqlite3.connect(target, timeout=sqlite.LOCK_WAIT_MS / 1000)
    try:
        reading.backup(writing)
    finally:
        reading.close()
        writing.close()
