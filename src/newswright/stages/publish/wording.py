"""What the newsroom says in its own name on an article, by language: labels, what changed, corrections."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """One language's sentences. Numbers go in as words that fit one and many."""

    generated: str
    compiled: str
    reports: tuple[str, str]
    sources: tuple[str, str]
    unreviewed: str
    experimental: str
    only: str
    new: tuple[str, str]
    dropped: tuple[str, str]
    rewritten: str
    joined: str
    withdrew: str
    corrected: str
    revised: str

    def count(self, n: int, forms: tuple[str, str]) -> str:
        """Say a number with its noun."""
        return forms[0 if n == 1 else 1].format(n=n)


_WORDINGS: Mapping[str, Wording] = {
    "en": Wording(
        generated="Generated with AI ({model}) from {reports}, {sources}.",
        compiled="Compiled by software from {reports}, {sources}: excerpts chosen and ordered without a generative model.",
        reports=("{n} report", "{n} reports"),
        sources=("{n} independent source", "{n} independent sources"),
        unreviewed="Not reviewed by a person.",
        experimental="Experimental.",
        only="Only {outlet} reports this.",
        new=("{n} sentence is new", "{n} sentences are new"),
        dropped=("{n} was dropped", "{n} were dropped"),
        rewritten="the headline changed",
        joined="new reports by {outlets}",
        withdrew="{outlet} withdrew a report that this article cited: “{quote}”",
        corrected="{outlet} corrected a report that this article cites: {note}",
        revised="{outlet} changed what this article cited: “{quote}”",
    ),
    "de": Wording(
        generated="Mit KI erzeugt ({model}) aus {reports}, {sources}.",
        compiled="Von Software zusammengestellt aus {reports}, {sources}: Auszüge, ohne generatives Modell geordnet.",
        reports=("{n} Bericht", "{n} Berichten"),
        sources=("{n} unabhängige Quelle", "{n} unabhängige Quellen"),
        unreviewed="Von keinem Menschen geprüft.",
        experimental="Experimentell.",
        only="Nur {outlet} berichtet dies.",
        new=("{n} Satz ist neu", "{n} Sätze sind neu"),
        dropped=("{n} entfiel", "{n} entfielen"),
        rewritten="die Überschrift ist neu",
        joined="neue Berichte von {outlets}",
        withdrew="{outlet} hat einen Bericht zurückgezogen, den dieser Artikel anführte: „{quote}“",
        corrected="{outlet} hat einen Bericht berichtigt, den dieser Artikel anführt: {note}",
        revised="{outlet} hat geändert, was dieser Artikel anführte: „{quote}“",
    ),
    "es": Wording(
        generated="Generado con IA ({model}) a partir de {reports}, {sources}.",
        compiled="Compilado por software a partir de {reports}, {sources}: extractos elegidos y ordenados sin modelo generativo.",
        reports=("{n} noticia", "{n} noticias"),
        sources=("{n} fuente independiente", "{n} fuentes independientes"),
        unreviewed="No revisado por ninguna persona.",
        experimental="Experimental.",
        only="Solo {outlet} informa de esto.",
        new=("{n} frase es nueva", "{n} frases son nuevas"),
        dropped=("{n} se retiró", "{n} se retiraron"),
        rewritten="el titular cambió",
        joined="nuevas noticias de {outlets}",
        withdrew="{outlet} retiró una noticia citada en este artículo: «{quote}»",
        corrected="{outlet} corrigió una noticia citada en este artículo: {note}",
        revised="{outlet} cambió lo que este artículo citaba: «{quote}»",
    ),
    "fr": Wording(
        generated="Généré par IA ({model}) à partir de {reports}, {sources}.",
        compiled="Compilé par logiciel à partir de {reports}, {sources} : extraits choisis et ordonnés sans modèle génératif.",
        reports=("{n} article de presse", "{n} articles de presse"),
        sources=("{n} source indépendante", "{n} sources indépendantes"),
        unreviewed="Non relu par une personne.",
        experimental="Expérimental.",
        only="Seul {outlet} le rapporte.",
        new=("{n} phrase est nouvelle", "{n} phrases sont nouvelles"),
        dropped=("{n} a été retirée", "{n} ont été retirées"),
        rewritten="le titre a changé",
        joined="nouveaux articles de {outlets}",
        withdrew="{outlet} a retiré un article cité ici : « {quote} »",
        corrected="{outlet} a corrigé un article cité ici : {note}",
        revised="{outlet} a modifié ce que cet article citait : « {quote} »",
    ),
}


def of(language: str) -> Wording:
    """Find a language's wording; English where there is none."""
    return _WORDINGS.get(language.partition("-")[0].casefold(), _WORDINGS["en"])
