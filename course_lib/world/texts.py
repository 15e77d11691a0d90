"""Write complaints the way customers do: polite or angry, hurried, misspelt, off topic.

`write_complaints` composes each message from the sentences of `phrases`, in French and
in English at once, so that the two tell the same story, and then types it as badly as
its writer would.
"""

import itertools
import random
import re
import unicodedata

import numpy as np

from . import phrases

CAUSES = tuple(phrases.CORES)
URGENCIES = ("low", "normal", "high")
TONES = ("polite", "neutral", "angry")
CATEGORY_MARKS = {"h": "home", "f": "fine_food", "b": "beauty"}

PARAMETERS = {
    # How a message is put together: probability of each part.
    "greeting": 0.80,
    "context": 0.45,
    "vague": 0.04,
    "second_sentence": 0.15,
    "second_cause": 0.30,
    "second_cause_in_full": 0.18,
    "second_cause_first": 0.40,
    "aside": 0.40,
    "demand": 0.35,
    "urgency": {"low": 0.65, "normal": 0.40, "high": 0.85},
    "ending": 0.65,
    # How it is typed.
    "styles": {
        "careful": 0.34,
        "no_accents": 0.24,
        "hurried": 0.17,
        "misspelt": 0.20,
        "shouting": 0.05,
    },
    "misspelt_words": 0.12,
}

FRENCH_SHORT = (
    ("s'il vous plaît", "svp"),
    ("Bonjour", "Bjr"),
    ("bonjour", "bjr"),
    ("Merci", "Mrc"),
    ("pour ", "pr "),
    ("dans ", "ds "),
    ("toujours", "tjrs"),
    ("beaucoup", "bcp"),
    ("depuis", "dps"),
    ("commande", "cmd"),
    ("C'est", "C"),
    ("c'est", "c"),
    ("j'ai", "jai"),
    ("J'ai", "Jai"),
    ("je n'ai", "j ai"),
    ("quand", "qd"),
    ("que ", "ke "),
    ("ce n'est pas", "c pas"),
    ("parce que", "pcq"),
    ("rendez-vous", "rdv"),
    ("problème", "pb"),
    ("quelqu'un", "qqn"),
)
ENGLISH_SHORT = (
    ("please", "pls"),
    ("Please", "Pls"),
    ("thank you", "thx"),
    ("Thanks", "Thx"),
    ("I am", "im"),
    ("your", "ur"),
    ("you ", "u "),
    ("are ", "r "),
    ("because", "cos"),
    ("don't", "dont"),
    ("cannot", "cant"),
    ("to ", "2 "),
    ("for ", "4 "),
    ("message", "msg"),
    ("without", "w/o"),
    ("tomorrow", "tmrw"),
    ("would like", "want"),
    ("Hello", "Hi"),
    ("it is", "its"),
    ("order", "ordr"),
)
# Spellings that sound the same: the commonest mistakes of written French.
HOMOPHONES = (
    ("é ", "er "),
    ("ée ", "é "),
    ("ça", "sa"),
    (" à ", " a "),
    (" et ", " est "),
    ("ces ", "ses "),
    ("ait ", "ai "),
    ("mm", "m"),
    ("nn", "n"),
    ("rr", "r"),
    ("eau", "au"),
    ("quel", "kel"),
    ("ph", "f"),
    ("ons ", "on "),
    ("é", "e"),
    ("è", "e"),
    ("ç", "c"),
)
MONTHS_FR = (
    "janvier février mars avril mai juin juillet août septembre octobre novembre "
    "décembre"
).split()
MONTHS_EN = (
    "January February March April May June July August September October November "
    "December"
).split()
VOWELS = "aeiouyéèêâîôûœh"


def write_complaints(rng, facts):
    """Write one message in French and its twin in English for each complaint.

    Parameters
    ----------
    rng : numpy.random.Generator
        The stream of the texts.
    facts : mapping of str to array
        One value a complaint: `cause` (of CAUSES), `urgency`, `tone`, `category`
        (home, fine_food, beauty), `woman` (bool), `order_id`, `month` (0 to 11) and
        `day` of the order, `amount` (MAD), `days` waited, `city`.

    Returns
    -------
    french, english : list of str
    second_cause : list of str or None
        The other cause the message also speaks of.
    """
    # The standard library draws single numbers faster than NumPy; only `random()`
    # is used, which gives the same numbers under every version of Python.
    draw = random.Random(int(rng.integers(2**62))).random
    book = _book()
    french, english, second = [], [], []
    names = list(facts)
    for values in zip(
        *(np.asarray(facts[name]).tolist() for name in names), strict=True
    ):
        fact = dict(zip(names, values, strict=True))
        parts, other = _compose(draw, book, fact)
        style = _style(draw)
        slots = _slots(draw, book, fact)
        french.append(_type(draw, style, _fill(parts, 0, slots[0]), "fr"))
        english.append(_type(draw, style, _fill(parts, 1, slots[1]), "en"))
        second.append(other)
    return french, english, second


