r"""Escalation: campaigns and truces, attacks that excite attacks, and blows that answer blows.

A challenger attacks the forces of a defender. The regime :math:`r` is 0 (quiet) or 1 (campaign) and switches
at the rates of ``campaign`` and ``truce`` (a Markov-switching process). Within it attacks come with

.. math:: \log\lambda_t = \alpha + \ln(\mathit{span})\,(b_r r + b_h h_t - b_d d_t + b_p p_t), \qquad
          \mathrm{Var}\,N_t = \lambda_t + \phi\,\lambda_t^2,

where heat :math:`h` is a memory of attacks that fades with its half-life: a discrete Hawkes process with a
geometric kernel, on counts that are more spread than Poisson. Some attacks kill; ``losses`` are the memory of
that and drive ``strikes``, the defender's answer, beside heat. Losses also widen the rules under which the
defender strikes. A strike leaves two memories with opposite effects on attacks: deterrence :math:`d`, and
provocation :math:`p`. Which of them is stronger is a question to the evidence, so they are rivals here.

Without excitation and in one regime attacks are a Poisson process (with dispersion nought).

Jaeger and Paserman find that the Israeli side answered in a regular way to Palestinian violence, and not the
other way round; hence the answer to losses is strong here and both effects of strikes are weak.
"""

from __future__ import annotations

from majlis.dynamics.forms import Assembly, Gate, Hazard, Link, Quantity
from majlis.dynamics.mechanisms.mechanism import Feed, Mechanism, Role
from majlis.dynamics.mechanisms.quantities import (
    NOISE,
    SPAN_OF_RATES,
    SWITCH,
    flag,
    half_life,
    mood,
    rate,
    share,
    strength,
)

LEWIS = "Lewis et al. 2012: deaths in Iraq as a self-exciting process"
JAEGER = "Jaeger and Paserman 2008: a regular answer to losses, little effect of the answer"

_FIXED = Assembly(
    levels=(
        flag(".regime", "Campaign of attacks under way"),
        mood(".heat", "Heat of recent attacks"),
        mood(".losses", "The defender's recent losses", half_life=".heat_half_life"),
        mood(".rules", "How far the defender allows itself to strike"),
        mood(".deterrence", "Deterrence left by strikes", own=".memory_own", half_life=".memory_half_life"),
        mood(".provocation", "Provocation left by strikes", own=".memory_own", half_life=".memory_half_life"),
    ),
    hazards=(
        Hazard(".attacks", "Attacks", ".attacks_rate", ".attacks_span", dispersion=".attacks_dispersion"),
        Hazard(".casualties", "Attacks that kill", ".casualties_rate", ".span"),
        Hazard(".strikes", "Strikes by the defender", ".strikes_rate", ".span"),
        Hazard(
            ".campaign", "A campaign begins", ".campaign_rate", ".span", when=(Gate(".regime", "<", 0.5),)
        ),
        Hazard(".truce", "A truce begins", ".truce_rate", ".span", when=(Gate(".regime", ">=", 0.5),)),
    ),
    links=(
        Link(".campaign-regime", ".campaign", ".regime", 1, ".switch"),
        Link(".truce-regime", ".truce", ".regime", -1, ".switch"),
        Link(".regime-attacks", ".regime", ".attacks", 1, ".campaign_effect"),
        Link(".attacks-heat", ".attacks", ".heat", 1, ".excitation"),
        Link(".heat-attacks", ".heat", ".attacks", 1, ".self_excitation"),
        Link(".heat-casualties", ".heat", ".casualties", 1, ".exposure"),
        Link(".casualties-losses", ".casualties", ".losses", 1, ".loss"),
        Link(".losses-strikes", ".losses", ".strikes", 1, ".reaction"),
        Link(".heat-strikes", ".heat", ".strikes", 1, ".retaliation"),
        Link(".losses-rules", ".losses", ".rules", 1, ".widening"),
        Link(".rules-strikes", ".rules", ".strikes", 1, ".licence"),
        Link(".strikes-deterrence", ".strikes", ".deterrence", 1, ".imprint"),
        Link(".strikes-provocation", ".strikes", ".provocation", 1, ".imprint"),
        Link(".deterrence-attacks", ".deterrence", ".attacks", -1, ".deterrence_effect"),
        Link(".provocation-attacks", ".provocation", ".attacks", 1, ".provocation_effect"),
    ),
    quantities=(
        NOISE,
        SPAN_OF_RATES,
        SWITCH,
        share(".regime_own", 0.0, 0.0, 0.0),
        share(".heat_own", 0.02, 0.05, 0.1),
        share(".losses_own", 0.02, 0.05, 0.1),
        share(".rules_own", 0.1, 0.25, 0.4),
        share(".memory_own", 0.05, 0.1, 0.2),
        half_life(".heat_half_life", 1.0, 2.0, 4.0, LEWIS, "literature"),
        half_life(".rules_half_life", 13.0, 26.0, 52.0),
        half_life(".memory_half_life", 4.0, 8.0, 16.0),
        rate(".attacks_rate", 0.1, 1.0, 4.0),
        Quantity(".attacks_span", 64.0, 32.0, 128.0, "ratio", "judgement", "quiet weeks against the worst"),
        Quantity(
            ".attacks_dispersion", 0.4, 0.1, 1.0, "of the square", "judgement", "counts come in salvoes"
        ),
        rate(".casualties_rate", 0.01, 0.03, 0.08),
        rate(".strikes_rate", 0.1, 0.3, 0.6),
        rate(".campaign_rate", 0.01, 0.03, 0.06),
        rate(".truce_rate", 0.02, 0.05, 0.1),
        strength(".campaign_effect", "strong"),
        share(".excitation", 0.002, 0.005, 0.01, LEWIS, "literature"),
        strength(".self_excitation", "moderate", LEWIS, "literature"),
        strength(".exposure", "moderate"),
        share(".loss", 0.2, 0.35, 0.5),
        strength(".reaction", "strong", JAEGER, "literature"),
        strength(".retaliation", "moderate", JAEGER, "literature"),
        strength(".widening", "moderate"),
        strength(".licence", "moderate"),
        share(".imprint", 0.02, 0.06, 0.12),
        strength(".deterrence_effect", "weak", JAEGER, "literature"),
        strength(".provocation_effect", "weak", JAEGER, "literature"),
    ),
)

MECHANISM = Mechanism(
    kind="escalation",
    title="Escalation",
    about="Campaigns and truces; attacks excite attacks, losses bring strikes, strikes deter and provoke.",
    literature=(
        "Hawkes 1971, Biometrika 58: self-exciting point processes",
        "Hamilton 1989, Econometrica 57: Markov-switching regimes",
        "Jaeger and Paserman 2008, American Economic Review 98: the cycle of violence",
        "Lewis, Mohler, Brantingham and Bertozzi 2012, Security Journal 25: civilian deaths in Iraq",
        "Rizoiu et al. 2022: self-excitation seen through interval counts",
    ),
    actors=(
        Role("challenger", "the actors that attack", many=True),
        Role("defender", "the actor whose forces are attacked and who strikes back"),
    ),
    feeds=(
        Feed(
            Role("drivers", "levels that make attacks more frequent", many=True, required=False),
            ".attacks",
            1,
            strength(".driving", "moderate"),
        ),
        Feed(
            Role("restraints", "levels that make attacks rarer", many=True, required=False),
            ".attacks",
            -1,
            strength(".restraining", "moderate"),
        ),
    ),
    fixed=_FIXED,
)
