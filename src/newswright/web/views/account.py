"""Logging in and out. Accounts are made on the command line; passwords are kept as Argon2id hashes."""

from functools import cache
from typing import Annotated

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from fastapi import APIRouter, Form
from fastapi.responses import Response

from newswright.records.readers import Reader, Role
from newswright.web import limits, security
from newswright.web.caller import Asking

router = APIRouter(include_in_schema=False)
MAX_PASSWORD_CHARS = 1_000


@router.api_route("/login", methods=["GET", "HEAD"])
def login(caller: Asking) -> Response:
    """The form; `next` says where to go afterwards, on this site only."""
    return caller.page("login.html", to=security.local_path(caller.request.query_params.get("next"), "/"), failed=False)


@router.post("/login")
def log_in(
    caller: Asking,
    name: Annotated[str, Form(max_length=200)],
    password: Annotated[str, Form(max_length=MAX_PASSWORD_CHARS)],
    to: Annotated[str, Form(alias="next", max_length=500)] = "/",
) -> Response:
    """Check a name and a password; the answer does not say which of them was wrong, nor does its time."""
    caller.limit(limits.LOGIN, caller.address)
    caller.limit(limits.LOGIN, f"name:{name.casefold()}")
    reader = caller.store.reader_by_name(name)
    if not _is_right(reader, password) or reader is None:
        return caller.page("login.html", status=401, to=security.local_path(to), failed=True)
    caller.welcome(reader)
    default = "/desk" if reader.role in {Role.EDITOR, Role.OPERATOR} else "/"
    return caller.back(to if to != "/" else default)


@router.post("/logout")
def log_out(caller: Asking) -> Response:
    """Take the cookie back."""
    caller.forget()
    return caller.back("/")


def hash_password(password: str) -> str:
    """Hash a new password for `Reader.password_hash`: Argon2id with the library's defaults (RFC 9106, low memory)."""
    return _hasher().hash(password)


def _is_right(reader: Reader | None, password: str) -> bool:
    known = reader.password_hash if reader and reader.password_hash else _nobodys_hash()
    try:
        return _hasher().verify(known, password) and reader is not None and reader.password_hash is not None
    except (VerificationError, InvalidHashError):
        return False


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _nobodys_hash() -> str:
    """A hash to check against where the name is unknown, so that both take equally long."""
    return hash_password("nobody's password")
