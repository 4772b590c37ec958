"""The word lists of verification, by language: what makes a statement less certain, denies it, or moves it into the future.

Entries are phrases of casefolded tokens. Sources: own reading of news copy; docs/log.md has what was tried.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """One language's operators. `epistemic` hedges are the source's doubt about the world, `reportative` ones its distance from
    who says so (an attribution may stand in for them); `intent` is what is meant to be done, `future` what is said to come."""

    negation: frozenset[str]
    denial: frozenset[str] = frozenset()  # words that deny by their meaning: they excuse a missing 'not'
    epistemic: frozenset[str]
    reportative: frozenset[str]
    intent: frozenset[str] = frozenset()
    future: frozenset[str] = frozenset()
    clause_breaks: frozenset[str] = frozenset()
    attribution: frozenset[str] = frozenset()


def of(language: str) -> Lexicon:
    """Find a language's lexicon; an empty one where there is none, so that only language-neutral checks apply."""
    return _LEXICONS.get(language.partition("-")[0].casefold(), _EMPTY)


def _listed(text: str) -> frozenset[str]:
    """Read entries parted by a bar."""
    return frozenset(" ".join(entry.split()) for entry in text.split("|"))


def listed(text: str) -> frozenset[str]:
    """Read single words parted by spaces."""
    return frozenset(text.split())


_EMPTY = Lexicon(negation=frozenset(), epistemic=frozenset(), reportative=frozenset())

_ENGLISH = Lexicon(
    negation=_listed(
        "not|no|never|cannot|neither|nor|none|without|nobody|no one|nothing|hardly|no longer|fails to|failed to|fail to|yet to"
    ),
    denial=_listed(
        "deny|denies|denied|denying|refuse|refused|refuses|reject|rejected|rejects|lack|lacks|lacked|unable|absence|"
        "prevented|ruled out|rules out|avoid|avoided|stopped|barred|ended|unlikely|impossible|dismissed|failed|"
        "failure|declined|against"
    ),
    epistemic=_listed(
        "may|might|could|likely|unlikely|possibly|possible|perhaps|probably|potentially|appears to|"
        "appeared to|appear to|seems to|seemed to|seem to|expected to|is expected|are expected|expects|expect|feared|"
        "fears|hopes to|hopes|hope to|unclear whether|unconfirmed|suggests|suggest|suggesting|estimated|predicted|"
        "predicts|forecast|considering|considers|weighing|mulling|weighs|mulls|contemplating|projected to|"
        "threatens to|threatened to|risks|at risk of|anticipated"
    ),
    reportative=_listed(
        "allegedly|alleged|alleges|allege|reportedly|purportedly|purported|supposedly|apparently|accused of|"
        "suspected of|suspected|suspects|believed to|thought to|said to|rumoured|rumored|claimed|claims|claiming|"
        "accuses|accused|accusing|charged with|on suspicion of|according to|is believed|are believed"
    ),
    intent=_listed(
        "plans to|plan to|planned to|planning to|planned|proposed to|proposes to|proposed|proposal to|proposals to|"
        "aims to|aim to|aimed to|intends to|intend to|intended to|wants to|want to|wanted to|seeks to|seek to|"
        "sought to|seeking to|vowed to|vows to|promised to|promises to|pledged to|pledges to|agreed to|agrees to|"
        "decided to|decides to|approved a plan to|set to|due to be|scheduled to|ordered to|asked to|urged to|"
        "called for|calls for|call for|calling for|bid to|attempted to|attempt to|tried to|tries to|trying to|try to|"
        "hoping to|prepares to|preparing to|ready to|would like to|refused to|offered to|supposed to|is to|are to|"
        "was to|were to|demanded|demands|recommended|recommends|urged|urges|should|must|ought to|slated to|"
        "on track to"
    ),
    future=_listed("will|would|shall|going to|wo|'ll"),
    clause_breaks=_listed(
        "but|while|although|because|after|before|when|whereas|though|until|since|who|which|if|unless|and|as"
    ),
    attribution=_listed(
        "according to|said|says|say|saying|allege|told|tells|reported|reports|stated|states|announced|added|claimed|claims|"
        "alleges|alleged|confirmed|wrote|warned|argued|insisted|denied|noted|testified|explained|acknowledged|"
        "admitted|accused|charged|convicted|sentenced|court|police said|prosecutors|ruled|arrested|indicted|pleaded|"
        "remanded|blamed|blames|criticised|criticized"
    ),
)

