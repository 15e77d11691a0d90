"""French typography: the spaces and apostrophes that a keyboard does not give."""

import re

NARROW = "\u202f"  # before ; ! ? and inside thousands
FULL = "\u00a0"  # before : and %, inside « »

# Code, links' targets, maths and HTML tags are left as they are.
PROTECTED = re.compile(
    r"```.*?```|`[^`]*`|\]\([^)]*\)|\$\$.*?\$\$|\$[^$\n]*\$|<[^>]*>|https?://\S+",
    re.DOTALL,
)
RULES = [
    (re.compile(r"(?<=\w)'(?=\w)"), "’"),
    (re.compile(r"[ \u00a0\u202f]+(?=[;!?](?:\s|$|[)»*_]))"), NARROW),
    (re.compile(r"[ \u00a0\u202f]+(?=:(?:\s|$|[)»*_]))"), FULL),
    (re.compile(r"[ \u00a0\u202f]+(?=[%»])"), FULL),
    (re.compile(r"«[ \u00a0\u202f]*"), "«" + FULL),
]


def french(text: str) -> str:
    """Give a French text its no-break spaces and typographic apostrophes.

    Parameters
    ----------
    text : str
        Markdown in French. Code, maths, links and HTML tags are left untouched.

    Returns
    -------
    str
        The same text; applying the function twice changes nothing more.

    Examples
    --------
    >>> french("Combien d'achats ?") == "Combien d’achats\u202f?"
    True

    References
    ----------
    Imprimerie nationale (2002), *Lexique des règles typographiques en usage à
    l'Imprimerie nationale*.
    """
    pieces, end = [], 0
    for kept in PROTECTED.finditer(text):
        pieces += [_apply_rules(text[end : kept.start()]), kept.group()]
        end = kept.end()
    return "".join([*pieces, _apply_rules(text[end:])])


def _apply_rules(text):
    for pattern, replacement in RULES:
        text = pattern.sub(replacement, text)
    return text
