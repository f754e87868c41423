"""The plan format, declared: one module per part of a plan, joined here in the order in which a plan is read."""

from engine.plan.format.customers import CUSTOMERS
from engine.plan.format.execution import EXECUTION
from engine.plan.format.offer import OFFER
from engine.plan.format.strategy import STRATEGY
from engine.plan.shapes import GroupShape, Shape, walk

FORMAT_VERSION = "1.0"
"""Version of the format; a plan names it in `vinculo`."""

PLAN = GroupShape({**STRATEGY, **CUSTOMERS, **OFFER, **EXECUTION})
"""The whole plan, without the `vinculo` key."""

FIELDS: dict[str, Shape] = dict(walk(PLAN))
"""Every field by its path, for example `objectives[].target`."""
