"""What no one foresaw: the reader gets a page, the program problem details, the log the cause."""

from __future__ import annotations

import logging
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.rules.cases import system
from tests.web.conftest import PLAN, catalogue
from webui.app import create_app


def _broken() -> date:
    raise RuntimeError("the clock stands still")


@pytest.fixture
def broken() -> FlaskClient:
    app: Flask = create_app(system(), catalogue(), _broken)
    return app.test_client()


def test_page(broken: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        answer = broken.post("/audit?lang=en", data={"plan": PLAN})
    assert answer.status_code == 500
    assert "Something failed on the server" in answer.text
    assert "clock" not in answer.text
    assert "the clock stands still" in caplog.text


def test_interface(broken: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        answer = broken.post("/api/v1/audit?lang=en", data=PLAN, content_type="application/yaml")
    assert answer.status_code == 500
    assert answer.mimetype == "application/problem+json"
    assert "clock" not in answer.text