# ------------------------------------------------------------------ the phrase book


def _book():
    """Read the phrases once: each bracket spelt out, each category's own sentences."""
    return {
        "cores": {
            (cause, category): _entries(block, category)
            for cause, block in phrases.CORES.items()
            for category in CATEGORY_MARKS.values()
        },
        "vague": _entries(phrases.VAGUE),
        "contexts": _entries(phrases.CONTEXTS),
        "asides": _entries(phrases.ASIDES),
        "demands": _entries(phrases.DEMANDS),
        "hints": {key: _entries(block) for key, block in phrases.HINTS.items()},
        "urgency": {key: _entries(block) for key, block in phrases.URGENCY.items()},
        "greetings": {k: _entries(block) for k, block in phrases.GREETINGS.items()},
        "endings": {key: _entries(block) for key, block in phrases.ENDINGS.items()},
        "nouns": {key: _nouns(block) for key, block in phrases.NOUNS.items()},
    }


def _entries(block, category=None):
    """Read a block of phrases: a list of sentences, each a list of (fr, en)."""
    result = []
    for entry in block.strip().split("\n\n"):
        french, english = (" ".join(half.split()) for half in entry.split("//"))
        if french.startswith("@"):
            marks, french = french[1:].split(" ", 1)
            if category not in {CATEGORY_MARKS[mark] for mark in marks}:
                continue
        result.append(_variants(french, english))
    return result


def _variants(french, english):
    """Spell out the brackets of a sentence and its twin, choice by choice."""
    halves = [re.split(r"\[(.*?)\]", text) for text in (french, english)]
    options = [[piece.split("|") for piece in half[1::2]] for half in halves]
    choices = [range(len(option)) for option in options[0]]
    if choices and [len(x) for x in options[0]] != [len(x) for x in options[1]]:
        raise ValueError(f"The brackets of the twins differ: {french} // {english}")
    return [
        tuple(
            "".join(
                half[2 * place]
                + (options[side][place][picked[place]] if place < len(picked) else "")
                for place in range(len(picked) + 1)
            )
            for side, half in enumerate(halves)
        )
        for picked in itertools.product(*choices)
    ]


def _nouns(block):
    """Read the nouns: the slots each gives in French and in English."""
    result = []
    for line in block.strip().splitlines():
        noun, gender, with_article, english, english_article = line.split(", ")
        vowel, woman = noun[0] in VOWELS, gender == "f"
        the = "l'" if vowel else ("la " if woman else "le ")
        of_the = "de l'" if vowel else ("de la " if woman else "du ")
        mine = "ma " if woman and not vowel else "mon "
        this = "cette " if woman else ("cet " if vowel else "ce ")
        forms = {"le": the, "du": of_the, "mon": mine, "ce": this}
        french = {f"{key}_": word + noun for key, word in forms.items()}
        french |= {"un_": with_article, "": noun, "e": "e" if woman else ""}
        result.append((french, {"": english, "a_": english_article}))
    return result


# ------------------------------------------------------------------- composing


def _pick(draw, choices):
    return choices[int(draw() * len(choices))]


def _sentence(draw, entries):
    return _pick(draw, _pick(draw, entries))


def _compose(draw, book, fact):
    """Choose the sentences of a message; give them with the other cause, if any."""
    chance, tone, urgency = PARAMETERS, fact["tone"], fact["urgency"]
    cores = book["cores"][fact["cause"], fact["category"]]
    parts, other = [], None
    if draw() < chance["greeting"]:
        parts.append(_sentence(draw, book["greetings"][tone]))
    if draw() < chance["context"]:
        parts.append(_sentence(draw, book["contexts"]))
    if draw() < chance["vague"]:
        story = [_sentence(draw, book["vague"])]
    else:
        story = [_sentence(draw, cores)]
        if draw() < chance["second_sentence"]:
            story.append(_sentence(draw, cores))
    if draw() < chance["second_cause"]:
        other, more = _other_cause(draw, book, fact)
        place = 0 if draw() < chance["second_cause_first"] else len(story)
        story.insert(place, more)
    parts += story
    if draw() < chance["aside"]:
        parts.append(_sentence(draw, book["asides"]))
    if draw() < chance["urgency"][urgency]:
        parts.append(_sentence(draw, book["urgency"][urgency]))
    if draw() < chance["demand"]:
        parts.append(_sentence(draw, book["demands"]))
    if draw() < chance["ending"]:
        parts.append(_sentence(draw, book["endings"][tone]))
    return parts, other


