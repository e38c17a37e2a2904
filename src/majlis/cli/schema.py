"""`majlis schema`: the JSON Schema of a case, for editors."""

from __future__ import annotations

from majlis.cli.show import show_json


def schema() -> None:
    """Print the JSON Schema of case.yaml, by which editors complete and check it."""
    from majlis.case.json_schema import case_schema

    show_json(case_schema())
