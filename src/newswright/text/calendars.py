"""How languages name months, weekdays and nearby days: the word lists behind `text.dates`."""

from dataclasses import dataclass, field
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Calendar:
    """One language's calendar. Each month and weekday lists its forms, the full one first; weekdays begin with Monday.

    `relative` gives a phrase's unit and shift from the anchor; `ago` is a pattern with {n} and {unit}; `is_capitalised` where
    months and weekdays are written with capitals, so that other words are not taken for them.
    """

    language: str
    months: tuple[tuple[str, ...], ...]
    weekdays: tuple[tuple[str, ...], ...]
    written: str
    relative: dict[str, tuple[str, int]] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    ago: str = ""
    ambiguous: frozenset[str] = frozenset()
    is_capitalised: bool = False
    is_month_first: bool = False

    def month(self, word: str) -> int:
        """Number a month's name, from 1."""
        key = word.casefold().rstrip(".")
        return next(n for n, forms in enumerate(self.months, 1) if key in (form.casefold() for form in forms))

    def weekday(self, word: str) -> int:
        """Number a weekday's name, Monday being 0."""
        key = word.casefold()
        return next(n for n, forms in enumerate(self.weekdays) if key in (form.casefold() for form in forms))

    def is_month(self, word: str) -> bool:
        """Say whether a word is a month's name."""
        return word.casefold().rstrip(".") in _folded(self.months)

    def is_weekday(self, word: str) -> bool:
        """Say whether a word is a weekday's name."""
        return word.casefold().strip(".") in _folded(self.weekdays)

    def unit(self, word: str) -> str:
        """Name the unit of 'three weeks ago': day, week, month or year."""
        return self.units[word.casefold()]


@lru_cache(maxsize=64)
def _folded(named: tuple[tuple[str, ...], ...]) -> frozenset[str]:
    return frozenset(form.casefold() for forms in named for form in forms)


@lru_cache(maxsize=256)
def of(language: str) -> Calendar:
    """Find a language's calendar; English where there is none."""
    return CALENDARS.get(language.partition("-")[0].casefold(), CALENDARS["en"])


def _forms(text: str) -> tuple[tuple[str, ...], ...]:
    """Read 'January/Jan February/Feb' as forms of one after forms of the next."""
    return tuple(tuple(entry.split("/")) for entry in text.split())


def _numbers(text: str) -> dict[str, int]:
    """Read 'one two three' as 1, 2, 3; forms are parted by a slash."""
    return {form: n for n, forms in enumerate(_forms(text), 1) for form in forms}


_ENGLISH = Calendar(
    language="en",
    months=_forms(
        "January/Jan February/Feb March/Mar April/Apr May June/Jun July/Jul August/Aug September/Sept/Sep October/Oct "
        "November/Nov December/Dec"
    ),
    weekdays=_forms("Monday Tuesday/Tue/Tues Wednesday Thursday/Thu/Thurs Friday/Fri Saturday Sunday"),
    written="{month} {day}, {year}",
    relative={
        "today": ("day", 0),
        "tonight": ("day", 0),
        "this morning": ("day", 0),
        "this afternoon": ("day", 0),
        "this evening": ("day", 0),
        "yesterday": ("day", -1),
        "last night": ("day", -1),
        "the day before yesterday": ("day", -2),
        "tomorrow": ("day", 1),
        "the day after tomorrow": ("day", 2),
        "this month": ("month", 0),
        "last month": ("month", -1),
        "next month": ("month", 1),
        "this year": ("year", 0),
        "last year": ("year", -1),
        "next year": ("year", 1),
    },
    numbers=_numbers("one/a/an two three four five six seven eight nine ten eleven twelve"),
    units={
        "day": "day",
        "days": "day",
        "week": "week",
        "weeks": "week",
        "month": "month",
        "months": "month",
        "year": "year",
        "years": "year",
    },
    ago=r"{n}\s+{unit}\s+ago",
    ambiguous=frozenset({"may", "march", "mar", "jan", "dec"}),
    is_capitalised=True,
    is_month_first=False,  # most outlets outside the United States write the day first; 13 and above decides by itself
)

_GERMAN = Calendar(
    language="de",
    months=_forms(
        "Januar/Jänner/Jan Februar/Feber/Feb März April/Apr Mai Juni/Jun Juli/Jul August/Aug September/Sept/Sep Oktober/Okt "
        "November/Nov Dezember/Dez"
    ),
    weekdays=_forms(
        "Montag/Montagabend/Montagmorgen Dienstag/Dienstagabend/Dienstagmorgen Mittwoch/Mittwochabend/Mittwochmorgen "
        "Donnerstag/Donnerstagabend/Donnerstagmorgen Freitag/Freitagabend/Freitagmorgen Samstag/Sonnabend/Samstagabend "
        "Sonntag/Sonntagabend/Sonntagmorgen"
    ),
    written="{day}. {month} {year}",
    relative={
        "heute": ("day", 0),
        "gestern": ("day", -1),
        "vorgestern": ("day", -2),
        "übermorgen": ("day", 2),
        "diesen monat": ("month", 0),
        "in diesem monat": ("month", 0),
        "im vergangenen monat": ("month", -1),
        "im letzten monat": ("month", -1),
        "nächsten monat": ("month", 1),
        "in diesem jahr": ("year", 0),
        "dieses jahr": ("year", 0),
        "im vergangenen jahr": ("year", -1),
        "letztes jahr": ("year", -1),
        "nächstes jahr": ("year", 1),
        "im nächsten jahr": ("year", 1),
    },
    numbers=_numbers("einem/einer zwei drei vier fünf sechs sieben acht neun zehn elf zwölf"),
    units={
        "tag": "day",
        "tagen": "day",
        "woche": "week",
        "wochen": "week",
        "monat": "month",
        "monaten": "month",
        "jahr": "year",
        "jahren": "year",
    },
    ago=r"vor\s+{n}\s+{unit}",
    is_capitalised=True,
)

