"""Plan format, second part: customers, their data and value, segments, one-to-one, learning and feedback."""

from engine.plan.shapes import (
    GroupShape,
    Shape,
    choice,
    choices,
    date,
    duration,
    flag,
    group,
    items,
    money,
    number,
    quantity,
    ref,
    share,
    text,
    texts,
)

DATA_USES = (
    "identity", "contact", "purchase_history", "visit_history", "gift_history", "preferences", "preferred_channel",
    "needs", "life_stage", "demographics", "location", "responses", "service_contacts", "complaints", "satisfaction",
    "web_behaviour", "influence", "membership", "health", "beliefs", "politics", "union_membership", "minors", "other",
)  # fmt: skip
SEGMENTATION_BASES = (
    "sociodemographic", "geographic", "lifestyle", "opinions", "behaviour", "recency", "frequency", "monetary", "product",
    "benefit_sought", "need", "value", "life_stage", "channel", "occasion", "risk", "satisfaction", "influence",
)  # fmt: skip


def _step(**more: Shape) -> GroupShape:
    return group(status=choice("done", "running", "planned", "none"), start=date(), end=date(), how=text(), **more)


CUSTOMERS: dict[str, Shape] = {
    "customers": group(
        base=group(
            total=number("customers"),
            enrolled=number("members"),
            active=number("members"),
            active_share=share(),
            active_definition=text(),
            inactive_share=share(),
            households=number("households"),
            cards=number("cards"),
            as_of=date(),
        ),
        database=group(
            kind=choice("spreadsheet", "crm", "pos", "loyalty_platform", "warehouse", "paper", "other"),
            created=date(),
            last_updated=date(),
            update_routine=text(),
            owner=ref("organisation.people"),
            identified_share=share(),
            sources=choices(
                "purchases", "service", "web", "programme", "partners", "survey", "staff", "events", "other"
            ),
            fields=items(name=text(), kind=choice(*DATA_USES), used_for=text(), collected_how=text(), mandatory=flag()),
            responses=flag(),
            duplicates_check=text(),
            fed_by_hand=flag(),
        ),
        consent=group(
            basis=choice("consent", "contract", "legitimate_interest", "mixed"),
            per_purpose=flag(),
            per_channel=flag(),
            informed=flag(),
            opt_out=flag(),
            opt_out_loses_benefits=flag(),
            condition_of_joining=flag(),
            pre_ticked=flag(),
            retention_time=duration(),
            shared_with_third_parties=flag(),
            third_party_terms=text(),
            sensitive_basis=text(),
        ),
        value_model=group(
            methods=choices(
                "recency",
                "frequency",
                "monetary",
                "clv",
                "share_of_wallet",
                "margin",
                "tenure",
                "renewal",
                "attendance",
                "gifts",
            ),
            horizon=duration(),
            margin_used=flag(),
            formula=text(),
            average_lifetime_value=money(),
            acquisition_cost=money(),
        ),
        types=group(
            current_rule=text(),
            inactive_rule=text(),
            inactivity_window=duration(),
            by_volume=text(),
            by_frequency=text(),
            by_satisfaction=text(),
            by_influence=text(),
            potential=texts(),
        ),
        leaving_reasons=texts(),
        barriers=texts(),
        participation=text(),
        claims=items(
            label="text",
            text=text(),
            value=quantity(),
            population=text(),
            period=text(),
            source=text(),
            date=date(),
            kind=choice(
                "customer_count",
                "concentration",
                "active_rate",
                "repurchase",
                "segment_share",
                "average_ticket",
                "saturation",
                "other",
            ),
            supports=texts(),
        ),
    ),
    "segmentation": group(
        bases=choices(*SEGMENTATION_BASES),
        criteria=items(
            name=text(),
            kind=choice(*SEGMENTATION_BASES),
            source=text(),
            guessed=flag(),
            changes_treatment=text(),
        ),
        segments=items(
            name=text(),
            rule=text(),
            size=number("customers"),
            share_of_customers=share(),
            share_of_revenue=share(),
            overlaps_others=flag(),
            value_tier=choice("low", "medium", "high", "top"),
            churn_risk=share(),
            expected_benefit=choice(
                "price", "quality", "convenience", "recognition", "belonging", "service", "security"
            ),
            expected_benefit_met=flag(),
            contact_plan=text(),
            spend_per_customer=money(),
            recognition=text(),
            uses_channels=texts(),
            left_alone_because=text(),
            status=choice("current", "inactive", "former", "potential", "mixed"),
            dissatisfied=flag(),
        ),
    ),
    "one_to_one": group(
        promised=flag(),
        finest_group=number("customers"),
        identify=_step(),
        differentiate=_step(),
        interact=_step(cost_reduction=flag(), minimum_service=text()),
        customise=_step(options=texts()),
    ),
    "learning": group(link_history=flag(), start=date(), ask_competitor_purchases=flag(), staff_see_history=flag()),
    "personalisation": items(
        label="what", what=text(), by_which_data=texts(), level=choice("none", "segment", "individual")
    ),
    "feedback": group(
        channels=items(
            name=text(),
            kind=choice(
                "survey",
                "interview",
                "panel",
                "complaints",
                "reviews",
                "suggestions",
                "social",
                "assembly",
                "staff",
                "call",
                "other",
            ),
            answered=flag(),
            open_question=flag(),
            owner=ref("organisation.people"),
        ),
        frequency=duration(),
        answer_time=duration(),
        changes=items(
            label="text",
            text=text(),
            date=date(),
            area=choice("product", "logistics", "service", "range", "training", "resources", "communication", "other"),
        ),
        customers_told=flag(),
    ),
}
"""Sections of the second part, by key."""
