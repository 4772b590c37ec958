"""Units, magnitudes and number words of several languages: the word lists behind `text.quantities`."""

# unit → (dimension, size in the dimension's base unit); two units of one dimension can be compared
UNITS: dict[str, tuple[str, float]] = {
    "percent": ("share", 0.01),
    "share": ("share", 1.0),
    "point": ("point", 1.0),
    "mm": ("length", 0.001),
    "cm": ("length", 0.01),
    "m": ("length", 1.0),
    "km": ("length", 1000.0),
    "inch": ("length", 0.0254),
    "foot": ("length", 0.3048),
    "yard": ("length", 0.9144),
    "mile": ("length", 1609.344),
    "m2": ("area", 1.0),
    "km2": ("area", 1e6),
    "hectare": ("area", 1e4),
    "acre": ("area", 4046.856),
    "mi2": ("area", 2.589988e6),
    "g": ("mass", 0.001),
    "kg": ("mass", 1.0),
    "tonne": ("mass", 1000.0),
    "pound": ("mass", 0.45359237),
    "litre": ("volume", 1.0),
    "barrel": ("volume", 158.987),
    "gallon": ("volume", 3.785),
    "second": ("time", 1.0),
    "minute": ("time", 60.0),
    "hour": ("time", 3600.0),
    "day": ("time", 86400.0),
    "week": ("time", 604800.0),
    "month": ("time", 2629746.0),
    "year": ("time", 31556952.0),
    "W": ("power", 1.0),
    "kW": ("power", 1e3),
    "MW": ("power", 1e6),
    "GW": ("power", 1e9),
    "kWh": ("energy", 1.0),
    "MWh": ("energy", 1e3),
    "GWh": ("energy", 1e6),
    "celsius": ("celsius", 1.0),
    "fahrenheit": ("fahrenheit", 1.0),
    "km/h": ("speed", 1.0),
    "mph": ("speed", 1.609344),
    "ordinal": ("ordinal", 1.0),
    "clock": ("clock", 1.0),
    "USD": ("USD", 1.0),
    "EUR": ("EUR", 1.0),
    "GBP": ("GBP", 1.0),
    "JPY": ("JPY", 1.0),
    "CNY": ("CNY", 1.0),
    "INR": ("INR", 1.0),
    "LKR": ("LKR", 1.0),
    "rupee": ("rupee", 1.0),
    "AUD": ("AUD", 1.0),
    "CAD": ("CAD", 1.0),
    "CHF": ("CHF", 1.0),
}
MONEY = frozenset({"USD", "EUR", "GBP", "JPY", "CNY", "INR", "LKR", "rupee", "AUD", "CAD", "CHF"})

# before the number
SIGNS = {
    "US$": "USD", "US $": "USD", "USD": "USD", "$": "USD", "A$": "AUD", "AU$": "AUD", "AUD": "AUD", "C$": "CAD", "CAD": "CAD",
    "€": "EUR", "EUR": "EUR", "£": "GBP", "GBP": "GBP", "¥": "JPY", "JPY": "JPY", "₹": "INR", "INR": "INR", "LKR": "LKR",
    "SLR": "LKR", "Rs.": "rupee", "Rs": "rupee", "රු.": "rupee", "ரூ.": "rupee", "CHF": "CHF", "CNY": "CNY", "RMB": "CNY",
}  # fmt: skip

