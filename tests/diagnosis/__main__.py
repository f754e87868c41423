"""Print how many of the experts' findings the audit finds: `python -m tests.diagnosis`."""

from __future__ import annotations

from tests.diagnosis.findings import (
    LEVELS,
    RATCHET,
    Match,
    counts,
    faulted_by,
    faults,
    findings,
    match,
    strengths,
    yaml_file,
)
from tests.rules.cases import system

MEANING = {"A": "arithmetic or contradiction", "S": "source or critic", "J": "judgement"}


def main() -> None:
    """The rates by level, what is not found and why, and the strengths that are faulted."""
    kept = yaml_file(RATCHET)
    print(f"{'level':32}" + "".join(f"{outcome:>14}" for outcome in Match) + f"{'of':>6}{'kept':>6}")
    for level in LEVELS:
        found = counts(level)
        row = "".join(f"{found[outcome]:>14}" for outcome in Match)
        print(f"{f'{level} {MEANING[level]}':32}{row}{found.total():>6}{kept[level]:>6}")
    print()
    for finding in faults():
        outcome = match(finding)
        if outcome is not Match.FOUND:
            why = finding.out_of_reach or ", ".join(finding.rules)
            print(f"{finding.name} [{finding.level}] {outcome}: {finding.gist} ({why})")
    absent = {rule for finding in findings() for rule in (*finding.rules, *finding.opposite)} - set(system().base.rules)
    if absent:
        print(f"\nrules that do not exist: {', '.join(sorted(absent))}")
    wrong = [(finding, faulted_by(finding)) for finding in strengths()]
    print(f"\nstrengths faulted: {sum(bool(rules) for _, rules in wrong)} of {len(wrong)}")
    for finding, rules in wrong:
        if rules:
            print(f"{finding.name}: {finding.gist} ({', '.join(rules)})")


if __name__ == "__main__":
    main()
