"""Measures of loyalty programmes: what they cost the member and the company, and when a member sees a reward."""

from __future__ import annotations

from engine.measures.arithmetic import days, positive, ratio, settled, times, total
from engine.measures.money import against
from engine.measures.reader import Reader, Undecided, measure
from engine.measures.reading import alike, amount, divided, how_many, per, period_of, size
from engine.measures.timeline import whole_months
from engine.plan.model import State
from engine.plan.values import DAYS, Interval, Quantity


@measure("programmes-count", "programmes")
def programmes_count(plan: Reader) -> Quantity:
    """Number of programmes."""
    return Quantity(how_many(plan, "programmes"), "programmes")


def uses_per_year(reader: Reader) -> Interval:
    """Uses of an average customer per year: as stated, else one per purchase cycle. Raises Undecided."""
    company = reader.root
    if company.state("company.uses_per_year") is State.VALUE:
        return per(amount(company, "company.uses_per_year"), "year")
    if company.state("company.purchase_cycle") is State.VALUE:
        return divided(Interval(DAYS["year"], DAYS["year"]), size(company, "company.purchase_cycle"))
    raise Undecided(company.state("company.uses_per_year"))


def purchase_cycle(reader: Reader) -> Interval:
    """Days between two uses of an average customer: as stated, else from the uses per year. Raises Undecided."""
    if reader.root.state("company.purchase_cycle") is State.VALUE:
        return size(reader.root, "company.purchase_cycle")
    return divided(Interval(DAYS["year"], DAYS["year"]), uses_per_year(reader))


def _yearly_fee(programme: Reader) -> Quantity:
    """The fee per year. Raises Undecided(UNKNOWN) where no period is stated."""
    fee = amount(programme, "fee")
    if period_of(fee) == "total":
        raise Undecided(State.UNKNOWN)
    return Quantity(settled(per(fee, "year")), fee.unit, "year")


def _computed_break_even(programme: Reader) -> Interval:
    fee, ticket = _yearly_fee(programme), amount(programme.root, "company.average_ticket")
    if fee.unit != ticket.unit:
        raise Undecided(State.UNKNOWN)
    return divided(fee.interval, ticket.interval)


@measure("break-even-uses", "uses/year", of="programmes")
def break_even_uses(programme: Reader) -> Quantity:
    """Uses per year from which the fee pays off for a member: yearly fee divided by the average ticket."""
    return Quantity(settled(_computed_break_even(programme)), "uses/year")


def _break_even(programme: Reader) -> Interval:
    """Uses per year from which membership pays off: as stated, else computed from the fee. Raises Undecided."""
    if programme.state("break_even_uses_per_year") is State.VALUE:
        return per(amount(programme, "break_even_uses_per_year"), "year")
    return _computed_break_even(programme)


@measure("programme-break-even-over-use", "ratio", of="programmes")
def break_even_over_use(programme: Reader) -> Quantity:
    """By how much the uses at which membership pays off exceed those of an average customer, as share of these."""
    return ratio(divided(_break_even(programme), uses_per_year(programme)).shifted(-1.0))


@measure("member-use-over-break-even", "ratio", of="programmes")
def member_use_over_break_even(programme: Reader) -> Quantity:
    """By how much the uses of an average member exceed those at which membership pays off; negative where below."""
    uses = per(amount(programme, "member_uses_per_year"), "year")
    return ratio(divided(uses, _break_even(programme)).shifted(-1.0))


@measure("lock-in-days", "days", of="programmes")
def lock_in(programme: Reader) -> Quantity:
    """Time for which a member has to stay; within 1 % of whole months it counts as those months."""
    return days(whole_months(size(programme, "lock_in")))


@measure("fee-per-break-even-use", "money", of="programmes")
def fee_per_use(programme: Reader) -> Quantity:
    """What a member who just breaks even pays per use: yearly fee divided by the stated break-even uses."""
    fee = _yearly_fee(programme)
    uses = per(amount(programme, "break_even_uses_per_year"), "year")
    return Quantity(settled(divided(fee.interval, uses)), fee.unit)


@measure("reward-rate-over-margin", "ratio", of="programmes")
def reward_rate_over_margin(programme: Reader) -> Quantity:
    """What a programme states to give back per sale (rate and discount), as share of the contribution margin."""
    given = [size(programme, path) for path in ("return_rate", "discount") if programme.state(path) is State.VALUE]
    if not given:
        raise Undecided(programme.state("return_rate"))
    return ratio(divided(total(given), size(programme.root, "company.contribution_margin")))


def _first_reward(programme: Reader) -> Interval:
    uses = size(programme, "uses_to_first_reward")
    return divided(uses, uses_per_year(programme)).scaled(DAYS["year"])


@measure("first-reward-days", "days", of="programmes")
def first_reward(programme: Reader) -> Quantity:
    """Days that an average customer needs to reach the first reward."""
    return days(_first_reward(programme))


@measure("validity-days", "days", of="programmes")
def validity(programme: Reader) -> Quantity:
    """Time for which what is earned stays valid; within 1 % of whole months it counts as those months."""
    return days(whole_months(size(programme, "validity")))


@measure("validity-over-first-reward", "ratio", of="programmes")
def validity_over_first_reward(programme: Reader) -> Quantity:
    """Time for which what is earned stays valid, divided by the time to the first reward; below 1 it expires before."""
    return ratio(divided(size(programme, "validity"), _first_reward(programme)))


@measure("validity-over-cycle", "ratio", of="programmes")
def validity_over_cycle(programme: Reader) -> Quantity:
    """Time for which what is earned stays valid, divided by the time between two purchases."""
    return ratio(divided(size(programme, "validity"), purchase_cycle(programme)))


@measure("rewards-per-member", "rewards/member", of="programmes")
def rewards_per_member(programme: Reader) -> Quantity:
    """Rewards given per enrolled member."""
    members = size(programme.root, "customers.base.enrolled")
    return Quantity(settled(divided(size(programme, "rewards_given"), members)), "rewards/member")


def reward_cost(programme: Reader) -> Quantity:
    """Cost of the rewards: as stated, else rewards given times their unit cost. Raises Undecided."""
    if programme.state("reward_cost") is State.VALUE:
        return amount(programme, "reward_cost")
    if programme.state("rewards_given") is State.VALUE and programme.state("reward_unit_cost") is State.VALUE:
        unit_cost = amount(programme, "reward_unit_cost")
        return Quantity(settled(times(size(programme, "rewards_given"), unit_cost.interval)), unit_cost.unit)
    raise Undecided(programme.state("reward_cost"))


@measure("reward-cost-per-member", "money", of="programmes")
def reward_cost_per_member(programme: Reader) -> Quantity:
    """Cost of the rewards per enrolled member."""
    cost = reward_cost(programme)
    each = divided(cost.interval, size(programme.root, "customers.base.enrolled"))
    return Quantity(settled(each), cost.unit, cost.period)


@measure("reward-cost-sales-share", "ratio", of="programmes")
def reward_cost_sales_share(programme: Reader) -> Quantity:
    """Cost of the rewards as share of the company's sales of a year."""
    sales = amount(programme.root, "company.annual_sales")
    yearly = Quantity(sales.interval, sales.unit, sales.period or "year")
    return ratio(against(programme, reward_cost(programme), yearly))


@measure("provision-share", "ratio", of="programmes")
def provision_share(programme: Reader) -> Quantity:
    """Money set aside for rewards, as share of their cost."""
    first, second = alike(programme, (amount(programme, "provision"), reward_cost(programme)))
    return ratio(divided(positive(first.interval), second.interval))
