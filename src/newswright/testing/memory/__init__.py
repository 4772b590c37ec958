"""A Store that keeps everything in dictionaries: for tests, and as the plain reading of what a store promises.

It passes `StoreContract` as every backend does. Nothing is written to disk, except by `backup`.
"""

from newswright.testing.memory.reading import Reading


class MemoryStore(Reading):
    """The whole of `ports.Store` in memory. Safe to share between threads."""
