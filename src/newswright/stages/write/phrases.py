"""The few words that are the newsroom's own, by language: attribution, quotations, conflicts, what is related.

A language that is not here gets neutral forms, which use the outlets' names and punctuation alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """One language's phrases. `after` follow a sentence without its full stop, (one outlet, several outlets) each; `before`
    lead into a sentence that goes on in lower case."""

    after: tuple[tuple[str, str], ...] = ()
    before: tuple[str, ...] = ()
    beside: str = "{sentence} ({who})."
    headline: str = "{headline} ({who})"  # of a story that one voice alone tells
    quoted: str = "{speaker}: “{quote}” ({who})."
    conflict_first: str = "{value} ({who})"
    conflict_next: str = "{value} ({who})"
    conflict_joint: str = "; "
    conjunction: str = ", "
    related_first: str = "{headline} ({date})."
    related_next: str = "{headline} ({date})."
    on_day: str = "{date}"
    in_month: str = ""
    weekday: str = "{weekday} ({date})"
    closes_date: bool = False  # whether a comma closes the date before the sentence goes on

    def both(self, names: Sequence[str]) -> str:
        """Join names: 'A, B and C'."""
        if len(names) < 2:
            return "".join(names)
        return ", ".join(names[:-1]) + self.conjunction + names[-1]


_PHRASES: Mapping[str, Phrases] = {
    "en": Phrases(
        after=(
            ("{sentence}, {who} reported.", "{sentence}, {who} reported."),
            ("{sentence}, according to {who}.", "{sentence}, according to {who}."),
        ),
        before=("According to {who}, {sentence}.", "{who} reported that {sentence}."),
        headline="{headline}, {who} reports",
        quoted="“{quote}”, {speaker} said, according to {who}.",
        conflict_first="{who} put the number at {value}",
        conflict_next="{who} at {value}",
        conjunction=" and ",
        related_first="In related news: {headline} ({date}).",
        related_next="Also: {headline} ({date}).",
        on_day="on {date}",
        in_month="in {date}",
        weekday="{weekday}, {date}",
        closes_date=True,
    ),
    "de": Phrases(
        after=(
            ("{sentence}, berichtete {who}.", "{sentence}, berichteten {who}."),
            ("{sentence}, so {who}.", "{sentence}, so {who}."),
        ),
        beside="{sentence} ({who}).",
        headline="{headline}, berichtet {who}",
        quoted="„{quote}“, sagte {speaker} laut {who}.",
        conflict_first="{who} nannte {value}",
        conflict_next="{who} {value}",
        conjunction=" und ",
        related_first="Mehr dazu: {headline} ({date}).",
        related_next="Außerdem: {headline} ({date}).",
        on_day="am {date}",
        weekday="{weekday}, {date}",
        closes_date=True,
    ),
    "es": Phrases(
        after=(
            ("{sentence}, informó {who}.", "{sentence}, informaron {who}."),
            ("{sentence}, según {who}.", "{sentence}, según {who}."),
        ),
        before=("Según {who}, {sentence}.",),
        headline="{headline}, según {who}",
        quoted="«{quote}», dijo {speaker}, según {who}.",
        conflict_first="{who} cifró el dato en {value}",
        conflict_next="{who}, en {value}",
        conjunction=" y ",
        related_first="En otras noticias: {headline} ({date}).",
        related_next="Además: {headline} ({date}).",
        on_day="el {date}",
        weekday="{weekday} {date}",
    ),
    "fr": Phrases(
        after=(
            ("{sentence}, a rapporté {who}.", "{sentence}, ont rapporté {who}."),
            ("{sentence}, selon {who}.", "{sentence}, selon {who}."),
        ),
        before=("Selon {who}, {sentence}.",),
        headline="{headline}, selon {who}",
        quoted="« {quote} », a déclaré {speaker}, selon {who}.",
        conflict_first="{who} donne le chiffre de {value}",
        conflict_next="{who} celui de {value}",
        conjunction=" et ",
        related_first="À lire aussi : {headline} ({date}).",
        related_next="Également : {headline} ({date}).",
        on_day="le {date}",
        weekday="{weekday} {date}",
    ),
}
_NEUTRAL = Phrases()


def of(language: str) -> Phrases:
    """Find a language's phrases; neutral ones where it has none here."""
    return _PHRASES.get(language.partition("-")[0].casefold(), _NEUTRAL)
