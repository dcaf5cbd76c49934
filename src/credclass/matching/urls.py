"""Web addresses on a line, and what the catalog's hosts say of them."""

from __future__ import annotations

import re
from typing import Final

_ADDRESS: Final = re.compile(
    r"(?:https?://|www\.)(?:[^\s<>\"'|,;\]]|\](?!\()){3,2000}"
    r"|(?<![a-z0-9-])[a-z0-9-]{1,63}+(?:\.[a-z0-9-]{1,63}+){1,4}+/[^\s<>\"'|,;]{2,2000}",
    re.IGNORECASE,
)
"""Possessive, because a shorter label is never followed by a dot, and from the beginning of a label only:
nothing is tried twice.
"""


_PATH: Final = re.compile(r"\.[a-z0-9-]{1,63}+/", re.IGNORECASE)
"""What every address has that begins with no ``https://`` or ``www.``: found at a twentieth of the cost."""

_OPENED: Final = {")": "(", "]": "[", "}": "{"}
"""Closing bracket → the one that opens it."""


class Address:
    """A web address: its span in the original line and the host entry it belongs to."""

    __slots__ = ("end", "issuer", "kind", "start", "url")

    def __init__(self, start: int, end: int, url: str, issuer: str, kind: str) -> None:
        self.start = start
        self.end = end
        self.url = url
        self.issuer = issuer
        """Id of the platform or issuer that shows credentials there; empty when unknown."""
        self.kind = kind
        """The kind of credential that such an address implies; empty when it implies none."""


def find_addresses(line: str, hosts: list[list[str]]) -> list[Address]:
    """Every web address of ``line``, with what ``hosts`` knows of it."""
    if "/" not in line and ("." not in line or "www." not in line):
        return []
    if "://" not in line and "www." not in line.lower() and _PATH.search(line) is None:
        return []
    found = []
    for match in _ADDRESS.finditer(line):
        url = _without_closing(match[0])
        name = url.partition("/")[0]
        if ":" not in name and name[:4].lower() != "www." and not _is_host(name):
            continue  # 3.9/4.0, B.Tech/M.Tech
        issuer, kind = _known(url, hosts)
        found.append(Address(match.start(), match.start() + len(url), url, issuer, kind))
    return found


def _without_closing(url: str) -> str:
    """An address less the dots and brackets of the line that closes behind it: those that it opens are
    its own (``badges/12_(a)``).
    """
    while url and (url[-1] == "." or url.count(_OPENED.get(url[-1], "")) < url.count(url[-1])):
        url = url[:-1]
    return url


def _is_host(name: str) -> bool:
    """Whether a name may be a host's: its last label is two small letters or more, all are capitals or
    none, and some other label has more than one.
    """
    *labels, last = name.split(".")
    written = last.islower() or name.isupper()
    return written and last.isalpha() and len(last) > 1 and any(len(one) > 1 for one in labels)


def _known(url: str, hosts: list[list[str]]) -> tuple[str, str]:
    """The issuer and kind of the most specific host entry that fits."""
    bare = re.sub(r"^https?://", "", url, flags=re.IGNORECASE).lower()
    domain, _, path = bare.partition("/")
    path = "/" + path
    best: tuple[int, str, str] = (-1, "", "")
    for host, prefix, issuer, kind in hosts:
        if domain != host and not domain.endswith("." + host):
            continue
        wanted = [step for step in prefix.lower().split("/") if step]
        given = [step for step in path.split("/") if step]
        fits = len(given) >= len(wanted) and all(
            want == "*" or have.startswith(want) for want, have in zip(wanted, given, strict=False)
        )
        if fits and len(prefix) > best[0]:
            best = (len(prefix), issuer, kind)
    return best[1], best[2]
