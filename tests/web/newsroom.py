"""A newsroom for the page's tests: some twenty fictional stories, with all that real ones have, in a MemoryStore."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from newswright.records.articles import (
    Article,
    Citation,
    DigitalSourceType,
    Disclosure,
    Labels,
    Removed,
    Section,
    Sentence,
    SourceLine,
)
from newswright.records.drafts import Conflict, ConflictValue, ModelUse, SectionKind, Verdict
from newswright.records.ids import EditionId, ReaderId, StoryId, source_id
from newswright.records.readers import Reader, Role
from newswright.records.reports import Passage, Report
from newswright.records.sources import AiUse, Rights
from newswright.records.stories import Edition, Phase, Trend, TrendHour
from newswright.testing import factories as make
from newswright.testing.memory import MemoryStore

NOW = datetime(2026, 11, 22, 14, 5, tzinfo=UTC)
PASSWORD = "a lighthouse keeper's secret"

OUTLETS = {
    "The Harbour Post": ("NO", "en", "Skerry Media"),
    "Northern Wire": ("SE", "en", "Northern Wire Cooperative"),
    "Lowland Courier": ("NL", "en", "Polder Press"),
    "Sandholm Observer": ("NO", "en", "Skerry Media"),
    "The Ledger of Vell": ("CH", "en", None),
    "Radio Estuary": ("PT", "en", "Estuary Public Radio"),
    "Hafenkurier": ("DE", "de", "Verlag am Kai"),
    "Elbblatt": ("DE", "de", None),
    "صحيفة المرسى": ("TN", "ar", None),
    "أخبار الخليج الجديد": ("JO", "ar", None),
    "Quietstone Science Letter": ("IE", "en", "Quietstone"),
    "Kestrel Sports": ("AU", "en", "Kestrel Group"),
}


@dataclass
class Told:
    """A story as a test tells it: sentences by section, reports as (outlet, title, hours ago, sentences they carry)."""

    name: str
    topic: str
    headline: str
    dek: str
    hours: float
    sections: Sequence[tuple[SectionKind, Sequence[str]]]
    outlets: Sequence[str]
    names: Sequence[str] = ()
    language: str = "en"
    disclosure: Disclosure = Disclosure.COMPILED
    more: dict[str, object] = field(default_factory=dict)


LEAD, BODY, QUOTES = SectionKind.LEAD, SectionKind.BODY, SectionKind.QUOTES
BACKGROUND, CONFLICTS, RELATED = SectionKind.BACKGROUND, SectionKind.CONFLICTS, SectionKind.RELATED

WALL = Told(
    "wall",
    "disaster",
    "Harbour wall gives way at Port Ellery, and about 12,000 people leave their homes",
    "The coast guard says the wall broke before dawn on 22 November; nobody is reported missing so far.",
    3.2,
    [
        (LEAD, [
            "The harbour wall at Port Ellery gave way before dawn on 22 November 2026, the coast guard said.",
            "About 60 metres of it fell into the outer basin, according to Northern Wire.",
        ]),
        (BODY, [
            "Between 11,000 and 12,000 people have left their homes in the lower town, officials said.",
            "The ferry to Sandholm will not sail before 24 November, its operator told the Harbour Post.",
            "Two schools have been opened as shelters, the Lowland Courier reported.",
        ]),
        (QUOTES, [
            "“We heard it before we saw it,” said Mara Lindqvist, who keeps the lighthouse.",
            "“The wall was inspected in September and found sound,” said Tomas Eide, the harbour master.",
        ]),
        (BACKGROUND, ["The wall was built in 1911 and raised by a metre after the flood of 1987, Radio Estuary said."]),
        (CONFLICTS, ["Northern Wire puts the number of people displaced at 12,000; the Sandholm Observer at 11,000."]),
        (RELATED, ["On 21 November, this page reported that the weather service had warned of a spring tide."]),
    ],
    ["Northern Wire", "The Harbour Post", "Sandholm Observer", "Lowland Courier", "Radio Estuary", "The Ledger of Vell"],
    ["Port Ellery", "Mara Lindqvist", "Tomas Eide", "Sandholm"],
)  # fmt: skip
BANK = Told(
    "bank",
    "business",
    "Vell’s central bank keeps its rate at 2.25 percent and says a cut in spring could still come if prices allow it",
    "Five of seven members voted to wait, according to the minutes that the bank published on 21 November.",
    20,
    [
        (
            LEAD,
            [
                "The central bank of Vell kept its main rate at 2.25 percent on 21 November 2026, its third pause in a row."
            ],
        ),
        (
            BODY,
            ["Five of the seven members voted to wait.", "Two wanted a cut of a quarter of a point, the minutes say."],
        ),
        (QUOTES, ["“We could move in spring if prices allow it,” said Ines Marchetti, the governor."]),
    ],
    ["The Ledger of Vell", "Northern Wire", "Lowland Courier"],
    ["Ines Marchetti", "Vell"],
    disclosure=Disclosure.AUTONOMOUS,
)
MOTH = Told(
    "moth",
    "science",
    "A moth thought extinct since 1974 is found in a hedge in Quietstone",
    "Two students photographed it in September; the museum confirmed the species on 20 November.",
    31,
    [
        (LEAD, ["A moth that was last seen in 1974 lives in a hedge in Quietstone, the county museum confirmed."]),
        (
            BODY,
            [
                "Two students photographed it in September 2026.",
                "It may have been overlooked because it flies in the rain.",
            ],
        ),
    ],
    ["Quietstone Science Letter"],
    ["Quietstone"],
    more={"only_outlet": "Quietstone Science Letter"},
)
ZUG = Told(
    "zug",
    "politics",
    "Verkehrsministerin kündigt Nachtzug zwischen Elbhafen und Vell für Dezember 2027 an",
    "Der Zug soll nach Angaben des Ministeriums dreimal in der Woche fahren; Fahrpreise stehen noch nicht fest.",
    7,
    [
        (LEAD, ["Zwischen Elbhafen und Vell soll ab Dezember 2027 ein Nachtzug fahren, kündigte das Ministerium an."]),
        (QUOTES, ["„Wir schließen eine Lücke, die seit 2009 besteht“, sagte Ministerin Karla Wendt."]),
    ],
    ["Hafenkurier", "Elbblatt"],
    ["Karla Wendt", "Elbhafen"],
    language="de",
)
PORT = Told(
    "mina",
    "world",
    "افتتاح جسر المرسى الجديد بعد أربع سنوات من العمل",
    "قالت البلدية إن الجسر سيقلّص زمن العبور إلى سبع دقائق، وإن المشاة سيعبرونه مجاناً.",
    5,
    [
        (LEAD, ["افتُتح جسر المرسى الجديد يوم 22 نوفمبر 2026، بحسب صحيفة المرسى."]),
        (BODY, ["قالت البلدية إن نحو 30 ألف مركبة ستعبر الجسر كل يوم.", "سيكون عبور المشاة مجانياً."]),
        (QUOTES, ["«انتظرنا هذا اليوم طويلاً»، قالت سلمى الهادي، وهي صاحبة مقهى قرب الجسر."]),
    ],
    ["صحيفة المرسى", "أخبار الخليج الجديد"],
    ["جسر المرسى"],
    language="ar",
)
SMALL = [
    (
        "tide",
        "weather",
        "Weather service warns of a spring tide on the eastern coast",
        "Water could stand 80 cm above normal.",
        26,
    ),
    ("cup", "sport", "Kestrel win the harbour cup on penalties", "Goalkeeper Ada Brandt saved three of five.", 9),
    (
        "vaccine",
        "health",
        "Trial of a malaria vaccine for infants begins in three countries",
        "First results are due in 2028.",
        12,
    ),
    (
        "library",
        "culture",
        "Sandholm’s floating library finds a permanent berth",
        "The council voted 9 to 4 in favour.",
        16,
    ),
    (
        "chip",
        "technology",
        "Chip maker in Vell delays its new plant by a year",
        "The company names slower orders as the reason.",
        18,
    ),
    ("school", "education", "Lowland schools drop homework for the youngest", "The trial runs until summer.", 22),
    ("court", "crime", "Court acquits ferry captain of negligence", "Judges saw no proof that he had been warned.", 24),
    (
        "fire",
        "disaster",
        "Fire damages a cannery in Skerry; no one is hurt",
        "Forty firefighters worked through the night.",
        13,
    ),
    ("vote", "politics", "Lowland parliament passes the water bill", "It takes effect on 1 July 2027.", 15),
    (
        "reef",
        "environment",
        "Mussel reef off Quietstone grows for a third year",
        "Divers counted twice as many as in 2023.",
        28,
    ),
    (
        "bread",
        "food",
        "Bakers in Port Ellery agree on a common price for day-old bread",
        "Half the usual price, from Monday.",
        33,
    ),
    ("walk", "travel", "Coastal path between Sandholm and Skerry reopens", "Two bridges were replaced.", 35),
    ("debt", "business", "Polder Press to sell its printing works", "Some 140 jobs are affected, the union says.", 11),
    (
        "comet",
        "science",
        "Comet visible before sunrise until the end of the month",
        "Binoculars help, astronomers say.",
        30,
    ),
]
ALL_OUTLETS = ["Northern Wire", "The Harbour Post", "Lowland Courier", "Radio Estuary", "The Ledger of Vell"]


def build(now: datetime = NOW) -> MemoryStore:
    """Fill a store: the stories above, a version history, a correction, a hold, a withdrawal, a trend, accounts."""
    store = MemoryStore()
    _put_sources(store, now)
    for told in [BANK, MOTH, ZUG, PORT, *(_small(n, *one) for n, one in enumerate(SMALL))]:
        publish(store, told, now)
    _publish_the_wall(store, now)
    _withdraw(store, now)
    store.hold(make.hold("bank", held_at=now - timedelta(hours=1), headline="Bank cuts rate"))
    _put_trends(store, now)
    store.put_edition(Edition(
        id=EditionId("e1"), started_at=now - timedelta(minutes=21), finished_at=now - timedelta(minutes=20),
        tally={"feeds": 12, "reports": 61, "stories": 20, "articles": 19, "holds": 1},
    ))  # fmt: skip
    store.put_reader(account("olive", Role.OPERATOR, now))
    return store


def account(name: str, role: Role, now: datetime = NOW) -> Reader:
    """An account whose password is PASSWORD (hashed cheaply: this is a test)."""
    from argon2 import PasswordHasher

    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    return Reader(id=ReaderId(f"id-{name}"), created_at=now, role=role, name=name, password_hash=cheap.hash(PASSWORD))


def _put_sources(store: MemoryStore, now: datetime) -> None:
    for name, (country, language, owner) in OUTLETS.items():
        url = f"https://{source_id(name)}.example/"
        source = make.source(name, country=country, language=language, owner=owner, homepage_url=url)
        feed = make.feed(url + "feed.xml", name)
        store.put_sources([source], [feed])
        is_ailing = name == "Radio Estuary"
        store.put_visit(
            make.feed_state(
                url + "feed.xml",
                next_visit_at=now,
                last_success_at=now - timedelta(minutes=20 if not is_ailing else 4_000),
                n_failures=5 if is_ailing else 0,
                last_failure=make.failure() if is_ailing else None,
            ),
            [],
        )


def _small(n: int, name: str, topic: str, headline: str, dek: str, hours: float) -> Told:
    outlets = [ALL_OUTLETS[(n + k) % len(ALL_OUTLETS)] for k in range(1 + n % 4)]
    body = [f"{headline}, {outlets[0]} reported.", dek]
    return Told(name, topic, headline, dek, hours, [(LEAD, body)], outlets, ())


def publish(store: MemoryStore, told: Told, now: datetime, *, is_kept: bool = True) -> Article:
    """Bring a story's reports into the store, place them, and publish its article unless that is left to the caller."""
    reports = _reports(told, now)
    store.put_reports(reports)
    first = make.assignment(reports[0], StoryId(told.name))
    placed = [first, *(make.assignment(report, StoryId(told.name)) for report in reports[1:])]
    if len(placed) > 3:
        placed[-1] = replace(placed[-1], origin_id=first.origin_id)  # the last one copied the first
    store.put_assignments(placed)
    article = article_of(told, reports, now)
    if is_kept:
        store.publish(article)
    return article


