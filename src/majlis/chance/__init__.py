"""Addressed random numbers, distributions, quasi-random designs and copulas."""
