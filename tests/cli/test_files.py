"""Where plans come from and where reports go: standard input, strange names, folders, links, devices."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from engine.cli.files import save
from engine.errors import UsageError
from engine.tell.summary import short_names
from tests.cli.conftest import GOOD
from tests.cli.run import process, run

Capture = pytest.CaptureFixture[str]


def type_in(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    """Put bytes on standard input."""
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(content)))


@pytest.mark.parametrize("content", [GOOD, '{"vinculo": "1.0", "meta": {"date": "2026-01-15"}, "mission": "Trust"}'])
def test_a_plan_from_standard_input(
    capsys: Capture, plans: Path, monkeypatch: pytest.MonkeyPatch, content: str
) -> None:
    """A hyphen reads it, YAML or JSON; the report is that of the same plan in a file."""
    type_in(monkeypatch, content.encode())
    typed = json.loads(run(capsys, "audit", "-", "--format", "json").out)
    assert typed["plan"]["file"] == "stdin"
    filed = json.loads(run(capsys, "audit", plans / "one.yaml", "--format", "json").out)
    assert typed["verdict"] == filed["verdict"]
    for command in (["plan", "-"], ["facts", "-"], ["explain", "-", "objective-without-action"]):
        type_in(monkeypatch, content.encode())
        assert run(capsys, *command).code == 0


def test_problems_of_standard_input(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    """They have their line and column; too much of it is refused."""
    type_in(monkeypatch, b'vinculo: "1.0"\nmision: x\n')
    assert run(capsys, "audit", "-").err.startswith("stdin:2:1: ")
    type_in(monkeypatch, b"#" * 2_000_001)
    done = run(capsys, "audit", "-")
    assert (done.code, done.out) == (2, "")
    assert "2000000" in done.err


@pytest.mark.parametrize("format", ["text", "json", "markdown", "sarif", "html"])
def test_a_name_that_is_no_utf_8(cache: Path, plans: Path, format: str) -> None:
    """It is read, reported in every format, and saved; in a table and in problems too."""
    strange = os.fsdecode(os.fsencode(plans) + b"/bad\xff.yaml")
    Path(strange).write_text(GOOD, "utf-8")
    done = process(cache, "audit", strange, "--format", format)
    assert (done.code, done.err) == (0, "")
    assert "bad?.yaml" in done.out or "bad%3F.yaml" in done.out
    saved = process(cache, "audit", strange, plans / "one.yaml", "--format", format, "--output", plans)
    assert (saved.code, saved.err) == (0, "")
    assert "bad?.yaml" in saved.out


def test_a_problem_in_a_file_whose_name_is_no_utf_8(cache: Path, plans: Path) -> None:
    """Also one that is not there, and also in JSON."""
    names = [os.fsdecode(os.fsencode(plans) + end) for end in (b"/bad\xff.yaml", b"/none\xfe.yaml")]
    Path(names[0]).write_text("mision: x\n", "utf-8")
    done = process(cache, "audit", *names, "--format", "json")
    assert done.code == 2
    assert [Path(failure["file"]).name for failure in json.loads(done.out)["failures"]] == ["bad?.yaml", "none?.yaml"]
    assert "Traceback" not in done.err


def test_a_profile_whose_name_is_no_utf_8(cache: Path, plans: Path) -> None:
    """Without a name of its own it goes by that of its file."""
    profile = os.fsdecode(os.fsencode(plans) + b"/house\xff.yaml")
    Path(profile).write_text('vinculo-profile: "1.0"\n', "utf-8")
    done = process(cache, "audit", plans / "one.yaml", "--profile", profile, "--format", "json")
    assert done.code == 0
    assert json.loads(done.out)["plan"]["profile"].endswith("house?.yaml")


@pytest.mark.parametrize("spelled", ["reports", "reports/", "other/../reports", "link"])
def test_one_report_into_a_folder(capsys: Capture, plans: Path, spelled: str) -> None:
    """It goes by the plan's name; nothing appears beside the folder."""
    for name in ("reports", "other"):
        (plans / name).mkdir()
    (plans / "link").symlink_to("reports")
    before = sorted(path.name for path in plans.iterdir())
    done = run(capsys, "audit", plans / "one.yaml", "--format", "markdown", "--output", f"{plans}/{spelled}")
    assert (done.code, done.out, done.err) == (0, "", "")
    assert [path.name for path in (plans / "reports").iterdir()] == ["one.md"]
    assert sorted(path.name for path in plans.iterdir()) == before