def _reports(told: Told, now: datetime) -> list[Report]:
    sentences = [text for _, texts in told.sections for text in texts]
    made = []
    for n, outlet in enumerate(told.outlets):
        country, language, owner = OUTLETS[outlet]
        own = [text for k, text in enumerate(sentences) if k % len(told.outlets) == n] or sentences[:1]
        opening = {"de": "Von unserem Korrespondenten.", "ar": "من مراسلنا."}.get(
            language, "From our own correspondent."
        )
        closing = {"de": "Mehr dazu später.", "ar": "المزيد لاحقاً."}.get(language, "More on this later today.")
        text = f"{opening} {' '.join(own)} {closing}\n\n{told.headline}. {told.dek}"
        at = now - timedelta(hours=told.hours + 2 - 0.3 * n)
        refused = Rights(ai_use=AiUse.REFUSED, evidence="robots.txt: Content-Signal ai-input=no", decided_at=at)
        made.append(make.report(
            told.name, outlet, title=told.headline if n % 2 == 0 else told.dek.rstrip("."), text=text, published_at=at,
            seen_at=at + timedelta(minutes=4), language=language, country=country, owner=owner, topics=(told.topic,),
            rights=refused if outlet == "The Ledger of Vell" and told.name == "wall" else Rights(),
        ))  # fmt: skip
    return made


