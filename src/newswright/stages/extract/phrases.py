"""What sites print around their articles, in the languages at hand: boilerplate, corrections, consent walls, cut-off texts."""

import re

# Whole paragraphs only, and short ones: a sentence of a report is never cut.
BOILERPLATE = re.compile(
    r"[\W_]{0,3}(?:our standards: .{0,60}|advertisement|advertising|anzeige|publicité|publicidad|story continues below.{0,40}"
    r"|(?:read more|read also|also read|see also|more on this|related(?: video| articles?| stories)?|watch|listen|recommended"
    r"|más información|lire aussi|à lire aussi|lesen sie auch|mehr zum thema|leia também|lee también)\s*[:|–-].{0,200}"
    r"|sign up .{0,120}(?:e-?mail|newsletter|inbox|alerts|here).{0,40}|subscribe to (?:our|the) .{0,120}|click here to .{0,120}"
    r"|(?:follow us on|download (?:the|our) app|join thought-provoking conversations|learn more about fact-checking).{0,160}"
    r"|(?:join|get) our (?:newsletter|channel|community|app).{0,120}|support our (?:journalism|work|newsroom).{0,160}"
    r"|(?:share|copy link|print|email|facebook|twitter|whatsapp|telegram|linkedin|reddit|x)|©.{0,160}|copyright ©.{0,160}"
    r"|all rights reserved.{0,60}|image(?: source| caption)?:.{0,120}|photo(?:graph)?(?: by| credit)?:.{0,120}"
    r"|(?:(?:additional )?(?:reporting|writing)|written|edited|editing|compiled|(?:rédigé|édité) par|geschrieben von)\b"
    r"(?: by)? (?-i:[A-ZÀ-Þ]).{0,200}|(?:e-?mail|contact|phone|tel)\s*:.{0,120}|[\w /&-]{0,30}:? ?https?://\S+"
    r"|.{0,160}\b(?:can be reached (?:at|on|via)|(?:follow|reach|e-?mail|contact) (?:him|her|them|me) (?:at|on|via)"
    r"|(?:on|at) (?:x|twitter|bluesky|instagram|mastodon):?) .{0,20}(?:@|\d{3}).{0,100}|)[\W_]*",
    re.IGNORECASE,
)
# A correction note begins like this …
CORRECTION = re.compile(
    r"\W{0,3}(?:corrections?|clarifications?|corrected|editor[’']?s['’]? note|erratum|update and correction"
    r"|this (?:article|story|report|piece) (?:was|has been) (?:amended|corrected)"
    r"|an earlier version of this (?:article|story|report)|berichtigung|korrektur|anmerkung der redaktion|rectificatif"
    r"|précision|correctif|corrección|fe de errat[ao]s|rectificación|correção|errata|rettifica|correctie|rättelse|更正|訂正)\b",
    re.IGNORECASE,
)
# … and says that something was wrong. "Corrections officers" begins like one, and is none.
CORRECTS = re.compile(
    r"correct(?:ed|ion[:\s—–-])|clarif|amend|earlier version|misstat|erron|incorrect|mistake|errat|berichtig|korrektur|korrig"
    r"|falsch|rectif|précis|corrig|corregi|rettific|rätt|更正|訂正|was wrong|in error",
    re.IGNORECASE,
)
WITHDRAWN = re.compile(
    r"\W{0,3}(?:withdrawn|retracted|retraction|kill(?:ed)? story|zurückgezogen|retirado|retiré)\b\s*[:–—-]",
    re.IGNORECASE,
)
CONSENT = re.compile(
    r"cookies?|consent|privacy (?:policy|settings|preferences)|accept all|reject all|manage (?:preferences|choices|options)"
    r"|our partners|legitimate interest|personali[sz]ed ads|vendors|datenschutz|zustimm|einwillig|alle akzeptieren"
    r"|tout accepter|enable javascript|disable your ad ?blocker|are you a robot|unusual traffic|verify you are human"
    r"|access denied",
    re.IGNORECASE,
)
CUT = re.compile(
    r"(?:\[…\]|\[\.\.\.\]|…|\.\.\.|(?:continue reading|read (?:the )?(?:full|more|rest)|keep reading"
    r"|subscribe to (?:continue|read)|log in to continue|sign in to continue|weiterlesen|lire la suite|seguir leyendo"
    r"|leer más)\W{0,6}.{0,60})\s*\Z",
    re.IGNORECASE,
)
DENSE = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
