"""Make an edition from the command line: python -m course_lib.world --help."""

import argparse
import sys

from .edition import FORMATS, make_edition


def main(arguments=None):
    """Read the command line, make the edition, say where it is.

    Returns
    -------
    int
        0 when done, 2 when an argument will not do or the folder cannot be written,
        130 when stopped by the keyboard.
    """
    parser = argparse.ArgumentParser(
        prog="python -m course_lib.world",
        description="Make a fresh edition of the invented company's data.",
    )
    parser.add_argument("--seed", type=int, required=True, help="zero or more")
    parser.add_argument(
        "--customers", type=int, default=6000, help="how many customers (6000)"
    )
    parser.add_argument(
        "--out", required=True, help="target folder: absent, empty or an edition"
    )
    parser.add_argument("--format", choices=FORMATS, default="csv")
    chosen = parser.parse_args(arguments)
    try:
        out = make_edition(
            chosen.out, chosen.seed, chosen.customers, format=chosen.format
        )
    except KeyboardInterrupt:
        print("\nStopped: nothing was changed.", file=sys.stderr)
        return 130
    except (OSError, TypeError, ValueError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    print(
        f"Edition {chosen.seed} with {chosen.customers} customers is in {out}. To use "
        f"it, set CRM_DATA to that folder."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
