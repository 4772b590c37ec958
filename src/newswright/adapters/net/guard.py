"""Decide which URLs may be asked for and which addresses may be dialled. Pure: nothing here touches the network.

The standard library's `is_global` is not enough: it says True for NAT64, 6to4 and IPv4-compatible forms of 127.0.0.1 and for
multicast. So the blocks stand here by name, from the IANA special-purpose address registries (IPv4 and IPv6, as of 2025-10),
and every IPv6 form that carries an IPv4 address is judged by that address too.
"""

import ipaddress
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urlsplit

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

DEFAULT_PORTS = {"http": 80, "https": 443}
ALLOWED_PORTS = frozenset({80, 443, 8080, 8443})
MAX_URL_CHARS = 4096  # what servers and proxies accept is at most 8,000; feeds' own links stay under 1,000

_DENIED_V4 = (
    ("0.0.0.0/8", "this network (RFC 791)"),
    ("10.0.0.0/8", "private use (RFC 1918)"),
    ("100.64.0.0/10", "shared address space (RFC 6598)"),
    ("127.0.0.0/8", "loopback (RFC 1122)"),
    ("169.254.0.0/16", "link local, cloud metadata (RFC 3927)"),
    ("172.16.0.0/12", "private use (RFC 1918)"),
    ("192.0.0.0/24", "IETF protocol assignments (RFC 6890)"),
    ("192.0.2.0/24", "documentation (RFC 5737)"),
    ("192.31.196.0/24", "AS112 (RFC 7535)"),
    ("192.52.193.0/24", "AMT (RFC 7450)"),
    ("192.88.99.0/24", "6to4 relay anycast (RFC 7526)"),
    ("192.168.0.0/16", "private use (RFC 1918)"),
    ("192.175.48.0/24", "AS112 (RFC 7534)"),
    ("198.18.0.0/15", "benchmarking (RFC 2544)"),
    ("198.51.100.0/24", "documentation (RFC 5737)"),
    ("203.0.113.0/24", "documentation (RFC 5737)"),
    ("224.0.0.0/4", "multicast (RFC 5771)"),
    ("240.0.0.0/4", "reserved, limited broadcast (RFC 1112, RFC 919)"),
    ("168.63.129.16/32", "a cloud provider's host service"),
)
_DENIED_V6 = (
    ("::/128", "unspecified (RFC 4291)"),
    ("::1/128", "loopback (RFC 4291)"),
    ("::/96", "IPv4-compatible (RFC 4291, deprecated)"),
    ("::ffff:0:0/96", "IPv4-mapped"),
    ("::ffff:0:0:0/96", "IPv4-translated (RFC 2765)"),
    ("64:ff9b:1::/48", "local-use NAT64 (RFC 8215)"),
    ("100::/64", "discard only (RFC 6666)"),
    ("100:0:0:1::/64", "dummy prefix (RFC 9780)"),
    ("2001::/23", "IETF protocol assignments, Teredo (RFC 2928, RFC 4380)"),
    ("2001:db8::/32", "documentation (RFC 3849)"),
    ("2002::/16", "6to4 (RFC 3056)"),
    ("2620:4f:8000::/48", "AS112 (RFC 7534)"),
    ("3fff::/20", "documentation (RFC 9637)"),
    ("5f00::/16", "segment routing SIDs (RFC 9602)"),
    ("fc00::/7", "unique local (RFC 4193)"),
    ("fe80::/10", "link local (RFC 4291)"),
    ("fec0::/10", "site local (RFC 3879)"),
    ("ff00::/8", "multicast (RFC 4291)"),
)
DENIED: tuple[tuple[Network, str], ...] = tuple(
    (ipaddress.ip_network(block), name) for block, name in (*_DENIED_V4, *_DENIED_V6)
)
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_GLOBAL_V6 = ipaddress.IPv6Network("2000::/3")  # all that IANA has given out for global unicast
_ISATAP = (0x00005EFE, 0x02005EFE)  # RFC 5214: the IPv4 address stands in the last 32 bits

_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)\Z")
_NUMERIC = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)\Z")
_FORBIDDEN = re.compile(r"[\x00-\x20\x7f\\]")


