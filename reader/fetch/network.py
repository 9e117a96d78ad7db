"""Connections. Imports httpx and httpcore, so it is itself imported late and in a thread."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from urllib.request import getproxies, proxy_bypass

import httpcore
import httpx

from reader.fetch.addresses import addresses_of, plainly_private
from reader.fetch.failures import no_address, private_ground
from reader.fetch.heads import MendedStream

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterable

ERRORS: tuple[type[Exception], ...] = (
    httpcore.ProtocolError,
    httpcore.NetworkError,
    httpcore.TimeoutException,
    httpcore.ProxyError,
    httpcore.UnsupportedProtocol,
    OSError,
    EOFError,
    ValueError,
)
"""What a connection, or what the other side sends through it, can make the libraries raise."""

_TIME_FOR_FIRST = 3.0
"""Seconds an address may take while there is another one to try: dead IPv6 is common."""


class Network:
    """Pools of connections: to public hosts only, to any host, and through a proxy.

    They are apart because a connection that was allowed for one request may not serve another
    that would have been refused.
    """

    def __init__(self) -> None:
        self._ssl = httpx.create_ssl_context()
        self._pools: dict[str, httpcore.AsyncConnectionPool] = {}
        self._proxies: dict[tuple[str, str], str] = {}
        """Proxies by scheme and host, as the machine's settings name them when first asked."""

    async def ask(
        self,
        url: str,
        headers: list[tuple[bytes, bytes]],
        *,
        private: bool,
        connect: float,
        read: float,
        proxy: str = "",
    ) -> tuple[httpcore.Response, str]:
        """Send a GET; the answer has its head, its body is still to be read and closed.

        With it comes the IP address that answered; empty if a proxy stood between.

        Raises:
            FetchError: the address is refused or cannot be one.
            Exception: one of `ERRORS`.
        """
        target = _parsed(url)
        proxy = proxy or self._proxy_for(target)
        pool = self._pool_for(url, target, proxy, private=private)
        times = {"connect": connect, "read": read, "write": read, "pool": connect}
        request = httpcore.Request(
            "GET",
            httpcore.URL(
                scheme=target.raw_scheme,
                host=target.raw_host,
                port=target.port,
                target=target.raw_path,
            ),
            headers=[(b"Host", target.netloc), *headers],
            extensions={"timeout": times},
        )
        response = await pool.handle_async_request(request)
        stream = response.extensions.get("network_stream")
        server = stream.get_extra_info("server_addr") if stream else None
        return response, "" if proxy or not server else str(server[0])

    async def close(self) -> None:
        """Close every connection."""
        pools, self._pools = list(self._pools.values()), {}
        for pool in pools:
            await pool.aclose()

    def _pool_for(
        self, url: str, target: httpx.URL, proxy: str, *, private: bool
    ) -> httpcore.AsyncConnectionPool:
        if proxy and not private and plainly_private(target.host):
            # The proxy resolves names, so the name is all that can be judged here.
            raise private_ground(url)
        key = proxy or ("any" if private else "public")
        if key not in self._pools:
            guard = _Guard(private=private)
            self._pools[key] = _through(proxy, self._ssl) if proxy else _direct(guard, self._ssl)
        return self._pools[key]

    def _proxy_for(self, target: httpx.URL) -> str:
        """The proxy this machine's settings name for an address; empty for none."""
        key = (target.scheme, target.host)
        if key not in self._proxies:
            bypassed = proxy_bypass(target.host)
            self._proxies[key] = "" if bypassed else getproxies().get(target.scheme, "")
        return self._proxies[key]


class _Guard(httpcore.AsyncNetworkBackend):
    """Connects to the address that was judged, not to a name that could be resolved again."""

    def __init__(self, *, private: bool) -> None:
        self._private = private
        self._inner = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the signature is httpcore's
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        async with asyncio.timeout(timeout):
            addresses = await addresses_of(host, port, private=self._private)
            for address in addresses[:-1]:
                try:
                    return MendedStream(
                        await self._inner.connect_tcp(
                            address, port, _TIME_FOR_FIRST, local_address, socket_options
                        )
                    )
                except (httpcore.ConnectError, httpcore.ConnectTimeout):
                    continue
            return MendedStream(
                await self._inner.connect_tcp(
                    addresses[-1], port, timeout, local_address, socket_options
                )
            )

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


def _direct(guard: _Guard, context: ssl.SSLContext) -> httpcore.AsyncConnectionPool:
    return httpcore.AsyncConnectionPool(
        ssl_context=context,
        max_connections=24,
        max_keepalive_connections=12,
        keepalive_expiry=4,
        http2=True,
        network_backend=guard,
    )


def _through(proxy: str, context: ssl.SSLContext) -> httpcore.AsyncConnectionPool:
    url = httpx.URL(proxy if "://" in proxy else f"http://{proxy}")
    auth = (url.username.encode(), url.password.encode()) if url.username else None
    return httpcore.AsyncHTTPProxy(
        proxy_url=httpcore.URL(
            scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=b"/"
        ),
        proxy_auth=auth,
        ssl_context=context,
        max_connections=24,
        keepalive_expiry=4,
        http2=True,
    )


def _parsed(url: str) -> httpx.URL:
    try:
        parsed = httpx.URL(url)
    except (httpx.InvalidURL, ValueError) as error:
        raise no_address(url) from error
    if parsed.scheme not in ("http", "https") or not parsed.host:
        raise no_address(url)
    return parsed
