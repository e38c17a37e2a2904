r"""Coercion: threats of sanctions, whether they are believed, and the fear that they work by.

A coercer threatens a target. Fear :math:`f` of the cost is what acts on the target's choices:

.. math:: \mathrm{logit} f^{*} = \mathrm{logit} f_0 + R\,(b_t\,\mathit{threat} + b_c\,\mathit{credibility}),

with occasional relief (waivers) that lowers it. Sanctions become likely once the target has crossed the line
that the threat drew; imposing them makes later threats credible. In the record threats that are believed
seldom have to be carried out, so what sanctions do cannot be read off those imposed (a selection effect): the
rate of sanctions is low as things stand and the span to the rate after a crossing is wide.
"""

from __future__ import annotations

from majlis.dynamics.forms import Assembly, Hazard, Link, Quantity
from majlis.dynamics.mechanisms.mechanism import Feed, Mechanism, Role
from majlis.dynamics.mechanisms.quantities import NOISE, SPAN_OF_RATES, half_life, mood, rate, share, strength

TIES = "Morgan, Bapat and Kobayashi 2014: 1,412 threats and impositions; most threats are not carried out"
DREZNER = "Drezner 2003: success comes at the stage of threat"

_FIXED = Assembly(
    levels=(
        mood(".threat", "Threat of sanctions"),
        mood(".credibility", "Credibility of the threat"),
        mood(".fear", "Fear of the economic cost"),
        mood(".crossed", "How far the line is crossed"),
    ),
    hazards=(
        Hazard(".threaten", "Threats", ".threaten_rate", ".span"),
        Hazard(".sanction", "Sanctions on the state", ".sanction_rate", ".sanction_span"),
        Hazard(".relief", "Waivers", ".relief_rate", ".span"),
    ),
    links=(
        Link(".threaten-threat", ".threaten", ".threat", 1, ".force_of_words"),
        Link(".threat-fear", ".threat", ".fear", 1, ".deterrent"),
        Link(".credibility-fear", ".credibility", ".fear", 1, ".belief"),
        Link(".sanction-fear", ".sanction", ".fear", 1, ".pain"),
        Link(".sanction-credibility", ".sanction", ".credibility", 1, ".proof"),
        Link(".relief-fear", ".relief", ".fear", -1, ".easing"),
        Link(".threat-sanction", ".threat", ".sanction", 1, ".follow_through"),
        Link(".crossed-threaten", ".crossed", ".threaten", 1, ".warning"),
        Link(".crossed-sanction", ".crossed", ".sanction", 1, ".punishment"),
    ),
    quantities=(
        NOISE,
        SPAN_OF_RATES,
        share(".threat_own", 0.05, 0.15, 0.3),
        half_life(".threat_half_life", 6.0, 13.0, 26.0),
        share(".credibility_own", 0.2, 0.4, 0.6),
        half_life(".credibility_half_life", 26.0, 52.0, 104.0),
        share(".fear_own", 0.2, 0.35, 0.5),
        half_life(".fear_half_life", 4.0, 8.0, 16.0),
        share(".crossed_own", 0.01, 0.03, 0.06),
        half_life(".crossed_half_life", 26.0, 52.0, 104.0),
        rate(".threaten_rate", 0.004, 0.012, 0.03),
        rate(".sanction_rate", 0.0003, 0.001, 0.003),
        Quantity(
            ".sanction_span", 256.0, 64.0, 1024.0, "ratio", "judgement", "a crossing changes everything"
        ),
        rate(".relief_rate", 0.02, 0.06, 0.1),
        share(".force_of_words", 0.1, 0.2, 0.35),
        strength(".deterrent", "strong", DREZNER, "literature"),
        strength(".belief", "moderate", DREZNER, "literature"),
        share(".pain", 0.1, 0.25, 0.4),
        share(".proof", 0.1, 0.25, 0.4),
        share(".easing", 0.01, 0.03, 0.06),
        strength(".follow_through", "weak", TIES, "literature"),
        strength(".warning", "moderate"),
        strength(".punishment", "decisive"),
    ),
)

MECHANISM = Mechanism(
    kind="coercion",
    title="Coercion",
    about="Threats of sanctions work through fear; crossing the line that they draw brings the sanctions.",
    literature=(
        "Morgan, Bapat and Kobayashi 2014, Conflict Management and Peace Science 31: threat and imposition",
        "Drezner 2003, International Organization 57: the hidden hand of economic coercion",
    ),
    actors=(Role("coercer", "the actor that threatens"), Role("target", "the actor that is threatened")),
    feeds=(
        Feed(
            Role("crossings", "hazards that cross the line", many=True, required=False),
            ".crossed",
            1,
            share(".crossing", 0.3, 0.5, 0.7),
        ),
    ),
    fixed=_FIXED,
)