def verdict(address: str) -> str | None:
    """Say why an IP address may not be dialled, or None where it may. Takes its text form; what is no address is refused."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "not an IP address"
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.scope_id is not None:
        return "an address with a zone"
    return _judge(parsed)


def _judge(address: Address) -> str | None:
    for network, name in DENIED:
        if address.version == network.version and address in network:
            return name
    if isinstance(address, ipaddress.IPv4Address):
        return None
    for embedded in _embedded(address):
        inner = _judge(embedded)
        if inner:
            return f"carries {embedded}: {inner}"
    if address in _NAT64 or address in _GLOBAL_V6:
        return None
    return "not global unicast (RFC 4291)"


def _embedded(address: ipaddress.IPv6Address) -> list[ipaddress.IPv4Address]:
    low = int(address) & 0xFFFFFFFF
    found = []
    if address in _NAT64:
        found.append(ipaddress.IPv4Address(low))
    if (int(address) >> 32) & 0xFFFFFFFF in _ISATAP:
        found.append(ipaddress.IPv4Address(low))
    return found


@dataclass(frozen=True, slots=True)
class Target:
    """A URL that may be asked for: its parts as they go onto the wire."""

    url: str
    scheme: str
    host: str
    port: int
    path: str
    is_private_allowed: bool = False

    @property
    def origin(self) -> str:
        """Scheme, host and port: what robots.txt and the pace go by."""
        return f"{self.scheme}://{self._netloc}"

    @property
    def authority(self) -> str:
        """The Host header: the port only where it is not the scheme's own."""
        return self._netloc

    @property
    def _netloc(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """Which URLs may be asked for at all.

    `allow_hosts` names private hosts that the operator permits: 'intranet.example' (any port), '127.0.0.1:11434', '[::1]:80'.
    `ports` are permitted besides 80, 443, 8080 and 8443, on any host.
    """

    allow_hosts: frozenset[str] = frozenset()
    ports: frozenset[int] = ALLOWED_PORTS

    def check(self, url: str, *, may_be_private: bool = True) -> Target | str:
        """Take a URL apart, or say why it is refused.

        `may_be_private=False` refuses the hosts of `allow_hosts` as well: that an operator lets one private address be read
        must not let a stranger's redirect or link read it.
        """
        if len(url) > MAX_URL_CHARS:
            return f"the URL is longer than {MAX_URL_CHARS} characters"
        if _FORBIDDEN.search(url):
            return "the URL holds spaces, control characters or backslashes"
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError:
            return "the URL cannot be read"
        if parts.scheme not in DEFAULT_PORTS:
            return f"only http and https may be asked for, not {parts.scheme or 'a relative URL'}"
        if "@" in parts.netloc:
            return "the URL carries a user name"
        host = _host(parts.hostname or "")
        if host is None:
            return "the URL's host is no name and no plain IP address"
        return self._admit(url, parts.scheme, host, port or DEFAULT_PORTS[parts.scheme], _path(parts), may_be_private)

    def _admit(self, url: str, scheme: str, host: str, port: int, path: str, may_be_private: bool) -> Target | str:
        if self.names(host, port):
            if not may_be_private:
                return f"{host} is a private host: only the operator's own URLs may name it"
            return Target(url, scheme, host, port, path, is_private_allowed=True)
        if port not in self.ports:
            return (
                f"port {port} is not among {', '.join(map(str, sorted(self.ports)))}; [fetch] allow_ports adds to them"
            )
        if is_address(host) and (reason := verdict(host)):
            return f"{host} may not be visited: {reason}"
        return Target(url, scheme, host, port, path)

    def names(self, host: str, port: int) -> bool:
        """Say whether the operator permits this private host and port by name."""
        shown = f"[{host}]" if ":" in host else host
        return bool({host, shown, f"{shown}:{port}"} & self.allow_hosts)


def gate(*, allow_hosts: Iterable[str] = (), allow_ports: Collection[int] = ()) -> Gate:
    """Make a Gate of what the settings say."""
    return Gate(
        allow_hosts=frozenset(name.strip().casefold() for name in allow_hosts if name.strip()),
        ports=ALLOWED_PORTS | frozenset(allow_ports),
    )


def is_address(host: str) -> bool:
    """Say whether a host is an IP address rather than a name."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def refuse_any(host: str, addresses: Iterable[str]) -> str | None:
    """Say why a host may not be visited, given all addresses that it resolves to: one bad address refuses the host."""
    for address in addresses:
        reason = verdict(address)
        if reason:
            return f"{host} resolves to {address}, which may not be visited: {reason}"
    return None


def _host(name: str) -> str | None:
    """Bring a host into the form that goes onto the wire; None for what only looks like a name (0x7f.1, 127.1, a%2eb)."""
    if not name:
        return None
    if ":" in name:
        try:
            return str(ipaddress.IPv6Address(name)) if "%" not in name else None
        except ValueError:
            return None
    try:
        ascii_name = (name if name.isascii() else name.encode("idna").decode("ascii")).rstrip(".").casefold()
    except UnicodeError:
        return None
    labels = ascii_name.split(".")
    if _NUMERIC.match(labels[-1]):
        try:
            return str(ipaddress.IPv4Address(ascii_name))
        except ValueError:
            return None
    return ascii_name if len(ascii_name) <= 253 and all(map(_LABEL.match, labels)) else None


def _path(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe="/:@!$&'()*+,;=-._~%")
    query = quote(parts.query, safe="/?:@!$&'()*+,;=-._~%[]")
    return f"{path}?{query}" if parts.query else path
