"""Customers, segments, channels, contacts and programmes."""

from __future__ import annotations

from typing import Any

import pytest

from engine.plan.model import State
from engine.plan.values import Quantity
from tests.measures.plans import Shape, measured, same, value


def base(**fields: Any) -> Shape:
    return {"customers": {"base": fields}}


def segments(*items: Shape, **fields: Any) -> Shape:
    return {"segmentation": {"segments": list(items)}, **base(**fields)}


def channels(*items: Shape, **policy: Any) -> Shape:
    return {"channels": list(items), "contact_policy": policy}


def programme(company: Shape | None = None, **fields: Any) -> Shape:
    return {"company": company or {}, "programmes": [{"id": "p", **fields}], **base(enrolled=1000)}


def offers(*discounts: str) -> Shape:
    return {"contact_sequences": [{"id": "c", "steps": [{"offer": "x", "discount": d} for d in discounts]}]}


MAIL = {"kind": "email", "outbound": True, "contacts_per_month": 6}
TEXT = {"kind": "sms", "outbound": True, "contacts_per_month": "1 contacts / week"}
POST = {"kind": "post", "contacts_per_month": 2}
SHOP = {"kind": "shop", "outbound": False}
WEEKLY = 30.4375 / 7
THRICE = {"uses_per_year": 3, "average_ticket": "8 EUR", "contribution_margin": "20 %", "annual_sales": "50000 EUR"}

EXAMPLES = [
    ("segments-count", segments({}, {}), "", 2),
    ("channels-count", channels(MAIL, POST, SHOP), "", 3),
    ("programmes-count", programme(), "", 1),
    ("sequences-count", offers("5 %"), "", 1),
    ("customers-total", base(total=500, enrolled=300), "", 500),
    ("customers-total", base(enrolled=300), "", 300),
    ("customers-total", segments({"size": 20}, {"size": 30}), "", 20 + 30),
    ("active-share", base(enrolled=12.6, active=4.2), "", 4.2 / 12.6),
    ("active-share", base(active_share="45 %"), "", 0.45),
    ("inactive-share", base(enrolled=12.6, active=4.2), "", 8.4 / 12.6),
    ("inactive-share", base(inactive_share="33 %"), "", 0.33),
    ("active-share-consistent", base(enrolled=12.6, active=4.2, active_share="33 %"), "", True),
    ("active-share-consistent", base(enrolled=12.6, active=4.2, active_share="45 %"), "", False),
    ("segment-shares-sum", segments({"share_of_customers": "33.3 %"}, {"share_of_customers": "66.7 %"}), "", 1),
    ("segment-shares-over", segments(*({"share_of_customers": s} for s in ("35 %", "25 %", "20 %", "20 %"))), "", 0),
    ("segment-shares-over", segments({"share_of_customers": "70 %"}, {"share_of_customers": "33 %"}), "", 0.03),
    ("segment-shares-over", segments({"share_of_customers": "70 %"}, {"share_of_customers": "10 %"}), "", 0),
    ("segment-revenue-over", segments({"share_of_revenue": "70 %"}, {"share_of_revenue": "45 %"}), "", 0.15),
    ("largest-control-group", base(total=8000), "", 4000),
    ("segment-revenue-sum", segments({"share_of_revenue": "70 %"}, {"share_of_revenue": "45 %"}), "", 1.15),
    ("segment-sizes-over-base", segments({"size": 70}, {"size": 50}, total=100), "", (120 - 100) / 100),
    ("segment-share", segments({"id": "s", "size": 30}, total=120), "s", 30 / 120),
    ("segment-share", segments({"id": "s", "share_of_customers": "8 %"}), "s", 0.08),
    ("segment-share", segments({"id": "s", "size": 30}, {"size": 70}), "s", 30 / (30 + 70)),
    ("left-alone-share", segments({"size": 30, "left_alone_because": "cost"},
                                  {"size": 70, "left_alone_because": "absent"}), "", 30 / 100),
    ("left-alone-share", segments({"size": 30, "left_alone_because": "cost"}, {"size": 70}), "", (30 / 100, 1)),
    ("segments-value-differs", segments({"value_tier": "low"}, {"value_tier": "top"}, {}), "", True),
    ("segments-value-differs", segments({"value_tier": "low"}, {"value_tier": "low"}), "", False),
    ("spend-spread", segments({"spend_per_customer": "40 EUR"}, {"spend_per_customer": "30 EUR"}), "", (40 - 30) / 40),
    ("spend-spread", segments({"spend_per_customer": "12 EUR / year"}, {"spend_per_customer": "1 EUR / month"}), "", 0),
    ("channel-mix-sum", channels({"share_of_mix": "80 %"}, {"share_of_mix": "30 %"}), "", 1.1),
    ("contacts-per-month", channels(MAIL, TEXT, POST, SHOP), "", 6 + WEEKLY + 2),
    ("contacts-per-month", channels(MAIL, {**POST, "outbound": False}), "", 6),
    ("contacts-over-cap", channels(MAIL, POST, max_per_month=4), "", (8 - 4) / 4),
    ("contacts-over-cap", channels(POST, max_per_month=4), "", (2 - 4) / 4),
    ("cheap-contacts-share", channels(MAIL, POST, SHOP), "", 6 / 8),
    ("discount-escalates", offers("20 %", "30 %", "40-50 %"), "c", True),
    ("discount-escalates", offers("30 %", "20 %", "20 %"), "c", False),
    ("discount-escalates", offers("30 %", "absent", "20 %"), "c", False),
    ("break-even-uses", programme(THRICE, fee="20 EUR / month"), "p", 240 / 8),
    ("programme-break-even-over-use", programme(THRICE, break_even_uses_per_year=48), "p", (48 - 3) / 3),
    ("programme-break-even-over-use", programme(THRICE, fee="240 EUR / year"), "p", (30 - 3) / 3),
    ("fee-per-break-even-use", programme(fee="20 EUR / month", break_even_uses_per_year=48), "p", 240 / 48),
    ("member-use-over-break-even", programme(member_uses_per_year=60, break_even_uses_per_year=48), "p", 60 / 48 - 1),
    ("member-use-over-break-even", programme(THRICE, member_uses_per_year=15, fee="240 EUR / year"), "p", 15 / 30 - 1),
    ("lock-in-days", programme(lock_in="365 days"), "p", 365.25),
    ("reward-rate-over-margin", programme(THRICE, return_rate="5 %"), "p", 5 / 20),
    ("reward-rate-over-margin", programme(THRICE, return_rate="5 %", discount="25 %"), "p", (5 + 25) / 20),
    ("first-reward-days", programme(THRICE, uses_to_first_reward=6), "p", 6 / 3 * 365.25),
    ("first-reward-days", programme({"purchase_cycle": "30 days"}, uses_to_first_reward=6), "p", 6 * 30),
    ("validity-over-first-reward", programme(THRICE, uses_to_first_reward=6, validity="1 year"), "p", 1 / 2),
    ("channel-mix-over", channels({"share_of_mix": "80 %"}, {"share_of_mix": "30 %"}), "", 0.1),
    ("validity-days", programme({}, validity="365 days"), "p", 365.25),
    ("validity-days", programme({}, validity="45 days"), "p", 45),
    ("validity-over-cycle", programme({"purchase_cycle": "30 days"}, validity="45 days"), "p", 45 / 30),
    ("validity-over-cycle", programme(THRICE, validity="1 year"), "p", 3),
    ("rewards-per-member", programme(rewards_given=215), "p", 215 / 1000),
    ("reward-cost-per-member", programme(rewards_given=215, reward_unit_cost="53 EUR"), "p", 215 * 53 / 1000),
    ("reward-cost-per-member", programme(reward_cost="500 EUR"), "p", 500 / 1000),
    ("reward-cost-sales-share", programme(THRICE, reward_cost="1000 EUR / year"), "p", 1000 / 50000),
    ("provision-share", programme(reward_cost="1000 EUR", provision="600 EUR"), "p", 600 / 1000),
]  # fmt: skip


