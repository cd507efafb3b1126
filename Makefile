# Two commands matter: `make run` to see Frankpledge, `make check test` before you share a change.
# Everything is installed into .venv from hash-locked lists; nothing outside this folder changes,
# save that `make test` may install Chromium, PostgreSQL, Java, ClamAV and age as root on Debian.

.DEFAULT_GOAL := help
.PHONY: help setup dev run fresh test thorough check bench lock browser postgres java clamd age

# Where the service listens and keeps its data. `make run PORT=9000 TODAY=2018-10-01`
PORT ?= 8000
FRANKPLEDGE_DATA ?= var
export PORT FRANKPLEDGE_DATA
ifdef TODAY
export TODAY
endif

BIN := .venv/bin
LOADED := $(FRANKPLEDGE_DATA)/demonstration-loaded

help:
	@echo "make run     set up, load the demonstration county the first time, and serve it"
	@echo "             (choose with PORT=8000, FRANKPLEDGE_DATA=var, TODAY=2018-10-01 or TODAY=now)"
	@echo "make fresh   throw the demonstration's data away, to start over"
	@echo "make setup   only install: leaves .venv/bin/frankpledge"
	@echo "make test    the whole suite on SQLite, and on PostgreSQL what that could change; browser journeys too"
	@echo "make thorough more of the cases of the longest tests"
	@echo "make check   formatting, lint, types, layers, templates, migrations, deployment, generated files"
	@echo "make bench   measure the slow parts"
	@echo "make lock    rewrite requirements/*.txt from requirements/*.in"

setup: .venv/.base-stamp
dev: .venv/.dev-stamp

.venv/.base-stamp: requirements/base.txt pyproject.toml scripts/setup.sh
	@sh scripts/setup.sh base

.venv/.dev-stamp: requirements/dev.txt pyproject.toml scripts/setup.sh
	@sh scripts/setup.sh dev

# ------------------------------------------------------------------ running it

run: setup
	@mkdir -p "$(FRANKPLEDGE_DATA)"
	@$(BIN)/frankpledge manage migrate --no-input --verbosity 0
	@test -f "$(LOADED)" || { $(BIN)/frankpledge demo load && touch "$(LOADED)"; }
	@$(BIN)/frankpledge serve

fresh: setup
	@$(BIN)/python scripts/fresh.py "$(FRANKPLEDGE_DATA)"

# ------------------------------------------------------------------ proving it

test: dev browser postgres java clamd age
	@$(BIN)/python scripts/run_tests.py

# More of the same cases than `make test` has time for.
thorough: dev
	@$(BIN)/python -m pytest -q -m thorough -n 2

# Chromium for the journeys, PostgreSQL for the second run, Java for the measures on Spark, ClamAV
# for the tests of scanning, age to open a backup with: each is found, installed, or explained.
browser: dev
	@$(BIN)/python scripts/need.py browser

postgres: dev
	@$(BIN)/python scripts/need.py postgres

java: dev
	@$(BIN)/python scripts/need.py java

clamd: dev
	@$(BIN)/python scripts/need.py clamd

age: dev
	@$(BIN)/python scripts/need.py age

# The migrations are linted on PostgreSQL, whose locks they are about.
check: dev postgres
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint frankpledge --lint --quiet
	$(BIN)/frankpledge manage makemigrations --check --dry-run
	@$(BIN)/python scripts/production_check.py
	$(BIN)/python scripts/settings_reference.py --check
	$(BIN)/python scripts/rows.py --check
	$(BIN)/python scripts/states.py --check
	$(BIN)/python scripts/area_reference.py --check
	$(BIN)/python scripts/routes.py --check

bench: dev
	@for measure in bench/*.py; do $(BIN)/python "$$measure" || exit 1; done

# ------------------------------------------------------------------ the lock

# --universal: one list for every platform and Python from 3.11. --generate-hashes: nothing but
# these very files is ever installed. The rest keeps the lists free of where they were made.
COMPILE := $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header --quiet $(LOCK_OPTIONS)

# `make lock LOCK_OPTIONS=--upgrade` takes newer versions. dev is held to what base chose, so the
# tests run what is served.
lock: dev
	$(COMPILE) requirements/base.in -o requirements/base.txt
	$(COMPILE) requirements/dev.in -c requirements/base.txt -o requirements/dev.txt
