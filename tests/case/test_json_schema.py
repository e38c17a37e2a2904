"""The schema that editors use agrees with what is read."""

import pytest
from ruamel.yaml import YAML

from majlis.case.json_schema import case_schema
from majlis.case.load import shipped_cases

jsonschema = pytest.importorskip("jsonschema")


def errors(document):
    validator = jsonschema.Draft202012Validator(case_schema())
    return [error.message for error in validator.iter_errors(document)]


def document(path):
    """The document as an editor sees it: dates are text there."""

    def plain(value):
        if isinstance(value, dict):
            return {key: plain(part) for key, part in value.items()}
        if isinstance(value, list):
            return [plain(part) for part in value]
        return value.isoformat() if hasattr(value, "isoformat") else value

    return plain(YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8")))


def test_it_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(case_schema())
    assert case_schema()["title"] == "A case of Majlis"


@pytest.mark.parametrize("name", shipped_cases())
def test_shipped_cases_fit(name):
    assert errors(document(shipped_cases()[name] / "case.yaml")) == []


def test_the_case_in_motion_fits(request):
    moving = document(request.path.parents[1] / "corpus" / "moving" / "case.yaml")
    assert errors(moving) == []
    moving["motion"]["week"] = 3
    assert errors(moving) != []


def test_the_sound_case_fits_in_every_form_of_an_estimate(request):
    sound = document(request.path.parents[1] / "corpus" / "sound" / "case.yaml")
    assert errors(sound) == []
    for form in (7, "7 < 8 < 10", [7, 8, 10], {"value": 8, "low": 7, "high": 10, "claims": ["C1"]}):
        sound["issues"][0]["status_quo"] = form
        assert errors(sound) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda case: case.pop("id"),
        lambda case: case.update(modell="mean"),
        lambda case: case.update(positions="secret"),
        lambda case: case.update(format=2),
        lambda case: case.update(arenas=[]),
        lambda case: case["issues"][0]["scale"].pop("low"),
        lambda case: case["issues"][0].update(status_quo=[7, 8]),
        lambda case: case["issues"][0].update(status_quo={"vale": 8}),
        lambda case: case["questions"][0].update(kind="open"),
    ],
)
def test_it_refuses_what_reading_refuses(request, change):
    sound = document(request.path.parents[1] / "corpus" / "sound" / "case.yaml")
    change(sound)
    assert errors(sound)