_GERMAN = Lexicon(
    negation=_listed("nicht|kein|keine|keinen|keinem|keiner|keines|nie|niemals|niemand|nichts|ohne|weder|nirgends"),
    denial=_listed(
        "bestreitet|bestritt|dementierte|dementiert|lehnt|lehnte|verweigerte|verweigert|weigert|weigerte|unmöglich|"
        "scheiterte"
    ),
    epistemic=_listed(
        "könnte|könnten|dürfte|dürften|möglicherweise|vielleicht|wahrscheinlich|vermutlich|womöglich|voraussichtlich|"
        "wohl|erwartet|erwarten|befürchtet|rechnet|scheint|scheinen|möglich|eventuell|unbestätigt"
    ),
    reportative=_listed(
        "angeblich|mutmaßlich|mutmasslich|mutmaßliche|mutmaßlichen|mutmaßlicher|sollen|soll|laut|offenbar|"
        "verdächtigt|vorgeworfen|habe|sei|seien"
    ),
    intent=_listed(
        "plant|planen|geplant|will|wollen|wollte|beabsichtigt|vorgeschlagen|fordert|fordern|gefordert|versucht|"
        "sollte|sollten|möchte"
    ),
    future=_listed("wird|werden|würde|würden"),
    clause_breaks=_listed("aber|während|obwohl|weil|nachdem|bevor|als|wenn|und|der|die|das"),
    attribution=_listed(
        "laut|zufolge|sagte|sagten|sagt|erklärte|erklärten|teilte|teilten|berichtete|berichteten|berichtet|"
        "nach angaben|so|schrieb|betonte|bestätigte|gericht|staatsanwaltschaft|verurteilt|festgenommen|angeklagt"
    ),
)

_SPANISH = Lexicon(
    negation=_listed("no|nunca|jamás|nadie|nada|ningún|ninguna|ninguno|sin|tampoco|ni"),
    denial=_listed("niega|negó|negaron|rechazó|rechaza|rechazaron|imposible|descartó|descarta"),
    epistemic=_listed(
        "podría|podrían|puede|pueden|quizá|quizás|probablemente|posiblemente|posible|probable|prevé|espera|se espera|"
        "temen|parece|parecen|tal vez|eventual|sería|serían|habría|habrían"
    ),
    reportative=_listed(
        "presunto|presunta|presuntos|presuntas|presuntamente|supuesto|supuesta|supuestamente|acusado|acusada|según|"
        "sospechoso"
    ),
    intent=_listed(
        "planea|planean|pretende|pretenden|quiere|quieren|propuso|propone|busca|buscan|intenta|prometió|acordó|debe|"
        "deben|debería"
    ),
    future=_listed("va a|van a|será|serán"),
    clause_breaks=_listed("pero|mientras|aunque|porque|cuando|y|que"),
    attribution=_listed(
        "según|dijo|dijeron|afirmó|aseguró|explicó|declaró|señaló|informó|informaron|añadió|indicó|de acuerdo con|"
        "tribunal|fiscalía|condenado|detenido|acusado"
    ),
)

