"""`majlis power`: exact power indices of a weighted voting game."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from majlis.cli.show import Json, say, show_json

if TYPE_CHECKING:
    from majlis.power import Game, Power

WORDS = Annotated[
    list[str],
    typer.Argument(
        metavar="WEIGHT... | GAME.csv", help="The weights of the players, or a table of the game."
    ),
]


def power(
    words: WORDS,
    quota: Annotated[
        str | None,
        typer.Option(metavar="Q", help="What a coalition must reach; '62%' is a share of all weights."),
    ] = None,
    json: Json = False,
) -> None:
    """Compute exact power indices: Shapley-Shubik, Banzhaf, Deegan-Packel, Johnston, Coleman.

    GAME.csv has one row per player and one column per rule; its first row is 'quota'. A coalition wins when
    it meets every rule; a column named or:NAME is an alternative that is enough by itself.
    """
    from majlis.power import power as indices

    found = indices(_game(words, quota))
    for note in found.notes:
        say(note)
    if json:
        show_json(_as_json(found))
    else:
        _show(found)


def _game(words: list[str], quota: str | None) -> Game:
    from majlis.case.game_table import NumberError, exact_quota, exact_weight, read_game
    from majlis.power import Game, Rule

    if quota is None:
        if len(words) > 1 or not words[0].lower().endswith((".csv", ".tsv", ".txt")):
            raise typer.BadParameter("weights need --quota Q; a table ends in .csv", param_hint="--quota")
        path = Path(words[0])
        if not path.is_file():
            raise typer.BadParameter(f"there is no file '{words[0]}'", param_hint="GAME.csv")
        table = read_game(path)
        rules = (Rule(each.quota, each.weights, each.name, each.alternative) for each in table.rules)
        return Game(tuple(rules), table.players)
    hint = "WEIGHT..."
    try:
        weights = tuple(exact_weight(word) for word in words)
        hint = "--quota"
        return Game((Rule(exact_quota(quota, sum(weights, Fraction(0))), weights),))
    except NumberError as error:
        raise typer.BadParameter(str(error), param_hint=hint) from None


def _as_json(found: Power) -> dict[str, Any]:
    from majlis.power.indices import INDICES

    rules = found.game.rules
    players = []
    for player in found.players:
        entry: dict[str, Any] = {"player": player.name}
        entry["weight"] = _by_rule(found.game, player.weights)
        entry["swings"] = player.swings
        for index in INDICES:
            value: Fraction | None = getattr(player, index)
            entry[index] = None if value is None else {"exact": str(value), "decimal": float(value)}
        players.append(entry)
    return {
        "quota": _by_rule(found.game, tuple(rule.quota for rule in rules)),
        "players": players,
        "winning": found.winning,
        "coalitions": found.coalitions,
    }


def _by_rule(game: Game, numbers: tuple[Fraction, ...]) -> Any:
    """Return the one number of a game of one rule, else the numbers by the names of the rules."""
    plain = [int(number) if number.denominator == 1 else float(number) for number in numbers]
    if len(plain) == 1:
        return plain[0]
    names = [f"or:{rule.name}" if rule.alternative else rule.name for rule in game.rules]
    return dict(zip(names, plain, strict=True))


def _show(found: Power) -> None:
    from majlis.power.indices import INDICES

    columns = ("Shapley-Shubik", "Banzhaf", "absolute", "Deegan-Packel", "Johnston", "prevent", "initiate")
    named = list(zip(columns, INDICES, strict=True))
    wide = max(len("player"), *(len(player.name) for player in found.players))
    typer.echo("  ".join(["player".ljust(wide), *(f"{column:>14}" for column, _ in named)]))
    for player in found.players:
        values = (getattr(player, index) for _, index in named)
        cells = (f"{'-':>14}" if value is None else f"{float(value):>14.6f}" for value in values)
        typer.echo("  ".join([player.name.ljust(wide), *cells]))
    typer.echo(f"{found.winning:,} of {found.coalitions:,} coalitions win")
