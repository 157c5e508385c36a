"""`python -m kg` is `govplan`."""

from kg.cli import main

main()
