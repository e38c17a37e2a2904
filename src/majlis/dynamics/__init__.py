"""WHAT MOVES: levels, hazards and decisions, week by week, and mechanisms as declared assemblies of them.

Three primitives. A *level* is a quantity that returns to its own level and is pushed. A *hazard* is something
that happens or does not. A *decision* calls a decision model. *Links* join them: each has one strength and a
list of claims. Nothing has memory outside declared state. The room sees arrays, never a case.
"""