def article_of(told: Told, reports: Sequence[Report], now: datetime) -> Article:
    """Write the article of a story: every sentence cites the report that carries it."""
    n = 1
    sections = []
    for kind, texts in told.sections:
        sentences = []
        for text in texts:
            n += 1
            links_to = StoryId("tide") if kind is RELATED else None
            sentences.append(_sentence(n, text, reports, links_to=links_to, is_excerpt=kind is QUOTES))
        sections.append(Section(kind=kind, sentences=tuple(sentences)))
    n_origins = max(1, len({report.voice for report in reports}) - (len(reports) > 3))
    is_ai = told.disclosure is not Disclosure.COMPILED
    words = f"Written by AI (quill-7b) from {len(reports)} reports. Not reviewed by a person. Experimental." if is_ai else (
        f"Compiled by software from {len(reports)} reports. Not reviewed by a person. Experimental.")  # fmt: skip
    issued_at = now - timedelta(hours=told.hours)
    return Article(
        story_id=StoryId(told.name),
        version=1,
        language=told.language,
        headline=_sentence(0, told.headline, reports),
        dek=_sentence(1, told.dek, reports),
        dateline={"de": "22. November 2026", "ar": "22 نوفمبر 2026"}.get(told.language, f"{issued_at:%A, %-d %B %Y}"),
        issued_at=issued_at,
        first_issued_at=issued_at,
        sections=tuple(sections),
        labels=Labels(
            text=words,
            disclosure=told.disclosure,
            digital_source_type=DigitalSourceType.TRAINED if is_ai else DigitalSourceType.ALGORITHMIC,
            n_reports=len(reports),
            n_origins=n_origins,
            only_outlet=told.more.get("only_outlet"),  # type: ignore[arg-type]  # a test's own dictionary
        ),
        model=ModelUse(name="quill-7b" if is_ai else "embedded", is_generative=is_ai),
        sources=tuple(_line(n, report, reports) for n, report in enumerate(reports)),
        input_key=f"{told.name}/1",
        conflicts=_conflict(reports, now) if told is WALL else (),
        removed=(Removed(text="Thirteen people are missing.", verdict=make.failed_verdict(9)),) if told is WALL else (),
        topics=(told.topic,),
        names=tuple(told.names),
    )


