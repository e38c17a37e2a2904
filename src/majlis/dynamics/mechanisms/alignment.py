r"""Alignment: patrons that pull, a client that hedges, an enemy that they share, agents that slip the leash.

Each patron :math:`p` has a pull :math:`\pi_p` on the client, kept up by visits and signals. A shared enemy
lowers the pull: patrons that need each other press less. Where there are several patrons the pull of one
answers that of another, but balance theory as such has little empirical support between states (Doreian and
Mrvar 2015), so that strength is centred near nought. Hedging is the client's wish to depend on none.

.. math:: \mathrm{logit}\,\pi_p^{*} = \mathrm{logit}\,\pi_{p0} + R\,\Big(b_r \sum_{q \ne p} \pi_q - b_s\,
          \mathit{shared}\Big)

Agents are armed actors whose principal does not fully control them (Salehyan 2010): defiance is how far they
act on their own. New ones may split off, which makes the rest harder to hold.
"""

from __future__ import annotations

from majlis.dynamics.forms import Assembly, Hazard, Link
from majlis.dynamics.mechanisms.mechanism import Mechanism, Options, Role, Roles
from majlis.dynamics.mechanisms.quantities import NOISE, SPAN_OF_RATES, half_life, mood, rate, share, strength

MAOZ = "Maoz, Terris, Kuperman and Talmud 2007: the enemy of my enemy"
DOREIAN = "Doreian and Mrvar 2015: relations between states do not tend to balance"
AGENCY = "Salehyan 2010: delegation of war and loss of control"

_FIXED = Assembly(
    levels=(
        mood(".hedging", "The client's reluctance to depend on one patron"),
        mood(".shared_enemy", "An enemy that all of them fight"),
        mood(".defiance", "How far the armed agents act on their own"),
    ),
    hazards=(Hazard(".splinter", "A new armed actor appears", ".splinter_rate", ".span"),),
    links=(
        Link(".splinter-defiance", ".splinter", ".defiance", 1, ".unravelling"),
        Link(".defiance-splinter", ".defiance", ".splinter", 1, ".temptation"),
    ),
    quantities=(
        NOISE,
        SPAN_OF_RATES,
        share(".hedging_own", 0.4, 0.6, 0.8),
        half_life(".hedging_half_life", 26.0, 52.0, 104.0),
        share(".shared_enemy_own", 0.1, 0.3, 0.5),
        half_life(".shared_enemy_half_life", 26.0, 52.0, 104.0),
        share(".defiance_own", 0.3, 0.5, 0.7),
        half_life(".defiance_half_life", 13.0, 26.0, 52.0),
        half_life(".pull_half_life", 13.0, 26.0, 52.0),
        rate(".splinter_rate", 0.003, 0.01, 0.02, AGENCY, "literature"),
        rate(".signal_rate", 0.03, 0.1, 0.2),
        share(".unravelling", 0.02, 0.05, 0.1, AGENCY, "literature"),
        strength(".temptation", "weak", AGENCY, "literature"),
        share(".attention", 0.003, 0.01, 0.02),
        strength(".truce_of_need", "weak", MAOZ, "literature"),
        share(".rivalry", 0.0, 0.02, 0.1, DOREIAN, "literature"),
    ),
)


def _patrons(roles: Roles, options: Options) -> Assembly:
    whole = Assembly()
    for patron in roles["patrons"]:
        pull, signal = f".pull_{patron}", f".signal_{patron}"
        links = [
            Link(f"{signal}-pull", signal, pull, 1, ".attention"),
            Link(f".shared_enemy-pull_{patron}", ".shared_enemy", pull, -1, ".truce_of_need"),
        ]
        links += [
            Link(f".pull_{other}-pull_{patron}", f".pull_{other}", pull, 1, ".rivalry")
            for other in roles["patrons"]
            if other != patron
        ]
        whole += Assembly(
            levels=(mood(pull, f"Pull on the client: {patron}", f".pull_{patron}_own", ".pull_half_life"),),
            hazards=(Hazard(signal, f"Visits and signals: {patron}", ".signal_rate", ".span"),),
            links=tuple(links),
            quantities=(share(f".pull_{patron}_own", 0.2, 0.4, 0.6),),
        )
    return whole


MECHANISM = Mechanism(
    kind="alignment",
    title="Alignment",
    about="Patrons pull at a client that hedges; a shared enemy calms them; agents slip from control.",
    literature=(
        "Walt 1987, The Origins of Alliances",
        "Maoz et al. 2007, Journal of Politics 69",
        "Doreian and Mrvar 2015, Journal of Social Structure 16",
        "Salehyan 2010, Journal of Conflict Resolution 54",
    ),
    actors=(
        Role("client", "the actor that is pulled at"),
        Role("patrons", "the outside actors that pull", many=True),
        Role("agents", "armed actors under a patron or the client", many=True, required=False),
    ),
    fixed=_FIXED,
    varying=_patrons,
)
