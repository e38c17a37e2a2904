"""Compiled templates are taken up again, and never stand in the way of a page."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from majlis.report.compiled_templates import CompiledTemplates


def page(kept: CompiledTemplates | None) -> str:
    environment = Environment(
        loader=DictLoader({"page": "{{ name }} here"}), autoescape=True, bytecode_cache=kept
    )
    return environment.get_template("page").render(name="All")


def test_what_was_compiled_is_not_compiled_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "kept"
    assert page(CompiledTemplates.beside_templates(folder)) == "All here"
    monkeypatch.setattr(Environment, "compile", None)
    assert page(CompiledTemplates.beside_templates(folder)) == "All here"


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    assert CompiledTemplates.beside_templates(tmp_path / "file" / "kept") is None


def test_a_template_that_cannot_be_kept_is_shown_all_the_same(tmp_path: Path) -> None:
    kept = CompiledTemplates.beside_templates(tmp_path / "kept")
    shutil.rmtree(tmp_path / "kept")
    assert page(kept) == "All here"
