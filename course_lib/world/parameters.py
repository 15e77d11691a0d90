"""Every number that drives the company, in one place; kept in the truth folder.

All are invented; `datasets/README.md` compares what they produce with published
figures of real retail data. Rates are per month, amounts in dirhams (MAD).
"""

ARCHETYPES = (
    "loyal_regular",
    "gift_occasional",
    "bargain_hunter",
    "web_beauty",
    "discoverer",
)

PARAMETERS = {
    "archetypes": {
        # One column an archetype, in the order of ARCHETYPES.
        "share": [0.17, 0.24, 0.20, 0.15, 0.24],
        "purchase_rate_mean": [1.12, 0.32, 0.53, 0.56, 0.13],
        "purchase_rate_shape": [3.0, 2.0, 2.0, 2.0, 1.2],
        "basket_mean": [320.0, 390.0, 260.0, 300.0, 310.0],
        "taste_home": [0.40, 0.40, 0.42, 0.08, 0.36],
        "taste_fine_food": [0.40, 0.40, 0.33, 0.10, 0.36],
        "taste_beauty": [0.20, 0.20, 0.25, 0.82, 0.28],
        "price_sensitivity": [0.30, 0.25, 0.80, 0.45, 0.50],
        "web_taste": [0.10, 0.18, 0.22, 0.80, 0.25],
        "hazard_factor": [0.70, 0.95, 1.05, 0.95, 1.25],
        # persuadable, sure_thing, lost_cause, do_not_disturb
        "response_types": [
            [0.08, 0.74, 0.08, 0.10],
            [0.34, 0.14, 0.44, 0.08],
            [0.46, 0.14, 0.34, 0.06],
            [0.36, 0.26, 0.30, 0.08],
            [0.12, 0.04, 0.76, 0.08],
        ],
    },
    "attrition": {
        # Gamma-distributed monthly hazards: the fragile leave first, so that the
        # loss falls with the age of a cohort although nobody's own hazard does.
        "hazard_shape": 0.52,
        "hazard_mean": 0.0350,
        "silent_incident": 1.6,
        "bad_handling": 3.0,
        "good_handling": 1.1,
        "effect_months": 6,
        "over_messaged": 1.25,
        "over_messaged_months": 2,
    },
    "basket": {
        # Gamma-Gamma: spend varies around a customer's own mean, and the means vary
        # between customers, both apart from how often the customer buys.
        "order_shape": 2.4,
        "lines": 1.62,
        "customer_shape": 5.0,
        "discount_share": 0.10,
        "discount_share_sensitive": 0.55,
        # Bought this, add that to the same basket with this probability.
        "companions": [
            ["Black soap 250 g", "Kessa mitt", 0.45],
            ["Black soap 250 g", "Ghassoul clay mask", 0.25],
            ["Six-glass tea set", "Gunpowder green tea 200 g", 0.35],
            ["Gunpowder green tea 200 g", "Dried mint", 0.30],
            ["Decorated tagine dish", "Ras el hanout 100 g", 0.28],
            ["Couscous steamer", "Spice assortment", 0.22],
            ["Argan oil soap", "Argan conditioner", 0.18],
        ],
    },
    "returns": {
        # A few customers send back a large part of what they order.
        "customer_shape": 0.35,
        "store": 0.035,
        "distance": 0.085,
        "faulty": 0.40,
    },
    "web": {"share_first": 0.10, "share_last": 0.34},
    "delivery": {
        "late_web": 0.17,
        "late_store": 0.10,
        "late_peak_factor": 1.9,
        "late_mean_days": 4.0,
        "cost_base": 30.0,
        "cost_per_km": 0.25,
        # Coming back: another trip to pay, for what was delivered.
        "cost_return": 35.0,
    },
    "incidents": {
        "other_per_order": 0.100,
        "late_felt": 0.85,
        "causes": {
            "damaged": 0.20,
            "wrong_item": 0.16,
            "billing": 0.13,
            "product_quality": 0.19,
            "staff": 0.12,
            "website": 0.10,
            "refund": 0.10,
        },
        "good_handling_share": 0.55,
        "never_resolved_share": 0.05,
    },
    "messages": {
        "tolerance_mean": 3.2,
        "unsubscribe_base": 0.003,
        "unsubscribe_growth": 0.95,
        "unsubscribe_cap": 0.35,
        "pressure_days": 30,
    },
    "consents": {
        # Given at the first order, or some weeks to months later.
        "first_order": {"email": 0.78, "sms": 0.70, "post": 0.45},
        "later": 0.08,
        "own_withdrawal_mean_years": 22,
    },
    "campaigns": {
        "reached": {"email": 0.965, "sms": 0.97, "post": 0.95, "phone": 0.62},
        # Who answers: the customers it moved, those who order anyway, the others.
        "answers": {
            "moved": 0.93,
            "orders_anyway": {
                "email": 0.25,
                "sms": 0.15,
                "phone": 0.55,
                "post": 0.15,
                "with_coupon": 0.88,
            },
            "others": {"email": 0.20, "sms": 0.04, "phone": 0.12, "post": 0.015},
        },
        # Extra orders a delivered message brings to a customer still active, as a
        # multiple of the campaign's strength, by response type.
        "lift": {
            "persuadable": 1.0,
            "sure_thing": 0.04,
            "lost_cause": 0.02,
            "do_not_disturb": 0.0,
        },
        # Share of the orders of the window that a message puts off.
        "put_off_do_not_disturb": 0.35,
    },
    "loyalty": {
        "launched_on": "2022-03-01",
        "true_rate_factor": 1.08,
        # At the first order after the launch, and at each later one.
        "join_first": 0.41,
        "join_later": 0.022,
        "join_power": 0.40,
        "mad_per_point": 10,
        "value_of_point": 0.10,
        "redeem_step": 100,
        "expiry_months": 18,
        "referral_points": 200,
        "silver_spend": 3000.0,
        "gold_spend": 8000.0,
    },
    "trust": {
        "log_hazard_per_trust": -0.3,
        "factor_correlation": 0.5,
    },
}
