"""The JSON Schema of ``case.yaml``, by which editors complete and check it."""

from __future__ import annotations

from typing import Any

from majlis.case.case import Outline

NUMBER_OR_SHORTHAND = {"type": ["number", "string"]}


def case_schema() -> dict[str, Any]:
    """Return the schema; an estimate may also be a number, ``10 < 20 < 40``, or a list of three.

    A role of a mechanism may be one id or a list of them.
    """
    schema = Outline.model_json_schema(by_alias=True)
    definitions = schema["$defs"]
    estimate = definitions["Estimate"]
    listed = {"type": "array", "items": {"type": "number"}, "minItems": 3, "maxItems": 3}
    definitions["Estimate"] = {
        "anyOf": [NUMBER_OR_SHORTHAND, listed, estimate],
        "description": estimate["description"],
    }
    roles = definitions["MechanismUse"]["properties"]["roles"]
    roles["additionalProperties"] = {"anyOf": [{"type": "string"}, roles["additionalProperties"]]}
    schema["title"] = "A case of Majlis"
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return schema
