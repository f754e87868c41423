"""A real server on the loopback address, with the real rules."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from http.client import HTTPConnection, HTTPMessage
from typing import Any

import pytest
from waitress.server import create_server

from engine.paths import TEXTS
from engine.text.catalogue import Catalogue, load_catalogue
from tests.rules.cases import system
from webui.app import create_app

TODAY = date(2026, 1, 1)
PLAN = """\
vinculo: "1.0"
meta: {title: Vuelven los socios}
objectives:
  - {id: o1, statement: "Recuperar socios & «dormidos» <b>ya</b>", kpi: absent, baseline: absent}
actions:
  - {id: a1, name: Boletín, objectives: []}
"""


@dataclass(frozen=True)
class Answer:
    """What the server answered."""

    status: int
    headers: HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Client:
    """Speaks HTTP to the server."""

    host: str
    port: int

    @property
    def base(self) -> str:
        return f"http://{self.host}:{self.port}"

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
        """One request; in the names of headers, "_" stands for "-"."""
        connection = HTTPConnection(self.host, self.port, timeout=120)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body, named)
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())
        finally:
            connection.close()

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, **headers)

    def send_form(self, path: str, **fields: str) -> Answer:
        """A form as a browser sends it."""
        parts = [
            f'--limit\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in fields.items()
        ]
        body = ("".join(parts) + "--limit--\r\n").encode()
        return self.ask("POST", path, body, Content_Type="multipart/form-data; boundary=limit")


@cache
def catalogue() -> Catalogue:
    """All texts, without a cache."""
    return load_catalogue(TEXTS, None)


@pytest.fixture(scope="session")
def client() -> Iterator[Client]:
    app = create_app(system(), catalogue(), lambda: TODAY)
    server = create_server(app, host="127.0.0.1", port=0, threads=2)
    stop = threading.Event()

    def run() -> None:
        # As server.run(), but it can be stopped from outside.
        while not stop.is_set():
            server.asyncore.loop(timeout=0.1, map=server._map, count=1)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    yield Client("127.0.0.1", int(server.effective_port))
    stop.set()
    thread.join(timeout=10)
    server.task_dispatcher.shutdown()
    server.close()
