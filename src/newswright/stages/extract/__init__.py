"""Take a page's article out of it: the visible text, who wrote it and when, and whether it may be used.

In:    A page's bytes with its URL and headers; the feed's Entry and the Source, where they are known
Out:   a Report, without text where AI use is refused; or a Failure (NO_ARTICLE, PARSE, QUARANTINE)
Rule:  ExtractPolicy
Gate:  bench/quality/extraction
"""

from newswright.stages.extract.article import ExtractPolicy, from_entry, report

__all__ = ["ExtractPolicy", "from_entry", "report"]
