"""What outlets call their own sections, as topics of the closed list."""

import re
from collections.abc import Iterable
from functools import lru_cache

from newswright.records.topics import TOPICS

# Names of sections and feed categories, casefolded, in the languages of the lexicons. Too general to tell a topic, and so left
# out on purpose: news, nachrichten, noticias, actualité, top stories, video, opinion, local.
_SECTIONS = {
    "world": """international foreign europe africa asia americas middle_east middleeast northamerica ausland welt mundo
        internacional monde global_news""",
    "politics": """political election elections government policy congress white_house politik inland política politique
        elections_2024 parliament""",
    "conflict": """war defence defense military security terrorism krieg guerra guerre conflicto""",
    "crime": """courts justice law legal police kriminalität justiz panorama_polizei sucesos tribunales faits_divers
        justicia""",
    "disaster": """disasters accidents emergency unglücke katastrophen accidentes catastrophes""",
    "weather": """wetter tiempo météo meteo clima_hoy forecast""",
    "environment": """climate green nature energy wildlife sustainability umwelt klima medio_ambiente medioambiente planète
        planete ecologie écologie""",
    "business": """economy finance money markets economics wirtschaft finanzen börse economía economia économie economie
        empresas negocios bourse personalfinance real_estate jobs""",
    "technology": """tech digital gadgets internet computing cybersecurity technik netzwelt tecnología tecnologia technologie
        technologies gaming""",
    "science": """space research wissen wissenschaft ciencia sciences sci_tech""",
    "health": """medicine medical wellness coronavirus covid_19 gesundheit salud santé sante nutrition fitness""",
    "education": """schools school university campus bildung schule educación educacion éducation""",
    "society": """religion immigration social gesellschaft sociedad société societe faith race lgbt""",
    "culture": """arts art entertainment music movies film tv books celebrity celebrities television theatre showbiz kultur
        unterhaltung cultura culture_et_médias espectáculos gente cinéma musique feuilleton""",
    "sport": """sports football soccer nfl nba mlb nhl ncaa tennis golf cricket rugby cycling olympics fußball deportes
        fútbol futbol sports_news""",
    "lifestyle": """life style fashion home family relationships parenting pets garden leben mode_et_beauté estilo moda vida
        mode lifestyle_news""",
    "food": """foodanddrink recipes drink dining restaurants essen rezepte gastronomía gastronomia cocina cuisine
        gastronomie recettes""",
    "travel": """tourism holidays destinations reise reisen viajes turismo voyage voyages""",
    "motoring": """autos cars auto automotive motor mobility mobilität coches automobile motors""",
}


def topics(hints: Iterable[str]) -> list[str]:
    """Read a report's own sections ('Sports/NFL', 'Wirtschaft') as topics, in order, each once."""
    found = [topic for hint in hints for topic in _read(hint)]
    return list(dict.fromkeys(found))


@lru_cache(maxsize=4_096)
def _read(hint: str) -> tuple[str, ...]:
    """Read one hint, whole or part by part; a long one is no section but a tag, and says nothing here."""
    folded = _spaced(hint)
    if folded in _aliases():
        return (_aliases()[folded],)
    parts = [_spaced(part) for part in re.split(r"[/|>,&;:]|\band\b|\bund\b|\by\b|\bet\b", hint.casefold())]
    return tuple(_aliases()[part] for part in parts if part in _aliases())


def _spaced(hint: str) -> str:
    return " ".join(re.split(r"[\W_]+", hint.casefold())).strip()


@lru_cache(maxsize=1)
def _aliases() -> dict[str, str]:
    aliases = {_spaced(name): topic for topic, display in TOPICS.items() for name in (topic, display)}
    for topic, sections in _SECTIONS.items():
        aliases.update({_spaced(section): topic for section in sections.split()})
    return aliases
