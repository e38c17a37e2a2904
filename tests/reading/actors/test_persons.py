"""Who is taken for a person, where the case gives no type."""

from __future__ import annotations

import pytest

from majlis.reading.actors.actors import Known
from majlis.reading.actors.aliases import index
from majlis.reading.actors.gender import gender_of


@pytest.mark.parametrize(
    ("canonical", "aliases", "one"),
    [
        ("Anna Rho", ("Anna Rho",), True),
        ("Corvo Lenn", ("Corvo Lenn", "Lenn"), True),
        ("Mayor of Vale", ("Anna Rho", "Rho"), True),
        ("Public Works Minister Anna Rho", ("Rho",), True),
        ("Greta van der Rho", ("van der Rho", "Rho"), True),
        ("Crisis Monitor", ("Crisis Monitor",), False),
        ("Justice Monitor", ("Justice Monitor",), False),
        ("Corvo Metals", ("Corvo Metals", "Corvo"), False),
        ("Black Lantern", ("Lantern", "the company"), False),
    ],
)
def test_a_person_has_a_title_a_given_name_or_a_bare_last_name(
    canonical: str, aliases: tuple[str, ...], one: bool
) -> None:
    assert index([Known("x", canonical, aliases)]).is_person("x") == one


def test_a_type_goes_before_the_look_of_a_name() -> None:
    assert not index([Known("x", "Anna Rho", ("Rho",), "company")]).is_person("x")


@pytest.mark.parametrize(
    ("canonical", "gender"),
    [
        ("Anna Rho", "she"),
        ("Minister Inés Rho", "she"),
        ("Peter Kol", "he"),
        ("Karl-Peter Kol", "he"),
        ("Queen Corva", "she"),
        ("Sir Corvo Lenn", "he"),
        ("Corvo Lenn", None),
    ],
)
def test_given_names_and_titles_tell_she_from_he(canonical: str, gender: str | None) -> None:
    assert gender_of(Known("x", canonical)) == gender