# after the number, longest first in the pattern; keys are casefolded, except that symbols in CASED keep their case
WORDS = {
    "%": "percent", "％": "percent", "percent": "percent", "per cent": "percent", "pct": "percent", "prozent": "percent",
    "por ciento": "percent", "pour cent": "percent", "percentage points": "point", "percentage point": "point",
    "prozentpunkte": "point", "basis points": "point", "points": "point", "point": "point",
    "dollars": "USD", "dollar": "USD", "us dollars": "USD", "usd": "USD", "$": "USD", "euros": "EUR", "euro": "EUR", "eur": "EUR",
    "€": "EUR", "pounds sterling": "GBP", "yen": "JPY", "yuan": "CNY", "rupees": "rupee", "rupee": "rupee", "lkr": "LKR",
    "dólares": "USD", "francs": "CHF", "美元": "USD", "元": "CNY", "欧元": "EUR",
    "millimetres": "mm", "millimeters": "mm", "mm": "mm", "centimetres": "cm", "centimeters": "cm", "cm": "cm",
    "kilometres": "km", "kilometers": "km", "kilometre": "km", "kilometer": "km", "km": "km", "kms": "km", "kilómetros": "km",
    "kilomètres": "km", "公里": "km", "metres": "m", "meters": "m", "metre": "m", "meter": "m", "metros": "m", "mètres": "m",
    "miles": "mile", "mile": "mile", "feet": "foot", "foot": "foot", "ft": "foot", "inches": "inch", "inch": "inch",
    "yards": "yard", "yard": "yard", "square kilometres": "km2", "square kilometers": "km2", "sq km": "km2", "km²": "km2",
    "quadratkilometer": "km2", "square metres": "m2", "square meters": "m2", "m²": "m2", "square miles": "mi2",
    "hectares": "hectare", "hectare": "hectare", "hektar": "hectare", "hectáreas": "hectare", "acres": "acre", "acre": "acre",
    "kilograms": "kg", "kilogrammes": "kg", "kilogram": "kg", "kilos": "kg", "kilo": "kg", "kg": "kg", "kgs": "kg",
    "grams": "g", "gram": "g", "grammes": "g", "tonnes": "tonne", "tonne": "tonne", "tons": "tonne", "ton": "tonne",
    "metric tons": "tonne", "metric tonnes": "tonne", "tonnen": "tonne", "toneladas": "tonne", "lbs": "pound", "pounds": "pound",
    "litres": "litre", "liters": "litre", "litre": "litre", "liter": "litre", "litros": "litre", "barrels": "barrel",
    "gallons": "gallon", "seconds": "second", "sekunden": "second", "segundos": "second", "secondes": "second",
    "minutes": "minute", "minute": "minute", "minuten": "minute", "minutos": "minute", "hours": "hour", "hour": "hour",
    "stunden": "hour", "horas": "hour", "heures": "hour", "小时": "hour", "分钟": "minute", "days": "day", "day": "day",
    "tage": "day", "tagen": "day", "días": "day", "jours": "day", "天": "day", "weeks": "week", "week": "week",
    "wochen": "week", "semanas": "week", "semaines": "week", "months": "month", "month": "month", "monate": "month",
    "monaten": "month", "meses": "month", "mois": "month", "years": "year", "year": "year", "years old": "year",
    "year old": "year", "jahre": "year", "jahren": "year", "años": "year", "ans": "year", "岁": "year",
    "watts": "W", "kilowatts": "kW", "kw": "kW", "megawatts": "MW", "megawatt": "MW", "mw": "MW", "gigawatts": "GW", "gw": "GW",
    "kwh": "kWh", "mwh": "MWh", "gwh": "GWh", "km/h": "km/h", "kmph": "km/h", "kilometres per hour": "km/h",
    "kilometers per hour": "km/h", "mph": "mph", "miles per hour": "mph", "°c": "celsius", "° c": "celsius",
    "degrees celsius": "celsius", "grad": "celsius", "°f": "fahrenheit", "degrees fahrenheit": "fahrenheit",
}  # fmt: skip

MAGNITUDES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "lakh": 1e5, "lakhs": 1e5, "crore": 1e7,
    "crores": 1e7, "mn": 1e6, "bn": 1e9, "tn": 1e12, "m": 1e6, "k": 1e3, "tausend": 1e3, "millionen": 1e6, "milliarden": 1e9,
    "milliarde": 1e9, "mio.": 1e6, "mio": 1e6, "mrd.": 1e9, "mrd": 1e9, "mil": 1e3, "millones": 1e6, "millón": 1e6,
    "mil millones": 1e9, "mille": 1e3, "millions": 1e6, "milliards": 1e9, "milliard": 1e9, "billions": 1e9, "万": 1e4,
    "亿": 1e8, "dozen": 12, "score": 20, "மில்லியன்": 1e6, "பில்லியன்": 1e9, "මිලියන": 1e6, "බිලියන": 1e9,
    "லட்சம்": 1e5, "கோடி": 1e7, "ලක්ෂ": 1e5, "කෝටි": 1e7,
}  # fmt: skip


