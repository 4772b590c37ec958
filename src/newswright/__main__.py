"""`python -m newswright` is `newswright`."""

from newswright.cli import main

main()
