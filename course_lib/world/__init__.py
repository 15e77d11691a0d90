"""The generator of the invented company's data.

Every table of an edition comes from one simulation of its customers: who they are
(`people`), what happens to them month after month (`journey`), and what each system of
the company records of it.
"""

from .edition import generate, make_edition

__all__ = ["generate", "make_edition"]
