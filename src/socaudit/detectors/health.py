"""Illness, disability and other vulnerability of a concrete person."""

from __future__ import annotations

import re
from collections.abc import Iterator

from socaudit.detectors._name_words import letter_words
from socaudit.detectors._recognizer import LIKELY, SHAPED, Form, recognizer
from socaudit.detectors._view import View
from socaudit.model import Detection

# What one has.
_MODIFIER = re.compile(
    r"(?:\b(?:early[- ]onset|vascular|stage \w+|breast|lung|bowel|prostate|skin|ovarian|cervical|pancreatic"
    r"|brain|blood"
    r"|type (?:1|2|one|two)|post[- ]natal|postpartum|home|long|rheumatoid|peanut|nut|food|learning|physical|hidden"
    r"|broken|registered|partially|terminally) )+$",
    re.IGNORECASE,
)
_ILLNESS = (
    r"(?:dementia|alzheimer'?s|cancer|leuka?emia|lymphoma|tumou?r|diabetes|epilepsy|asthma|copd|emphysema"
    r"|bronchitis"
    r"|pneumonia|parkinson'?s|multiple sclerosis|(?-i:MS)|(?-i:ME/CFS)|(?-i:MND)|(?-i:OCD)|motor neurone? disease"
    r"|cystic fibrosis|crohn'?s|ulcerative colitis|colitis|ibs|arthritis|fibromyalgia|lupus|endometriosis|pcos"
    r"|sciatica"
    r"|heart (?:condition|disease|failure|attack|problems?|surgery|bypass)|stroke|angina|pacemaker"
    r"|high blood pressure"
    r"|kidney (?:failure|disease|transplant|stones)|dialysis|liver (?:failure|disease)|transplant|chemo(?:therapy)?"
    r"|radiotherapy|autism|adhd|asperger'?s|dyslexia|down'?s syndrome|cerebral palsy|muscular dystrophy"
    r"|spina bifida"
    r"|anxiety|depression|ptsd|bipolar(?: disorder)?|schizophrenia|psychosis|panic attacks|agoraphobia|anorexia"
    r"|bulimia"
    r"|an eating disorder|mental health (?:problems?|issues?|condition)|breakdown|miscarriage|stillbirth|disability"
    r"|disabilities|difficulties|hiv|aids|hepatitis|tuberculosis|sepsis|covid|shingles|(?:coeliac"
    r"|celiac)(?: disease)?"
    r"|allergy|allergies|anaphylaxis|sickle cell(?: disease)?|ha?emophilia|sleep apn(?:o?ea)|seizures|fits"
    r"|migraines"
    r"|cataracts|glaucoma|macular degeneration|hearing loss|osteoporosis|gout|eczema|psoriasis|sclerosis|ulcers?"
    r"|(?:hip|knee|leg|arm|ankle|wrist|foot|pelvis)(?= (?:replacement|fracture))(?: \w+)|concussion|brain injury"
    r"|spinal injury|surgery|an operation|operation|palliative care|oxygen|a stoma|stoma|colostomy|feeding tube)"
)
# What one is.
_STATE = (
    r"(?:diabetic|epileptic|asthmatic|autistic|dyslexic|coeliac|celiac|bipolar|schizophrenic|anorexic|disabled"
    r"|blind"
    r"|partially sighted|visually impaired|hearing impaired|deaf|hard of hearing|pregnant|ill|housebound|bedridden"
    r"|bed ?bound|wheelchair[- ]bound|a wheelchair user|wheelchair user|in a wheelchair|paraly[sz]ed|paraplegic"
    r"|quadriplegic|an amputee|amputee|immuno ?(?:compromised|suppressed)|immunocompromised|frail|bereaved|widowed"
    r"|suicidal|self[- ]harming|vulnerable|homeless|on life support"
    r"|in (?:a hospice|intensive care|icu|a coma|end of life care)|end of life|dying|a cancer (?:patient|survivor)"
    r"|neurodivergent|anaphylactic|a stroke survivor|recovering from [\w ]{3,30})"
)
_RELATIVE = (
    r"(?:mum|mam|mom|mother|dad|da|father|wife|husband|hubby|partner|son|daughter|child|children|baby|kid|kids"
    r"|brother"
    r"|sister|nan|nana|gran|granny|grandma|grandmother|grandad|granda|grandfather|grandson|granddaughter|aunt"
    r"|auntie"
    r"|aunty|uncle|niece|nephew|cousin|friend|mate|neighbou?r|boyfriend|girlfriend|fianc[eé]e?|parents?|girl"
    r"|boy|lad"
    r"|little (?:one|girl|boy)|wee (?:one|girl|boy|man)|twins|tenant|lodger|carer)"
)
_WHO = (
    rf"(?:\b(?:i|i'm|im|i've|ive|he|she|he's|she's|hes|shes|myself|who's|who)\b|\b(?:my|our|his|her|their|your)"
    rf" (?:\w+ ){{0,3}}{_RELATIVE}(?:'?s)?\b)"
)
_HAS = (
    r"(?:have|has|had|'ve|ive|'s|have got|has got|got|gets|having|with|from|of|for|developed|fighting|battling"
    r"|undergoing|after|needs?|needing|on|cares? for|over|through|is|was|'m|and)"
)
_IS = (
    r"(?:am|is|are|was|were|be|being|been|'m|'s|im|shes|hes|and|also|became|registered|as|who's|a|now"
    r"|lives?|left|feel(?:s|ing)?)"
)
_FILL = (
    r"(?: (?:a|an|the|my|his|her|also|very|really|quite|so|just|bad|in|some|of|recurring|severe|chronic"
    r"|acute|clinical|terminal|\d+ (?:weeks?|months?)|\w+ly))*"
)
# One separator before each word: a clause can be read in one way only.
_CLAUSE = r"(?:(?:, ?| (?:& |\+ |- )?)(?!(?:if|whether|unless|not|never|than|like)\b)[\w'/]+){0,9}?"
_HAS_BEFORE = re.compile(rf"{_WHO}{_CLAUSE} ?{_HAS}{_FILL} $", re.IGNORECASE)
_IS_BEFORE = re.compile(rf"(?:{_WHO}{_CLAUSE} ?{_IS}{_FILL}|\b(?:im|i'm|shes|she's|hes|he's){_FILL}) $", re.IGNORECASE)
# 'Been diagnosed with': whoever says so speaks of a person.
_SURELY = re.compile(
    r"\b(?:diagnosed (?:with|as)(?: having)?|suffer(?:s|ed|ing)? (?:from|with)|living with|recovering from"
    r"|treated for"
    r"|dying of|died of|died from|admitted with|going through|due to (?:my|his|her)|because of (?:my|his|her))"
    r"(?: (?:a|an|the|my|his|her|severe|chronic|acute|terminal|\w+ly))* $",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"\b(?:my|our|his|her|their)(?: \w+)? $", re.IGNORECASE)
