"""Snapshots: plain data kept in a cache folder under a key that names its content. A cache may fail, its user does not."""

from __future__ import annotations

import hashlib
import os
import tempfile
from contextlib import suppress
from pathlib import Path

import orjson


def read_snapshot(folder: Path | None, key: str) -> object | None:
    """The data kept under a key; None where there is none, or its checksum does not fit."""
    if folder is None:
        return None
    try:
        checksum, _, body = (folder / f"{key}.json").read_bytes().partition(b"\n")
        if checksum != _checksum(body):
            return None
        data: object = orjson.loads(body)
    except (OSError, ValueError):
        return None
    return data


def write_snapshot(folder: Path | None, key: str, data: object) -> None:
    """Keep data under a key. Written beside and renamed, so that a reader never sees half of it."""
    if folder is None:
        return
    body = orjson.dumps(data)
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=key[:20], suffix=".part", dir=folder)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_checksum(body) + b"\n" + body)
            Path(name).replace(folder / f"{key}.json")
        except OSError:
            Path(name).unlink(missing_ok=True)


def _checksum(body: bytes) -> bytes:
    return hashlib.sha256(body).hexdigest().encode()
