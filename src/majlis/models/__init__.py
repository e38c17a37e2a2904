"""How actors settle: one published decision model per file, all pure functions of arrays."""

from majlis.models.model import DecisionModel
from majlis.models.options import Choice, OptionError, Options
from majlis.models.profile import Profile, ProfileError
from majlis.models.registry import UnknownModelError, all_models, get, names
from majlis.models.settlement import Settlement, Status

__all__ = [
    "Choice",
    "DecisionModel",
    "OptionError",
    "Options",
    "Profile",
    "ProfileError",
    "Settlement",
    "Status",
    "UnknownModelError",
    "all_models",
    "get",
    "names",
]
