# make report: the report on seeds/.   make test: the tests.   make check: everything that CI runs.
# make quality: how much is right and found, on the labelled packs (PACKS=...).   make site: the documentation, to browse.
.PHONY: quality report readme test check static format lint types contracts docs site coverage clean
.DELETE_ON_ERROR:

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet
REPORT := reports/libya-talks.md

# With a ledger of its own: what reviewers of this checkout have answered does not change the report.
report: .venv/.installed
	@mkdir -p $(dir $(REPORT))
	@ledger=$$(mktemp -d) && trap 'rm -r "$$ledger"' EXIT && \
	  FACTCHECK_LEDGER__URL=sqlite:///$$ledger/ledger.sqlite $(BIN)/factcheck report seeds/ -o $(REPORT)

# On every core, four at most, each file of tests on one: what a file prepares for its tests is prepared once.
SPREAD := -n auto --maxprocesses=4 --dist=loadfile

test: .venv/.installed-dev
	$(BIN)/python -m pytest $(SPREAD)

check: static coverage

# What needs no test run.
static: format lint types contracts docs site

format: .venv/.installed-dev
	$(BIN)/ruff format --check .

lint: .venv/.installed-dev
	$(BIN)/ruff check .

types: .venv/.installed-dev
	$(BIN)/mypy

contracts: .venv/.installed-dev
	$(BIN)/lint-imports

# The committed schemas, the manual pages, the list of settings and the README say what the program says.
docs: .venv/.installed-dev
	$(BIN)/factcheck schema | diff -u docs/report.schema.json -
	$(BIN)/factcheck schema settings | diff -u docs/settings.schema.json -
	$(BIN)/factcheck explain --markdown | diff -u docs/kinds.md -
	$(BIN)/factcheck explain --readers | diff -u docs/readers.md -
	$(BIN)/factcheck settings | diff -u config/default.toml -
	$(BIN)/python -m pytest tests/test_readme.py

# The documentation as a site: build/site/index.html. A link that leads nowhere fails it, and so does a page that no list has.
site: .venv/.installed-dev
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

coverage: .venv/.installed-dev
	$(BIN)/python -m pytest $(SPREAD) --cov --cov-branch --cov-report=term-missing:skip-covered --cov-fail-under=95

# Figures by kind on the labelled packs, none of which may fall below its floor, what a confidence means, and the labelled
# seeds. PACKS names some of them; YARDSTICK, beside one pack, is a folder of another program's reports on it. A floor that
# is missed fails the command once every pack has been measured.
PACKS ?= ../shared/bench/ecb-dev ../shared/bench/ecb-train ../shared/bench/wire-dev
quality: .venv/.installed-dev
	@missed=0; for pack in $(PACKS); do \
	  if [ ! -d "$$pack" ]; then echo "== $$pack is not there: passed over"; continue; fi; \
	  echo "== $$pack"; \
	  $(BIN)/python benchmarks/quality.py "$$pack" --jobs 2 --floors benchmarks/floors.json $(if $(YARDSTICK),--beside $(YARDSTICK)) || missed=1; \
	  $(BIN)/python benchmarks/confidence.py "$$pack" --jobs 2 || missed=1; \
	done; exit $$missed
	$(BIN)/python -m pytest -q tests/test_seeds.py

# The program's output that the README quotes, written anew; read the difference before it is committed.
readme: report
	@$(BIN)/python docs/refresh_readme.py

# What it stands on: the licences, as a page that is committed, and all of it as a bill of materials (CycloneDX), which is not.
.PHONY: licences sbom lock
licences: .venv/.installed
	@$(BIN)/python docs/dependencies.py licences > docs/licences.md

sbom: .venv/.installed
	@mkdir -p build
	@$(BIN)/python docs/dependencies.py sbom > build/factcheck.cdx.json

# Every file that pip takes today, by its hash; make lock CHECK=--check asks whether pip can still take just those.
lock: .venv/.installed-dev
	@$(BIN)/python docs/lock.py $(CHECK)

# A second run sets nothing up: the stamps are as old as pyproject.toml asks.
.venv/.installed: pyproject.toml | $(BIN)/python
	@echo "Setting up .venv (once; some minutes) ..." >&2
	@$(PIP) -e .
	@touch $@

.venv/.installed-dev: pyproject.toml | $(BIN)/python
	@echo "Setting up .venv with the tools for tests (once; some minutes) ..." >&2
	@$(PIP) -e '.[dev]'
	@touch .venv/.installed $@

$(BIN)/python:
	@$(PYTHON) -m venv .venv

clean:
	rm -rf .venv build dist .coverage .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
