"""The families: a file each, or a folder where a family is more than a file, named as its `--family` value; this directory is the registry.

A family has two functions, `picture(draw) -> Drawn` and `ask(facts, rng) -> list[Question]`, and opens with what it draws in one line,
which `cpx-solidgen --list` prints. Families do not import each other; what two of them need is beside this folder.
"""
