"""The exceptions of Newswright. An expected failure is a value (`Page | Failure`, `Article | Hold`); these are broken promises.

NewswrightError
├── SettingsError      newswright.toml or the environment says something unusable
├── BadInput           a file, a line or a field that was handed over is not what its format asks for
├── StoreError         the store cannot be opened, is damaged, or is of another version
└── AddressRefused     an outgoing connection to an address that the guard forbids
"""


class NewswrightError(Exception):
    """A failure with a message for a person: what happened, to what, and what to do."""


class SettingsError(NewswrightError):
    """newswright.toml or the environment says something unusable."""


class BadInput(NewswrightError):  # noqa: N818 - named for what it says to a person
    """Something that was handed over is not what its format asks for.

    `path`, `line` (from 1) and `field` say where, as far as they are known; `expected` says what would have been right.
    """

    def __init__(
        self,
        message: str,
        *,
        path: str | None = None,
        line: int | None = None,
        field: str | None = None,
        expected: str | None = None,
    ) -> None:
        self.path, self.line, self.field, self.expected = path, line, field, expected
        where = ", ".join(
            part
            for part in (path, f"line {line}" if line is not None else None, f"field {field!r}" if field else None)
            if part
        )
        text = f"{where}: {message}" if where else message
        super().__init__(f"{text}; expected {expected}" if expected else text)


class StoreError(NewswrightError):
    """The store cannot be opened, is damaged, or is of another version."""


class AddressRefused(NewswrightError):  # noqa: N818 - named for what it says to a person
    """An outgoing connection to an address that the guard forbids."""