_FRENCH = Lexicon(
    negation=_listed("pas|ne|n'|jamais|aucun|aucune|sans|rien|personne|ni|nullement"),
    denial=_listed("nie|dément|démenti|refuse|refusé|rejette|rejeté|impossible|exclu|exclut"),
    epistemic=_listed(
        "pourrait|pourraient|peut|peuvent|peut-être|probablement|possible|probable|devrait|devraient|semble|semblent|"
        "craint|attendu|attendue|attendus|éventuel|éventuelle|serait|seraient|aurait|auraient"
    ),
    reportative=_listed(
        "présumé|présumée|présumés|prétendu|prétendument|soupçonné|soupçonnée|accusé|accusée|selon|supposé"
    ),
    intent=_listed(
        "prévoit|prévoient|compte|veut|veulent|souhaite|propose|proposé|envisage|projette|cherche|tente|doit|doivent|"
        "promis"
    ),
    future=_listed("va|vont|sera|seront"),
    clause_breaks=_listed("mais|tandis|bien|parce|quand|lorsque|et|qui|que"),
    attribution=_listed(
        "selon|d'après|dit|déclaré|affirmé|expliqué|indiqué|rapporté|annoncé|ajouté|précisé|estimé|tribunal|parquet|"
        "condamné|interpellé|accusé"
    ),
)

# Chinese is cut into pairs of characters, so that only words of two can be listed.
_CHINESE = Lexicon(
    negation=_listed("没有|不会|不能|不是|并未|未能|尚未|并非|从未|无人|不再|不得|不愿|不予|未曾"),
    denial=_listed("否认|拒绝|驳回|反对|取消|阻止|避免"),
    epistemic=_listed("可能|或许|也许|大概|预计|恐怕|料将|或将|有望|估计|预期|疑似|考虑"),
    reportative=_listed("据称|据说|涉嫌|声称|据报|传闻|指控|指称|怀疑"),
    intent=_listed("计划|拟议|打算|提议|呼吁|要求|承诺|准备|试图|有意"),
    future=_listed("将会|将在|将于|将要|即将"),
    attribution=_listed("表示|宣布|指出|报道|称为|透露|认为|强调|告诉|承认|根据|据悉|消息|声明|法院|警方|检察"),
)

_LEXICONS: Mapping[str, Lexicon] = {"en": _ENGLISH, "de": _GERMAN, "es": _SPANISH, "fr": _FRENCH, "zh": _CHINESE}

# English forms that no stemmer joins: past → present
_PASTS = """won win|lost lose|built build|rose rise|risen rise|fell fall|fallen fall|held hold|met meet|left leave|took take|taken
take|gave give|given give|began begin|begun begin|broke break|broken break|brought bring|bought buy|came come|cut cut|did do|drew
draw|drawn draw|drove drive|driven drive|felt feel|fought fight|found find|fled flee|flew fly|flown fly|forgot forget|froze
freeze|frozen freeze|got get|grew grow|grown grow|heard hear|hid hide|hidden hide|kept keep|knew know|known know|laid lay|led
lead|lent lend|let let|made make|meant mean|paid pay|ran run|read read|sold sell|sent send|shot shoot|shook shake|sought seek|saw
see|seen see|spoke speak|spoken speak|spent spend|stood stand|stole steal|stolen steal|struck strike|swept sweep|taught
teach|thought think|threw throw|thrown throw|told tell|understood understand|went go|gone go|withdrew withdraw|withdrawn
withdraw|wrote write|written write|chose choose|chosen choose|died die|dead die|death die|deaths die|dies die|hit hit|sank
sink|sunk sink|swore swear|sworn swear|became become|bore bear|beat beat|beaten beat|shut shut|spread spread|burnt burn|hung
hang|rode ride|slept sleep|sat sit|slid slide|wore wear|woke wake|won't not|lowest low|lower low|higher high|highest high|women
woman|men man|children child|approval approve|arrival arrive|refusal refuse|denial deny|denies deny|denied deny|decision
decide|growth grow|loss lose|losses lose|winner win|winners win"""
BASE_FORMS = dict(pair.split() for pair in _PASTS.replace("\n", " ").split("|"))
_NOT_PASTS = listed(
    "death deaths dead dies approval arrival refusal denial denies decision growth loss losses winner winners lowest "
    "lower higher "
    "highest women men children won't read cut hit shut spread beat run come become let"
)
IRREGULAR_PASTS = frozenset(BASE_FORMS) - _NOT_PASTS

