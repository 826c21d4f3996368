# Two commands for newcomers: `make demo` and `make test`. Both need Python 3.11 or newer, git and make.
PYTHON ?= python3
BIN := .venv/bin
FIXTURE := fixtures/kittlebrae
# One process for each core; the tests of a file stay together, since they share what is slow to make.
SPREAD := -n auto --dist loadfile

.PHONY: demo test check lint types imports dependencies lock clean

demo: .venv/installed
	$(BIN)/socaudit scan $(FIXTURE) --config $(FIXTURE)/socaudit.yaml

test: .venv/developing
	$(BIN)/pytest $(SPREAD) -m "not slow" $(PYTEST_OPTIONS)

# Everything that must hold before a change lands.
check: lint types imports dependencies
	$(BIN)/pytest $(SPREAD) --cov --cov-report=term

lint: .venv/developing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/developing
	$(BIN)/mypy

imports: .venv/developing
	$(BIN)/lint-imports

dependencies: .venv/developing
	$(BIN)/deptry .

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/installed: .venv/bin/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable .
	touch $@

.venv/developing: .venv/installed
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	touch $@

# Pins every dependency for all supported Pythons and platforms; needs `uv`.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --extra dev --output-file constraints.txt pyproject.toml

clean:
	rm -rf .venv build dist .coverage .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
