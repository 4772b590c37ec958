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
    based: str
    new: tuple[str, str]
    dropped: tuple[str, str]
    rewritten: str
    joined: str
    withdrew: str
    corrected: str
    revised: str
    gone: str
    fell: str
    failed: str
    withdrawn: str
    check: str  # who found it, where it was Newswright's own
    assisted: str
    reviewed: str
    edited: str
    approved: str
    by_hand: str
    put_right: str  # a correction without a change of the text

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
        based="Based on {outlet} alone; {sources} in all report this.",
        new=("{n} sentence is new", "{n} sentences are new"),
        dropped=("{n} was dropped", "{n} were dropped"),
        rewritten="the headline changed",
        joined="new reports by {outlets}",
        withdrew="{outlet} withdrew a report that this article cited: “{quote}”",
        corrected="{outlet} corrected a report that this article cites: {note}",
        revised="{outlet} changed what this article cited: “{quote}”",
        gone="The page of {outlet} that this article cited is no longer there: “{quote}”",
        fell="A sentence of this article no longer stands on its source and was taken out: “{quote}”",
        failed="A sentence of this article failed a check that was made again and was taken out: “{quote}”",
        withdrawn="The reports behind this article were withdrawn or changed, or are gone. What it said is not confirmed.",
        check="a check made again",
        assisted="Written by a person with the help of AI ({model}) from {reports}, {sources}.",
        reviewed="Reviewed and approved by {name} on {date}.",
        edited="Edited and reviewed by {name} on {date}.",
        approved="Reviewed and approved by a person; the text is the same.",
        by_hand="Edited by a person.",
        put_right="A correction was added; the text is the same.",
    ),
    "de": Wording(
        generated="Mit KI erzeugt ({model}) aus {reports}, {sources}.",
        compiled="Von Software zusammengestellt aus {reports}, {sources}: Auszüge, ohne generatives Modell geordnet.",
        reports=("{n} Bericht", "{n} Berichten"),
        sources=("{n} unabhängige Quelle", "{n} unabhängige Quellen"),
        unreviewed="Von keinem Menschen geprüft.",
        experimental="Experimentell.",
        only="Nur {outlet} berichtet dies.",
        based="Stützt sich auf {outlet} allein; insgesamt berichten {sources}.",
        new=("{n} Satz ist neu", "{n} Sätze sind neu"),
        dropped=("{n} entfiel", "{n} entfielen"),
        rewritten="die Überschrift ist neu",
        joined="neue Berichte von {outlets}",
        withdrew="{outlet} hat einen Bericht zurückgezogen, den dieser Artikel anführte: „{quote}“",
        corrected="{outlet} hat einen Bericht berichtigt, den dieser Artikel anführt: {note}",
        revised="{outlet} hat geändert, was dieser Artikel anführte: „{quote}“",
        gone="Die Seite von {outlet}, die dieser Artikel anführte, gibt es nicht mehr: „{quote}“",
        fell="Ein Satz dieses Artikels ist durch seine Quelle nicht mehr gedeckt und wurde gestrichen: „{quote}“",
        failed="Ein Satz dieses Artikels bestand eine erneute Prüfung nicht und wurde gestrichen: „{quote}“",
        withdrawn="Die Berichte hinter diesem Artikel wurden zurückgezogen oder geändert. Was er sagte, ist unbestätigt.",
        check="eine erneute Prüfung",
        assisted="Von einem Menschen mit Hilfe von KI ({model}) geschrieben aus {reports}, {sources}.",
        reviewed="Geprüft und freigegeben von {name} am {date}.",
        edited="Bearbeitet und geprüft von {name} am {date}.",
        approved="Von einem Menschen geprüft und freigegeben; der Text ist derselbe.",
        by_hand="Von einem Menschen bearbeitet.",
        put_right="Eine Berichtigung kam hinzu; der Text ist derselbe.",
    ),
    "es": Wording(
        generated="Generado con IA ({model}) a partir de {reports}, {sources}.",
        compiled="Compilado por software a partir de {reports}, {sources}: extractos elegidos y ordenados sin modelo generativo.",
        reports=("{n} noticia", "{n} noticias"),
        sources=("{n} fuente independiente", "{n} fuentes independientes"),
        unreviewed="No revisado por ninguna persona.",
        experimental="Experimental.",
        only="Solo {outlet} informa de esto.",
        based="Se basa solo en {outlet}; en total informan {sources}.",
        new=("{n} frase es nueva", "{n} frases son nuevas"),
        dropped=("{n} se retiró", "{n} se retiraron"),
        rewritten="el titular cambió",
        joined="nuevas noticias de {outlets}",
        withdrew="{outlet} retiró una noticia citada en este artículo: «{quote}»",
        corrected="{outlet} corrigió una noticia citada en este artículo: {note}",
        revised="{outlet} cambió lo que este artículo citaba: «{quote}»",
        gone="La página de {outlet} que citaba este artículo ya no existe: «{quote}»",
        fell="Una frase de este artículo ya no se sostiene en su fuente y se retiró: «{quote}»",
        failed="Una frase de este artículo no superó una nueva comprobación y se retiró: «{quote}»",
        withdrawn="Las noticias de este artículo fueron retiradas o cambiadas, o ya no existen. Lo que decía no está confirmado.",
        check="una nueva comprobación",
        assisted="Escrito por una persona con ayuda de IA ({model}) a partir de {reports}, {sources}.",
        reviewed="Revisado y aprobado por {name} el {date}.",
        edited="Editado y revisado por {name} el {date}.",
        approved="Revisado y aprobado por una persona; el texto es el mismo.",
        by_hand="Editado por una persona.",
        put_right="Se añadió una corrección; el texto es el mismo.",
    ),
    "fr": Wording(
        generated="Généré par IA ({model}) à partir de {reports}, {sources}.",
        compiled="Compilé par logiciel à partir de {reports}, {sources} : extraits choisis et ordonnés sans modèle génératif.",
        reports=("{n} article de presse", "{n} articles de presse"),
        sources=("{n} source indépendante", "{n} sources indépendantes"),
        unreviewed="Non relu par une personne.",
        experimental="Expérimental.",
        only="Seul {outlet} le rapporte.",
        based="Repose sur {outlet} seul ; en tout {sources} en parlent.",
        new=("{n} phrase est nouvelle", "{n} phrases sont nouvelles"),
        dropped=("{n} a été retirée", "{n} ont été retirées"),
        rewritten="le titre a changé",
        joined="nouveaux articles de {outlets}",
        withdrew="{outlet} a retiré un article cité ici : « {quote} »",
        corrected="{outlet} a corrigé un article cité ici : {note}",
        revised="{outlet} a modifié ce que cet article citait : « {quote} »",
        gone="La page de {outlet} que citait cet article n’existe plus : « {quote} »",
        fell="Une phrase de cet article n’est plus étayée par sa source et a été retirée : « {quote} »",
        failed="Une phrase de cet article n’a pas passé une nouvelle vérification et a été retirée : « {quote} »",
        withdrawn="Les sources de cet article ont été retirées ou modifiées. Ce qu’il disait n’est pas confirmé.",
        check="une nouvelle vérification",
        assisted="Écrit par une personne avec l’aide de l’IA ({model}) à partir de {reports}, {sources}.",
        reviewed="Relu et approuvé par {name} le {date}.",
        edited="Modifié et relu par {name} le {date}.",
        approved="Relu et approuvé par une personne ; le texte est le même.",
        by_hand="Modifié par une personne.",
        put_right="Une correction a été ajoutée ; le texte est le même.",
    ),
}


def of(language: str) -> Wording:
    """Find a language's wording; English where there is none."""
    return _WORDINGS.get(language.partition("-")[0].casefold(), _WORDINGS["en"])
