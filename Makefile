# cpx: two commands do everything on a fresh machine: `make demo` and `make test`. Each makes .venv by itself and reuses it.
SHELL := bash
.SHELLFLAGS := -o pipefail -ec
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
.PHONY: help install install-train demo test test-slow test-attacks check lint types docs doctor gallery bench bench-exec bench-same bench-scores bench-check bench-attack bench-solids bench-rewards bench-models bench-duplicates clean

PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/installed
TRAIN := .venv/installed-train
export OMP_NUM_THREADS ?= 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

help:  ## show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## */\1\t/' | expand -t 16

install: $(STAMP)  ## make .venv with cpx and all it needs

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "cpx needs Python 3.11 or later; say which with: make PYTHON=python3.12" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -q -U 'pip>=25.1'
	$(BIN)/python -m pip install -q -c constraints.txt -e . --group dev
	@touch $@

install-train: $(TRAIN)  ## add what training and models in process need: torch, transformers, trl (1 GB)

$(TRAIN): $(STAMP)
	$(BIN)/python -m pip install -q -c constraints.txt torch
	$(BIN)/python -m pip install -q -c constraints.txt -e '.[train]'
	@touch $@

demo: $(STAMP)  ## the main job: 24 solids drawn, traced, captioned, and a page to look at
	@mkdir -p demo
	bin/cpx-solidgen -n 24 --seed 1 | bin/cpx-exec --images demo/images | bin/cpx-caption > demo/icc.jsonl
	@bin/cpx-view demo/icc.jsonl -o demo/index.html
	@echo "Open this page: $(CURDIR)/demo/index.html"

test: $(TRAIN)  ## all tests but the slow ones
	$(BIN)/python -m pytest -n 2 --dist worksteal -m "not slow"

test-slow: $(TRAIN)  ## the tests that take minutes
	$(BIN)/python -m pytest -m slow

test-attacks: $(STAMP)  ## every attack on the sandbox, at every level of it; for root, as an ordinary user as well (10 minutes)
	$(BIN)/python -m pytest -m "" tests/test_confine.py
	test $$(id -u) != 0 || $(BIN)/python tests/ordinary_user.py $(BIN)/python -m pytest -m "" -p no:cacheprovider tests/test_confine.py

check: lint types  ## lint and types

lint: $(STAMP)  ## ruff, and the layers of the house
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	PYTHONPATH=src $(BIN)/lint-imports

types: $(STAMP)  ## mypy
	$(BIN)/mypy

docs: $(STAMP)  ## write the parts of the docs that are generated
	PYTHONPATH=src $(BIN)/python docs/generate.py

doctor: $(STAMP)  ## what this machine can do, and the remedy for each lack
	@PYTHONPATH=src $(BIN)/python -m cpx.doctor

gallery: $(STAMP)  ## compare cpx-exec with a plain interpreter on matplotlib's own examples (15 minutes)
	$(BIN)/python examples/gallery.py build/gallery docs/gallery.md

bench: bench-exec bench-same bench-scores bench-check bench-attack bench-solids bench-rewards  ## measure, as ratios against named baselines

bench-exec: $(STAMP)  ## what running a script costs, beside a fresh interpreter for each (15 minutes)
	$(BIN)/python tests/bench/exec.py build/gallery --report docs/benchmarks.md

bench-same: $(STAMP)  ## whether 400 examples are drawn alike whatever runs beside, before or after them (15 minutes)
	$(BIN)/python tests/bench/determinism.py build/gallery --report docs/determinism.md

bench-scores: $(STAMP)  ## how well the scores tell right from wrong (10 minutes)
	$(BIN)/python tests/bench/scores.py --gallery build/gallery --report docs/scores.md

bench-check: $(STAMP)  ## whether cpx-caption --check tells lies from truth, on 1,000 figures (5 minutes)
	$(BIN)/python tests/bench/check.py build/gallery --report docs/check.md

bench-attack: $(STAMP)  ## the best that a script can score without drawing the figure (30 minutes)
	$(BIN)/python tests/bench/attack.py --report build/attack.json

bench-solids: $(STAMP)  ## 3,200 solids: are all drawn, whole, legible, and unlike the others? (10 minutes)
	$(BIN)/python tests/bench/solids.py --report docs/solids/figures.md

bench-rewards: $(TRAIN)  ## what the reward of an answer costs, beside a fresh interpreter for each (2 minutes)
	$(BIN)/python tests/bench/rewards.py --report docs/benchmarks.md

bench-models: $(STAMP)  ## what asking a model costs the client, and how busy it keeps a server (15 minutes)
	$(BIN)/python tests/bench/models.py

bench-duplicates: $(STAMP)  ## how well planted copies are found among 20,000 figures (40 minutes)
	$(BIN)/python tests/bench/duplicates.py

clean:  ## remove what make made
	rm -rf .venv demo build dist
