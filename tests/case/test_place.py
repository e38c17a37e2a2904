"""Places."""

from majlis.case.place import Place, Places


def test_a_place_reads_as_editors_write_it():
    assert str(Place("stances.csv", 3, 14)) == "stances.csv:3:14"


def test_places_are_ordered_by_file_line_and_column():
    places = [Place("b", 1, 1), Place("a", 10, 1), Place("a", 2, 9), Place("a", 2, 10)]
    assert sorted(places) == [places[2], places[3], places[1], places[0]]


def test_the_place_of_what_has_none_is_that_of_what_holds_it():
    places = Places(
        {("case", "issues", 0): Place("case.yaml", 5, 3), ("stances", 2): Place("stances.csv", 4, 1)}
    )
    assert places.at("case", "issues", 0, "scale", "low") == Place("case.yaml", 5, 3)
    assert places.at("stances", 2, "value") == Place("stances.csv", 4, 1)
    assert places.at("case", "title") == Place("case.yaml", 1, 1)
    assert places.at("claims", 7, "id") == Place("claims.csv", 1, 1)


def test_an_empty_cell_has_a_place_of_its_own():
    places = Places(
        {("stances", 2): Place("stances.csv", 4, 1)}, {("stances", 2, "arena"): Place("stances.csv", 4, 9)}
    )
    assert places.at("stances", 2, "arena") == Place("stances.csv", 4, 1)
    assert places.gap("stances", 2, "arena") == Place("stances.csv", 4, 9)
    assert places.gap("stances", 2, "field") == Place("stances.csv", 4, 1)


def test_a_number_of_a_shorthand_stands_where_the_shorthand_does():
    value, low = Place("stances.csv", 4, 20), Place("stances.csv", 4, 30)
    places = Places({("stances", 2, "value"): value, ("stances", 3, "low"): low})
    assert places.number("stances", 2, "low") == value
    assert places.number("stances", 3, "low") == low


def test_rows_left_out_are_counted_anew():
    rows = {("stances", row): Place("stances.csv", row + 2, 1) for row in range(4)}
    other = {("case", "title"): Place("case.yaml", 1, 8), ("stances", "value"): Place("stances.csv", 1, 5)}
    cells = {("stances", 3, "low"): Place("stances.csv", 5, 9)}
    kept = Places(rows | other | cells, dict(cells)).with_rows("stances", [1, 3])
    assert kept.at("stances", 0).line == 3
    assert kept.at("stances", 1).line == 5
    assert kept.at("stances", 1, "low") == kept.gap("stances", 1, "low") == Place("stances.csv", 5, 9)
    assert ("stances", 2) not in kept.known
    assert all(kept.known[path] == place for path, place in other.items())
