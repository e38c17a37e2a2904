r"""Chamber: proposals come up, and the blocs of a chamber vote on them.

A proposal comes up with the hazard

.. math:: \log\lambda^{proposal} = \alpha + \ln(\mathit{span})\,b\,\mathit{demand},

demand being how far members are pressed to bring it up. Whenever it does, the chamber votes as
`majlis.models.chamber` says: blocs attend by their salience, support decides how those present vote, a quorum
must be there, and the rule says what passes. A bloc with a ``boycott`` stays away whatever comes up; any
other that opposes the motion stays away where it reckons that this breaks the quorum
(:mod:`majlis.dynamics.staying_away`).

What a passed motion is, is a rule of the case (the option ``revoked_by``): where the ``executive`` holds the
invitation, the vote is a ``resolution`` that others may heed; where the ``chamber`` itself can revoke it, the
vote is ``notice``.

The support of a bloc is a quantity of its own (``support_BLOC``, from 0 to 1), or a level of the case that
the option names (its place in its range; ``turned`` where the lower end is the side of the motion).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args, get_type_hints

from majlis.dynamics.forms import Assembly, Bloc, Hazard, Link, Vote
from majlis.dynamics.mechanisms.choices import choice, number, truth, whole, wrong
from majlis.dynamics.mechanisms.mechanism import Feed, Mechanism, Options, Role, Roles
from majlis.dynamics.mechanisms.quantities import NOISE, SPAN_OF_RATES, half_life, mood, rate, share, strength

RULES: tuple[str, ...] = get_args(get_type_hints(Vote)["rule"])
PASSED = {"executive": ("resolution", "A resolution passes"), "chamber": ("notice", "The chamber revokes")}
BLOC = "{actor: ID, seats: 48}, with salience, support, turned or boycott where they are known"

_FIXED = Assembly(
    levels=(mood(".demand", "Pressure to bring it up"),),
    hazards=(Hazard(".proposal", "It is brought up", ".proposal_rate", ".span"),),
    links=(Link(".demand-proposal", ".demand", ".proposal", 1, ".pressure"),),
    quantities=(
        NOISE,
        SPAN_OF_RATES,
        share(".demand_own", 0.1, 0.2, 0.35),
        half_life(".demand_half_life", 4.0, 8.0, 16.0),
        rate(".proposal_rate", 0.005, 0.015, 0.03),
        strength(".pressure", "strong"),
    ),
)


def _vote(roles: Roles, options: Options) -> Assembly:
    name, title = PASSED[choice(options.get("revoked_by", "executive"), "revoked_by", tuple(PASSED))]
    given = _blocs(options)
    total = sum(_bloc(each).seats for each in given)
    blocs = tuple(_bloc(each) for each in given if not truth(each.get("boycott", "no"), "boycott"))
    if not blocs:
        raise wrong(
            "blocs", "a chamber that every bloc stays away from", "a bloc that comes", "correct boycott"
        )
    members = whole(options.get("members", total), "members", total)
    quorum = whole(options.get("quorum", members // 2 + 1), "quorum", 1)
    rule: Any = choice(options.get("rule", "majority-present"), "rule", RULES)
    return Assembly(
        hazards=(Hazard(f".{name}", title, None, ".span"),),
        votes=(Vote(".vote", ".proposal", f".{name}", blocs, members, quorum, rule),),
        quantities=tuple(
            share(bloc.support, 0.2, 0.5, 0.8) for bloc in blocs if bloc.support.startswith(".support_")
        ),
    )


def _blocs(options: Options) -> list[Any]:
    given = options.get("blocs")
    if not isinstance(given, list) or not given:
        raise wrong("blocs", "a chamber without blocs", f"a list of {BLOC}", "add it under options")
    return given


def _bloc(given: Any) -> Bloc:
    if not isinstance(given, Mapping) or "actor" not in given or "seats" not in given:
        raise wrong("blocs", f"the bloc '{given}'", BLOC, "write actor and seats")
    unknown = sorted(set(given) - {"actor", "seats", "salience", "support", "turned", "boycott"})
    if unknown:
        raise wrong("blocs", f"'{unknown[0]}' of the bloc '{given['actor']}'", BLOC, "leave it out")
    actor = str(given["actor"])
    return Bloc(
        actor,
        whole(given["seats"], f"seats of '{actor}'", 1),
        str(given.get("support", f".support_{actor}")),
        number(given.get("salience", 0.5), f"salience of '{actor}'", 0.0, 1.0),
        truth(given.get("turned", "no"), f"turned of '{actor}'"),
    )


MECHANISM = Mechanism(
    kind="chamber",
    title="Chamber",
    about="Proposals come up under pressure; blocs attend, vote, or stay away; a quorum must be there.",
    literature=(
        "Poole and Rosenthal 1985, American Journal of Political Science 29: roll calls in space",
        "Cohen and Noll 1991, American Journal of Political Science 35: how to vote, whether to vote",
    ),
    feeds=(
        Feed(
            Role("drivers", "levels or hazards that press members to bring it up", many=True, required=False),
            ".demand",
            1,
            strength(".driving", "moderate"),
        ),
    ),
    fixed=_FIXED,
    options={
        "blocs": f"a list of {BLOC}",
        "members": "legal size (default: all seats)",
        "quorum": "members that must be there (default: half and one)",
        "rule": f"one of {', '.join(RULES)} (default majority-present)",
        "revoked_by": "who can revoke the invitation: executive (default) or chamber",
    },
    varying=_vote,
)