_OPPOSITES = """rise fall|increase decrease|increase reduce|gain lose|win lose|accept reject|approve reject|accept refuse|allow
ban|allow prevent|allow block|open close|start end|begin end|first last|high low|up down|upward downward|alive dead|guilty
innocent|convict acquit|support oppose|favour oppose|favor oppose|success failure|succeed fail|strong weak|strengthen
weaken|improve worsen|improve deteriorate|better worse|best worst|buy sell|import export|enter leave|arrive depart|join
leave|include exclude|legal illegal|lawful unlawful|possible impossible|likely unlikely|safe unsafe|safe dangerous|agree
disagree|appoint dismiss|hire fire|raise lower|raise cut|increase cut|boost cut|expand shrink|grow shrink|confirm deny|admit
deny|praise criticise|praise criticize|welcome condemn|peace war|surplus deficit|profit loss|majority minority|maximum
minimum|north south|east west|northern southern|eastern western|male female|man woman|father mother|son daughter|brother
sister|husband wife|before after|above below|more less|more fewer|many few|early late|earlier later|old young|new old|rich
poor|major minor|public private|present absent|friend enemy|attack defend|release detain|free detain|free arrest|release
arrest|suspend resume|stop resume|stop continue|cancel proceed|lift impose|optimistic pessimistic|positive negative|increase
decline|rise decline|rise drop|increase drop|gain drop|climb drop|surge plunge|soar plunge|soar slump|rise slump|domestic
foreign|temporary permanent|full partial|hot cold|dry wet|fast slow|easy difficult|simple complex|cheap expensive|love
hate|remember forget|single married|victory defeat|upheld overturn|uphold overturn|pass fail|encourage discourage|promote
demote|maintain abandon|available unavailable|able unable|happy unhappy|known unknown|satisfied dissatisfied|inside outside"""


def opposites() -> list[tuple[str, str]]:
    """English words that say the reverse of one another, as base forms."""
    return [(pair.split()[0], pair.split()[1]) for pair in _OPPOSITES.replace("\n", " ").split("|")]


# What a person or a company can be harmed by when it is said of the wrong one. Stems are matched by prefix.
SENSITIVE: Mapping[str, tuple[str, ...]] = {
    "crime": (
        "murder", "kill", "rape", "assault", "robb", "steal", "theft", "stole", "smuggl", "traffick", "kidnap", "abduct",
        "terroris",
        "arson", "shooting", "stabb", "molest", "launder", "extort", "blackmail", "forger", "perjur", "criminal", "crime",
        "convict", "mord", "getötet", "vergewaltig", "raub", "asesin", "violó", "robó", "meurtre", "violé", "violeur", "assassin",
    ),
    "fraud": ("fraud", "embezzl", "brib", "corrupt", "scam", "swindl", "misappropriat", "kickback", "betrug", "korrupt", "fraude",
              "sobor", "estaf", "escroqu", "ponzi"),
    "misconduct": ("misconduct", "harass", "abus", "plagiar", "racis", "cheat", "lied", "liar", "affair", "torture", "cover-up",
                   "coverup", "negligen", "malpractice", "belästig", "missbrauch", "acos", "harcèl"),
    "death": ("died", "dead", "death", "suicid", "drown", "gestorben", "murió", "falleció", "décéd"),
    "health": ("cancer", "hiv", "aids", "dementia", "alzheimer", "psychiatr", "schizophren", "overdos", "addict", "alcoholi",
               "terminally", "krebs", "cáncer"),
}  # fmt: skip
# not a claim about somebody's conduct though the stem is in it
SENSITIVE_EXCEPTIONS = _listed(
    "violence|violent|violin|violation|violations|violate|violates|violated|violating|violet|forget|forgot|"
    "forgotten|forgive|forgiven|forgiveness|forging|deadline|deadlines|deadlock|aids|acoso"
)

