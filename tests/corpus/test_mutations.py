"""Whatever is done to the files, reading them gives a case or faults, never anything else."""

import random
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from majlis.case.fault import CaseFaults
from majlis.case.load import NoSuchCase, load
from majlis.ensemble.assembly import assemble
from majlis.ensemble.sample import Sampler

SOUND = Path(__file__).parent / "sound"
MOVING = Path(__file__).parent / "moving"
NAMES = sorted({path.name for folder in (SOUND, MOVING) for path in folder.iterdir()})

NASTY = (
    *(
        "",
        " ",
        "0",
        "-0",
        "-1",
        "1e309",
        "1e-320",
        "1e15",
        "nan",
        ".nan",
        "inf",
        "-.inf",
        "12,5",
        "1 000",
        "1_0",
        "007",
    ),
    *(
        "0x1F",
        "0b1",
        "1:30",
        "½",
        "٣",
        "５",
        "−3",
        "1.2.3",
        "1E+05",
        "5%",
        "#REF!",
        "=1+1",
        "@SUM(A1)",
        "'1",
        "10 < 20",
    ),
    *(
        "1 < 2 < 3",
        "3 < 2 < 1",
        "a < b < c",
        "<<",
        "0:1 | 0:1",
        "0:0.5|1:-1",
        ":",
        "|",
        "||",
        "a|b",
        "a,b",
        "a;b",
        "a b",
    ),
    *(
        "null",
        "~",
        "true",
        "No",
        "yes",
        "NaN",
        "None",
        "discrete",
        "uniform",
        "lognormal",
        "2024",
        "2024-02-30",
    ),
    *(
        "9999-12-31",
        "0000-00-00",
        "2024-W53",
        "2024-W00",
        "45329",
        "07/02/2024",
        "Feb-24",
        "T",
        "-",
        "--",
        "---",
        "...",
    ),
    *(
        "- a",
        "a: b",
        "a: b: c",
        "? x",
        "&a",
        "*a",
        "!!int 5",
        "!x",
        "{",
        "}",
        "[",
        "]",
        "{a: 1}",
        "[1, 2, 3]",
        "#",
        "# c",
    ),
    *(
        "%",
        "`",
        "@",
        "'",
        '"',
        '""',
        '"""',
        '"a',
        'a"',
        "'a",
        "\t",
        "\n",
        "\r",
        "\r\n",
        "\x00",
        "\x07",
        "\x85",
        "\u2028",
    ),
    *(
        "\u200b",
        "\ufeff",
        "\u00a0",
        "\u202e",
        "\ufffd",
        "\U0001f600",
        "e\u0301",
        "ß",
        "İ",
        "../x",
        "/etc/passwd",
        "C:\\x",
    ),
    *(
        "north",
        "mayor",
        "sailings",
        "ministry",
        "islands",
        "C1",
        "C9",
        "gazette",
        "x" * 100,
        "x" * 21_000,
        "9" * 400,
    ),
    *(
        "north.sailings.position",
        "north.sailings@islands.capability",
        "\\",
        "\\x41",
        '"\\ud83d"',
        '"\\0"',
        '"\\U99999999"',
    ),
)


def swap_cells(text, draw):
    rows = [line.split(",") for line in text.split("\n")]
    first, second = (draw.choice([row for row in rows if row]) for _ in range(2))
    a, b = draw.randrange(len(first)), draw.randrange(len(second))
    first[a], second[b] = second[b], first[a]
    return "\n".join(",".join(row) for row in rows)


def nasty_cell(text, draw):
    rows = [line.split(",") for line in text.split("\n")]
    row = draw.choice([row for row in rows if row])
    row[draw.randrange(len(row))] = draw.choice(NASTY)
    return "\n".join(",".join(row) for row in rows)


def nasty_value(text, draw):
    """Replace what follows a colon, or a word."""
    lines = text.split("\n")
    at = draw.randrange(len(lines))
    key, colon, _ = lines[at].partition(": ")
    lines[at] = f"{key}{colon}{draw.choice(NASTY)}" if colon else draw.choice(NASTY)
    return "\n".join(lines)


def inserted(text, draw):
    at = draw.randrange(len(text) + 1)
    return text[:at] + draw.choice(NASTY) + text[at:]


def cut(text, draw):
    begin = draw.randrange(len(text) + 1)
    return text[:begin] + text[min(len(text), begin + draw.choice((1, 2, 5, 20, 10**6))) :]


def lines_moved(text, draw):
    lines = text.split("\n")
    line = lines.pop(draw.randrange(len(lines)))
    for _ in range(draw.choice((0, 1, 2))):
        lines.insert(draw.randrange(len(lines) + 1), draw.choice(("", " ", "  ", "\t")) + line)
    return "\n".join(lines)


CHANGES = (swap_cells, nasty_cell, nasty_value, inserted, cut, lines_moved)


def mutated(raw, draw):
    """One change of a file: of its text, or of its bytes."""
    if draw.random() < 0.15:
        data = bytearray(raw)
        for _ in range(draw.choice((1, 2, 8))):
            if data:
                data[draw.randrange(len(data))] = draw.randrange(256)
        return bytes(data)
    text = raw.decode("utf-8", errors="surrogateescape")
    return draw.choice(CHANGES)(text, draw).encode("utf-8", errors="surrogatepass")


