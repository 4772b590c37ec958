"""The nouns of a newsroom: frozen, slotted, keyword-only dataclasses of the standard library, and nothing else.

One module per family: `sources` (who is read), `reports` (what they said), `stories` (what happened), `drafts` (unpublished
copy and its verdicts), `articles` (what is published), `readers` (who reads, and what they asked for), `ids` (their names).
Every instant is an aware UTC datetime whose name ends in `_at`.
"""
