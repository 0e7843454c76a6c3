"""Serves a GGUF file on loopback, for ``scripts/local-model``: llama.cpp's own OpenAI-compatible server."""

from __future__ import annotations

import signal
import socket
import sys
from pathlib import Path


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main(model: str, port: str, context: str) -> None:
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = model
    params.model_alias = {Path(model).stem}
    params.n_ctx = int(context)
    params.verbosity = 1
    params.n_parallel = 1
    params.hostnames = ["127.0.0.1"]
    params.port = int(port) or free_port()
    server = xllamacpp.Server(params)
    print(f"{server.listening_address}/v1", flush=True)
    print(f"Modèle {Path(model).name}, contexte de {context} jetons. Ctrl-C l'arrête.", file=sys.stderr, flush=True)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    signal.pause()


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit(130)
