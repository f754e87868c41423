"""Serving the app with waitress."""

from __future__ import annotations

import sys
from datetime import date

from waitress.server import create_server

from engine.errors import Problem, UsageError
from engine.system import System
from engine.text.catalogue import Catalogue
from webui.app import FORM_BYTES, create_app

THREADS = 4


def serve(system: System, catalogue: Catalogue, host: str, port: int, threads: int = THREADS) -> int:
    """Serve until the process is interrupted, and return the exit code 0. Raises UsageError where the port is taken."""
    app = create_app(system, catalogue, date.today)
    try:
        # Waitress refuses by itself, without our words, only what is far too big to be a plan.
        server = create_server(app, host=host, port=port, threads=threads, max_request_body_size=4 * FORM_BYTES)
    except (OSError, OverflowError, ValueError) as error:
        detail = getattr(error, "strerror", None) or str(error)
        raise UsageError(Problem("cannot-listen", f"{host}:{port}", params={"detail": detail})) from None
    sys.stdout.write(f"http://{host}:{port}/\n")
    sys.stdout.flush()
    server.run()
    return 0
