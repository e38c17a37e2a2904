"""Files made to do harm: each is refused with a fault, quickly."""

import errno
import os
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from majlis.case.fault import CaseFaults
from majlis.case.load import NoSuchCase, load

LIMIT = 2.0


@contextmanager
def quickly():
    """Bound the time of the processor, so that a busy machine makes no difference."""
    begin = time.process_time()
    yield
    assert time.process_time() - begin < LIMIT


def faults(folder):
    with quickly(), pytest.raises(CaseFaults) as caught:
        load(folder)
    return [str(fault) for fault in caught.value.faults]


def with_line(folder, line):
    path = folder / "case.yaml"
    path.write_text(path.read_text(encoding="utf-8") + line, encoding="utf-8")
    return faults(folder)


def test_a_cell_of_ten_megabytes(sound):
    path = sound / "actors.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("The crews", "x" * 10_000_000), encoding="utf-8")
    assert faults(sound) == [
        "actors.csv:6:7: found a cell of 10,000,000 characters; expected at most 20,000; "
        "mend: shorten it, or look for a quote that is not closed",
    ]


@pytest.mark.parametrize("filler", ['""', "x\n", "x,"])
def test_a_quoted_cell_of_four_megabytes(sound, filler):
    path = sound / "sources.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("The ferry debate", f'"{filler * 2_000_000}"'), encoding="utf-8")
    assert faults(sound)[0].startswith("sources.csv:2:9: found a cell of ")


def test_a_line_of_two_million_commas(sound):
    (sound / "sources.csv").write_text("," * 2_000_000, encoding="utf-8")
    assert faults(sound) == [
        "sources.csv:1:1: found an empty table; expected a heading row; "
        "mend: begin with id,title,date,reliability",
        "sources.csv:1:1: found more than 300,000 cells; expected a smaller table; "
        "mend: leave out what is not needed",
    ]


def test_a_file_of_sixty_megabytes(sound):
    with (sound / "events.csv").open("r+b") as file:
        file.truncate(60_000_000)
    assert faults(sound) == [
        "events.csv:1:1: found 60,000,000 bytes; expected at most 20,000,000; "
        "mend: shorten its texts, or move documents out of the case"
    ]


def test_a_case_yaml_of_ten_megabytes(sound):
    found = with_line(sound, "caveat: " + "x " * 5_000_000)
    assert found == [
        f"case.yaml:1:1: found {(sound / 'case.yaml').stat().st_size:,} bytes; expected at most 200,000; "
        "mend: shorten its texts, or move documents out of the case"
    ]


def test_a_text_of_ninety_thousand_blanks(sound):
    assert with_line(sound, "caveat: " + "x " * 90_000) == [
        "case.yaml:42:9: found a text of 179,999 characters; expected at most 20,000; mend: shorten it"
    ]


def test_an_alias_bomb(sound):
    bomb = "caveat: &x0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n"
    for level in range(30):
        bomb += f"y{level}: &x{level + 1} [{', '.join([f'*x{level}'] * 9)}]\n"
    found = with_line(sound, bomb)
    assert len([line for line in found if "an alias (*) of another part" in line]) == 270
    first = "case.yaml:43:10: found an alias (*) of another part; expected the values themselves; "
    assert f"{first}mend: write them out" in found


DEEP = "found nesting deeper than 20; expected a flat case; mend: see docs/case-format.md"


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("caveat: " + "[" * 10_000, 28),
        ("caveat: " + "{a: " * 10_000, 85),
        ("caveat: " + "[" * 10_000 + "]" * 10_000, 28),
        ("caveat:\n" + "\n".join(" " * depth + "- " for depth in range(1, 400)), None),
    ],
)
def test_deep_nesting(sound, line, column):
    found = with_line(sound, line)
    assert len(found) == 1
    assert found[0].endswith(DEEP)
    assert column is None or found[0].startswith(f"case.yaml:42:{column}: ")


def test_keys_of_keys(sound):
    assert any(line.endswith(DEEP) for line in with_line(sound, "? " * 10_000))


def test_ten_thousand_empty_keys(sound):
    found = with_line(sound, "".join(f"{number}:\n" for number in range(10_000)))
    assert len(found) == 10_000


