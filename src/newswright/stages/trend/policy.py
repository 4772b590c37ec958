"""The numbers by which a story trends. Where no other source is named: chosen on the tune part of bench/quality/trends."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendPolicy:
    """What counts as recent, as usual, as news, and as trending; docs/trending.md tells it as a whole."""

    # What is news
    redated_days: float = 2.0  # a report whose URL names a day further back is of that day, whatever its date says

    # How far it spreads
    recent_h: float = 8.0  # what is counted as happening now
    half_life_h: float = 3.0  # within it, an outlet's weight halves in so many hours: the newest spread counts most
    repeat_share: float = 0.4  # what an outlet that tells more of a story weighs, beside one that takes it up; above 0
    young_bonus: float = 0.3  # a story that has just begun weighs so much more …
    young_half_life_h: float = 12.0  # … and that halves in so many hours
    min_origins: int = 2  # independent ones in recent_h; below two nothing trends, whatever the pace (THREATS.md)

    # What is usual
    baseline_days: float = 7.0  # what the usual pace is taken from
    usual_origins: float = 0.3  # further origins that a story has, before the stream has shown its own habit …
    usual_stories: int = 100  # … which weighs as much as so many stories
    usual_weight: float = 2.0  # the habit of its kind weighs as much as so many recent_h of a story's own past
    own_share: float = 0.05  # of what its own past adds to what is expected: more hides great sagas (docs/log.md)
    least_expected: float = 0.2  # further origins in recent_h, expected at least: a silent hour is no sensation
    most_hour_factor: float = (
        1.15  # how far the hour may lift or lower what is expected: farther, and noise outweighs it (docs/log.md)
    )
    min_hour_days: int = 2  # days of baseline (of its sort: working day or weekend) before the hour is looked at

    # What trends
    min_score: float = 0.02  # surprise, in nats, from which a story trends
    evergreen_weight: float = 0.25  # what is left of the score of a page that returns every day
    evergreen_days: int = 5  # days of the baseline on which such a story had something new

    # How it is told
    breaking_h: float = 6.0  # a story younger than that is breaking …
    developing_h: float = 24.0  # … younger than that developing, older sustained …
    fading_share: float = 0.5  # … and below this share of its highest pace fading
    shown_h: int = 24  # hours shown of its spread
    top: int = 20  # trends named in one edition