def test_one_report_into_the_current_folder(capsys: Capture, plans: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A dot is a folder like any other."""
    monkeypatch.chdir(plans)
    assert run(capsys, "audit", "one.yaml", "--output", ".").code == 0
    assert (plans / "one.txt").read_text("utf-8").startswith("VERDICT: ")


def test_links_and_devices_are_written_through(tmp_path: Path) -> None:
    """What was there stays what it was: a link, a pipe."""
    target, link, pipe = tmp_path / "target", tmp_path / "link", tmp_path / "pipe"
    target.write_bytes(b"old and longer")
    link.symlink_to(target)
    save(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    dangling = tmp_path / "dangling"
    dangling.symlink_to(tmp_path / "made")
    save(dangling, b"new")
    assert (tmp_path / "made").read_bytes() == b"new"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    save(pipe, b"new")
    assert os.read(reader, 10) == b"new"
    os.close(reader)
    assert pipe.is_fifo()


def test_a_report_to_the_standard_output_by_name(cache: Path, plans: Path) -> None:
    """As a device; the report is the one that is printed."""
    named = process(cache, "audit", plans / "one.yaml", "--output", "/dev/stdout")
    assert (named.code, named.err) == (0, "")
    assert named.out == process(cache, "audit", plans / "one.yaml").out


def test_a_file_that_is_replaced_keeps_its_permissions(tmp_path: Path) -> None:
    """A new one gets the usual ones."""
    kept, new, usual = tmp_path / "kept", tmp_path / "new", tmp_path / "usual"
    kept.write_bytes(b"old")
    kept.chmod(0o640)
    save(kept, b"new")
    save(new, b"new")
    usual.write_bytes(b"")
    assert kept.stat().st_mode & 0o777 == 0o640
    assert new.stat().st_mode == usual.stat().st_mode


@pytest.mark.parametrize("name", ["no/such/report.txt", "file/report.txt", "n" * 300, "nul\0byte"])
def test_what_cannot_be_written_is_told_and_leaves_nothing(tmp_path: Path, name: str) -> None:
    """No part of a report stays behind."""
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(UsageError) as told:
        save(tmp_path / name, b"new")
    assert [problem.code for problem in told.value.problems] == ["not-writable"]
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_table_tells_plans_of_one_name_apart(capsys: Capture, plans: Path) -> None:
    """By no more of their paths than it takes."""
    for name in ("north", "south"):
        (plans / name).mkdir()
        (plans / name / "plan.yaml").write_text(GOOD, "utf-8")
    done = run(capsys, "audit", plans / "one.yaml", plans / "north" / "plan.yaml", plans / "south" / "plan.yaml")
    assert [line.split()[0] for line in done.out.splitlines()[1:]] == ["one.yaml", "north/plan.yaml", "south/plan.yaml"]


def test_the_shortest_names() -> None:
    """A whole path where its end is that of another; markup in a name is no markup."""
    assert short_names(["p.yaml", "a/p.yaml", "x/a/p.yaml", "q.yaml", "p.json"]) == {
        "p.yaml": "p.yaml",
        "a/p.yaml": "a/p.yaml",
        "x/a/p.yaml": "x/a/p.yaml",
        "q.yaml": "q.yaml",
        "p.json": "p.json",
    }
    assert short_names(["/r/a/p.yaml", "/r/b/p.yaml"]) == {"/r/a/p.yaml": "a/p.yaml", "/r/b/p.yaml": "b/p.yaml"}
    assert short_names(["a.yaml", "a.yaml"]) == {"a.yaml": "a.yaml"}


@pytest.mark.parametrize(("language", "word"), [("es", "Abiertas"), ("ca", "Obertes"), ("en", "Open")])
def test_the_table_spells_out_what_is_undecided(capsys: Capture, plans: Path, language: str, word: str) -> None:
    """In each language; a name in brackets is shown as it is."""
    strange = plans / "[red]x.yaml"
    strange.write_text(GOOD, "utf-8")
    shown = run(capsys, "audit", plans / "one.yaml", strange, "--lang", language).out.splitlines()
    assert word in shown[0]
    assert shown[2].startswith("[red]x.yaml")
