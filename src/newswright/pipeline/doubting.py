"""Carry doubts to further judges and their opinions back: which are doubts, and what an opinion counts, the stage decides."""

from newswright.pipeline.room import Judges
from newswright.records.drafts import Doubt, Draft, ModelFailure, Opinion, Verdict
from newswright.records.ids import StoryId
from newswright.stages import verify
from newswright.stages.verify import asking, cascade
from newswright.stages.verify.cascade import CascadePolicy


def judged(
    draft: Draft, verdicts: list[Verdict], bench: verify.Bench, judges: Judges, policy: CascadePolicy
) -> list[Verdict]:
    """Ask about a draft's unsure sentences: first the encoder, then, of what it leaves open, the model."""
    if judges.encoder is None and judges.model is None:
        return verdicts
    found = cascade.doubts(draft.sentences, verdicts, bench, is_generated=draft.model.is_generative, policy=policy)
    by_encoder = of_encoder(found, judges, policy)
    by_model = _of_model(cascade.still_open(found, by_encoder, policy), draft.story_id, judges, policy)
    return cascade.weighed(verdicts, (by_encoder, by_model), policy)


def of_encoder(found: list[Doubt], judges: Judges, policy: CascadePolicy) -> dict[int, Opinion]:
    """Ask the encoder, if there is one, about what it reads."""
    encoder = judges.encoder
    asked = cascade.readable(found, policy) if encoder else []
    if encoder is None or not asked:
        return {}
    said = encoder.probabilities(asked)
    return cascade.opinions(asked, said, judge=encoder.name, version=encoder.version, policy=policy)


def _of_model(found: list[Doubt], story_id: StoryId, judges: Judges, policy: CascadePolicy) -> dict[int, Opinion]:
    if judges.model is None or not found:
        return {}
    asked = asking.prompt(found, story_id=story_id, policy=policy)
    completion = judges.model.complete(asked)
    said = completion if isinstance(completion, ModelFailure) else asking.read(completion, asked)
    return {} if isinstance(said, ModelFailure) else said
