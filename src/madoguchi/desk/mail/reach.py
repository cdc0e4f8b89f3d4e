"""Which machines we talk to: an admin types a server's name, and it may lead somewhere else."""

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address

from madoguchi.desk.mail.troubles import AddressForbidden

Address = IPv4Address | IPv6Address


def refuse_unless_allowed(host: str, port: int, *, may_be_own: bool) -> None:
    """Raise AddressForbidden unless every address of the name is one of a mail server, or OSError.

    Link-local addresses are no mail server: what answers there (169.254.169.254) is the machine's own
    keeper of secrets. A mail server may stand on this very machine (`may_be_own`), in a company's
    own network it may stand anywhere.
    """
    for address in _addresses(host, port):
        if is_forbidden(address, may_be_own=may_be_own):
            raise AddressForbidden(host)


def is_forbidden(address: Address, *, may_be_own: bool) -> bool:
    """Whether we never talk to this address, also in its IPv6 clothes."""
    plain = (address.ipv4_mapped or address) if isinstance(address, IPv6Address) else address
    if plain.is_loopback:
        return not may_be_own
    return plain.is_link_local or plain.is_multicast or plain.is_unspecified


def _addresses(host: str, port: int) -> list[Address]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError as error:  # no name of a machine: "a..b"
        raise socket.gaierror(host) from error
    return [ip_address(one[4][0]) for one in found]
