"""Measures of the customer base and of its segments."""

from __future__ import annotations

from engine.measures.arithmetic import (
    ONE,
    agree,
    beyond_one,
    counted,
    hull,
    largest,
    minus,
    ratio,
    settled,
    smallest,
    times,
    total,
    within,
)
from engine.measures.reader import Reader, Undecided, measure
from engine.measures.reading import alike, amount, decided, divided, how_many, size, stated_items, states, summed, worst
from engine.plan.model import State
from engine.plan.values import Interval, Quantity

SHARE_ROUNDING = 0.01
"""Difference up to which two shares count as the same one: a percentage without decimals."""


@measure("segments-count", "segments")
def segments_count(plan: Reader) -> Quantity:
    """Number of segments."""
    return Quantity(how_many(plan, "segmentation.segments"), "segments")


@measure("customers-total", "customers")
def customers_total(plan: Reader) -> Quantity:
    """Number of customers: the stated total, else the enrolled ones, else the sum of the segments."""
    return Quantity(customer_number(plan), "customers")


def customer_number(reader: Reader) -> Interval:
    """Number of customers: the stated total, else the enrolled ones, else the segments' sum. Raises Undecided."""
    root = reader.root
    for path in ("customers.base.total", "customers.base.enrolled"):
        if root.state(path) is State.VALUE:
            return size(root, path)
    segments = root.items("segmentation.segments") if root.state("segmentation.segments") is State.VALUE else ()
    if segments and all(segment.state("size") is State.VALUE for segment in segments) and not _overlapping(segments):
        return total(size(segment, "size") for segment in segments)
    raise Undecided(root.state("customers.base.total"))


def _overlapping(segments: tuple[Reader, ...]) -> bool:
    """Whether some segment is stated to overlap others."""
    found = [segment for segment in segments if segment.state("overlaps_others") is State.VALUE]
    return any(segment.is_true("overlaps_others") for segment in found)


def _disjoint(plan: Reader) -> tuple[Reader, ...]:
    """The segments, whose shares add up. Raises Undecided(NOT_APPLICABLE) where they are stated to overlap."""
    segments = stated_items(plan, "segmentation.segments")
    if _overlapping(segments):
        raise Undecided(State.NOT_APPLICABLE)
    return segments


@measure("largest-control-group", "customers")
def largest_control_group(plan: Reader) -> Quantity:
    """Half of the customers: the most that can be left out of the actions while as many are treated."""
    return counted(customer_number(plan).scaled(0.5), "customers")


@measure("active-share", "ratio")
def active_share(plan: Reader) -> Quantity:
    """Active members as share of the enrolled ones: computed from both, else as stated."""
    return ratio(_active(plan))


def _active(plan: Reader) -> Interval:
    if plan.state("customers.base.active") is State.VALUE and plan.state("customers.base.enrolled") is State.VALUE:
        return _computed_active(plan)
    return size(plan, "customers.base.active_share")


def _computed_active(plan: Reader) -> Interval:
    return divided(size(plan, "customers.base.active"), size(plan, "customers.base.enrolled"))


@measure("inactive-share", "ratio")
def inactive_share(plan: Reader) -> Quantity:
    """Inactive customers as share of the base: as stated, else what is left by the active share."""
    if plan.state("customers.base.inactive_share") is State.VALUE:
        return ratio(size(plan, "customers.base.inactive_share"))
    return ratio(minus(ONE, _active(plan)))


@measure("active-share-consistent", "flag")
def active_share_consistent(plan: Reader) -> bool:
    """Whether the stated active share is that of active to enrolled members, up to rounding."""
    stated, computed = size(plan, "customers.base.active_share"), _computed_active(plan)
    return decided(agree(stated, computed) or _near(stated, computed))


def _near(first: Interval, second: Interval) -> bool:
    return max(first.low - second.high, second.low - first.high) <= SHARE_ROUNDING


def _segments_sum(plan: Reader, path: str) -> Interval:
    return summed(plan, _disjoint(plan), path).interval


