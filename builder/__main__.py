"""Command line: python -m builder build | text | status | check | tidy."""

import argparse
import sys
from pathlib import Path

from builder.assemble import targets_of
from builder.book import open_book
from builder.build import build, read_chapters, refresh_text
from builder.rules import RULES, SOURCE_RULES, problems, written
from builder.rules_built import orphans
from builder.sheets import FILE, build_sheets
from builder.source import SOURCES, SourceError, chapter_slugs, choose_slugs
from builder.tidy import tidy_file
from builder.wording import LANGUAGES

ROOT = Path(__file__).resolve().parent.parent


def main(arguments=None, root=ROOT):
    """Run one command; return the exit code."""
    options = parser().parse_args(arguments)
    try:
        slugs = choose_slugs(root, options.chapters)
        return options.run(root, slugs, options)
    except SourceError as error:
        print(error, file=sys.stderr)
        return 1


def parser():
    parser = argparse.ArgumentParser(prog="python -m builder", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")
    for name, run, purpose in [
        ("build", run_build, "build and execute the notebooks of chapters"),
        ("text", run_text, "take in changes of prose alone, executing nothing"),
        ("status", run_status, "say what is stale, missing or against a rule"),
        ("check", run_check, "hold the sources alone against the rules"),
        ("tidy", run_tidy, "repair French typography and the format of code"),
    ]:
        command = commands.add_parser(name, help=purpose, description=purpose)
        command.add_argument(
            "chapters", nargs="*", metavar="NN", help="chapters such as 08; default all"
        )
        command.set_defaults(run=run)
        if name == "build":
            command.add_argument("--lang", choices=LANGUAGES, help="one language only")
    return parser


def run_build(root, slugs, options):
    languages = [options.lang] if options.lang else LANGUAGES
    failures = build(root, slugs, languages)
    build_sheets(root, read_chapters(root, slugs), slugs)
    return 1 if failures else 0


def run_text(root, slugs, options):
    chapters = read_chapters(root, slugs)
    for slug in slugs:
        for target in targets_of(chapters[slug]):
            if refresh_text(root, chapters, target):
                print(f"text of {target.file} brought up to date")
    build_sheets(root, chapters, slugs)
    return 0


def run_status(root, slugs, options):
    book = open_book(root, slugs)
    whole = set(book.chapters) == set(chapter_slugs(root))
    return report([*problems(book, slugs, RULES), *(orphans(book) if whole else [])])


def run_check(root, slugs, options):
    return report(problems(open_book(root, slugs), slugs, SOURCE_RULES))


def report(found):
    """Print problems, the advice last; return the exit code."""
    for problem in sorted(found, key=lambda problem: problem.advice):
        print(written(problem))
    wrong = sum(not problem.advice for problem in found)
    print(f"{wrong} to correct, {len(found) - wrong} to consider")
    return 1 if wrong else 0


def run_tidy(root, slugs, options):
    for slug in slugs:
        for path in sorted((root / "chapters" / slug).glob("*.md")):
            if path.name in (*SOURCES, FILE) and tidy_file(path, root):
                print(f"tidied {path.relative_to(root).as_posix()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
