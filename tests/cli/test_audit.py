"""`vinculo audit`: exit codes, where the report goes, one plan and several, profile and date."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from engine import rete
from engine.infer.program import Fact, Model, Truth
from engine.paths import ROOT
from engine.pipeline import Options, audit, read_plan
from engine.rules.model import SEVERITIES
from tests.cli.run import process, run
from tests.data.frozen import TODAY
from tests.rules.cases import system

WRONG = ROOT / "examples" / "everything-wrong.es.yaml"
Capture = pytest.CaptureFixture[str]


def test_nothing_at_the_fail_level_is_zero(capsys: Capture, plans: Path) -> None:
    """A plan without errors passes at the usual level; its report begins with the verdict."""
    done = run(capsys, "audit", plans / "one.yaml")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("VERDICT: ")


def test_fail_levels(capsys: Capture, plans: Path) -> None:
    """One where there is a finding of the level or above, zero where there is none, always zero at never."""
    for file in (WRONG, plans / "one.yaml", ROOT / "examples" / "healthy-b2b.ca.yaml"):
        result = audit(system(), read_plan(file.read_bytes(), file.name), Options(today=TODAY))
        severities = {finding.rule.severity for finding in result.judgement.findings}
        for number, level in enumerate(SEVERITIES[:3], 1):
            done = run(capsys, "audit", file, "--fail-on", level, "--quiet", "--date", TODAY)
            assert (done.code, done.out) == (int(bool(severities & set(SEVERITIES[:number]))), "")
        assert run(capsys, "audit", file, "--fail-on", "never", "--quiet").code == 0


def test_findings_are_one(capsys: Capture) -> None:
    """A plan with errors, at the usual level."""
    assert run(capsys, "audit", WRONG, "--quiet").code == 1


def test_a_bad_plan_is_two(capsys: Capture, plans: Path) -> None:
    """The problem stands on the error output, with file, line, column and what was meant; nothing on the other."""
    done = run(capsys, "audit", plans / "bad.yaml")
    assert (done.code, done.out) == (2, "")
    assert f"{plans / 'bad.yaml'}:2:1:" in done.err
    assert "mission" in done.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["audit", "nowhere.yaml"],
        ["audit"],
        ["audit", "x.yaml", "--format", "odt"],
        ["audit", "x.yaml", "--fail-on", "strength"],
        ["audit", "x.yaml", "--profile", "nowhere.yaml"],
        ["audit", "x.yaml", "--date", "2026-13-01"],
        ["audit", "x.yaml", "--date", "yesterday"],
        ["audt", "x.yaml"],
        ["--lang", "pt", "rules"],
    ],
)
def test_wrong_usage_is_two(capsys: Capture, arguments: list[str]) -> None:
    """Wrong options, files that are not there: one line or two, no traceback, exit code 2."""
    done = run(capsys, *arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err
    assert "Traceback" not in done.err


def test_bad_rules_are_three(plans: Path, cache: Path, tmp_path: Path) -> None:
    """A copy of the project with a broken rule: told by file and line, exit code 3."""
    import shutil

    copy = tmp_path / "copy"
    for name in ("engine", "knowledge", "rules"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    (copy / "rules" / "objectives" / "broken.yaml").write_text("id: broken\nseverty: error\n", "utf-8")
    done = process(cache, "audit", plans / "one.yaml", folder=copy, PYTHONPATH=str(copy))
    assert (done.code, done.out) == (3, "")
    assert "rules/objectives/broken.yaml:" in done.err
    assert "severity" in done.err
    assert "Traceback" not in done.err


def test_two_engines_that_differ_are_four(capsys: Capture, plans: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With --verify a result that the evaluator does not confirm is refused; without, it goes unseen."""
    right = rete.run

    def tampered(compiled: rete.Compiled, facts: dict[Fact, Truth]) -> Model:
        model = right(compiled, facts)
        return Model(model.given, dict(list(model.derived.items())[1:]), model.supports)

    assert run(capsys, "audit", plans / "one.yaml", "--verify").code == 0
    monkeypatch.setattr(rete, "run", tampered)
    done = run(capsys, "audit", plans / "one.yaml", "--verify")
    assert (done.code, done.out) == (4, "")
    assert "one.yaml" in done.err
    assert "Traceback" not in done.err


def test_output_goes_to_a_file_and_nothing_is_left_beside(capsys: Capture, plans: Path) -> None:
    """The file holds what the screen would; an existing one is replaced whole."""
    target = plans / "report.md"
    target.write_text("old" * 100_000, "utf-8")
    shown = run(capsys, "audit", plans / "one.yaml", "--format", "markdown")
    done = run(capsys, "audit", plans / "one.yaml", "--format", "markdown", "--output", target)
    assert (done.code, done.out) == (0, "")
    assert target.read_text("utf-8") == shown.out
    assert sorted(path.name for path in plans.iterdir()) == ["bad.yaml", "one.yaml", "report.md", "two.yaml"]