@measure("segment-shares-sum", "ratio")
def segment_shares_sum(plan: Reader) -> Quantity:
    """Sum of the segments' shares of customers; does not apply where segments are stated to overlap."""
    return ratio(_segments_sum(plan, "share_of_customers"))


@measure("segment-shares-over", "ratio")
def segment_shares_over(plan: Reader) -> Quantity:
    """By how much the segments' shares of customers exceed 100 %; 0 where they do not."""
    return ratio(beyond_one(_segments_sum(plan, "share_of_customers")))


@measure("segment-revenue-sum", "ratio")
def segment_revenue_sum(plan: Reader) -> Quantity:
    """Sum of the segments' shares of revenue; does not apply where segments are stated to overlap."""
    return ratio(_segments_sum(plan, "share_of_revenue"))


@measure("segment-revenue-over", "ratio")
def segment_revenue_over(plan: Reader) -> Quantity:
    """By how much the segments' shares of revenue exceed 100 %; 0 where they do not."""
    return ratio(beyond_one(_segments_sum(plan, "share_of_revenue")))


@measure("segment-sizes-over-base", "ratio")
def segment_sizes_over_base(plan: Reader) -> Quantity:
    """By how much the sum of the segments' sizes exceeds the customer base, as share of it; negative where below."""
    sizes = summed(plan, _disjoint(plan), "size").interval
    return ratio(divided(sizes, size(plan, "customers.base.total")).shifted(-1.0))


def segment_size(segment: Reader) -> Interval:
    """Customers of a segment: as stated, else its share of all customers. Raises Undecided."""
    if segment.state("size") is State.VALUE:
        return size(segment, "size")
    if segment.state("share_of_customers") is not State.VALUE:
        raise Undecided(worst((segment.state("size"), segment.state("share_of_customers"))))
    return settled(times(size(segment, "share_of_customers"), customer_number(segment)))


@measure("segment-share", "ratio", of="segmentation.segments")
def segment_share(segment: Reader) -> Quantity:
    """A segment's share of all customers: as stated, else from its size."""
    return ratio(_share(segment))


def _share(segment: Reader) -> Interval:
    if segment.state("share_of_customers") is State.VALUE:
        return size(segment, "share_of_customers")
    return divided(size(segment, "size"), customer_number(segment))


@measure("left-alone-share", "ratio")
def left_alone_share(plan: Reader) -> Quantity:
    """Share of the customers in segments that the plan leaves alone on purpose."""
    segments = _disjoint(plan)
    answers = [states(segment, "left_alone_because") for segment in segments]
    possible = [_share(segment) for segment, yes in zip(segments, answers, strict=True) if yes is not False]
    certain = [_share(segment) for segment, yes in zip(segments, answers, strict=True) if yes]
    return ratio(hull(total(certain), total(possible)))


@measure("segments-value-differs", "flag")
def segments_value_differs(plan: Reader) -> bool:
    """Whether the segments are stated to be of different value tiers."""
    segments = stated_items(plan, "segmentation.segments")
    tiers = {segment.word("value_tier") for segment in segments if segment.state("value_tier") is State.VALUE}
    if len(tiers) > 1:
        return True
    gaps = [segment.state("value_tier") for segment in segments if segment.state("value_tier") is not State.VALUE]
    if not tiers:
        raise Undecided(worst(gaps))
    return decided(None if State.UNKNOWN in gaps else False)


@measure("spend-spread", "ratio")
def spend_spread(plan: Reader) -> Quantity:
    """Difference between the highest and the lowest spend per customer of the segments, as share of the highest."""
    segments = stated_items(plan, "segmentation.segments")
    known = [segment for segment in segments if segment.state("spend_per_customer") is State.VALUE]
    if len(known) < 2:
        gaps = [s.state("spend_per_customer") for s in segments if s.state("spend_per_customer") is not State.VALUE]
        raise Undecided(worst(gaps))
    spends = [spend.interval for spend in alike(plan, [amount(segment, "spend_per_customer") for segment in known])]
    spread = within(minus(ONE, divided(smallest(spends), largest(spends))), 0.0, 1.0)
    return ratio(spread if len(known) == len(segments) else hull(spread, ONE))
