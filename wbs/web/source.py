"""Where a request comes from, as far as the rate limits need to know, and no further.

Security: the address exists only inside this function's call. What leaves it is an HMAC under
a random key of the day that lives in the same volatile store as the counters; with that key gone
nobody can try all addresses against it.
"""

import hmac
from collections.abc import Callable
from hashlib import sha256
from ipaddress import IPv6Address, IPv6Network, ip_address
from typing import Protocol

from flask import current_app, request


class HasVolatileKey(Protocol):
    """Settings that can name the key of the day."""

    @property
    def volatile_key(self) -> Callable[..., bytes]:
        """The key of a day, from the volatile store."""


def source_key(settings: HasVolatileKey) -> Callable[[], str]:
    """A function that gives the current request's source as 24 hexadecimal characters."""

    def key() -> str:
        today = current_app.extensions["wbs"].context.today()
        address = connection(request.remote_addr or "").encode()
        return hmac.new(settings.volatile_key(today), address, sha256).hexdigest()[:24]

    return key


def connection(address: str) -> str:
    """What one connection has of its own: an IPv4 address, of IPv6 the network of 2^64 addresses.

    Security: whoever rents one machine may pick a fresh address of theirs for every request.
    """
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if not isinstance(found, IPv6Address):
        return address
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(IPv6Network((found, 64), strict=False))
