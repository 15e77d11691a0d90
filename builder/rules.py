"""Every rule that a chapter must keep, by name.

A rule is a function of the book and a chapter's folder name; it gives the problems it
finds. `status` and the contract tests read this table.
"""

from builder import rules_built, rules_practice, rules_text, sheets
from builder.book import Book
from builder.source import Problem

SOURCE_RULES = {
    "header": rules_text.header,
    "metadata": rules_text.metadata,
    "twins": rules_text.twins,
    "twin_prose": rules_text.twin_prose,
    "twin_numbers": rules_text.twin_numbers,
    "twin_code": rules_text.twin_code,
    "title": rules_text.title,
    "size": rules_text.size,
    "sections": rules_text.sections,
    "code_length": rules_text.code_length,
    "text_length": rules_text.text_length,
    "plain_markdown": rules_text.plain_markdown,
    "edition_words": rules_text.edition_words,
    "french_typography": rules_text.french_typography,
    "practicals": rules_practice.practicals,
    "registry": rules_practice.registry,
    "leaks": rules_practice.leaks,
}
BUILT_RULES = {
    "current": rules_built.current,
    "executed": rules_built.executed,
    "slides": rules_built.slides,
    "valid": rules_built.valid,
    "alt_texts": rules_built.alt_texts,
    "same_results": rules_built.same_results,
    "answered": rules_built.answered,
    "reachable": rules_built.reachable,
    "ruff": rules_built.ruff,
    "run_sheet": sheets.run_sheet,
}
RULES = SOURCE_RULES | BUILT_RULES


def problems(book: Book, slugs, rules) -> list[Problem]:
    """Return what breaks these rules in these chapters."""
    return [
        problem
        for slug in slugs
        for rule in rules.values()
        for problem in rule(book, slug)
    ]


def written(problem: Problem) -> str:
    """Write a problem as one line that editors can follow."""
    place = f"{problem.file}:{problem.line}" if problem.line else problem.file
    kind = "advice" if problem.advice else problem.rule
    return f"{place}: [{kind}] {problem.message}"
