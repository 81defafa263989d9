"""The families: a file each, named as its `--family` value, with one function `picture(draw) -> Drawn`; this directory is the registry."""
