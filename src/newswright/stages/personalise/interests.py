"""What a reader's acts say of their interests: an online logistic regression whose every step can be taken back."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from math import exp

from newswright.records.ids import StoryId
from newswright.records.readers import Act, Candidate, Engagement, EngagementKind, Lesson, Profile, Vote
from newswright.stages.personalise import features
from newswright.stages.personalise.policy import DEFAULT, PersonalisePolicy


def learn(
    profile: Profile,
    candidate: Candidate,
    done: Vote | Engagement,
    *,
    policy: PersonalisePolicy = DEFAULT,
) -> Profile:
    """Learn from a vote or an engagement, or unlearn one: a vote of 0, an unsave, an unhide.

    A reader's vote on a story counts once: a changed vote replaces the one before, and one taken back leaves the profile as
    if it had never been cast. Doing the same thing twice changes nothing. Raises ValueError for another reader's act.
    """
    if done.reader_id != profile.reader_id:
        raise ValueError(f"an act of reader {done.reader_id} says nothing of reader {profile.reader_id}")
    act, ended = _meaning(done)
    if act is not None and any(lesson.story_id == done.story_id and lesson.act is act for lesson in profile.lessons):
        return profile
    kept = tuple(one for one in profile.lessons if one.story_id != done.story_id or one.act not in ended)
    if act is None:
        return profile if len(kept) == len(profile.lessons) else _relearned(profile, kept, policy)
    at = done.voted_at if isinstance(done, Vote) else done.at
    lesson = Lesson(story_id=done.story_id, act=act, at=at, features=features.of(candidate, policy))
    return _with(profile, kept, lesson, policy)


def _meaning(done: Vote | Engagement) -> tuple[Act | None, frozenset[Act]]:
    """What an act teaches, if anything, and which earlier lessons of the same story it ends."""
    if isinstance(done, Vote):
        return (Act.UP if done.value > 0 else Act.DOWN if done.value < 0 else None), _VOTES
    return _TAUGHT[done.kind]


_VOTES = frozenset({Act.UP, Act.DOWN})
_TAUGHT: Mapping[EngagementKind, tuple[Act | None, frozenset[Act]]] = {
    EngagementKind.OPEN: (Act.OPEN, frozenset()),
    EngagementKind.SAVE: (Act.SAVE, frozenset()),
    EngagementKind.UNSAVE: (None, frozenset({Act.SAVE})),
    EngagementKind.HIDE: (Act.HIDE, frozenset()),
    EngagementKind.UNHIDE: (None, frozenset({Act.HIDE})),
}


def _with(profile: Profile, kept: tuple[Lesson, ...], lesson: Lesson, policy: PersonalisePolicy) -> Profile:
    is_next = len(kept) == len(profile.lessons) and (not kept or _order(kept[-1]) < _order(lesson))
    if is_next and len(kept) < policy.n_lessons_max:
        before = kept[-1].at if kept else None
        interests = _step(profile.interests if kept else {}, before, lesson, policy)
        return replace(profile, lessons=(*kept, lesson), interests=interests, n_updates=len(kept) + 1)
    lessons = sorted((*kept, lesson), key=_order)
    while len(lessons) > policy.n_lessons_max:
        lessons.remove(min(lessons, key=lambda one: (abs(policy.act_rate[one.act]), _order(one))))
    return _relearned(profile, tuple(lessons), policy)


def _order(lesson: Lesson) -> tuple[datetime, StoryId, str]:
    return lesson.at, lesson.story_id, lesson.act


def _relearned(profile: Profile, lessons: tuple[Lesson, ...], policy: PersonalisePolicy) -> Profile:
    weights: dict[str, float] = {}
    before: datetime | None = None
    for lesson in lessons:
        weights = _step(weights, before, lesson, policy)
        before = lesson.at
    return replace(profile, lessons=lessons, interests=weights, n_updates=len(lessons))


def _step(
    weights: Mapping[str, float], before: datetime | None, lesson: Lesson, policy: PersonalisePolicy
) -> dict[str, float]:
    """One step of logistic regression, after the weights have faded by the time since the last one."""
    faded = faded_by(weights, lesson.at - before, policy) if before else dict(weights)
    values = features.weigh(lesson.features, policy.feature_weight)
    p_liked = 1 / (1 + exp(-sum(faded.get(feature, 0.0) * value for feature, value in values)))
    rate = policy.act_rate[lesson.act]
    step = rate * (1 - p_liked) if rate > 0 else rate * p_liked
    for feature, value in values:
        faded[feature] = round(faded.get(feature, 0.0) + step * value, 6)
    if len(faded) <= policy.n_interests_max:
        return faded
    strongest = sorted(faded, key=lambda feature: (-abs(faded[feature]), feature))[: policy.n_interests_max]
    return {feature: faded[feature] for feature in sorted(strongest)}


def faded_by(weights: Mapping[str, float], passed: timedelta, policy: PersonalisePolicy) -> dict[str, float]:
    """Let interests fade with time; they halve every `interest_half_life_days`."""
    days = max(0.0, passed.total_seconds() / 86_400)
    left = 0.5 ** (days / policy.interest_half_life_days)
    return {feature: round(weight * left, 6) for feature, weight in weights.items()}


def forget(profile: Profile, feature: str, *, policy: PersonalisePolicy = DEFAULT) -> Profile:
    """Unlearn one interest, as if no story had ever shown it: the one tap beside a line of the receipt."""
    lessons = (replace(one, features=tuple(f for f in one.features if f != feature)) for one in profile.lessons)
    return _relearned(profile, tuple(one for one in lessons if one.features), policy)


def forget_all(profile: Profile) -> Profile:
    """Unlearn everything that was learned; what the reader said (follows, mutes, sliders) stays."""
    return replace(profile, lessons=(), interests={}, n_updates=0)


def voted(lessons: Iterable[Lesson]) -> frozenset[str]:
    """Name the features of the stories that a reader voted up."""
    return frozenset(feature for lesson in lessons if lesson.act is Act.UP for feature in lesson.features)