def _line(n: int, report: Report, reports: Sequence[Report]) -> SourceLine:
    is_copy = len(reports) > 3 and n == len(reports) - 1
    return make.source_line(
        report,
        is_copy=is_copy,
        first_outlet=reports[0].outlet if is_copy else None,
        is_refused=not report.rights.may_write,
        is_paywalled=n == 3,
        is_opinion=n == 4,
        correction_note="An earlier version gave 13,000." if n == 2 and len(reports) > 4 else None,
    )


def _sentence(
    n: int, text: str, reports: Sequence[Report], *, links_to: StoryId | None = None, is_excerpt: bool = False
) -> Sentence:
    citations = []
    for report in reports:
        start = report.text.find(text)
        if start >= 0 and report.rights.may_write:
            passage = Passage(report_id=report.id, start=start, end=start + len(text))
            citations.append(Citation(
                passage=passage, outlet=report.outlet, url=report.url, title=report.title, published_at=report.published_at,
                quote=text, sha256=hashlib.sha256(text.encode()).hexdigest(),
            ))  # fmt: skip
    citations = citations[:3] or [make.citation(reports[0], 0, 24)]
    verdict = Verdict(n=n, is_supported=True, p_supported=0.96, evidence=tuple(one.passage for one in citations))
    return Sentence(
        n=n, text=text, citations=tuple(citations), verdict=verdict, links_to=links_to, is_excerpt=is_excerpt
    )


