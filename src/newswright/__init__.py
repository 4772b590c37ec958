"""Newswright: an open newsroom in a box.

It watches the sources that its operator chooses, groups their reports into stories, finds what is trending, has one clear
article written per story, ties every sentence to the passages it stands on and checks it before anything is published, and
gives each reader a feed of their own with the reasons shown.

Read `docs/architecture.md` first: it is one page, and says which room each line of code belongs to.
"""

__version__ = "0.1.0"
