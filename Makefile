# make demo: a forecast of a real decision, from a clean clone.   make test: every test.
PYTHON ?= python3
CASE ?= iraq-2024
SHARED ?= ../shared
GOLD ?= src/majlis/cases/harbour-dispute
BIN := .venv/bin
RUN := .venv/ready-run
DEV := .venv/ready-dev

.DEFAULT_GOAL := help
.PHONY: help demo test lint bench score-reading check-sources locks clean

help:
	@echo "make demo           run $(CASE) and write its report"
	@echo "make test           run every test"
	@echo "make lint           ruff, mypy and the import contracts"
	@echo "make bench          speed, as ratios in one run"
	@echo "make score-reading  how well documents are read (GOLD=$(GOLD))"
	@echo "make check-sources  the tests that need the source documents (SHARED=$(SHARED))"
	@echo "make locks          resolve the dependencies anew (needs uv)"

demo: $(RUN)
	$(BIN)/majlis run $(CASE)

test: $(DEV)
	$(BIN)/python -m pytest -n 2 -m "not sources"

lint: $(DEV)
	$(BIN)/ruff check src tests benchmarks
	$(BIN)/ruff format --check src tests benchmarks
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(DEV)
	$(BIN)/python -m benchmarks

score-reading: $(DEV)
	$(BIN)/python -m benchmarks.score_reading $(GOLD)

check-sources: $(DEV)
	MAJLIS_SHARED="$(SHARED)" $(BIN)/python -m pytest -m sources

locks:
	for name in all dev bench; do \
	  uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	    --extra $$name --extra build pyproject.toml --output-file requirements/$$name.lock || exit 1; \
	done

clean:
	rm -rf .venv build dist majlis-out

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Majlis needs Python 3.11 or newer; say which: make PYTHON=python3.11 ..."; exit 1; }
	$(PYTHON) -m venv .venv

$(RUN): .venv/bin/python requirements/all.lock pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements/all.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV): $(RUN) requirements/dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements/dev.lock
	@touch $@
