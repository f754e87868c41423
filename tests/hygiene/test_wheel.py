"""The built wheel holds the data beside the code: what works from the work tree works when installed."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.hygiene.repository import ROOT, files

PACKAGES = ("engine", "webui", "knowledge", "rules")


@pytest.mark.slow
def test_wheel_holds_every_file(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    for path in files():
        (tree / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / path, tree / path)
    command = [
        sys.executable,
        "-m",
        "build",
        "--wheel",
        "--no-isolation",
        "--outdir",
        str(tmp_path),
        str(tree),
    ]
    subprocess.run(command, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("vinculo-*.whl")
    held = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    expected = {path for path in files() if path.split("/")[0] in PACKAGES}
    assert len(expected) > 10
    assert sorted(expected - held) == []
    assert sorted(held - expected) == []