@pytest.mark.parametrize(("id", "content", "item", "expected"), EXAMPLES)
def test_examples(id: str, content: Shape, item: str, expected: object) -> None:
    assert same(value(id, content, item), expected)


@pytest.mark.parametrize(
    ("id", "content", "item", "state"),
    [
        ("segment-shares-sum", segments({"share_of_customers": "60 %", "overlaps_others": True}), "",
         State.NOT_APPLICABLE),
        ("customers-total", segments({"size": 20}, {}), "", State.UNKNOWN),
        ("segments-value-differs", segments({"value_tier": "low"}, {}), "", State.UNKNOWN),
        ("active-share", base(enrolled=0, active=0), "", State.NOT_APPLICABLE),
        ("contacts-per-month", channels({"kind": "email", "outbound": True}), "", State.UNKNOWN),
        ("contacts-per-month", channels({**SHOP}), "", State.ABSENT),
        ("cheap-contacts-share", channels(MAIL, {"kind": "sms", "outbound": True}), "", State.UNKNOWN),
        ("discount-escalates", {"contact_sequences": [{"id": "c", "steps": [{"discount": "20 %"}, {}]}]}, "c",
         State.UNKNOWN),
        ("break-even-uses", programme(THRICE, fee="240 EUR"), "p", State.UNKNOWN),  # per year or once?
        ("break-even-uses", programme(THRICE, fee="240 USD / year"), "p", State.UNKNOWN),
        ("first-reward-days", programme({"uses_per_year": 0}, uses_to_first_reward=6), "p", State.NOT_APPLICABLE),
        ("validity-over-cycle", programme(THRICE, validity="tbd"), "p", State.TBD),
    ],
)  # fmt: skip
def test_no_value(id: str, content: Shape, item: str, state: State) -> None:
    assert measured(id, content, item).state is state


def test_open_channels_can_only_add_contacts() -> None:
    content = channels(MAIL, {"kind": "sms", "outbound": True}, max_per_month=4)
    found = measured("contacts-over-cap", content).value
    assert isinstance(found, Quantity)
    assert (found.interval.low, found.interval.high) == (0.5, float("inf"))


def test_unknown_spend_can_only_widen_the_spread() -> None:
    content = segments({"spend_per_customer": "40 EUR"}, {"spend_per_customer": "30 EUR"}, {})
    assert value("spend-spread", content) == (0.25, 1.0)


def test_inputs_are_noted() -> None:
    found = measured("active-share", base(enrolled=10, active=5))
    assert {node.path for node in found.inputs} == {"customers.base.active", "customers.base.enrolled"}
