"""Snapshots: plain data kept in a cache folder under a key that names its content. A cache may fail, its user does not."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import fields, is_dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import orjson

Makers = Mapping[str, Callable[..., Any]]
"""What builds a value from its packed parts, by the name of its kind."""
_Value = TypeVar("_Value")


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


def pack(value: object) -> Any:
    """Dataclasses, tuples, frozen sets and mappings as plain data: lists that start with the name of their kind.

    A mapping whose keys are texts stays one. Other values must be plain already.
    """
    if isinstance(value, tuple):
        return ["tuple", *map(pack, value)]
    if isinstance(value, frozenset):
        return ["set", *map(pack, sorted(value))]
    if isinstance(value, Mapping):
        if all(isinstance(key, str) for key in value):
            return {key: pack(part) for key, part in value.items()}
        return ["map", *(pack(item) for item in value.items())]
    if is_dataclass(value):
        return [type(value).__name__, *(pack(getattr(value, field.name)) for field in fields(value))]
    return value


def makers(*kinds: type) -> Makers:
    """What `unpack` needs for data in which these dataclasses occur."""
    plain = {"tuple": lambda *parts: parts, "set": lambda *parts: frozenset(parts), "map": lambda *parts: dict(parts)}
    return {**plain, **{kind.__name__: kind for kind in kinds}}


def unpack(data: Any, by: Makers) -> Any:
    """The value that was packed."""
    if type(data) is list:
        first, *parts = data
        return by[first](*[unpack(part, by) if type(part) in (list, dict) else part for part in parts])
    if type(data) is dict:
        return {key: unpack(part, by) if type(part) in (list, dict) else part for key, part in data.items()}
    return data


class Packed(Mapping[str, _Value]):
    """A packed mapping as the text of its JSON: read when it is first used, each value unpacked when asked for."""

    def __init__(self, text: str, by: Makers) -> None:
        self._text = text
        self._by = by
        self._known: dict[str, _Value] = {}

    @cached_property
    def _data(self) -> dict[str, Any]:
        data: dict[str, Any] = orjson.loads(self._text)
        return data

    def __getitem__(self, key: str) -> _Value:
        if key not in self._known:
            self._known[key] = unpack(self._data[key], self._by)
        return self._known[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._data)

    def __len__(self) -> int:
        return len(self._data)

    def __contains__(self, key: object) -> bool:
        return key in self._data


def pack_text(value: Mapping[str, object]) -> str:
    """The text of a mapping that is to be `Packed`."""
    return orjson.dumps(pack(value)).decode()
