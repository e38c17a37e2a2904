"""`majlis models`: the decision models with their options and sources."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import typer

from majlis.cli.show import Json, show_json

if TYPE_CHECKING:
    from majlis.models.model import DecisionModel


def models(json: Json = False) -> None:
    """List the decision models with options and sources."""
    from majlis.models.registry import all_models

    if json:
        show_json([_entry(model) for model in all_models()])
        return
    for model in all_models():
        typer.echo(f"{model.name}  {model.title}\n  {model.about}\n  {model.source}")
        for option in model.choices():
            typer.echo(
                f"    --option {option.name}={option.default}  ({option.allowed})"
                f"  {option.about} [{option.source}]"
            )


def _entry(model: DecisionModel) -> dict[str, Any]:
    options = [asdict(option) | {"allowed": option.allowed} for option in model.choices()]
    for option in options:
        for end in ("low", "high"):
            option[end] = None if abs(option[end]) == float("inf") else option[end]
    return {
        "name": model.name,
        "title": model.title,
        "about": model.about,
        "source": model.source,
        "options": options,
    }
