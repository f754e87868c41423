"""Measures of channels and contacts: their number, how often customers are contacted, sequences of offers."""

from __future__ import annotations

from engine.measures.arithmetic import at_least, beyond_one, hull, ratio, settled, total, within
from engine.measures.reader import Reader, Undecided, measure
from engine.measures.reading import (
    Truth,
    amount,
    decided,
    divided,
    how_many,
    per,
    size,
    some,
    stated_items,
    summed,
    truth,
    worst,
)
from engine.plan.model import State
from engine.plan.values import Interval, Quantity

CONTACTS = "contacts/customer/month"
CHEAP_KINDS = frozenset({"email", "sms", "mms", "push"})
"""Channels in which one more contact costs next to nothing."""


@measure("channels-count", "channels")
def channels_count(plan: Reader) -> Quantity:
    """Number of channels."""
    return Quantity(how_many(plan, "channels"), "channels")


@measure("sequences-count", "sequences")
def sequences_count(plan: Reader) -> Quantity:
    """Number of contact sequences."""
    return Quantity(how_many(plan, "contact_sequences"), "sequences")


@measure("channel-mix-sum", "ratio")
def channel_mix_sum(plan: Reader) -> Quantity:
    """Sum of the channels' shares of the mix."""
    return ratio(_mix_sum(plan))


@measure("channel-mix-over", "ratio")
def channel_mix_over(plan: Reader) -> Quantity:
    """By how much the channels' shares of the mix exceed 100 %; 0 where they do not."""
    return ratio(beyond_one(_mix_sum(plan)))


def _mix_sum(plan: Reader) -> Interval:
    return summed(plan, stated_items(plan, "channels"), "share_of_mix").interval


def _outbound(plan: Reader) -> list[tuple[Reader, Interval | None]]:
    """The channels by which the company starts contacts, with contacts per customer and month where stated.

    A channel with a stated number counts unless it is said not to be outbound.
    Raises Undecided where none has a number.
    """
    found: list[tuple[Reader, Interval | None]] = []
    gaps: list[State] = []
    for channel in stated_items(plan, "channels"):
        outbound, stated = truth(channel.is_true, "outbound"), channel.state("contacts_per_month")
        if channel.state("outbound") is State.VALUE and not outbound:
            continue
        if stated is State.VALUE:
            found.append((channel, per(amount(channel, "contacts_per_month"), "month")))
        elif stated is not State.NOT_APPLICABLE and outbound is not False:
            gaps.append(stated)
            found.append((channel, None))
    if all(number is None for _, number in found):
        raise Undecided(worst(gaps or [State.ABSENT]))
    return found


def _contacts(plan: Reader) -> Interval:
    found = _outbound(plan)
    whole = total(number for _, number in found if number is not None)
    return at_least(whole) if any(number is None for _, number in found) else whole


@measure("contacts-per-month", CONTACTS)
def contacts_per_month(plan: Reader) -> Quantity:
    """Contacts that the company starts per customer and month over all channels; at least that, where some are open."""
    return Quantity(settled(_contacts(plan)), CONTACTS)


@measure("contacts-over-cap", "ratio")
def contacts_over_cap(plan: Reader) -> Quantity:
    """By how much contacts exceed the plan's own limit, as share of it; negative where they stay below."""
    cap = per(amount(plan, "contact_policy.max_per_month"), "month")
    return ratio(divided(_contacts(plan), cap).shifted(-1.0))


@measure("cheap-contacts-share", "ratio")
def cheap_contacts_share(plan: Reader) -> Quantity:
    """Share of email, text and push messages in the contacts that the company starts."""
    cheap: list[Interval] = []
    open_kind: list[Interval] = []
    dear: list[Interval] = []
    for channel, number in _outbound(plan):
        if number is None:
            raise Undecided(State.UNKNOWN)
        kind = truth(_is_cheap, channel)
        (open_kind if kind is None else cheap if kind else dear).append(number)
    certain, possible = total(cheap), total([*cheap, *open_kind])
    share = divided(hull(certain, possible), total([*cheap, *open_kind, *dear]))
    return ratio(within(share, 0.0, 1.0))


def _is_cheap(channel: Reader) -> Truth:
    return channel.word("kind") in CHEAP_KINDS


@measure("discount-escalates", "flag", of="contact_sequences")
def discount_escalates(sequence: Reader) -> bool:
    """Whether a later step of a sequence gives a greater discount than an earlier step that gives one."""
    steps = stated_items(sequence, "steps")
    pairs = [(first, second) for number, second in enumerate(steps) for first in steps[:number]]
    return decided(some(truth(_rises, first, second) for first, second in pairs))


def _rises(first: Reader, second: Reader) -> Truth:
    return size(first, "discount").below(size(second, "discount"))
