"""The store on a database: SQLAlchemy Core, migrated with Alembic. One class, put together from its shelves."""

from newswright.adapters.store.articles import ArticleShelf
from newswright.adapters.store.readers import ReaderShelf
from newswright.adapters.store.reports import ReportShelf
from newswright.adapters.store.schema import bring_up
from newswright.adapters.store.sources import SourceShelf
from newswright.adapters.store.stories import StoryShelf
from newswright.adapters.store.upkeep import UpkeepShelf
from newswright.errors import StoreError


class SqlStore(SourceShelf, ReportShelf, StoryShelf, ArticleShelf, ReaderShelf, UpkeepShelf):
    """The whole of `ports.Store` on one database.

    `url` is an SQLAlchemy URL (sqlite:///newswright.sqlite3) or the path of a SQLite file. Threads may share it: each method
    takes a connection of its own; writers queue. StoreError where the store is damaged, of a newer version, or cannot be written.
    """

    def __init__(self, url: str) -> None:
        super().__init__(url)
        try:
            with self._told_clearly():
                bring_up(self._engine, self._url)
        except StoreError:
            self.close()
            raise
