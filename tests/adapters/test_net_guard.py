"""The address guard: vectors through the pure verdict, and through a client whose connector records and refuses to dial."""

import asyncio
import ipaddress
from collections.abc import Iterable, Sequence

import httpcore2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newswright.adapters.net import guard, http
from newswright.records.sources import Failure, FailureKind

# Written out here by hand, apart from the code's own table: a block that is dropped there must fail here.
SPECIAL_V4 = (
    "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.88.99.0/24 "
    "192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 233.252.0.0/24 240.0.0.0/4 255.255.255.255/32 "
    "192.31.196.0/24 192.52.193.0/24 192.175.48.0/24"
)
SPECIAL_V6 = (
    "::/128 ::1/128 ::/96 ::ffff:0:0/96 ::ffff:0:0:0/96 64:ff9b:1::/48 100::/64 2001::/23 2001::/32 2001:10::/28 2001:20::/28 "
    "2001:db8::/32 2002::/16 2620:4f:8000::/48 3fff::/20 5f00::/16 fc00::/7 fe80::/10 fec0::/10 ff00::/8 ff02::/16 4000::/3 "
    "8000::/2 e000::/4"
)
PUBLIC = [
    "1.1.1.1",
    "8.8.8.8",
    "9.9.9.9",
    "93.184.215.14",
    "151.101.1.140",
    "104.16.132.229",
    "198.17.255.255",
    "198.20.0.0",
    "172.15.255.255",
    "172.32.0.0",
    "100.63.255.255",
    "100.128.0.0",
    "11.0.0.0",
    "9.255.255.255",
    "126.255.255.255",
    "128.0.0.0",
    "169.253.255.255",
    "169.255.0.0",
    "192.167.255.255",
    "192.169.0.0",
    "223.255.255.255",
    "2606:4700:4700::1111",
    "2a00:1450:4001:82b::200e",
    "2620:fe::fe",
    "2400:cb00::1",
    "2003::1",
    "64:ff9b::808:808",
    "64:ff9b::101:101",
]


