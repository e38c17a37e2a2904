"""Majlis: reports about a contested decision in; an executable, cited, scored forecast out.

Examples
--------
>>> import majlis as mj
>>> case = mj.load("emission-standards-1994")
>>> result = mj.run(case, draws=1_000, seed=1)
>>> result.answers[0].question.id
'delay'

"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from majlis.case.case import Case
    from majlis.case.estimate import Estimate
    from majlis.case.fault import CaseFaults, Fault
    from majlis.case.load import NoSuchCase, load, shipped_cases
    from majlis.evidence.ledger import verify_case
    from majlis.models.registry import all_models as models
    from majlis.study.result import Result
    from majlis.study.run import run
    from majlis.study.settle import settle

# Imported when first asked for, so that `import majlis` and `majlis --help` stay quick.
_PUBLIC = {
    "Case": "majlis.case.case",
    "CaseFaults": "majlis.case.fault",
    "Estimate": "majlis.case.estimate",
    "Fault": "majlis.case.fault",
    "NoSuchCase": "majlis.case.load",
    "Result": "majlis.study.result",
    "load": "majlis.case.load",
    "models": "majlis.models.registry",
    "run": "majlis.study.run",
    "settle": "majlis.study.settle",
    "shipped_cases": "majlis.case.load",
    "verify_case": "majlis.evidence.ledger",
}
_RENAMED = {"models": "all_models"}

__all__ = [
    "Case",
    "CaseFaults",
    "Estimate",
    "Fault",
    "NoSuchCase",
    "Result",
    "load",
    "models",
    "run",
    "settle",
    "shipped_cases",
    "verify_case",
]


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version

        return version("majlis")
    if name not in _PUBLIC:
        raise AttributeError(f"module 'majlis' has no attribute '{name}'")
    return getattr(import_module(_PUBLIC[name]), _RENAMED.get(name, name))


def __dir__() -> list[str]:
    return sorted(__all__)
