# Thin: the work is in Python.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test up down lint check bench clients contracts screenshots setup

demo: setup
	@$(BIN)/ekinerja demo

test: setup
	@$(BIN)/python -m tests

up: setup
	@$(BIN)/ekinerja up

down: setup
	@$(BIN)/ekinerja down

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check: lint
	$(BIN)/python -m pytest tests -m "not servers and not stack"

bench: setup
	@$(BIN)/python -m bench

# The clients of the events in Java, Go, TypeScript and PHP, by tools of a lock of their own.
clients: setup
	@$(BIN)/python -m clients

# The twelve most telling pages of the demo at both widths, into docs/screenshots; `make demo` has to have run.
screenshots: setup
	@$(BIN)/python -m tests.pictures

contracts: setup
	@$(BIN)/ekinerja contracts

# Does nothing when .venv carries the stamp of the locks as they are.
setup:
	@command -v $(PYTHON) >/dev/null || { echo "setup: $(PYTHON) not found; Python 3.11 or later is needed"; exit 2; }
	@$(PYTHON) -m ekinerja.install
