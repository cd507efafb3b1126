"""Which network an address is in."""

from collections.abc import Iterable
from ipaddress import IPv4Network, IPv6Network, ip_address


def within(address: str, networks: Iterable[IPv4Network | IPv6Network]) -> bool:
    """Whether an address is in one of these networks; what is no address is in none."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return any(found in one for one in networks)
