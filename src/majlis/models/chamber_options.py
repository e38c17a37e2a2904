"""The parameters of the chamber model, each with its default, its range, and what it rests on.

Nearly all of them are judgement. Recorded votes are the ones that somebody wanted recorded (Carrubba, Gabel,
Murrah, Clough, Montgomery and Schambach 2006, 'Off the record: unrecorded legislative votes, selection bias
and roll-call vote analysis', *British Journal of Political Science* 36), and unity in them differs widely
between countries (Carey 2007; Sieberer 2006); no table of unity speaks for the vote that a case is about.
None was fitted, and the vote of 5 January 2020 in Baghdad, a check of fit, informed none of those that stand
here: the spreads of turnout, once widened after a look at it, are those of other chambers' votes again. The
delegations of 28 countries to the European Parliament took part in 79.7 to 94.7 % of its roll calls from 2014
to 2019; in log-odds that range is 1.5 wide, and of 28 normal numbers the range is about four standard
deviations. Sessions of the House of Commons took part in 59 to 71 % of their divisions from 1997 to 2008,
which is less; single weeks, with unwhipped business, fell below a half and once to 16 %, which is far more.
"""

from __future__ import annotations

from dataclasses import dataclass

from majlis.models.options import Options, real

UNITY = (
    "judgement; parties in parliamentary systems are above it, parties in presidential and open-list systems "
    "below (Carey 2007, 'Competing principals', American Journal of Political Science 51; Sieberer 2006, "
    "'Party unity in parliamentary democracies', Journal of Legislative Studies 12)"
)
DISSENT = (
    "judgement; where members agree with their leaders unity is 0.97 and more (Carey 2007; Sieberer 2006), "
    "where they are divided a third may rebel (Cowley 2005, 'The Rebels: How Blair Mislaid His Majority')"
)
ATTENDANCE = (
    "judgement; by country members of the European Parliament took part in 80 to 95 % of roll calls from "
    "2014 to 2019 (VoteWatch Europe)"
)
ABSENCE = (
    "judgement; 28 delegations to the European Parliament took part in 79.7 to 94.7 % of roll calls from "
    "2014 to 2019 (VoteWatch Europe), a standard deviation of some 0.4 in log-odds; on why members stay "
    "away: Brown and Goodliffe 2017, 'Why do legislators skip votes?', Political Behavior 39"
)
ALIKE = (
    "judgement; discipline makes the errors of one party's members anything but independent (Rosenthal and "
    "Voeten 2004, 'Analyzing roll calls with perfect spatial voting', American Journal of Political "
    "Science 48)"
)
STAYING_AWAY = (
    "judgement; that a quorum invites opponents to stay away: Herrera and Mattozzi 2010, 'Quorum and turnout "
    "in referenda', Journal of the European Economic Association 8"
)


@dataclass(frozen=True)
class ChamberOptions(Options):
    """How members attend, follow a line, vote without one, and when a bloc stays away."""

    attend_low: float = real(
        0.80,
        about="share of members who attend a vote without salience",
        source=ATTENDANCE,
        low=0.0,
        high=1.0,
    )
    attend_high: float = real(
        0.95,
        about="share of members who attend a vote of full salience",
        source=ATTENDANCE,
        low=0.0,
        high=1.0,
    )
    turnout: float = real(
        0.4,
        about="spread of attendance that all blocs share (standard deviation of log-odds)",
        source=ABSENCE,
        low=0.0,
        high=3.0,
    )
    turnout_bloc: float = real(
        0.4,
        about="spread of attendance of each bloc by itself (standard deviation of log-odds)",
        source=ABSENCE,
        low=0.0,
        high=3.0,
    )
    stake: float = real(
        1.5,
        about="what full support adds to the log-odds of attending where the votes needed are a number",
        source="judgement; there, to be absent is as good as to vote against, and supporters are called in",
        low=0.0,
        high=5.0,
    )
    loyalty: float = real(
        0.87,
        about="share that follows an announced line at middling salience where half the bloc agrees with it",
        source=DISSENT,
        low=0.5,
        high=0.999,
    )
    agreement: float = real(
        2.0,
        about="what full agreement with the line adds to the log-odds of following it (none takes it away)",
        source=DISSENT,
        low=0.0,
        high=5.0,
    )
    importance: float = real(
        0.5,
        about="what full salience adds to the log-odds of following a line (none takes it away)",
        source=UNITY,
        low=0.0,
        high=5.0,
    )
    steepness: float = real(
        1.5,
        about="how much more one-sided than its position a bloc without a known line votes; 1 is alike",
        source="judgement; a bloc mostly has a line even where none is known; free votes are in proportion",
        low=1.0,
        high=5.0,
    )
    doubt: float = real(
        0.03,
        about="least share on either side without an announced line, whatever the position",
        source="judgement; no coded position is certain to the last member",
        low=0.0,
        high=0.2,
    )
    abstention: float = real(
        0.15,
        about="share of abstentions in a bloc divided in half; less where it agrees",
        source="judgement; at 0.25 and below more support never means fewer votes for",
        low=0.0,
        high=0.25,
    )
    alike_line: float = real(
        0.20, about="correlation of members' votes under an announced line", source=ALIKE, low=0.0, high=0.9
    )
    alike_open: float = real(
        0.30, about="correlation of members' votes where no line is known", source=ALIKE, low=0.0, high=0.9
    )
    alike_free: float = real(
        0.10, about="correlation of members' votes in a free vote", source=ALIKE, low=0.0, high=0.9
    )
    swing: float = real(
        0.4,
        about="spread of support that all blocs share (standard deviation of log-odds)",
        source="judgement; news on the day moves all blocs",
        low=0.0,
        high=3.0,
    )
    gain: float = real(
        0.05,
        about="least fall of the chance to pass for which a bloc stays away",
        source=STAYING_AWAY,
        low=0.001,
        high=1.0,
    )
    resolve: float = real(
        0.5,
        about="share of draws in which a bloc that gains by staying away does so",
        source=STAYING_AWAY,
        low=0.0,
        high=1.0,
    )
    resolve_line: float = real(
        0.25,
        about="the same for a bloc that has announced how it will vote",
        source=STAYING_AWAY,
        low=0.0,
        high=1.0,
    )