def samples(network: str) -> list[str]:
    """First, second, some in between, last but one and last address of a block."""
    block = ipaddress.ip_network(network)
    first, last = int(block.network_address), int(block.broadcast_address)
    steps = {first, first + 1, last - 1, last, *(first + (last - first) * n // 11 for n in range(12))}
    kind = ipaddress.IPv4Address if block.version == 4 else ipaddress.IPv6Address
    return [str(kind(n)) for n in sorted(steps) if first <= n <= last]


DENIED_V4 = [address for network in SPECIAL_V4.split() for address in samples(network)]
DENIED_V6 = [address for network in SPECIAL_V6.split() for address in samples(network)]


def carriers(address: str) -> list[str]:
    """IPv6 forms in which an IPv4 address hides."""
    n = int(ipaddress.IPv4Address(address))
    high, low = f"{n >> 16:x}", f"{n & 0xFFFF:x}"
    return [
        f"::ffff:{address}",
        f"::{high}:{low}",
        f"::ffff:0:{high}:{low}",
        f"64:ff9b::{high}:{low}",
        f"64:ff9b:1::{high}:{low}",
        f"2002:{high}:{low}::1",
        f"2001:0:{high}:{low}::1",
        f"2001::{(~n >> 16) & 0xFFFF:x}:{~n & 0xFFFF:x}",
        f"fe80::5efe:{high}:{low}",
        f"2a01::200:5efe:{high}:{low}",
    ]


CARRIED = [form for address in DENIED_V4[::3] for form in carriers(address)]
VECTORS = [*DENIED_V4, *DENIED_V6, *CARRIED]


def test_there_are_at_least_a_thousand_vectors() -> None:
    assert len(set(VECTORS)) >= 1000


def test_every_special_purpose_address_is_denied_in_every_form() -> None:
    passed = [address for address in VECTORS if guard.verdict(address) is None]
    assert passed == []


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_beside_the_denied_blocks_pass(address: str) -> None:
    assert guard.verdict(address) is None


@pytest.mark.parametrize(
    "text", ["", "localhost", "127.1", "0x7f.0.0.1", "1.2.3", "1.2.3.4.5", "fe80::1%eth0", "::g", "1.2.3.4/8"]
)
def test_what_is_no_plain_address_is_denied(text: str) -> None:
    assert guard.verdict(text) is not None


@given(st.ip_addresses())
def test_nothing_passes_that_the_standard_library_knows_as_private(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> None:
    if not address.is_global:
        assert guard.verdict(str(address)) is not None or str(address).startswith(("64:ff9b::", "192.0.0."))


class Recorder(httpcore2.AsyncNetworkBackend):
    """Notes what would have been dialled, and dials nothing."""

    def __init__(self) -> None:
        self.dialled: list[str] = []

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the signature is httpcore's
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        self.dialled.append(host)
        raise httpcore2.ConnectError("recorded, not dialled")


def ask_all(
    urls: Sequence[str], addresses: Sequence[str] = ("93.184.215.14",), **policy: object
) -> tuple[list[str], list[FailureKind]]:
    """Ask for every URL with a resolver that gives `addresses`; return what was dialled and how each ask ended."""
    recorder = Recorder()

    async def resolve(host: str, port: int) -> Sequence[str]:
        return addresses

    async def work() -> list[FailureKind]:
        client = http.Client(http.NetPolicy(**policy), resolve=resolve, backend=recorder)  # type: ignore[arg-type]  # test kit
        kinds = []
        for url in urls:
            outcome = await client.ask(http.Request(url=url, max_bytes=1000, deadline_s=5))
            assert isinstance(outcome, Failure)
            kinds.append(outcome.kind)
        await client.close()
        return kinds

    kinds = asyncio.run(work())
    return recorder.dialled, kinds


def test_no_denied_address_is_dialled_when_a_name_resolves_to_it() -> None:
    dialled = []
    for address in VECTORS[::4]:
        dialled += ask_all(["http://news.example/feed"], [address])[0]
    assert dialled == []


def test_one_bad_address_among_good_ones_refuses_the_host() -> None:
    dialled, kinds = ask_all(["http://news.example/"], ["93.184.215.14", "127.0.0.1"])
    assert (dialled, kinds) == ([], [FailureKind.ADDRESS])


def test_no_denied_address_is_dialled_when_a_url_names_it() -> None:
    hosts = [f"[{address}]" if ":" in address else address for address in VECTORS]
    dialled, kinds = ask_all([f"http://{host}/" for host in hosts])
    assert (dialled, set(kinds)) == ([], {FailureKind.ADDRESS})


TRICKS = [
    "http://127.1/", "http://0177.0.0.1/", "http://0x7f.0.0.1/", "http://0x7f000001/", "http://2130706433/", "http://127.0.1/",
    "http://0/", "http://00000177.1/", "http://１２７.0.0.1/", "http://①②⑦.0.0.1/", "http://127。0。0。1/", "http://[::]/",
    "http://[::ffff:7f00:1]/", "http://[0:0:0:0:0:ffff:127.0.0.1]/", "http://[::1%25lo]/", "http://127.0.0.1./",
    "http://user@news.example/", "http://user:pw@news.example/", "http://news.example@127.0.0.1/", "http://127.0.0.1#@news.example/",
    "http://127.0.0.1\\@news.example/", "http://news.example\\@127.0.0.1/", "http:\\\\127.0.0.1/", "http://news.example:25/",
    "http://news.example:22/", "http://news.example:6379/", "http://news.example:11211/", "http://news.example:99999/",
    "http://news.example:-1/", "http://news.example:8o/", "file:///etc/passwd", "gopher://news.example/", "ftp://news.example/",
    "dict://news.example/", "data:text/html,x", "javascript:alert(1)", "unix:///run/docker.sock", "jar:http://news.example!/",
    "//news.example/", "/feed", "", "http://", "http:///feed", "https://?x", "http://.", "http://..", "http://a..b/", "http://-a.b/",
    "http://news.example /", "http://news.example\t/", "http://news.example\r\nHost: x/", "http://news.example/\n", "http://\x00/",
    "http://news.example%00.evil/", "http://news%2eexample/", "http://[news.example]/", "http://[1.2.3.4/", "http://1.2.3.4]/",
    "http://" + "a" * 300 + ".example/", "http://news.example/" + "a" * 5000, "HTTP://[::FFFF:10.0.0.1]:80/",
]  # fmt: skip


@pytest.mark.parametrize("url", TRICKS)
def test_tricks_with_urls_reach_nothing(url: str) -> None:
    dialled, kinds = ask_all([url])
    assert (dialled, kinds) == ([], [FailureKind.ADDRESS])


def test_a_public_host_is_dialled_at_the_address_that_was_checked() -> None:
    dialled, kinds = ask_all(["http://news.example/", "https://müller.example:8443/"])
    assert dialled == ["93.184.215.14", "93.184.215.14"]
    assert kinds == [FailureKind.NETWORK, FailureKind.NETWORK]


def test_the_name_is_resolved_once_per_connection_so_that_rebinding_gains_nothing() -> None:
    answers = iter([["93.184.215.14"], ["127.0.0.1"]])
    asked: list[str] = []
    recorder = Recorder()

    async def resolve(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return next(answers)

    async def work() -> None:
        client = http.Client(http.NetPolicy(), resolve=resolve, backend=recorder)
        await client.ask(http.Request(url="http://rebind.example/", max_bytes=10, deadline_s=5))
        await client.ask(http.Request(url="http://rebind.example/", max_bytes=10, deadline_s=5))
        await client.close()

    asyncio.run(work())
    assert (asked, recorder.dialled) == (["rebind.example"] * 2, ["93.184.215.14"])


def test_the_operator_can_allow_private_hosts_by_name_and_port() -> None:
    allowed = ("127.0.0.1:8041", "intranet.example", "[::1]:80")
    urls = [
        "http://127.0.0.1:8041/", "http://intranet.example:9999/", "http://[::1]/", "http://INTRANET.example/",
        "http://127.0.0.1:8042/", "http://[::1]:81/", "http://10.0.0.1/",
    ]  # fmt: skip
    dialled, kinds = ask_all(urls, ["10.1.2.3"], allow_hosts=allowed)
    assert dialled == ["127.0.0.1", "10.1.2.3", "::1", "10.1.2.3"]
    assert kinds[4:] == [FailureKind.ADDRESS] * 3


def test_an_allowed_host_may_not_be_named_by_a_stranger() -> None:
    gate = guard.gate(allow_hosts=["127.0.0.1"])
    assert isinstance(gate.check("http://127.0.0.1/"), guard.Target)
    assert isinstance(gate.check("http://127.0.0.1/", may_be_private=False), str)


def test_ports_are_allowed_by_number() -> None:
    assert isinstance(guard.gate(allow_ports=[8000]).check("http://news.example:8000/"), guard.Target)
    assert isinstance(guard.gate().check("http://news.example:8000/"), str)


@given(st.text(max_size=60))
def test_any_text_is_judged_without_an_error(text: str) -> None:
    for url in (text, f"http://{text}/", f"http://news.example/{text}"):
        checked = guard.gate().check(url)
        if isinstance(checked, guard.Target):
            assert checked.host.isascii()
            assert checked.path.isascii()
            assert not set(" \r\n\t") & set(checked.host + checked.path)
