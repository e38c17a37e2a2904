"""How much a vote is worth: exact power indices of weighted voting, of one rule or of several."""

from majlis.power.game import Game, GameError, Rule
from majlis.power.indices import PlayerPower, Power, power

__all__ = ["Game", "GameError", "PlayerPower", "Power", "Rule", "power"]
