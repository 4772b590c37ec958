"""The paragraphs that no model writes: what the sources disagree on, and which stories are near."""

from collections.abc import Iterator, Sequence

from newswright.records.drafts import Conflict, DraftSection, DraftSentence, Plan, Related, SectionKind
from newswright.stages.write import phrases
from newswright.stages.write.policy import WritePolicy
from newswright.text import dates


def sections(plan: Plan, *, first_n: int, policy: WritePolicy) -> tuple[DraftSection, ...]:
    """Compose the conflicts and related paragraphs of a plan; their sentences are numbered from `first_n`."""
    said = phrases.of(plan.language)
    conflicts = tuple(
        _conflict(conflict, first_n + k, said) for k, conflict in enumerate(plan.conflicts[: policy.max_conflicts])
    )
    related = tuple(_related(plan.related[: policy.max_related], plan.language, first_n + len(conflicts), said))
    made = ((SectionKind.CONFLICTS, conflicts), (SectionKind.RELATED, related))
    return tuple(DraftSection(kind=kind, sentences=sentences) for kind, sentences in made if sentences)


def _conflict(conflict: Conflict, n: int, said: phrases.Phrases) -> DraftSentence:
    parts = [
        (said.conflict_next if k else said.conflict_first).format(value=value.value, who=said.both(value.outlets[:2]))
        for k, value in enumerate(conflict.values)
    ]
    cites = tuple(dict.fromkeys(passage for value in conflict.values for passage in value.passages))
    text = said.conflict_joint.join(parts).replace(" at at least ", " at least ")
    return DraftSentence(n=n, text=f"{text}.", cites=cites)


def _related(stories: Sequence[Related], language: str, first_n: int, said: phrases.Phrases) -> Iterator[DraftSentence]:
    for k, related in enumerate(stories):
        form = said.related_next if k else said.related_first
        text = form.format(headline=_bare(related), date=dates.written(related.dateline_at.date(), language))
        yield DraftSentence(n=first_n + k, text=text, cites=(), links_to=related.story_id)


def _bare(related: Related) -> str:
    return related.headline.rstrip(" .")