def test_a_report_that_cannot_be_written_leaves_the_old_one(
    capsys: Capture, plans: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the disk fails halfway the old file is as it was, and the reader is told."""

    def full(self: Path, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    target = plans / "report.txt"
    target.write_text("old", "utf-8")
    monkeypatch.setattr(Path, "write_bytes", full)
    done = run(capsys, "audit", plans / "one.yaml", "--output", target)
    assert done.code == 2
    assert "report.txt" in done.err
    assert target.read_text("utf-8") == "old"


def test_a_place_that_cannot_hold_a_file_is_told(capsys: Capture, plans: Path) -> None:
    """A folder that is not there."""
    done = run(capsys, "audit", plans / "one.yaml", "--output", plans / "no/such/folder/report.txt")
    assert (done.code, done.out) == (2, "")
    assert done.err


def test_several_plans_make_a_table(capsys: Capture, plans: Path) -> None:
    """A line for each plan, in the order given, the unreadable one among them; its problem on the error output."""
    done = run(capsys, "audit", plans / "one.yaml", plans / "bad.yaml", plans / "two.yaml")
    assert done.code == 2
    lines = done.out.splitlines()[1:]
    assert [line.split()[0].removesuffix(".yaml") for line in lines] == ["one", "bad", "two"]
    assert "unreadable" in lines[1]
    assert "bad.yaml:2:1" in done.err
    quiet = run(capsys, "audit", plans / "one.yaml", plans / "bad.yaml", "--quiet")
    assert (quiet.code, quiet.out) == (2, "")
    assert "bad.yaml:2:1" in quiet.err


@pytest.mark.parametrize(
    ("format", "ending"), [("markdown", ".md"), ("json", ".json"), ("text", ".txt"), ("html", ".html")]
)
def test_several_plans_into_a_folder(capsys: Capture, plans: Path, format: str, ending: str) -> None:
    """One file for each plan that could be read, and the table."""
    folder = plans / "reports"
    folder.mkdir()
    given = [plans / "one.yaml", plans / "bad.yaml", plans / "two.yaml"]
    done = run(capsys, "audit", *given, "--format", format, "--output", folder)
    assert done.code == 2
    assert sorted(path.name for path in folder.iterdir()) == [f"one{ending}", f"two{ending}"]
    single = run(capsys, "audit", plans / "one.yaml", "--format", format)
    assert (folder / f"one{ending}").read_text("utf-8") == single.out
    assert "unreadable" in done.out


def test_plans_of_one_name_do_not_overwrite_each_other(capsys: Capture, plans: Path) -> None:
    """Plans that have the same name, or one that another would be given, all leave their report."""
    other, folder = plans / "other", plans / "reports"
    other.mkdir()
    folder.mkdir()
    for name in ("one.yaml", "one-2.yaml", "one.json"):
        (other / name).write_bytes((plans / "two.yaml").read_bytes())
    (other / "one.json").write_text('{"vinculo": "1.0"}', "utf-8")
    given = [other / "one-2.yaml", plans / "one.yaml", other / "one.yaml", other / "one.json"]
    assert run(capsys, "audit", *given, "--format", "json", "--output", folder).code == 0
    made = {path.name: json.loads(path.read_text("utf-8"))["plan"]["file"] for path in folder.iterdir()}
    assert sorted(made) == ["one-2.json", "one-3.json", "one-4.json", "one.json"]
    assert set(made.values()) == {str(path) for path in given}


@pytest.mark.parametrize("output", [[], ["--output", "reports"]])
def test_several_plans_need_a_folder_that_exists(capsys: Capture, plans: Path, output: list[str]) -> None:
    """Reports for reading do not go into one file."""
    done = run(capsys, "audit", plans / "one.yaml", plans / "two.yaml", "--format", "markdown", *output)
    assert (done.code, done.out) == (2, "")
    assert done.err


def test_several_plans_as_one_json(capsys: Capture, plans: Path) -> None:
    """All reports and all failures in one document."""
    done = run(capsys, "audit", plans / "one.yaml", plans / "bad.yaml", plans / "two.yaml", "--format", "json")
    made = json.loads(done.out)
    assert made["schema"] == "vinculo-reports/1"
    assert [Path(report["plan"]["file"]).name for report in made["reports"]] == ["one.yaml", "two.yaml"]
    assert [Path(failure["file"]).name for failure in made["failures"]] == ["bad.yaml"]
    assert "bad.yaml:2:1" in made["failures"][0]["problems"][0]
    assert done.code == 2


def test_the_highest_code_wins(capsys: Capture, plans: Path) -> None:
    """Findings in one plan and a bad plan: the bad plan."""
    assert run(capsys, "audit", WRONG, plans / "bad.yaml", "--quiet").code == 2
    assert run(capsys, "audit", WRONG, plans / "one.yaml", "--quiet").code == 1


def test_date_and_profile(capsys: Capture, plans: Path) -> None:
    """The option's date, else the profile's, else the plan's; the profile's name is in the report."""
    profile = plans / "house.yaml"
    profile.write_text('vinculo-profile: "1.0"\nname: House\nreference_date: 2025-06-01\n', "utf-8")

    def info(*more: object) -> tuple[str, str, str]:
        plan = json.loads(run(capsys, "audit", plans / "one.yaml", "--format", "json", *more).out)["plan"]
        return plan["reference_date"], plan["reference_from"], plan["profile"]

    assert info() == ("2026-01-15", "plan", "")
    assert info("--date", "2024-02-29") == ("2024-02-29", "given", "")
    assert info("--profile", profile) == ("2025-06-01", "given", "House")
    assert info("--profile", profile, "--date", "2024-02-29") == ("2024-02-29", "given", "House")


@pytest.mark.parametrize(
    ("content", "near"),
    [
        ("parameters: {payback-months-mi: {value: 9, reason: r}}", "payback-months-min"),
        ("parameters: {payback-months-min: {value: 900, reason: r}}", "24"),
        ("parameters: {payback-months-min: {value: 9}}", "reason"),
        ("parameters: {payback-months-min: 9}", ""),
        ("waivers: [{rule: objective-without-actio, reason: r, by: me}]", "objective-without-action"),
        ("waivers: [{rule: objective-without-action, by: me}]", "reason"),
        ("waivers: [{rule: objective-without-action, reason: r, by: me, until: soon}]", "soon"),
        ("waivers: {}", ""),
        ("sector: grocry", "grocery"),
        ("reference_date: 2026", "2026"),
        ("reference_date: 20260301", "20260301"),
        ("reference_date: 2026-W10-7", "2026-W10-7"),
        ("reference_date: 2026-02-30", "2026-02-30"),
        ("waivers: [no-contingency]", "reason"),
        ("colour: red", "colour"),
    ],
)
def test_a_bad_profile_is_two(capsys: Capture, plans: Path, content: str, near: str) -> None:
    """Its mistakes are told by line and column, with what was meant."""
    profile = plans / "house.yaml"
    profile.write_text(f'vinculo-profile: "1.0"\n{content}\n', "utf-8")
    done = run(capsys, "audit", plans / "one.yaml", "--profile", profile)
    assert (done.code, done.out) == (2, "")
    assert f"{profile}:2:" in done.err
    assert near in done.err
    assert len(done.err.splitlines()) == 1
    assert "word of the format" not in done.err


def test_a_profile_that_is_no_group_is_one_problem(capsys: Capture, plans: Path) -> None:
    """A list, or a text: its version is not asked for as well."""
    profile = plans / "house.yaml"
    for content in ("- a\n", "text\n"):
        profile.write_text(content, "utf-8")
        done = run(capsys, "audit", plans / "one.yaml", "--profile", profile)
        assert done.code == 2
        assert len(done.err.splitlines()) == 1


def test_a_report_names_all_that_made_it(capsys: Capture, plans: Path) -> None:
    """The digests tell a profile from none, its bytes, and the values of the parameters, wherever they come from."""
    profile = plans / "house.yaml"

    def digests(content: str | None) -> dict[str, str]:
        given: list[object] = []
        if content is not None:
            profile.write_text(f'vinculo-profile: "1.0"\n{content}\n', "utf-8")
            given = ["--profile", profile]
        made = json.loads(run(capsys, "audit", plans / "one.yaml", "--format", "json", *given).out)
        return dict(made["digests"])

    usual = system().knowledge.parameters["payback-months-min"].value
    plain, named, noted = digests(None), digests("name: House"), digests("name: House # 1")
    unchanged, changed = (
        digests(f"parameters: {{payback-months-min: {{value: {value}, reason: r}}}}") for value in (usual, usual + 1)
    )
    assert "profile" not in plain
    assert len({one["profile"] for one in (named, noted, unchanged, changed)}) == 4
    assert {one["parameters"] for one in (plain, named, noted, unchanged)} == {plain["parameters"]}
    assert changed["parameters"] != plain["parameters"]
    same = ("plan", "knowledge", "rules", "engine")
    assert all(changed[name] == plain[name] for name in same)


def test_a_waiver_of_a_profile_is_in_the_report(capsys: Capture, plans: Path) -> None:
    """What the profile accepts is told apart, with who and why; the fail level does not see it."""
    found = json.loads(run(capsys, "audit", WRONG, "--format", "json").out)["findings"]
    rule = found[0]["rule"]
    profile = plans / "house.yaml"
    waiver = f"{{rule: {rule}, reason: Agreed, by: A. Soler}}"
    profile.write_text(f'vinculo-profile: "1.0"\nwaivers: [{waiver}]\n', "utf-8")
    made = json.loads(run(capsys, "audit", WRONG, "--format", "json", "--profile", profile).out)
    assert rule not in {finding["rule"] for finding in made["findings"]}
    assert {one["finding"]["rule"] for one in made["waived"]} == {rule}
    assert made["ledger"]["waived"] == 1
