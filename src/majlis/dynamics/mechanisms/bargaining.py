r"""Bargaining: sittings of a decision model in each arena, one round at a time.

At every sitting the actors of a bargain (an issue in an arena) meet with the positions, saliences and
capabilities of the day, and a decision model settles one round of it:

.. math:: b(t) = \mathit{model}(x(t), s(t), c(t)) + \varepsilon, \qquad \varepsilon \sim N(0, \sigma^2)

once a path. The outcome becomes the own level :math:`b` of the settlement, which then moves towards it with
the half-life of implementation: what is settled is not at once what is in force. Where the model does not
move positions itself, a position that is state concedes

.. math:: x_i \leftarrow x_i + \gamma\,(1 - s_i)\,(b - x_i),

so that those who care least give way most. Stated and private positions are separate levels, pushed by
different links of the case: what is said answers to audiences, what is wanted to interests (Kuran 1995). The
gap between them is state. Positions, and saliences and capabilities (weights), drift back to where they were
coded with half-lives of their own.

Which actors sit where follows from the stances of a case, so the ensemble builds the sittings
(`majlis.dynamics.forms.Sitting`); this file declares their numbers.
"""

from __future__ import annotations

from majlis.dynamics.forms import Assembly
from majlis.dynamics.mechanisms.mechanism import Mechanism
from majlis.dynamics.mechanisms.quantities import half_life, share

MECHANISM = Mechanism(
    kind="bargaining",
    title="Bargaining",
    about="Each arena sits at regular times; one round of a decision model sets where the settlement tends.",
    literature=(
        "Putnam 1988, International Organization 42: two-level games",
        "Van den Bos 1991; Stokman and Van den Bos 1992: the compromise model",
        "Kuran 1995, Private Truths, Public Lies: what is said and what is wanted",
    ),
    fixed=Assembly(
        quantities=(
            share(".concession", 0.0, 0.02, 0.06),
            half_life(".implementation", 6.0, 13.0, 26.0),
            half_life(".position_half_life", 26.0, 52.0, 104.0),
            half_life(".weight_half_life", 26.0, 52.0, 104.0),
        )
    ),
)
