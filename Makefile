# `make demo` and `make test` each work alone on a fresh machine with python3 (3.11 or newer, with venv) and make.
# Another interpreter: make PYTHON=python3.12 test

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# The libraries of the browser, from npm; without a registry all goes on but the pages that need them.
ASSETS := web/static/vendor/.ready

# Folder of documents to build from, and where the demonstration keeps its store.
DOCS ?= samples
STORE ?= out/demo
# What serves after the questions of the demonstration; left empty (make demo SERVE=) it ends after them.
SERVE ?= chidao serve
# Processes that tests run in.
JOBS ?= auto
# How long make fuzz goes on.
FUZZ_SECONDS ?= 600

.DEFAULT_GOAL := help
.PHONY: help setup assets demo test test-all lint bench fuzz docs clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(READY) $(ASSETS) ## make .venv and install the project into it (once)

$(READY): pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "$(PYTHON) is not installed: apt install python3 python3-venv" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "$(PYTHON) is older than 3.11: install a newer one, then for example: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "$(PYTHON) has no venv: apt install python3-venv" >&2; exit 1; }
	@echo "Setting up $(VENV) (once, some minutes) ..."
	@$(PYTHON) -m venv --clear $(VENV)
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --progress-bar off --editable '.[dev,check,frames]'
	@touch $@

assets: $(ASSETS) ## build the libraries of the browser from npm (once)
	@test -e $(ASSETS)

# Where it fails it says why, and the rest goes on: the pages of the server that need no library do without.
$(ASSETS): web/assets/package-lock.json web/assets/build.mjs $(wildcard web/assets/entries/*.js) | $(READY)
	@command -v node >/dev/null && node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' && command -v npm >/dev/null || \
	  $(BIN)/python -m pip install -qq --disable-pip-version-check --progress-bar off --editable '.[assets]' || true
	@$(BIN)/python web/assets/build.py && touch $@ || echo "Run it again when a package registry answers: make assets" >&2

demo: export PATH := $(CURDIR)/$(BIN):$(PATH)
demo: export CHIDAO_STORE := $(STORE)
# Exit 1 of the build: some file could not be read, the rest is in the graph. Other documents may have no answer to a
# question of the demonstration, which says so and goes on.
demo: GOES_ON := $(if $(filter samples samples/,$(DOCS)),,|| true)
define ask
@printf '\n$$ chidao %s\n' '$(1)'; chidao $(1) $(GOES_ON)
endef

demo: $(READY) $(ASSETS) ## build a graph from samples/ (or DOCS=folder), ask it some questions, and show it in the browser
	@printf '$$ chidao build %s\n' '$(DOCS)'; chidao build '$(DOCS)' || [ $$? -eq 1 ]
	$(call ask,lineage 13-NQ/TW)
	$(call ask,lineage 11-NQ/TU --evidence)
	$(call ask,tasks --lead "Sở GTVT")
	$(call ask,tasks --lead "Sở Tài chính" --due-before 2026-12-31)
	$(if $(SERVE),@printf '\n$$ %s\nMở trong trình duyệt / open in the browser:\n' '$(SERVE)'; exec $(SERVE))

lint: $(READY) ## ruff, mypy and the direction of imports
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@out=$$($(BIN)/lint-imports 2>&1) || { echo "$$out"; exit 1; }

test: lint $(ASSETS) ## lint and all tests but the slow ones
	@$(BIN)/pytest -q -n $(JOBS) -m "not slow"

test-all: lint $(ASSETS) ## lint and all tests, property tests with many examples
	@HYPOTHESIS_PROFILE=thorough $(BIN)/pytest -q -n $(JOBS)

bench: $(READY) ## measure, and write docs/benchmarks.md
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --progress-bar off --editable '.[dev,check,bench]'
	@$(BIN)/python benchmarks/run.py

fuzz: $(READY) ## look for input that breaks reading, for FUZZ_SECONDS; what is found stays in out/fuzz
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --progress-bar off --editable '.[dev,check,frames,fuzz]'
	@mkdir -p out/fuzz/corpus
	@$(BIN)/python -m tests.fuzz.atheris_read -max_total_time=$(FUZZ_SECONDS) -timeout=60 -len_control=0 -max_len=1000 -artifact_prefix=out/fuzz/ out/fuzz/corpus

docs: $(READY) ## make the generated parts of README.md and docs/ again
	@mkdir -p out
	@$(BIN)/python -m ontology.page > out/ontology.md && mv out/ontology.md docs/ontology.md
	@$(BIN)/python -m kg.rdf.example
	@$(BIN)/python docs/generate.py
	@$(BIN)/python docs/notebook.py

clean: ## remove what the other targets made
	rm -rf $(VENV) out build dist web/static/vendor web/assets/node_modules .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
