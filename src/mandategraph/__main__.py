"""`python -m mandategraph`: the command line."""

from mandategraph.cli import main

main(prog_name="mandategraph")
