"""What a Markdown text holds, to compare one language with the other."""

import re
from decimal import Decimal
from typing import NamedTuple

from markdown_it import MarkdownIt

from builder.typography import HOLE

CODE = re.compile(
    r"^(?:```|~~~).*?^(?:```|~~~)[^\S\n]*$"
    r"|(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)",
    re.DOTALL | re.MULTILINE,
)
MATHS = re.compile(r"\$\$(.+?)\$\$|(?<![\\$])\$([^$\n]+?)\$", re.DOTALL)
DETAILS = re.compile(r"<details>.*?</details>", re.DOTALL)
NUMBER = {
    # pandas writes 12.3 in both editions, hence both decimal signs in French.
    "fr": re.compile(r"\d{1,3}(?:[\u00a0\u202f]\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?"),
    "en": re.compile(r"\d{1,3}(?:,\d{3})+(?![\d])(?:\.\d+)?|\d+(?:\.\d+)?"),
}


class Facts(NamedTuple):
    """What two twins must share, whatever the words."""

    headings: list
    links: list
    images: int
    maths: list
    folded: int
    list_items: int
    tables: list
    table_numbers: list


class Link(NamedTuple):
    target: str
    text: str


def parse(text):
    """Parse Markdown as GitHub does, leaving maths out."""
    without_maths = CODE.sub(lambda found: found[0].replace("$", HOLE), text)
    without_maths = MATHS.sub(HOLE, without_maths).replace(HOLE, "$")
    return MarkdownIt("commonmark").enable("table").parse(without_maths)


def inline(tokens):
    return [child for token in tokens for child in token.children or []]


def facts(text: str, lang: str) -> Facts:
    """Return what a text holds besides its words."""
    tokens = parse(text)
    return Facts(
        headings=[token.tag for token in tokens if token.type == "heading_open"],
        links=sorted(same_link(link.target) for link in links(tokens)),
        images=len(images(tokens)),
        maths=sorted(same_maths(found) for found in maths(text)),
        folded=text.count("<details>"),
        list_items=sum(token.type == "list_item_open" for token in tokens),
        tables=table_shapes(tokens),
        table_numbers=numbers(" ".join(table_texts(tokens)), lang),
    )


def headings(text: str) -> list[tuple[int, str]]:
    """Return the level and the words of each heading."""
    tokens = parse(text)
    return [
        (int(token.tag[1]), plain(tokens[index + 1]))
        for index, token in enumerate(tokens)
        if token.type == "heading_open"
    ]


def plain(token):
    """Return the text of an inline token without its marks."""
    return "".join(child.content for child in token.children or []).strip()


def links(tokens):
    """Return every link, with its words."""
    found, target, words = [], None, []
    for token in inline(tokens):
        if token.type == "link_open":
            target, words = token.attrs["href"], []
        elif token.type == "link_close":
            found.append(Link(target, "".join(words)))
            target = None
        elif target is not None:
            words.append(token.content)
    return found


def images(tokens):
    """Return the target and the alternative text of each image."""
    return [
        Link(token.attrs["src"], token.content)
        for token in inline(tokens)
        if token.type == "image"
    ]


def same_link(target):
    """Forget the language of a link: fr/en folders, files and sites."""
    target = re.sub(
        r"://(?:www\.)?(?:fr|en)\.wikipedia\.org/.*", "://wikipedia", target
    )
    target = re.sub(r"([/._-])(?:fr|en)(?=[/._-]|$)", r"\1xx", target)
    return target.replace("README.xx.md", "README.md")


def maths(text):
    bare = CODE.sub("", text)
    return [found[1] or found[2] for found in MATHS.finditer(bare)]


def same_maths(formula):
    """Forget words, spaces and the decimal sign of a formula."""
    formula = re.sub(r"\\(?:text|mathrm|textbf|textit)\{[^{}]*\}", r"\\text{}", formula)
    formula = re.sub(r"(?<=\d)\{,\}(?=\d{3}(?!\d))", "", formula)
    formula = re.sub(r"(?<=\d)\{?,\}?(?=\d)", ".", formula)
    return re.sub(r"\\[,;: !]|[\s~\u00a0\u202f]|\\quad", "", formula)


def table_shapes(tokens):
    """Return the rows and columns of each table."""
    shapes, rows, cells = [], 0, 0
    for token in tokens:
        if token.type == "table_open":
            rows, cells = 0, 0
        rows += token.type == "tr_open"
        cells += token.type in ("th_open", "td_open")
        if token.type == "table_close":
            shapes.append((rows, cells // rows))
    return shapes


def table_texts(tokens):
    return [
        plain(tokens[index + 1])
        for index, token in enumerate(tokens)
        if token.type in ("th_open", "td_open")
    ]


def numbers(text: str, lang: str) -> list[str]:
    """Return the numbers of a text, sorted, free of the language's writing."""
    return sorted(same_number(found, lang) for found in NUMBER[lang].findall(text))


def same_number(written, lang):
    digits = re.sub(r"[\u00a0\u202f]", "", written)
    digits = digits.replace(",", "." if lang == "fr" else "")
    return f"{Decimal(digits).normalize():f}"


def words(text: str) -> int:
    """Count the words a reader meets at once: not folded, not code, not a table."""
    text = CODE.sub("", DETAILS.sub("", text))
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("|")]
    return len(re.findall(r"\w[\w’'-]*", "\n".join(lines)))


def sentences(text: str, shortest=6) -> list[str]:
    """Return the sentences of a text that have at least `shortest` words."""
    bare = re.sub(r"<[^>]+>|[*_#>|]", " ", CODE.sub(" ", text))
    found = re.split(r"(?<=[.!?…:;])\s+|\n\s*\n|\n\s*[-+\d]+[.)]?\s", bare)
    tidy = [squeeze(re.sub(r"^\s*[-+]\s", "", sentence)) for sentence in found]
    return [one for one in tidy if len(re.findall(r"\w+", one)) >= shortest]


def squeeze(text):
    """Write every run of spaces as one."""
    return re.sub(r"\s+", " ", text).strip()