@pytest.mark.parametrize(
    "nasty", ["9" * 19_000, "1" + ",000" * 4_900, "-" * 19_000, "1e" + "9" * 9_000, "0:" * 9_000]
)
def test_long_numbers_dates_ids_and_conditions(sound, nasty):
    """No pattern takes long over a text that almost fits it."""
    edits = {
        "stances.csv": [("90,80,100", f'"{nasty}",80,100')],
        "claims.csv": [("2024-02-03", f'"{nasty}"'), ("gazette,120", f'gazette,"{nasty}"')],
        "actors.csv": [("The crews,group", f'The crews,"{nasty}"'), ("south,South", f'"{nasty}",South')],
        "correlations.csv": [
            ("0.5,C1", f'0.5,"{nasty}"'),
            ("north.sailings.position,south", f'"{nasty}",south'),
        ],
        "case.yaml": [("sailings >= 7", f'"{nasty}"'), ("model: mean", f'"{nasty}": 1\nmodel: "{nasty}"')],
    }
    for name, pairs in edits.items():
        text = (sound / name).read_text(encoding="utf-8")
        for find, replace in pairs:
            text = text.replace(find, replace, 1)
        (sound / name).write_text(text, encoding="utf-8")
    found = faults(sound)
    assert len(found) >= 7
    assert all(len(line) < 600 for line in found)


def test_ten_thousand_unknown_names_beside_a_thousand_known(sound):
    actors = "".join(f"actor{n},x,group\n" for n in range(1_000))
    (sound / "actors.csv").write_text(f"id,name,kind\n{actors}", encoding="utf-8")
    ties = "".join(f"actr{n},akt{n},ally,5\n" for n in range(5_000))
    (sound / "relations.csv").write_text(f"from,to,kind,value\n{ties}", encoding="utf-8")
    assert len([line for line in faults(sound) if line.startswith("relations.csv")]) == 10_000


def test_a_chain_of_ten_thousand_parents(sound):
    rows = "".join(f"a{n},x,group,a{n - 1}\n" for n in range(1, 10_000))
    (sound / "actors.csv").write_text(f"id,name,kind,parent\na0,x,group,a9999\n{rows}", encoding="utf-8")
    assert any("a circle of parents: a0 > a9999 > a9998 > " in line for line in faults(sound))


def test_a_link_that_leaves_the_folder(sound, tmp_path):
    (tmp_path / "secret.csv").write_text("id,title,date,reliability\n", encoding="utf-8")
    (sound / "sources.csv").unlink()
    (sound / "sources.csv").symlink_to(tmp_path / "secret.csv")
    (sound / "claims.csv").unlink()
    (sound / "claims.csv").symlink_to("../../../../../../etc/hostname")
    assert faults(sound) == [
        f"{name}.csv:1:1: found a link that leaves the case folder; expected a file inside it; "
        "mend: copy the file into the folder"
        for name in ("claims", "sources")
    ]


def test_links_within_the_folder_are_followed(sound):
    (sound / "sources.csv").rename(sound / "list.csv")
    (sound / "sources.csv").symlink_to("list.csv")
    (sound.parent / "other").symlink_to(sound)
    assert load(sound.parent / "other").id == "ferry"


def test_links_to_nothing_and_to_themselves(sound):
    (sound / "sources.csv").unlink()
    (sound / "sources.csv").symlink_to("nothing.csv")
    (sound / "claims.csv").unlink()
    (sound / "claims.csv").symlink_to("claims.csv")
    found = faults(sound)
    assert [line[:51] for line in found] == [
        "claims.csv:1:1: found a file that cannot be opened ",
        "sources.csv:1:1: found a file that cannot be opened",
    ]


def test_a_folder_and_a_pipe_in_place_of_a_file(sound):
    (sound / "sources.csv").unlink()
    (sound / "sources.csv").mkdir()
    (sound / "claims.csv").unlink()
    os.mkfifo(sound / "claims.csv")
    assert faults(sound) == [
        "claims.csv:1:1: found a device or pipe; expected a file; mend: put the file itself there",
        "sources.csv:1:1: found a folder; expected a file; mend: rename the folder 'sources.csv'",
    ]


def test_a_file_that_may_not_be_read(sound, monkeypatch):
    read = Path.read_bytes

    def refused(path):
        if path.name == "sources.csv":
            raise PermissionError(errno.EACCES, "Permission denied")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refused)  # root may read a file that nobody may
    assert faults(sound) == [
        "sources.csv:1:1: found a file that cannot be opened (Permission denied); expected a readable file; "
        "mend: check the file"
    ]


@pytest.mark.parametrize("name", ["", "no-such-case", "x" * 5_000, "a\0b", "iraq_2024", "~", "\ud800"])
def test_names_of_no_case(name):
    with pytest.raises(NoSuchCase, match="there is no folder"):
        load(name)


def test_a_file_is_no_case(sound):
    with pytest.raises(NoSuchCase, match="is a file; a case is a folder"):
        load(sound / "case.yaml")


def test_an_empty_folder(tmp_path):
    assert len(faults(tmp_path)) == 3
