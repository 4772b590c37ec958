"""Say when something was, in the outlet's language: weekday, date, part of the day, time; or seen from the day of print."""

from datetime import datetime, timedelta

WEEKDAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "de": ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
    "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
}
MONTHS = {
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December"),
    "de": ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
           "Dezember"),
    "es": ("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre",
           "diciembre"),
}  # fmt: skip
# Parts of the day by the hour at which each begins; the small hours belong to 'night'.
PARTS = ((5, "morning"), (12, "afternoon"), (17, "evening"), (22, "late"))
ON = {"en": "on {day}", "de": "am {day}", "es": "el {day}"}
ON_PART = {
    "en": {"morning": "on {day} morning", "afternoon": "on {day} afternoon", "evening": "on {day} evening",
           "late": "late on {day}", "night": "early on {day}"},
    "de": {"morning": "am {day}vormittag", "afternoon": "am {day}nachmittag", "evening": "am {day}abend",
           "late": "am späten {day}abend", "night": "in der Nacht zum {day}"},
    "es": {"morning": "el {day} por la mañana", "afternoon": "el {day} por la tarde", "evening": "el {day} por la tarde",
           "late": "el {day} por la noche", "night": "en la madrugada del {day}"},
}  # fmt: skip
TODAY = {"en": "today", "de": "heute", "es": "hoy"}
YESTERDAY = {"en": "yesterday", "de": "gestern", "es": "ayer"}


def say(kind: str, moment: datetime, *, printed_at: datetime, language: str) -> str:
    """Say a moment: one of weekday, on, onpart, when, part, date, fulldate, month, year, clock; a capital first letter in `kind`
    asks for one in the answer. `when` is relative to the day of print. Raises KeyError for another kind."""
    said = _SAYINGS[kind.lower()](moment, printed_at, language)
    return said[0].upper() + said[1:] if kind[0].isupper() else said


def _weekday(moment: datetime, _printed_at: datetime, language: str) -> str:
    return WEEKDAYS[language][moment.weekday()]


def _on(moment: datetime, printed_at: datetime, language: str) -> str:
    return ON[language].format(day=_weekday(moment, printed_at, language))


def _on_part(moment: datetime, printed_at: datetime, language: str) -> str:
    return ON_PART[language][_part(moment)].format(day=_weekday(moment, printed_at, language))


def _part(moment: datetime) -> str:
    return next((name for hour, name in reversed(PARTS) if moment.hour >= hour), "night")


def _when(moment: datetime, printed_at: datetime, language: str) -> str:
    if moment.date() == printed_at.date():
        return TODAY[language]
    if moment.date() == printed_at.date() - timedelta(days=1):
        return YESTERDAY[language]
    return _on(moment, printed_at, language)


def _date(moment: datetime, _printed_at: datetime, language: str) -> str:
    month = MONTHS[language][moment.month - 1]
    return {"en": f"{moment.day} {month}", "de": f"{moment.day}. {month}", "es": f"{moment.day} de {month}"}[language]


def _full_date(moment: datetime, printed_at: datetime, language: str) -> str:
    joint = " de " if language == "es" else " "
    return f"{_date(moment, printed_at, language)}{joint}{moment.year}"


def _clock(moment: datetime, _printed_at: datetime, language: str) -> str:
    if language == "en":
        return f"{moment.hour % 12 or 12}:{moment.minute:02} {'am' if moment.hour < 12 else 'pm'}"
    return f"{moment.hour}.{moment.minute:02} Uhr" if language == "de" else f"{moment.hour}:{moment.minute:02}"


_SAYINGS = {
    "weekday": _weekday,
    "on": _on,
    "onpart": _on_part,
    "when": _when,
    "date": _date,
    "fulldate": _full_date,
    "month": lambda moment, _printed_at, language: MONTHS[language][moment.month - 1],
    "year": lambda moment, _printed_at, _language: str(moment.year),
    "clock": _clock,
}
