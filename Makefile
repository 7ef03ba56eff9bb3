# One environment (.venv), made from lock files with hashes. `make help` lists what can be asked for.

PYTHON ?= python3
PORT   ?= 8000
DATA   ?= demo
TESTS  ?= tests
JOBS   ?= auto
SKIP   ?=
ALL    ?=

BIN     := .venv/bin
PIP     := $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet
LOCK    := uv pip compile --quiet --universal --no-emit-index-url --no-emit-find-links \
           --generate-hashes --python-version 3.11
BABEL   := $(BIN)/python -m babel.messages.frontend --quiet
DOMAINS := shared reporter officer
TEXTS   := wbs/web/translations
# One process per core, each file of tests in one of them, the long ones first; JOBS=0 for none.
PYTEST  := $(BIN)/python -m pytest -q -n $(JOBS) --maxprocesses 8 --dist loadfile \
           --no-loadscope-reorder
# What knows no database, or brings its own of each kind: the same whichever database is chosen.
WITHOUT_DATABASE := tests/domain tests/sealing tests/tlog tests/migrations \
           tests/evidence/test_papers.py tests/evidence/test_report.py tests/evidence/test_spelled.py \
           tests/evidence/test_spreadsheet.py tests/evidence/test_verify_sheet.py tests/evidence/test_workbook.py \
           tests/store/cleaner tests/test_mailer.py \
           tests/store/test_inbox_plans.py tests/cli/test_demo.py tests/test_architecture.py \
           tests/test_docs.py tests/test_doors.py tests/test_glossary.py tests/test_pitfalls.py \
           tests/test_procedure.py tests/test_templates.py
# Pages that run on PostgreSQL each time, as the reporters' role.
AS_THEIR_ROLE := report tracking confidential counted fear
# What reaches the database through the services alone, which are asked on both: ALL=1 runs it, too.
THROUGH_SERVICES := tests/web/officer $(wildcard tests/web/test_*.py) tests/cli tests/stories \
           $(filter-out $(AS_THEIR_ROLE:%=tests/web/reporter/test_%.py),$(wildcard tests/web/reporter/test_*.py))
ON_POSTGRESQL := $(addprefix --ignore=,$(WITHOUT_DATABASE) $(if $(ALL),,$(THROUGH_SERVICES)))

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help install demo test postgresql check lint types bench compile translations lock tools chromium

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "%-14s%s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: .venv/installed compile ## everything into .venv, whose bin/wbs then works

demo: install ## a sample agency on http://127.0.0.1:8000 (PORT=, DATA=)
	@$(BIN)/wbs --data "$(DATA)" demo --port $(PORT)

test: tools compile chromium ## all tests (TESTS= for some of them, SKIP= not these, JOBS= processes)
	@$(PYTEST) $(addprefix --ignore=,$(SKIP)) $(TESTS)

postgresql: tools compile chromium ## on PostgreSQL what asks a database (WBS_TEST_POSTGRES_URL=; ALL=1 for pages, commands, stories)
	@WBS_TEST_DATABASE=postgresql $(PYTEST) $(addprefix --ignore=,$(SKIP)) $(ON_POSTGRESQL) $(TESTS)

check: lint types test ## lint, types, architecture and all tests

lint: tools ## style
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: tools ## types
	@$(BIN)/mypy

bench: tools compile ## the measured numbers
	@$(BIN)/python -m bench

compile: .venv/installed ## translations into the form the applications read
	@for d in $(DOMAINS); do \
	  for po in $$(find $(TEXTS)/$$d -name '*.po'); do \
	    mo=$${po%.po}.mo; \
	    [ "$$mo" -nt "$$po" ] || $(BABEL) compile -i "$$po" -o "$$mo" || exit 1; \
	  done; \
	done

translations: tools ## find the strings to translate and bring the catalogues up to date
	@mkdir -p build
	@for d in $(DOMAINS); do \
	  if [ $$d = shared ]; then code=$$(ls wbs/web/*.py); else code=wbs/web/$$d; fi; \
	  po=$(TEXTS)/$$d/id/LC_MESSAGES/messages.po; pot=build/$$d.pot; \
	  $(BABEL) extract -F babel.cfg -k _l -k lazy_gettext --no-location --sort-output --no-wrap \
	    --project wbs -o $$pot $$code wbs/web/templates/$$d || exit 1; \
	  if [ -f $$po ]; then $(BABEL) update -i $$pot -o $$po -l id -N --ignore-obsolete \
	    --ignore-pot-creation-date --no-wrap || exit 1; \
	  else $(BABEL) init -i $$pot -o $$po -l id --no-wrap || exit 1; fi; \
	done

lock: tools ## choose versions anew (needs uv)
	@$(LOCK) --upgrade --group build pyproject.toml -o requirements.lock
	@$(LOCK) --upgrade --group dev -c requirements.lock pyproject.toml -o requirements-dev.lock

tools: .venv/developing

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "wbs: error: Python 3.11 or newer is needed"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || $(MAKE) --no-print-directory venv-package
	@$(PYTHON) -m venv .venv

.venv/installed: requirements.lock pyproject.toml | .venv/bin/python
	@echo "installing into .venv; this takes a minute or two" >&2
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/developing: requirements-dev.lock .venv/installed
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

.PHONY: venv-package
venv-package:
	@$(call debian,python3-venv)

chromium:
	@command -v chromium >/dev/null || { $(call debian,chromium); }
	@command -v ssh-keygen >/dev/null || { $(call debian,openssh-client); }
	@command -v openssl >/dev/null || { $(call debian,openssl); }

# A Debian package: installed where we may, else the one command that does it.
define debian
if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
  export DEBIAN_FRONTEND=noninteractive; \
  apt-get -qq update && apt-get -qq install -y --no-install-recommends $(1) >/dev/null; \
else \
  echo "wbs: error: $(1) is missing"; \
  echo "wbs: hint: sudo apt-get install --no-install-recommends $(1)"; exit 1; \
fi
endef
