"""The arithmetic that a consultant found in published plans: general measures find it from the stated figures."""

from __future__ import annotations

from tests.measures.plans import Shape, same, value

TELECOM: Shape = {
    "horizon": {"length": "6 months"},
    "customers": {"base": {"total": 7043}},
    "segmentation": {
        "segments": [
            {"id": "risk", "size": 2043, "left_alone_because": "absent"},
            {"id": "vip", "size": 1472, "left_alone_because": "absent"},
            {"id": "low", "size": 3528, "left_alone_because": "cost above value"},
        ]
    },
    "budget": {
        "total": "100000 USD",
        "lines": [
            {"amount": "50000 USD", "segments": ["risk"]},
            {"amount": "30000 USD", "segments": ["vip"]},
            {"amount": "20000 USD", "segments": ["low"]},
        ],
    },
    "expected_return": {"amount": "242000 USD / month", "cost_used": "100000 USD / month", "ratio": "242 %"},
    "actions": [
        {"id": "a1", "cost": "50000 USD"},
        {"id": "a2", "cost": "30000 USD"},
        {"id": "a3", "cost": "20000 USD"},
    ],
    "value_tree": [
        {"id": "v1", "expected_value": "95000 USD", "actions": ["a1"]},
        {"id": "v2", "expected_value": "132000 USD", "actions": ["a2"]},
        {"id": "v3", "expected_value": "15000 USD", "actions": ["a3"]},
    ],
    "objectives": [
        {
            "id": "churn",
            "direction": "down",
            "baseline": "52.8 %",
            "target": "25 %",
            "milestones": [{"value": "39.6 %", "deadline": "start + 2 months"}],
        }
    ],
    "contact_sequences": [
        {"id": "offers", "steps": [{"discount": "20 %"}, {"discount": "30 %"}, {"discount": "40-50 %"}]}
    ],
}


def test_budget_of_six_months_is_taken_for_that_of_one() -> None:
    assert value("money-period-mixed", TELECOM) is True
    assert value("budget-lines-gap", TELECOM) == 0.0


def test_return_over_cost_is_called_return() -> None:
    assert value("return-ratio-is-gross", TELECOM) is True
    assert same(value("return-gross-ratio", TELECOM), 2.42)
    assert same(value("return-net-ratio", TELECOM), 1.42)


def test_third_campaign_loses_money() -> None:
    net = [value("lever-net-ratio", TELECOM, item) for item in ("v1", "v2", "v3")]
    assert same(net, [0.9, 3.4, -0.25])


def test_first_milestone_leaves_most_of_the_way() -> None:
    """From 52.8 to 25 % is 53 % less; a quarter less is 39.6 %, from where 37 % are left."""
    assert same(value("baseline-gap", TELECOM, "churn"), (52.8 - 25) / 52.8)
    assert same(value("milestone-last-step", TELECOM, "churn"), (39.6 - 25) / 39.6)
    assert value("milestone-off-path", TELECOM, "churn") is False


def test_money_per_customer_and_half_the_base_left_alone() -> None:
    assert same(value("segment-budget-per-customer", TELECOM, "risk"), 50000 / 2043)
    assert same(value("left-alone-share", TELECOM), 3528 / 7043)
    assert value("discount-escalates", TELECOM, "offers") is True


def test_two_ticket_targets() -> None:
    content = {
        "statements": [
            {"id": "one", "fact": "ticket_target", "value": "~ 13000 ARS", "where": "an older version"},
            {"id": "two", "fact": "ticket_target", "value": "7000-10000 ARS", "where": "the last version"},
        ]
    }
    assert value("statements-conflict", content, "two") is True


def test_one_reward_for_five_members() -> None:
    content = {
        "customers": {"base": {"enrolled": 10_000_000, "cards": 14_000_000}},
        "programmes": [{"id": "club", "rewards_given": 2_150_000, "reward_cost": "115000000 EUR"}],
    }
    assert same(value("rewards-per-member", content, "club"), 0.215)
    assert same(value("reward-cost-per-member", content, "club"), 11.5)


def test_members_fall_over_the_years() -> None:
    content = {
        "statements": [
            {"id": "a", "fact": "members", "value": "9 million", "period": "2014"},
            {"id": "b", "fact": "members", "value": "8.5 million", "period": "2022"},
        ]
    }
    assert value("statements-fall", content, "b") is True
    assert value("statements-conflict", content, "b") is False


def test_unlimited_card_pays_off_for_few() -> None:
    """240 a year over 48 visits is 5 a visit; at 180 the same ticket needs 36; the average is three times."""
    content = {
        "company": {"uses_per_year": 3, "average_ticket": "5 EUR"},
        "programmes": [
            {"id": "first", "fee": "20 EUR / month", "break_even_uses_per_year": 48},
            {"id": "later", "fee": "15 EUR / month"},
        ],
    }
    assert value("fee-per-break-even-use", content, "first") == 5.0
    assert value("break-even-uses", content, "later") == 36.0
    assert value("programme-break-even-over-use", content, "first") == 15.0


def test_two_thirds_of_members_inactive() -> None:
    content = {"customers": {"base": {"enrolled": 12_600_000, "active": 4_200_000}}}
    assert same(value("inactive-share", content), 2 / 3)
