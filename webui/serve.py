"""Serving the app with waitress."""

from __future__ import annotations

from datetime import date

from waitress.server import create_server

from engine.system import System
from engine.text.catalogue import Catalogue
from webui.app import FORM_BYTES, create_app

THREADS = 4


def serve(system: System, catalogue: Catalogue, host: str, port: int, threads: int = THREADS) -> int:
    """Serve until the process is interrupted; the exit code is 0. Raises OSError where the port cannot be had."""
    app = create_app(system, catalogue, date.today)
    # Waitress refuses by itself, without our words, only what is far too big to be a plan.
    server = create_server(app, host=host, port=port, threads=threads, max_request_body_size=4 * FORM_BYTES)
    print(f"http://{host}:{port}/", flush=True)  # noqa: T201 - the shell that starts it waits for this line
    try:
        server.run()
    except KeyboardInterrupt:
        server.close()
    return 0
