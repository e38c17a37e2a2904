"""Mechanisms: published ideas of what moves what, each declared as an assembly of levels, hazards and links.

A mechanism is data: it has no step function, and nothing of any one case. A case names the ones it uses, who
takes which role, and which of their numbers it knows better.
"""
