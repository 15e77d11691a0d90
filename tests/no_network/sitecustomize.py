"""Refuse every connection that leaves this computer.

Python imports this file by itself when its folder is on PYTHONPATH, so the tests,
the programs they start and the kernels that run the notebooks are all held to it:
what passes here passes without a network.
"""

import ipaddress
import socket
import sys

NAMED = {"", "localhost", socket.gethostname()}
WATCHED = {"socket.connect", "socket.sendto", "socket.sendmsg"}
LOOKUPS = {"socket.getaddrinfo", "socket.gethostbyname"}


def is_local(host):
    """Tell whether a host name or address is this computer."""
    if host is None:
        return True
    name = host.decode() if isinstance(host, bytes | bytearray) else str(host)
    if name in NAMED:
        return True
    try:
        address = ipaddress.ip_address(name.split("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def refuse_remote(event, arguments):
    if event in LOOKUPS:
        host = arguments[0]
    elif event in WATCHED and isinstance(arguments[1], tuple):
        host = arguments[1][0]  # the address of a Unix socket is no tuple
    else:
        return
    if not is_local(host):
        raise PermissionError(f"the tests run without a network: {host} is refused")


sys.addaudithook(refuse_remote)