_OF_RELATIVE = re.compile(rf" (?:\d+[- ]year[- ]old )?(?:old )?{_RELATIVE}\b", re.IGNORECASE)
_SUPPORT = re.compile(
    r"\b(?P<value>sleep apn(?:o?ea)|cpap|oxygen|dialysis|nebuli[sz]er|ventilator|feeding)"
    r" (?:customer|machine|equipment|concentrator|pump|user)\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(
    r"\b(?:giv(?:es?|ing|en)|gave|nearly|almost|about to have a|gonna have|going to have a|brink of|driving|not|n't"
    r"|cause|causing|no|cure|raise|raising|donat\w+|research|fund)\b[\w ]{0,14}$",
    re.IGNORECASE,
)
_TOPIC = re.compile(
    r"[- ](?:charity|awareness|research|run|walk|uk|foundation|support group|trust|ireland|society|ears|spot|spots"
    r"|date|taste|test|testing|restrictions|rules|vaccine|jab|tickets?|toilets?|parking|bays?|access|badge"
    r"|friendly)\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(rf"(?<![\w-])(?:(?P<illness>{_ILLNESS})|(?P<state>{_STATE}))(?![\w-])", re.IGNORECASE)
_ROOM = 80
# One of these words stands in every condition: a text without them needs no closer look.
_HEADS = frozenset(
    [
        "dementia",
        "alzheimer",
        "alzheimers",
        "cancer",
        "leukemia",
        "leukaemia",
        "lymphoma",
        "tumor",
        "tumour",
        "diabetes",
        "epilepsy",
        "asthma",
        "copd",
        "emphysema",
        "bronchitis",
        "pneumonia",
        "parkinson",
        "parkinsons",
        "sclerosis",
        "ms",
        "mnd",
        "ocd",
        "neuron",
        "neurone",
        "fibrosis",
        "crohn",
        "crohns",
        "colitis",
        "ibs",
        "arthritis",
        "fibromyalgia",
        "lupus",
        "endometriosis",
        "pcos",
        "sciatica",
        "heart",
        "stroke",
        "angina",
        "pacemaker",
        "kidney",
        "dialysis",
        "liver",
        "transplant",
        "chemo",
        "chemotherapy",
        "radiotherapy",
        "autism",
        "adhd",
        "asperger",
        "aspergers",
        "dyslexia",
        "syndrome",
        "palsy",
        "dystrophy",
        "bifida",
        "anxiety",
        "depression",
        "ptsd",
        "bipolar",
        "schizophrenia",
        "psychosis",
        "panic",
        "agoraphobia",
        "anorexia",
        "bulimia",
        "disorder",
        "mental",
        "breakdown",
        "miscarriage",
        "stillbirth",
        "disability",
        "disabilities",
        "difficulties",
        "hiv",
        "aids",
        "hepatitis",
        "tuberculosis",
        "sepsis",
        "covid",
        "shingles",
        "coeliac",
        "celiac",
        "allergy",
        "allergies",
        "anaphylaxis",
        "sickle",
        "haemophilia",
        "hemophilia",
        "apnea",
        "apnoea",
        "seizures",
        "fits",
        "migraines",
        "cataracts",
        "glaucoma",
        "macular",
        "hearing",
        "osteoporosis",
        "gout",
        "eczema",
        "psoriasis",
        "ulcer",
        "ulcers",
        "replacement",
        "fracture",
        "concussion",
        "injury",
        "surgery",
        "operation",
        "palliative",
        "oxygen",
        "stoma",
        "colostomy",
        "feeding",
        "diabetic",
        "epileptic",
        "asthmatic",
        "autistic",
        "dyslexic",
        "schizophrenic",
        "anorexic",
        "disabled",
        "blind",
        "sighted",
        "impaired",
        "deaf",
        "pregnant",
        "ill",
        "housebound",
        "bedridden",
        "bedbound",
        "wheelchair",
        "paralysed",
        "paralyzed",
        "paraplegic",
        "quadriplegic",
        "amputee",
        "immuno",
        "immunocompromised",
        "immunosuppressed",
        "frail",
        "bereaved",
        "widowed",
        "suicidal",
        "harming",
        "vulnerable",
        "homeless",
        "hospice",
        "icu",
        "coma",
        "dying",
        "neurodivergent",
        "anaphylactic",
        "recovering",
        "cpap",
        "nebuliser",
        "nebulizer",
        "ventilator",
        "intensive",
        "pressure",
    ]
)


@recognizer("health", finds=(Form("HEALTH", "my mum has [dementia], be kind", LIKELY, SHAPED, context=(_SURELY,)),))
def health(view: View) -> Iterator[Detection]:
    """Find a condition that the words before it give to the writer or to somebody close."""
    if _HEADS.isdisjoint(letter_words(view.lower)):
        return
    text = view.quiet
    for match in _CONDITION.finditer(text):
        start, end = match.span()
        before = re.split(r"[.!?\n\0;]", text[max(0, start - _ROOM) : start])[-1]
        modifier = _MODIFIER.search(before)
        if modifier:
            start -= len(modifier[0])
            before = before[: modifier.start()]
        if _FIGURE.search(before) or _TOPIC.match(text, end):
            continue
        if (
            _SURELY.search(before)
            or (_HAS_BEFORE if match["illness"] else _IS_BEFORE).search(before)
            or (_ATTRIBUTE.search(before) and _OF_RELATIVE.match(text, end))
        ):
            yield Detection("HEALTH", start, end, SHAPED, "health")
    for match in _SUPPORT.finditer(text):
        yield Detection("HEALTH", *match.span("value"), LIKELY, "health")
