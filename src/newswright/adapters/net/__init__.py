"""The network: the only package that opens outgoing connections, and the workers in which hostile bytes are parsed.

`guard` decides which addresses may be dialled (pure), `http` dials them, `robots` and `pace` keep visits polite, `fetcher` is
the Fetcher, `parser` the Parser. Threat model: SECURITY.md, "Fetching".
"""
