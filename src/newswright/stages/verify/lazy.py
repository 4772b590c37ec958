"""Work a property out when it is first asked for, and keep it: as `functools.cached_property`, without its lock.

In Python 3.11 that lock is taken each of the two dozen times that a sentence's properties are worked out, and it is one for all
objects of a class. Where two threads ask at once, both work it out here, and get the same.
"""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

_Value = TypeVar("_Value")


class Lazy(Generic[_Value]):
    """A property that is replaced by its value. Its object must have a `__dict__`, and not change what the value depends on."""

    def __init__(self, work: Callable[[Any], _Value]) -> None:
        self._work = work
        self.__doc__ = work.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        """Learn under which name it is kept."""
        self._name = name

    def __get__(self, one: Any, owner: type | None = None) -> _Value:
        """Work it out; the next time, the object's own attribute is found first."""
        value = one.__dict__[self._name] = self._work(one)
        return value