LOADED: Mapping[str, frozenset[str]] = {
    "en": _listed(
        "shocking|shockingly|outrageous|disgraceful|shameful|shameless|horrific|horrifying|disastrous|catastrophic|"
        "stunning|bombshell|slammed|slams|blasted|blasts|destroyed|eviscerated|lambasted|ripped|radical|extremist|"
        "regime|thug|thugs|cronies|crony|puppet|so-called|cowardly|heroic|brave|evil|vicious|brutal|savage|ruthless|"
        "notorious|infamous|disgraced|embattled|controversial|scandalous|explosive|sensational|chilling|alarming|"
        "terrifying|pathetic|ridiculous|absurd|laughable|idiotic|stupid|insane|crazy|corrupt|witch hunt|draconian|"
        "tyrannical|fanatic|fanatical|unhinged|humiliating|humiliated|crushing|devastating|epic|miraculous|"
        "unbelievable|incredible|jaw-dropping|mind-blowing|reckless|hypocritical|hypocrisy|propaganda|brainwashed|"
        "elitist|woke|snowflake|sheeple|despicable|disgusting|vile|sinister|desperate|hysterical|meltdown|rant|"
        "ranting|spewed|bragged|gloated|whined|crooked|greedy|obscene|appalling|atrocious|monstrous"
    ),
    "de": _listed(
        "schockierend|skandalös|unfassbar|ungeheuerlich|radikal|brutal|feige|lächerlich|irrsinnig|hetzt|hetzerisch"
    ),
    "es": _listed("escandaloso|vergonzoso|indignante|brutal|cobarde|ridículo|absurdo|régimen|corrupto|despreciable"),
    "fr": _listed("scandaleux|honteux|choquant|brutal|lâche|ridicule|absurde|régime|corrompu|ignoble"),
}

# Words about the reporting rather than about what happened: they need no support.
META = _listed(
    "report|reports|reported|reporting|source|sources|outlet|outlets|account|accounts|differ|differs|disagree|"
    "disagrees|figure|figures|according|said|say|says|saying|told|tell|tells|stated|states|news|article|agency|"
    "also|meanwhile|however|added|adds|announced|noted|wrote|number|put|puts|related|confirmed|laut|berichtete|"
    "berichteten|según|informó|informaron|selon|rapporté|dijo|sagte|déclaré|nannte"
)

# Verbs whose two sides can be exchanged without changing what is said.
SYMMETRIC = _listed(
    "meet|met|meets|talk|talks|talked|discuss|discussed|agree|agreed|play|played|plays|face|faced|faces|marry|"
    "married|between|and|with|trade|traded|negotiate|negotiations|border|share|shared|joint|jointly|versus|vs|"
    "match|game|cooperation|relations|ties"
)

# Words of one kind, each a claim of its own: steps of one way, harms, kin, offices, places, vehicles, weapons. A space parts
# those that do not stand for each other; a stroke joins those that may.
KINDS: tuple[str, ...] = (
    "nominate/nominee elect appoint inaugurate",
    "suspect arrest/detain/custody charge/indict convict/guilty sentence/jail/imprison acquit",
    "propose/draft approve/pass/adopt/endorse sign reject/veto",
    "injure/wound/hurt kill/die/dead",
    "resign/quit fire/dismiss/sack retire suspend",
    "sue/lawsuit settle",
    "delay/postpone/defer cancel/scrap/axe",
    "damage destroy",
    "lend/loan/borrow donate/donation/grant",
    "rent/lease buy/purchase/acquire",
    "recommend/advise/urge order/require/force",
    "ban/prohibit/outlaw restrict/limit/curb",
    "apply win/award/receive",
    "mother sister daughter wife aunt niece grandmother",
    "father brother son husband uncle nephew grandfather",
    "mayor governor senator minister ambassador judge congressman/congresswoman/lawmaker",
    "teacher student/pupil doctor/physician nurse soldier lawyer/attorney driver passenger pilot farmer fisherman",
    "school/college/university hospital/clinic church mosque temple/shrine prison/jail airport harbour/harbor/port",
    "car/vehicle/sedan truck/lorry bus/coach train/rail plane/aircraft/jet/airliner boat/ship/vessel/ferry helicopter",
    "knife/stab gun/rifle/pistol/handgun/shoot/firearm bomb/explosive",
    "earthquake/quake/tremor flood fire/blaze storm/hurricane/cyclone/typhoon landslide/mudslide explosion/blast tornado",
    "acid poison/poisoning gas",
    "dog cat horse cow/cattle elephant",
)