_SPANISH = Calendar(
    language="es",
    months=_forms("enero febrero marzo abril mayo junio julio agosto septiembre/setiembre octubre noviembre diciembre"),
    weekdays=_forms("lunes martes miércoles jueves viernes sábado domingo"),
    written="{day} de {month} de {year}",
    relative={
        "hoy": ("day", 0),
        "esta noche": ("day", 0),
        "ayer": ("day", -1),
        "anoche": ("day", -1),
        "anteayer": ("day", -2),
        "este mes": ("month", 0),
        "el mes pasado": ("month", -1),
        "el próximo mes": ("month", 1),
        "este año": ("year", 0),
        "el año pasado": ("year", -1),
        "el próximo año": ("year", 1),
    },
    numbers=_numbers("un/una dos tres cuatro cinco seis siete ocho nueve diez once doce"),
    units={
        "día": "day",
        "días": "day",
        "semana": "week",
        "semanas": "week",
        "mes": "month",
        "meses": "month",
        "año": "year",
        "años": "year",
    },
    ago=r"hace\s+{n}\s+{unit}",
)

_FRENCH = Calendar(
    language="fr",
    months=_forms("janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
    weekdays=_forms("lundi mardi mercredi jeudi vendredi samedi dimanche"),
    written="{day} {month} {year}",
    relative={
        "aujourd'hui": ("day", 0),
        "aujourd’hui": ("day", 0),
        "ce matin": ("day", 0),
        "ce soir": ("day", 0),
        "hier": ("day", -1),
        "avant-hier": ("day", -2),
        "demain": ("day", 1),
        "ce mois-ci": ("month", 0),
        "le mois dernier": ("month", -1),
        "le mois prochain": ("month", 1),
        "cette année": ("year", 0),
        "l'année dernière": ("year", -1),
        "l’année dernière": ("year", -1),
        "l'an dernier": ("year", -1),
        "l’an dernier": ("year", -1),
        "l'année prochaine": ("year", 1),
        "l’année prochaine": ("year", 1),
    },
    numbers=_numbers("un/une deux trois quatre cinq six sept huit neuf dix onze douze"),
    units={
        "jour": "day",
        "jours": "day",
        "semaine": "week",
        "semaines": "week",
        "mois": "month",
        "an": "year",
        "ans": "year",
    },
    ago=r"il\s+y\s+a\s+{n}\s+{unit}",
)

_SINHALA = Calendar(
    language="si",
    months=_forms("ජනවාරි පෙබරවාරි මාර්තු අප්‍රේල්/අප්රේල් මැයි ජූනි/ජුනි ජූලි/ජුලි අගෝස්තු සැප්තැම්බර් ඔක්තෝබර් නොවැම්බර් දෙසැම්බර්"),
    weekdays=_forms("සඳුදා අඟහරුවාදා බදාදා බ්‍රහස්පතින්දා සිකුරාදා සෙනසුරාදා ඉරිදා"),
    written="{year} {month} {day}",
    relative={"අද": ("day", 0), "ඊයේ": ("day", -1), "හෙට": ("day", 1)},
)

_TAMIL = Calendar(
    language="ta",
    months=_forms("ஜனவரி பெப்ரவரி/பிப்ரவரி மார்ச் ஏப்ரல் மே ஜூன் ஜூலை ஆகஸ்ட் செப்டம்பர்/செப்டெம்பர் ஒக்டோபர்/அக்டோபர் நவம்பர் டிசம்பர்"),
    weekdays=_forms("திங்கட்கிழமை செவ்வாய்க்கிழமை புதன்கிழமை வியாழக்கிழமை வெள்ளிக்கிழமை சனிக்கிழமை ஞாயிற்றுக்கிழமை"),
    written="{day} {month} {year}",
    relative={"இன்று": ("day", 0), "நேற்று": ("day", -1), "நாளை": ("day", 1)},
)

_PORTUGUESE = Calendar(
    language="pt",
    months=_forms("janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro"),
    weekdays=_forms("segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo"),
    written="{day} de {month} de {year}",
    relative={
        "hoje": ("day", 0),
        "ontem": ("day", -1),
        "amanhã": ("day", 1),
        "este ano": ("year", 0),
        "no ano passado": ("year", -1),
    },
)

_ITALIAN = Calendar(
    language="it",
    months=_forms("gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre"),
    weekdays=_forms("lunedì martedì mercoledì giovedì venerdì sabato domenica"),
    written="{day} {month} {year}",
    relative={
        "oggi": ("day", 0),
        "ieri": ("day", -1),
        "domani": ("day", 1),
        "quest'anno": ("year", 0),
        "l'anno scorso": ("year", -1),
    },
)

_CHINESE = Calendar(
    language="zh",
    months=tuple((str(n),) for n in range(1, 13)),  # found by their sign 月, not by a name
    weekdays=(),
    written="{year}年{month}月{day}日",
)

CALENDARS = {
    c.language: c for c in (_ENGLISH, _GERMAN, _SPANISH, _FRENCH, _SINHALA, _TAMIL, _PORTUGUESE, _ITALIAN, _CHINESE)
}
