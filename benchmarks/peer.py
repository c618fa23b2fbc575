"""rdflib-endpoint on a file of N-Quads, read once: `python benchmarks/peer.py FILE` then takes lines on standard input.

For each line, the number of a port, it ends the server that ran and starts one there, on the graph as it was read. A
query of rdflib cannot be stopped, and a graph of 100 documents takes a minute to read: so each server is a copy (fork)
of this process. The server is the one that `rdflib-endpoint serve FILE` starts.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from importlib import import_module


def main(file: str) -> None:
    """Read the file, say `ready`, and serve until the input ends."""
    import uvicorn
    from rdflib import Dataset

    endpoint = import_module("rdflib_endpoint").SparqlEndpoint  # only where benchmarks are run

    graph = Dataset(store="default", default_union=True)
    graph.parse(file, format="nquads")
    config = uvicorn.Config(endpoint(graph=graph), host="127.0.0.1", log_level="error")
    config.load()
    gc.freeze()  # so that copies share what was read
    print("ready", flush=True)
    running = 0
    for line in sys.stdin:
        _end(running)
        running = os.fork()
        if not running:
            config.port = int(line)
            uvicorn.Server(config).run()
            os._exit(0)
    _end(running)


def _end(process: int) -> None:
    if process:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)


if __name__ == "__main__":
    main(sys.argv[1])
