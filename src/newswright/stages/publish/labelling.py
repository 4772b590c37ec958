"""Label an article as docs/disclosure.md asks: what made it, from how much, and whether a person reviewed it."""

from collections.abc import Sequence
from dataclasses import replace

from newswright.records import stories
from newswright.records.articles import Article, DigitalSourceType, Disclosure, Labels, Review
from newswright.records.drafts import Draft, ModelUse
from newswright.records.reports import Genre
from newswright.records.stories import ToldReport
from newswright.stages.publish import wording
from newswright.stages.publish.policy import PublishPolicy
from newswright.text import dates


def of_draft(draft: Draft, told: Sequence[ToldReport], policy: PublishPolicy) -> Labels:
    """Label a draft: no person has reviewed it.

    "Only X reports this" is said where nobody else does; others may report it in texts that software may not use, or in other
    languages, and then the article is based on X alone.
    """
    plan = draft.plan
    n_reporting = _reporting(told)
    labels = Labels(
        text="",
        disclosure=Disclosure.AUTONOMOUS if draft.model.is_generative else Disclosure.COMPILED,
        digital_source_type=DigitalSourceType.TRAINED if draft.model.is_generative else DigitalSourceType.ALGORITHMIC,
        n_reports=len(plan.report_ids),
        n_origins=plan.n_origins,
        only_outlet=plan.only_outlet if n_reporting <= 1 else None,
        based_on=plan.only_outlet if n_reporting > 1 else None,
        n_reporting=n_reporting if plan.only_outlet and n_reporting > 1 else 0,
        is_experimental=policy.is_experimental,
    )
    return replace(labels, text=_text(labels, draft.model, draft.language))


def _reporting(told: Sequence[ToldReport]) -> int:
    standing = [one for one in told if not one.report.is_withdrawn and one.report.genre is not Genre.OPINION]
    return stories.count_independent(stories.heard(standing))


def reviewed(article: Article, review: Review, *, share_edited: float, policy: PublishPolicy) -> Labels:
    """Label a version that a person answers for. Words and machine value change; the label stays.

    What a model wrote is `ai-generated` once it was reviewed, and `ai-assisted` where so much of it is the person's that it is
    theirs; what the embedded default compiled stays compiled by software.
    """
    labels = replace(article.labels, review=review)
    if article.model.is_generative and share_edited >= policy.assisted_share:
        labels = replace(labels, disclosure=Disclosure.ASSISTED, digital_source_type=DigitalSourceType.COMPOSITE)
    elif article.model.is_generative and labels.disclosure is not Disclosure.ASSISTED:
        labels = replace(labels, disclosure=Disclosure.GENERATED)
    return replace(labels, text=_text(labels, article.model, article.language))


def unreviewed(article: Article) -> Labels:
    """Label a version that software made of a reviewed one: nobody has answered for it as it stands now."""
    labels = replace(article.labels, review=None)
    if labels.disclosure is Disclosure.GENERATED:
        labels = replace(labels, disclosure=Disclosure.AUTONOMOUS)
    return replace(labels, text=_text(labels, article.model, article.language))


def _text(labels: Labels, model: ModelUse, language: str) -> str:
    said, review = wording.of(language), labels.review
    form = said.assisted if labels.disclosure is Disclosure.ASSISTED else said.generated
    opening = form if model.is_generative else said.compiled
    parts = [
        opening.format(
            model=model.name,
            reports=said.count(labels.n_reports, said.reports),
            sources=said.count(labels.n_origins, said.sources),
        ),
        said.only.format(outlet=labels.only_outlet) if labels.only_outlet else "",
        said.based.format(outlet=labels.based_on, sources=said.count(labels.n_reporting, said.sources))
        if labels.based_on
        else "",
        said.unreviewed if review is None else _reviewed(review, language),
        said.experimental if labels.is_experimental else "",
    ]
    return " ".join(part for part in parts if part)


def _reviewed(review: Review, language: str) -> str:
    said = wording.of(language)
    form = said.edited if review.decision == "edited" else said.reviewed
    return form.format(name=review.by, date=dates.written(review.at.date(), language))
