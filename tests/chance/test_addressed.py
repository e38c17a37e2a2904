"""Addressed random numbers."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import ndtri

from majlis.chance.addressed import Addressed, AddressError, _key, philox
from majlis.chance.normal_kernel import deviates

# Known answers of Random123 (D. E. Shaw Research, tests/kat_vectors, 'philox4x32 10'): counter, key, output.
KNOWN_ANSWERS = [
    ("00000000 00000000 00000000 00000000", "00000000 00000000", "6627e8d5 e169c58d bc57ac4c 9b00dbd8"),
    ("ffffffff ffffffff ffffffff ffffffff", "ffffffff ffffffff", "408f276d 41c83b0e a20bc7c6 6d5451fd"),
    ("243f6a88 85a308d3 13198a2e 03707344", "a4093822 299f31d0", "d16cfe09 94fdcceb 5001e420 24126ea1"),
]
FROZEN = [
    ["0x1.d98cab1ed8fcep-2", "0x1.23d956bd689d4p-3", "0x1.1c438a8c86454p-3"],
    ["0x1.10a044dbf1ac9p-1", "0x1.1e06484c74394p-3", "0x1.fe18340b9d024p-3"],
    ["0x1.efecb7a3f03ddp-1", "0x1.f9dd9aff5850ap-2", "0x1.1dca972a484a7p-1"],
]
WORD = st.integers(0, 2**32 - 1)
DRAW = st.integers(0, 2**63 - 1)


def words(text: str) -> list[int]:
    return [int(word, 16) for word in text.split()]


def reference(counter: list[int], key: list[int]) -> list[int]:
    """Philox4x32-10 on whole numbers of any size, from equations (2) to (4) of Salmon et al. 2011."""
    (c0, c1, c2, c3), (k0, k1) = counter, key
    for _ in range(10):
        p0, p1 = 0xD2511F53 * c0, 0xCD9E8D57 * c2
        c0, c1, c2, c3 = (p1 >> 32) ^ c1 ^ k0, p1 % 2**32, (p0 >> 32) ^ c3 ^ k1, p0 % 2**32
        k0, k1 = (k0 + 0x9E3779B9) % 2**32, (k1 + 0xBB67AE85) % 2**32
    return [c0, c1, c2, c3]


@pytest.mark.parametrize(("counter", "key", "expected"), KNOWN_ANSWERS, ids=["zeros", "ones", "pi"])
def test_known_answers(counter, key, expected):
    first, second = words(key)
    assert philox([words(counter)], (first, second)).tolist() == [words(expected)]


def test_known_answers_in_one_batch():
    counters = [words(counter) for counter, _, _ in KNOWN_ANSWERS]
    for place, (_, key, expected) in enumerate(KNOWN_ANSWERS):
        first, second = words(key)
        assert philox(counters, (first, second))[place].tolist() == words(expected)


@given(st.lists(WORD, min_size=4, max_size=4), st.tuples(WORD, WORD))
def test_equals_whole_number_arithmetic(counter, key):
    assert philox([counter], key)[0].tolist() == reference(counter, list(key))


def test_these_numbers_never_change():
    numbers = Addressed(1).uniforms("pm.presence.position", [0, 1, 2**40], count=3, step=5)
    assert [[number.hex() for number in row] for row in numbers.tolist()] == FROZEN


def test_address_is_the_counter():
    random = Addressed(9)
    draw, step = 5 + 7 * 2**32, 11
    key = _key(random.seed, "s")
    for block in range(2):
        a, b, c, d = reference([5, 7, step, block], list(key))
        expected = [
            ((a >> 6) * 2**27 + (b >> 6) * 2 + 1) / 2**53,
            ((c >> 6) * 2**27 + (d >> 6) * 2 + 1) / 2**53,
        ]
        found = random.uniforms("s", [draw], count=4, step=step)[0, 2 * block : 2 * block + 2]
        assert found.tolist() == expected


@given(st.lists(DRAW, min_size=1, max_size=30), st.integers(0, 2**63 - 1), st.text(max_size=20))
def test_same_draw_same_number_whatever_the_batch(draws, seed, stream):
    random = Addressed(seed)
    whole = random.uniforms(stream, np.array(draws), count=3)
    for place, draw in enumerate(draws):
        assert (random.uniforms(stream, np.array([draw]), count=3)[0] == whole[place]).all()
    backwards = random.uniforms(stream, np.array(draws[::-1]), count=3)
    assert (backwards[::-1] == whole).all()
    assert ((whole > 0) & (whole < 1)).all()


def test_fewer_numbers_are_the_first_ones():
    random = Addressed(4)
    five = random.uniforms("s", np.arange(50), count=5)
    for count in range(6):
        assert (random.uniforms("s", np.arange(50), count=count) == five[:, :count]).all()


def test_every_draw_may_have_a_step_of_its_own():
    random, draws, steps = Addressed(4), np.arange(30), np.arange(30) % 4
    found = random.uniforms("s", draws, count=3, step=steps)
    for step in range(4):
        alike = steps == step
        assert (found[alike] == random.uniforms("s", draws[alike], count=3, step=step)).all()


@pytest.mark.parametrize("step", [np.array([1, 2]), np.array([0.0]), np.array([-1]), np.array([2**32])])
def test_steps_that_are_no_steps_of_the_draws_are_refused(step):
    with pytest.raises(AddressError, match="step: found"):
        Addressed(4).uniforms("s", [5], step=step)


def test_along_steps_is_one_step_after_another():
    random, draws = Addressed(2), np.arange(70)
    along = random.uniforms_along(["a", "b"], draws, range(3, 6))
    for at, step in enumerate(range(3, 6)):
        assert (random.uniforms_many(["a", "b"], draws, step) == along[at].T).all()
    assert random.uniforms_along(["a", "b"], draws, range(0)).shape == (0, 2, 70)


def test_steps_of_which_the_last_is_none_are_refused():
    with pytest.raises(AddressError, match="step: found"):
        Addressed(2).uniforms_along(["a"], np.arange(3), range(2**32 - 1, 2**32 + 1))


def test_normals_are_the_deviates_of_the_uniforms():
    random, draws = Addressed(2), np.arange(40_000)
    uniforms, normals = (
        along(["a"], draws, range(3)) for along in (random.uniforms_along, random.normals_along)
    )
    assert normals == pytest.approx(ndtri(uniforms), rel=1e-14)


@given(st.floats(1e-300, 1.0, exclude_max=True))
def test_deviates_of_any_share(share):
    numbers = np.array([share])
    deviates(numbers)
    assert numbers[0] == pytest.approx(ndtri(share), rel=1e-13, abs=1e-15)


def test_many_streams_equal_single_calls():
    random, draws = Addressed(2), np.arange(100, 200)
    streams = [f"actor{number}.issue.position" for number in range(7)]
    many = random.uniforms_many(streams, draws, step=3)
    assert many.shape == (100, 7)
    for column, stream in enumerate(streams):
        assert (many[:, [column]] == random.uniforms(stream, draws, step=3)).all()
    assert random.uniforms_many([], draws).shape == (100, 0)


def test_chunks_make_the_whole():
    random = Addressed(3)
    whole = random.uniforms_many(["a", "b"], np.arange(1000))
    chunks = [
        random.uniforms_many(["a", "b"], np.arange(start, min(start + 137, 1000)))
        for start in range(0, 1000, 137)
    ]
    assert (np.concatenate(chunks) == whole).all()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((1, "a", 0), (1, "b", 0)),
        ((1, "a", 0), (2, "a", 0)),
        ((1, "a", 0), (1, "a", 1)),
        ((0, "", 0), (2**63 - 1, "", 0)),
        ((1, "a.b", 0), (1, "a.b ", 0)),
    ],
)
def test_streams_are_independent(one, other):
    draws = np.arange(20_000)
    first, second = (
        Addressed(seed).uniforms(stream, draws, step=step)[:, 0] for seed, stream, step in (one, other)
    )
    assert not np.intersect1d(first, second).size
    assert abs(np.corrcoef(first, second)[0, 1]) < 4 / np.sqrt(draws.size)


def test_numbers_are_uniform():
    from scipy import stats

    numbers = Addressed(12).uniforms("s", np.arange(50_000), count=4)
    for column in numbers.T:
        assert stats.kstest(column, "uniform").pvalue > 0.001
    pairs, _, _ = np.histogram2d(numbers[:, 0], numbers[:, 1], bins=16, range=[[0, 1], [0, 1]])
    assert stats.chisquare(pairs.ravel()).pvalue > 0.001
    assert abs(np.corrcoef(numbers[:-1, 0], numbers[1:, 0])[0, 1]) < 4 / np.sqrt(50_000)


def test_large_draw_indices_are_all_different():
    draws = np.array([0, 2**31, 2**32 - 1, 2**32, 2**32 + 1, 2**53 + 1, 2**63 - 1])
    numbers = Addressed(0).uniforms("s", draws)
    assert np.unique(numbers).size == draws.size
    assert (Addressed(0).uniforms("s", draws.astype(np.uint64)) == numbers).all()


def test_no_draws():
    assert Addressed(0).uniforms("s", []).shape == (0, 1)


@pytest.mark.parametrize("seed", [-1, 2**63, 1.0, "1", None, True])
def test_a_seed_out_of_range_is_refused(seed):
    with pytest.raises(AddressError, match=r"seed: found .*, expected a whole number from 0 to 2\*\*63 - 1"):
        Addressed(seed)


def test_any_kind_of_whole_number_is_a_seed():
    assert Addressed(np.int64(7)) == Addressed(7)
    assert type(Addressed(np.int64(7)).seed) is int


@pytest.mark.parametrize(
    ("draws", "found"),
    [
        ([-1], "found -1"),
        ([0.5], "found float64"),
        ([[1]], "found 2 dimensions"),
        (3, "found 0 dimensions"),
        (np.array([2**63], dtype=np.uint64), "found 9223372036854775808"),
        ([True], "found bool"),
    ],
)
def test_wrong_draws_are_refused(draws, found):
    with pytest.raises(AddressError, match=found):
        Addressed(1).uniforms("s", draws)


@pytest.mark.parametrize("step", [-1, 2**32, 0.0])
def test_a_step_out_of_range_is_refused(step):
    with pytest.raises(AddressError, match="step: found"):
        Addressed(1).uniforms("s", [0], step=step)
    with pytest.raises(AddressError, match="step: found"):
        Addressed(1).uniforms_many(["s"], [0], step=step)


def test_importing_chance_stays_light():
    code = (
        "import sys; from majlis.chance import addressed, copula, design, distribution; "
        "print([m for m in ('scipy.stats', 'pandas', 'xarray') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
