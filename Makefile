# The few commands a person types. `make` alone lists them.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= python3
VENV ?= .venv
PY := $(VENV)/bin/python
DEMO ?= examples/case02-cafe.es.yaml
PLAN ?=
LANG_REPORT ?= es
PYTEST_ARGS ?=
STAMP := $(VENV)/.installed

.PHONY: help setup demo test audit serve lint format types properties cases knowledge questions sanitize soak bench schemas docs-check hygiene lock clean

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(STAMP) ## create .venv with everything that requirements.lock names (needs python3, gcc)

$(STAMP): requirements.lock pyproject.toml .ci/install
	@.ci/install $(PYTHON) $(VENV)
	@touch $@

demo: setup ## audit the example plan DEMO and print the report
	@$(PY) -m engine.cli audit $(DEMO) --lang $(LANG_REPORT) --fail-on never

audit: setup ## audit a plan: make audit PLAN=file [LANG_REPORT=es|ca|en]
	@test -n "$(PLAN)" || { echo "usage: make audit PLAN=file [LANG_REPORT=es|ca|en]" >&2; exit 2; }
	@$(PY) -m engine.cli audit "$(PLAN)" --lang $(LANG_REPORT)

serve: setup ## open the web pages on this computer
	@$(PY) -m engine.cli serve

test: setup ## run the tests (PYTEST_ARGS="-k name" for some of them)
	@$(PY) -m pytest $(PYTEST_ARGS)

lint: setup ## check style and format
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .

format: setup ## rewrite the code in the project's format
	@$(PY) -m ruff check --fix .
	@$(PY) -m ruff format .

types: setup ## check types
	@$(PY) -m mypy $(wildcard engine webui)

# Shared among processes, as the rule engine never frees a compiled rule base.
properties: setup ## compare rule engine, evaluator and oracle on 50,000 random rule bases
	@seq 1 25 | xargs -P 2 -I SEED $(PY) -m tests.infer.properties 2000 SEED
	@echo "50,000 cases passed"

cases: setup ## how many of the diagnoses that experts made the audit finds
	@$(PY) -m tests.diagnosis

knowledge: setup ## check the quality of the knowledge graph: shapes, SKOS conditions, texts
	@$(PY) -m engine.cli knowledge check

questions: setup ## how many of the held questions are answered, and which are not
	@$(PY) -m tests.ask

sanitize: setup ## audit every example with the rule engine built under AddressSanitizer
	@tests/sanitize/build.sh $(PY)

soak: setup ## 20,000 audits' worth of inference in one process: memory must stay flat
	@$(PY) -m tests.sanitize.soak

bench: setup ## measure the speed of the parts
	@$(PY) -m bench

schemas: setup ## write the generated files anew
	@$(PY) -m engine.schemas

docs-check: setup ## check links and commands in the documentation
	@$(PY) -m pytest --quiet tests/hygiene/test_docs.py $(wildcard tests/docs)

hygiene: setup ## check imports, sizes and wording of the whole repository
	@$(PY) -m pytest --quiet tests/hygiene

lock: ## write requirements.lock anew from pyproject.toml (needs the network)
	@.ci/lock $(PYTHON)

clean: ## remove what was built, the virtual environment included
	@rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