def _conflict(reports: Sequence[Report], now: datetime) -> tuple[Conflict, ...]:
    def value(text: str, *told: Report) -> ConflictValue:
        return ConflictValue(
            value=text,
            outlets=tuple(report.outlet for report in told),
            passages=tuple(Passage(report_id=report.id, start=0, end=20) for report in told),
            stated_at=now - timedelta(hours=2),
        )

    values = (value("12,000", reports[0], reports[3]), value("11,000", reports[2]))
    return (Conflict(fact="people displaced", values=values),)


def _publish_the_wall(store: MemoryStore, now: datetime) -> None:
    """Two versions: the first with a figure that the second puts right."""
    right = publish(store, WALL, now, is_kept=False)
    old_dek = "The coast guard says the wall broke before dawn on 22 November; some 13,000 people are on the move."
    store.publish(replace(right, dek=replace(right.dek, text=old_dek), sections=right.sections[:3]))
    second = replace(
        right, version=2, issued_at=now - timedelta(minutes=24), input_key="wall/2",
        changed="The ferry’s operator has answered; the number of people displaced was put right.",
    )  # fmt: skip
    what = (
        "An earlier version gave 13,000 as the number of people who left their homes; it is between 11,000 and 12,000."
    )
    store.publish(second, [make.correction("wall", at=second.issued_at, what=what, found_by="Sandholm Observer")])


def _withdraw(store: MemoryStore, now: datetime) -> None:
    told = Told("rumour", "crime", "Mayor of Skerry said to have sold the old pier", "Two sites say so.", 10,
                [(LEAD, ["The mayor sold the pier, two sites reported."])], ["Sandholm Observer"])  # fmt: skip
    article = publish(store, told, now)
    notice = "Both sites belong to one owner and have taken their reports back. Nothing in it was confirmed."
    withdrawn = replace(article, version=2, input_key="rumour/2", withdrawn=notice, issued_at=now - timedelta(hours=2))
    store.publish(withdrawn, [make.correction("rumour", at=withdrawn.issued_at, what=notice, found_by="the operator")])


def _put_trends(store: MemoryStore, now: datetime) -> None:
    for step in range(7, -1, -1):
        at = now - timedelta(minutes=30 * step)
        pace = [4.2, 3.9, 4.4, 3.1, 2.0, 1.2, 0.6, 0.4][step]
        trends = [
            _trend("wall", at, 9.1, 5, 6, pace, Phase.BREAKING),
            _trend("mina", at, 4.0, 2, 2, pace / 3, Phase.DEVELOPING),
        ]
        trends += [_trend("bank", at, 2.2, 3, 3, 0.5, Phase.SUSTAINED), _trend("cup", at, 1.7, 2, 2, 0.4, Phase.FADING)]
        store.put_trends(at, trends)


def _trend(story: str, at: datetime, score: float, n_origins: int, n_outlets: int, pace: float, phase: Phase) -> Trend:
    return make.trend(
        StoryId(story), at, trend_score=score, n_origins=n_origins, n_outlets=n_outlets, pace_per_h=pace,
        expected_per_h=0.3, since=at - timedelta(hours=3), phase=phase,
        reasons=(f"{n_origins} independent outlets in 8 h, 2 of them in the last hour, against 0.4 expected",
                 f"first reported at {at - timedelta(hours=3):%H:%M} UTC by The Harbour Post"),
        hours=tuple(TrendHour(at=(at - timedelta(hours=3 - n)).replace(minute=0), n_origins=1 + n % n_origins, expected=0.05)
                    for n in range(4)),
    )  # fmt: skip
