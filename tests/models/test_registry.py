from __future__ import annotations

import subprocess
import sys

import pytest

from majlis.models import Profile, UnknownModelError, all_models, get, names


def test_names() -> None:
    assert names() == (
        "mean",
        "median",
        "nash",
        "challenge",
        "spatial",
        "probabilistic-condorcet",
        "settlement",
        "kalai-smorodinsky",
        "exchange",
        "win-set",
        "setter",
        "consultation",
        "baron-ferejohn",
    )
    assert tuple(model.name for model in all_models()) == names()


def test_every_model_says_what_it_is() -> None:
    for model in all_models():
        assert model.title
        assert model.source
        assert "\n" not in model.about
        assert model.options()


def test_unknown_model() -> None:
    with pytest.raises(
        UnknownModelError, match=r"'medain'\. Did you mean 'median'\? The models are: mean, med"
    ):
        get("medain")
    with pytest.raises(UnknownModelError, match=r"'chamber'\. A vote in a chamber .* 'majlis vote --help'"):
        get("chamber")
    with pytest.raises(UnknownModelError, match=r"there is no model 'oracle'\. The models are: mean, "):
        get("oracle")


def test_options_of_another_model(emission: Profile) -> None:
    with pytest.raises(TypeError, match="model mean takes MeanOptions as its options, not MedianOptions"):
        get("mean").settle(emission, get("median").options())


def test_listing_is_light() -> None:
    code = (
        "import sys, majlis.models as m; [model.choices() for model in m.all_models()];"
        "sys.exit(' '.join(n for n in ('numba', 'scipy', 'pandas', 'xarray') if n in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr.strip() == ""