def _other_cause(draw, book, fact):
    other = _pick(draw, [cause for cause in CAUSES if cause != fact["cause"]])
    if draw() < PARAMETERS["second_cause_in_full"]:
        return other, _sentence(draw, book["cores"][other, fact["category"]])
    return other, _sentence(draw, book["hints"][other])


def _slots(draw, book, fact):
    """Give the words that fill the slots, in French and in English."""
    nouns = book["nouns"][fact["category"]]
    first = int(draw() * len(nouns))
    other = (first + 1 + int(draw() * (len(nouns) - 1))) % len(nouns)
    small = 10 + 5 * int(draw() * 18)
    numbers = {
        "order": fact["order_id"],
        "amount": f"{fact['amount']:.0f}",
        "sum": small,
        "days": fact["days"],
        "city": fact["city"],
    }
    me = "e" if fact["woman"] else ""
    french = {
        **numbers,
        "e_me": me,
        "le_me": "la" if me else "le",
        **_forms(nouns[first][0], "p"),
        **_forms(nouns[other][0], "q"),
        "date": f"{fact['day']} {MONTHS_FR[fact['month']]}",
    }
    english = {
        **numbers,
        **_forms(nouns[first][1], "p"),
        **_forms(nouns[other][1], "q"),
        "date": f"{fact['day']} {MONTHS_EN[fact['month']]}",
    }
    return french, english


def _forms(noun, letter):
    """Name the slots of one noun; a capital begins those that open a sentence."""
    slots = {}
    for key, word in noun.items():
        if key == "e":
            slots["e" if letter == "p" else "e_q"] = word
        else:
            slots[key + letter] = word
            if key:
                slots[key.capitalize() + letter] = word[0].upper() + word[1:]
    return slots


def _fill(parts, side, slots):
    opening, *rest = (part[side].format_map(slots) for part in parts)
    if opening.endswith(",") and rest and not rest[0].startswith(("I ", "URGENT")):
        rest[0] = rest[0][0].lower() + rest[0][1:]
    return " ".join([opening, *rest])


# ----------------------------------------------------------------------- typing


def _style(draw):
    left = draw()
    for style, share in PARAMETERS["styles"].items():
        left -= share
        if left < 0:
            return style
    return "careful"


def _type(draw, style, text, language):
    """Type a message as its writer would."""
    text = text.replace(" ?", "?").replace(" !", "!") if draw() < 0.5 else text
    if style == "shouting":
        return _plain(text).upper().replace(".", " !!" if draw() < 0.5 else ".")
    if style == "no_accents":
        return _plain(text)
    if style == "hurried":
        return _hurry(draw, text, language)
    if style == "misspelt":
        return _misspell(draw, text, language)
    return text


def _plain(text):
    if text.isascii():
        return text
    text = text.replace("œ", "oe").replace("« ", '"').replace(" »", '"')
    letters = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _hurry(draw, text, language):
    for long, short in FRENCH_SHORT if language == "fr" else ENGLISH_SHORT:
        if long in text and draw() < 0.6:
            text = text.replace(long, short)
    text = _plain(text).lower()
    return text.replace(". ", " ").replace(", ", " ") if draw() < 0.6 else text


def _misspell(draw, text, language):
    if language == "fr":
        for right, wrong in HOMOPHONES:
            if right in text and draw() < 0.4:
                text = text.replace(right, wrong, 1 + int(draw() * 3))
    words = text.split(" ")
    for place, word in enumerate(words):
        if len(word) > 4 and word.isalpha() and draw() < PARAMETERS["misspelt_words"]:
            words[place] = _slip(draw, word)
    return " ".join(words)


def _slip(draw, word):
    """Swap, drop or double one letter inside a word."""
    place, kind = 1 + int(draw() * (len(word) - 2)), draw()
    if kind < 0.4:
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    if kind < 0.75:
        return word[:place] + word[place + 1 :]
    return word[:place] + word[place] + word[place:]
