"""Which machines we talk to: an admin types a server's name, and it may lead somewhere else."""

import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from madoguchi.desk.mail.troubles import AddressForbidden

Address = IPv4Address | IPv6Address

# Where clouds keep a machine's secrets besides 169.254.169.254: Amazon's and Google's by IPv6,
# Alibaba's, Azure's, Oracle's first.
KEEPERS = frozenset(
    ip_address(one)
    for one in (
        *("fd00:ec2::254", "fd20:ce::254"),
        *("100.100.100.200", "168.63.129.16", "192.0.0.192"),
    )
)
NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: the last four bytes are the IPv4 address


def refuse_unless_allowed(host: str, port: int, *, may_be_own: bool) -> None:
    """Raise AddressForbidden unless every address of the name is one of a mail server, or OSError.

    Link-local addresses are no mail server: what answers there (169.254.169.254) is the machine's own
    keeper of secrets. A mail server may stand on this very machine (`may_be_own`), in a company's
    own network it may stand anywhere.
    """
    _allowed(host, port, may_be_own=may_be_own)


def connected(host: str, port: int, *, timeout: float) -> socket.socket:
    """A connection to a mail server, at an address that was looked at: the name is asked for once.

    Asked for again, it could lead elsewhere by then. `timeout` in seconds, for each address of the name.
    Raise AddressForbidden, or OSError.
    """
    troubles: list[OSError] = []
    for address in _allowed(host, port, may_be_own=True):
        try:
            return socket.create_connection((str(address), port), timeout)
        except OSError as error:
            troubles.append(error)
    raise troubles[0]


def is_forbidden(address: Address, *, may_be_own: bool) -> bool:
    """Whether we never talk to this address, also in its IPv6 clothes."""
    plain = _undressed(address)
    if plain.is_loopback:
        return not may_be_own
    is_nobodys = plain.is_link_local or plain.is_multicast or plain.is_unspecified
    return is_nobodys or plain in KEEPERS


def _allowed(host: str, port: int, *, may_be_own: bool) -> list[Address]:
    found = _addresses(host, port)
    if any(is_forbidden(one, may_be_own=may_be_own) for one in found):
        raise AddressForbidden(host)
    return found


def _undressed(address: Address) -> Address:
    """The IPv4 address that an IPv6 one leads to, if it does."""
    if isinstance(address, IPv4Address):
        return address
    if address in NAT64:
        return IPv4Address(address.packed[-4:])
    return address.ipv4_mapped or address.sixtofour or address


def _addresses(host: str, port: int) -> list[Address]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError as error:  # no name of a machine: "a..b"
        raise socket.gaierror(host) from error
    return [ip_address(one[4][0]) for one in found]