def _count(text: str, start: int = 0) -> dict[str, float]:
    """Read words as consecutive numbers; forms are parted by a slash."""
    return {form: float(n) for n, entry in enumerate(text.split(), start) for form in entry.split("/")}


def _tens(text: str) -> dict[str, float]:
    return {form: float(n) for n, entry in enumerate(text.split(), 2) for form in entry.split("/") for n in (n * 10,)}


NUMBER_WORDS: dict[str, dict[str, float]] = {
    "en": {
        **_count(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
            "eighteen nineteen"
        ),
        **_tens("twenty thirty forty/fourty fifty sixty seventy eighty ninety"),
    },
    "de": {
        **_count(
            "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn", 2
        ),
        **_tens("zwanzig dreißig/dreissig vierzig fünfzig sechzig siebzig achtzig neunzig"),
        "hundert": 100.0,
        "tausend": 1000.0,
    },
    "es": {
        **_count("dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince", 2),
        **_tens("veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa"),
        "cien": 100.0,
    },
    "fr": {
        **_count("deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize", 2),
        "vingt": 20.0,
        "trente": 30.0,
        "quarante": 40.0,
        "cinquante": 50.0,
        "soixante": 60.0,
        "cent": 100.0,
    },
}
ORDINAL_WORDS = {
    "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11,
    "twelfth": 12, "twentieth": 20,
}  # fmt: skip

# vague counts: the least that each can stand for, and the most
VAGUE = {
    "dozens": (24.0, 300.0), "scores": (40.0, 400.0), "hundreds": (200.0, 3000.0), "thousands": (2000.0, 30000.0),
    "tens of thousands": (20000.0, 300000.0), "hundreds of thousands": (200000.0, 3e6), "hundreds of millions": (2e8, 3e9),
    "tens of millions": (2e7, 3e8), "dutzende": (24.0, 300.0), "hunderte": (200.0, 3000.0), "tausende": (2000.0, 30000.0),
    "decenas": (20.0, 300.0), "cientos": (200.0, 3000.0), "miles de": (2000.0, 30000.0), "dizaines": (20.0, 300.0),
    "centaines": (200.0, 3000.0), "milliers": (2000.0, 30000.0),
}  # fmt: skip

FRACTIONS = {
    "two-thirds": 2 / 3, "two thirds": 2 / 3, "one-third": 1 / 3, "one third": 1 / 3, "a third of": 1 / 3, "a quarter of": 0.25,
    "one-quarter": 0.25, "three-quarters": 0.75, "three quarters": 0.75, "half of": 0.5, "half the": 0.5, "one-fifth": 0.2,
    "a fifth of": 0.2, "two-fifths": 0.4, "four-fifths": 0.8, "three-fifths": 0.6, "½": 0.5, "¼": 0.25, "¾": 0.75,
}  # fmt: skip

ABOUT = (
    "about", "around", "nearly", "almost", "roughly", "some", "approximately", "approx", "approx.", "close to", "an estimated",
    "estimated", "circa", "or so", "etwa", "rund", "knapp", "fast", "ungefähr", "circa", "unos", "unas", "casi", "cerca de",
    "alrededor de", "aproximadamente", "environ", "près de", "quelque", "presque", "约", "近", "大约", "සුමාරයෙන්", "சுமார்",
)  # fmt: skip
AT_LEAST = (
    "at least", "more than", "over", "no fewer than", "no less than", "not less than", "above", "upwards of", "exceeding",
    "a minimum of", "mehr als", "über", "mindestens", "más de", "al menos", "por lo menos", "plus de", "au moins", "超过", "至少",
)  # fmt: skip
AT_MOST = (
    "up to", "as many as", "as much as", "at most", "less than", "fewer than", "under", "below", "no more than", "not more than",
    "a maximum of", "bis zu", "höchstens", "weniger als", "hasta", "menos de", "a lo sumo", "jusqu'à", "moins de", "au plus",
)  # fmt: skip
