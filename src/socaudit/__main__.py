"""`python -m socaudit`."""

from socaudit.cli import main

main()
