"""French typography: the spaces and apostrophes that a keyboard does not give."""

import re

NARROW = "\u202f"  # before ; ! ? and inside thousands
FULL = "\u00a0"  # before : and %, inside « »

# Code, links' targets, maths and HTML tags are left as they are.
PROTECTED = re.compile(
    r"```.*?```|`[^`]*`|\]\([^)]*\)|\$\$.*?\$\$|\$[^$\n]*\$|<[^>]*>|https?://\S+",
    re.DOTALL,
)
HOLE = "\ue001"  # stands for each of them while the rules run
SPACES = "[ \u00a0\u202f]"
AFTER = rf"(?=\s|$|[)»*_{HOLE}])"
RULES = [
    (re.compile(rf"(?<=\w)'(?=[\w*_«{HOLE}])"), "’"),
    (re.compile(rf"{SPACES}+(?=[;!?]{AFTER})"), NARROW),
    (re.compile(rf"{SPACES}+(?=:{AFTER})"), FULL),
    (re.compile(rf"{SPACES}+(?=[%»])"), FULL),
    (re.compile(rf"«{SPACES}*"), "«" + FULL),
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
    kept = iter(PROTECTED.findall(text))
    text = PROTECTED.sub(HOLE, text)
    for pattern, replacement in RULES:
        text = pattern.sub(replacement, text)
    return re.sub(HOLE, lambda _: next(kept), text)