def check_faults(error, folder):
    assert error.faults
    known = {*NAMES, *(path.name for path in folder.iterdir())}
    for fault in error.faults:
        assert fault.place.file in known
        assert fault.place.line >= 1
        assert fault.place.column >= 1
        assert fault.found.strip()
        assert fault.expected.strip()
        assert fault.mend.strip()
        line = str(fault)
        assert "\n" not in line
        assert len(line) < 2_000
        assert "Traceback" not in line
        assert "pydantic" not in line
        line.encode("utf-8")
        check_place(fault.place, folder)


def check_place(place, folder):
    """The place is in the file: on a line that is there, and no further right than just behind its end."""
    path = folder / place.file
    if not path.is_file() or (place.line, place.column) == (1, 1):
        return
    text = path.read_bytes().decode("utf-8-sig", errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    assert place.line <= len(lines)
    assert place.column <= len(lines[place.line - 1]) + 1


def copied(parent, in_motion):
    """A copy of the sound case, at rest or in motion, to be mutated."""
    folder = Path(parent) / "ferry"
    shutil.copytree(SOUND, folder)
    if in_motion:
        shutil.copytree(MOVING, folder, dirs_exist_ok=True)
    return folder


@pytest.mark.parametrize("in_motion", [False, True])
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(draw=st.randoms(use_true_random=False), count=st.integers(1, 4))
def test_mutations_of_the_sound_case(in_motion, draw, count):
    """Files are read or faulted; a case without faults is assembled, and its draws are finite."""
    with tempfile.TemporaryDirectory() as name:
        folder = copied(name, in_motion)
        for _ in range(count):
            path = folder / draw.choice(NAMES)
            if draw.random() < 0.02:
                path.unlink(missing_ok=True)
            elif path.exists():
                path.write_bytes(mutated(path.read_bytes(), draw))
        try:
            case = load(folder)
        except CaseFaults as error:
            check_faults(error, folder)
            return
        try:
            assembly = assemble(case)
        except CaseFaults as error:
            check_faults(error, folder)
            return
        check_draws(assembly)


def check_draws(assembly):
    import numpy as np

    draws = Sampler(assembly, draws=8, seed=1).inputs(np.arange(8))
    assert np.isfinite(draws).all()
    for bargain in assembly.bargains:
        low, high = bargain.bounds
        positions = draws[:, bargain.position[bargain.position >= 0]]
        assert ((positions >= low) & (positions <= high)).all()
        saliences = draws[:, bargain.salience]
        assert ((saliences >= 0) & (saliences <= 100)).all()
        assert (draws[:, bargain.capability] >= 0).all()
        assert ((saliences * draws[:, bargain.capability]).sum(axis=1) > 0).all()


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(NAMES))
def test_any_bytes_in_place_of_a_file(raw, name):
    with tempfile.TemporaryDirectory() as parent:
        folder = copied(parent, in_motion=True)
        (folder / name).write_bytes(raw)
        try:
            load(folder)
        except CaseFaults as error:
            check_faults(error, folder)


YAML_PARTS = (
    *(
        "a",
        "b: ",
        "- ",
        "\n",
        "\n  ",
        "\n    ",
        "[",
        "]",
        "{",
        "}",
        ",",
        ": ",
        "? ",
        "|\n",
        ">-\n",
        "'",
        '"',
        "#",
    ),
    *(
        "&x ",
        "*x",
        "!t ",
        "!!str ",
        "<<: ",
        "---\n",
        "...\n",
        "%YAML 1.2\n",
        "\t",
        "\\",
        "\\u",
        "1",
        "id: x",
        "~",
        " ",
    ),
)
YAMLISH = st.lists(st.sampled_from(YAML_PARTS), max_size=40).map("".join)


@settings(max_examples=250, deadline=None)
@given(YAMLISH)
def test_anything_like_yaml(text):
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(parent) / "ferry"
        shutil.copytree(SOUND, folder)
        (folder / "case.yaml").write_text(text, encoding="utf-8")
        with pytest.raises(CaseFaults) as caught:
            load(folder)
        check_faults(caught.value, folder)


@given(st.text(max_size=60))
def test_any_name_of_a_case(name):
    if Path(name.replace("\0", "")).exists():
        return
    with pytest.raises(NoSuchCase):
        load(name)


def test_every_nasty_value_in_every_cell(tmp_path):
    """Four values in each column of each table; longer runs of the same found nothing more."""
    draw = random.Random(7)
    folder = copied(tmp_path, in_motion=True)
    files = {path.name: path.read_bytes() for path in sorted(folder.glob("*.csv"))}
    for name, raw in files.items():
        lines = raw.decode().rstrip("\n").split("\n")
        width = lines[0].count(",") + 1
        for column in range(width):
            for nasty in draw.sample(NASTY, 4):
                cells = lines[1].split(",")
                if len(cells) == width:
                    cells[column] = nasty
                    text = "\n".join([lines[0], ",".join(cells), *lines[2:]])
                    (folder / name).write_bytes(text.encode("utf-8", errors="surrogatepass"))
                    try:
                        load(folder)
                    except CaseFaults as error:
                        check_faults(error, folder)
        (folder / name).write_bytes(raw)
