"""The server as the command line starts it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from http.client import HTTPConnection
from pathlib import Path

import pytest

from engine.errors import UsageError
from engine.text.words import Words
from tests.rules.cases import system
from tests.web.conftest import catalogue
from webui.serve import serve

ROOT = Path(__file__).resolve().parent.parent.parent


def test_taken_port_is_a_problem_with_a_text() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(UsageError) as raised:
            serve(system(), catalogue(), "127.0.0.1", taken.getsockname()[1])
    text = Words(catalogue(), "en").problem(raised.value.problems[0])
    assert "Choose another port" in text


def test_serves_and_stops_on_interrupt(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "VINCULO_CACHE": str(tmp_path)}
    command = [sys.executable, "-m", "engine.cli", "serve", "--port", str(port)]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == f"http://127.0.0.1:{port}/\n"
            connection = HTTPConnection("127.0.0.1", port, timeout=60)
            connection.request("GET", "/healthz")
            assert connection.getresponse().status == 200
            connection.close()
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=60) == 0
        finally:
            process.kill()
