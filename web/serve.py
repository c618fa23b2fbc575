"""`chidao serve`: the server as a command."""

from __future__ import annotations

import errno
import logging
import os
import signal
import socket
from collections.abc import Callable, Sequence

from kg.settings import Settings
from kg.store.generations import Generations

_TRIES = 100


def serve(
    settings: Settings, host: str, port: int, origins: Sequence[str], browse: bool, echo: Callable[[str], None],
    endpoint: str | None = None,
) -> int:  # fmt: skip
    """Serve the store, or the one at a SPARQL `endpoint`, until SIGTERM or Ctrl-C; return the exit code.

    Raises StoreError where nothing was built or the store does not answer, OSError where no port from `port` on is
    free.
    """
    import uvicorn

    from web.answers import Answers
    from web.app import application
    from web.elsewhere import Watched
    from web.exchange import Site
    from web.served import Served
    from web.workers import Limits, Pool

    logging.basicConfig(format="chidao: %(message)s", level=logging.WARNING)
    # Nothing to serve: said before anything is started.
    if endpoint:
        from queries.remote import Remote

        Remote.at(endpoint, settings).close()
    else:
        Generations(settings.store).open().close()
    listening = listen(host, port)
    name = f"[{host}]" if ":" in host else host
    url = f"http://{name}:{listening.getsockname()[1]}"
    limits = Limits(
        settings.serve_workers, settings.query_seconds, settings.query_memory_mb, settings.serve_waiting, 5.0
    )
    served = Watched(endpoint, settings) if endpoint else Served(settings.store, f"{url}/sparql")
    answers = Answers(settings.serve_answers_mb << 20)
    site = Site(Pool(limits, {}), served, settings.query_rows, settings.query_result_mb << 20, answers)
    app = application(site, origins, lambda: _ready(url, browse, echo))
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, lifespan="on", timeout_graceful_shutdown=3,
        timeout_keep_alive=75, loop="asyncio",  # the same whatever else is installed (uvloop comes with other packages)
    )  # fmt: skip
    server = uvicorn.Server(config)
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, signal.SIG_IGN)  # uvicorn takes them, and raises them again when it is done
    server.run(sockets=[listening])
    return 0 if server.started else 2


def _ready(url: str, browse: bool, echo: Callable[[str], None]) -> None:
    echo(f"{url}/  ·  SPARQL: {url}/sparql  ·  Ctrl-C ends it")
    if browse:
        import webbrowser

        webbrowser.open(f"{url}/")


def listen(host: str, port: int) -> socket.socket:
    """A socket at the port, or at the next one that is free; raises OSError where none is.

    >>> with listen("127.0.0.1", 0) as first, listen("127.0.0.1", first.getsockname()[1]) as second:
    ...     second.getsockname()[1] > first.getsockname()[1]
    True
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for each in range(port, min(port + _TRIES, 65536)):
        # asyncio sends small answers at once (TCP_NODELAY) only where it sees the protocol: else each waits some 40 ms.
        listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        if os.name == "posix":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, each))
            listening.listen(2048)
        except OSError as error:
            listening.close()
            if error.errno not in (errno.EADDRINUSE, errno.EACCES) or each + 1 == min(port + _TRIES, 65536):
                raise OSError(error.errno, f"cannot listen ({os.strerror(error.errno or 0)}); choose another --port",
                              f"{host}:{each}") from None  # fmt: skip
        else:
            return listening
    raise OSError(errno.EADDRINUSE, "no such port; choose another --port", f"{host}:{port}")
