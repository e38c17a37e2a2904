"""What the drawings say: counts, weights, sides."""

from __future__ import annotations

import numpy as np
import pytest

from majlis.report.claim_card import safe_url
from majlis.report.distribution import distribution, histogram
from majlis.report.drivers_chart import LISTED, drivers_chart
from majlis.report.headline import answer_words
from majlis.report.limits import limits
from majlis.report.models_chart import models_chart
from majlis.report.names import named
from majlis.report.numbers import tally
from majlis.report.paths import path_charts
from majlis.report.scale_line import ScaleLine
from majlis.report.spectrum import spectra
from majlis.study.result import Result


def test_histogram_counts_every_draw(synthetic: Result) -> None:
    line = ScaleLine(synthetic.case.issue_by_id["stay"])
    draws = np.array([0.0, 0.0, 1.0, 50.0, 100.0, 100.0])
    found = histogram(line, draws, "Landing", "landed")
    tallest = 3 / 6
    assert sum(bar.height for bar in found.bars) == pytest.approx(100 * 1 / tallest, abs=0.1)
    assert found.bars[0].x == 0.0
    assert found.bars[-1].x + found.bars[-1].width == pytest.approx(100.0)
    assert found.bars[0].at_end == pytest.approx(100 * (2 / 6) / tallest, abs=0.1)
    assert "33 of 100 lie exactly at 0" in found.ends


def test_question_marks_its_side(synthetic: Result) -> None:
    found = distribution(synthetic.ensemble, "stay", synthetic.answers)
    assert len(found.questions) == 1
    assert found.questions[0].side == (0.0, 33.0)


def test_spectrum_begins_with_the_final_arena(synthetic: Result) -> None:
    found = spectra(synthetic.ensemble, "stay")
    assert [spectrum.arena for spectrum in found] == ["Talks abroad", "Home politics"]
    assert len(found[0].stands) == 5
    assert len(found[1].stands) == 22
    assert sum(stand.delegated is not None for stand in found[0].stands) == 1
    assert any(stand.other is not None for stand in found[1].stands)
    assert [mark.kind for mark in found[0].marks] == ["quo", "settled", "landed"]
    assert [mark.kind for mark in found[1].marks] == ["quo", "settled"]


def test_models_show_their_shares(synthetic: Result) -> None:
    chart = models_chart(synthetic.ensemble, "stay", synthetic.answers)
    assert [row.name for row in chart.rows] == [variant.name for variant in synthetic.ensemble.models]
    assert chart.rows[0].tag == "headline"
    assert chart.columns == ("yes, share of draws", "landing, middle draw")
    assert any("status quo itself" in note for note in chart.notes)
    assert any(note.startswith("Challenge in Talks abroad: of 500 draws") for note in chart.notes)


def test_status_quo_model_is_called_vacuous_where_it_repeats_it(synthetic: Result) -> None:
    from dataclasses import replace

    ensemble = synthetic.ensemble
    index = ensemble.assembly.answers["stay"][0]
    number = next(i for i, variant in enumerate(ensemble.models) if variant.needs_status_quo)
    outcome = ensemble.outcome.copy()
    outcome[:, number, index] = ensemble.inputs[:, ensemble.assembly.bargains[index].status_quo]
    changed = replace(ensemble, outcome=outcome)
    chart = models_chart(changed, "stay", synthetic.answers)
    assert chart.rows[number].tag == "vacuous"
    headline = answer_words(changed, synthetic.answers[0])
    assert any("leaving out nash, status quo, which is vacuous here" in text for text in headline.sentences)
    assert any("100 of 100 draws; the model is vacuous here" in note for note in chart.notes)


def test_paths_cover_every_actor(synthetic: Result) -> None:
    charts = path_charts(synthetic.ensemble, "stay")
    assert [chart.arena for chart in charts if chart.model == "challenge"] == [
        "Talks abroad",
        "Home politics",
    ]
    assert [len(chart.tiles) for chart in charts[:2]] == [5, 22]
    assert (charts[0].bottom, charts[0].top) == ("0", "100")


def test_drivers_have_names(synthetic: Result) -> None:
    chart = drivers_chart(synthetic.case, "stay", synthetic.drivers["stay"])
    assert len(chart.rows) == LISTED
    assert chart.others == len(synthetic.drivers["stay"]) - LISTED
    for row in chart.rows:
        assert 0.0 <= row.x <= 100.0
        assert row.x + row.width <= 100.01


def test_names_of_estimates(synthetic: Result) -> None:
    case = synthetic.case
    assert (
        str(named(case, "a3.stay@home.capability"))
        == "Actor number 3: capability, Terms of stay in Home politics"
    )
    assert named(case, "a3.stay@home.capability").phrase == "the capability of Actor number 3"
    assert (
        str(named(case, "abroad.a0.weight"))
        == "Actor number 0: share of its position that follows Home politics"
    )
    assert str(named(case, "stay.status_quo")) == "Terms of stay: status quo"


def test_answers_in_words(synthetic: Result, emission: Result) -> None:
    years = answer_words(emission.ensemble, emission.answers[0])
    assert years.number.endswith("years")
    assert "8 of 10 draws" in years.under
    headline = answer_words(synthetic.ensemble, synthetic.answers[0])
    assert headline.word.endswith("undated")
    assert any("not how probable a yes is by 7 February 2026" in text for text in headline.sentences)


def test_tally_counts_every_number(synthetic: Result) -> None:
    found = tally(synthetic.case)
    assert found.total == found.cited + found.judged + found.unsupported
    assert found.unsupported == 23
    assert found.total == len(synthetic.case.stances) + 5


def test_limits_name_what_the_models_miss(synthetic: Result) -> None:
    text = " ".join(f"{limit.name} {limit.text}" for limit in limits(synthetic.ensemble))
    for part in (
        "no time in a static run",
        "weighted mean cannot see",
        "learned from EU",
        "printed equations",
    ):
        assert part in text


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://a.example/b", "https://a.example/b"),
        ("http://a.example", "http://a.example"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("//a.example", ""),
        ("https://", ""),
        ("http://[", ""),
        (None, ""),
    ],
)
def test_safe_url(url: str | None, safe: str) -> None:
    assert safe_url(url) == safe


def test_a_dated_probability_is_not_called_a_share(synthetic: Result) -> None:
    from dataclasses import replace

    dated = replace(synthetic.answers[0], probability=0.34, words="unlikely", direction=None)
    words = answer_words(synthetic.ensemble, dated)
    assert (words.number.replace("\u00a0", " "), words.word, words.under) == ("34 %", "unlikely", "")
    assert not any("undated" in text for text in words.sentences)
