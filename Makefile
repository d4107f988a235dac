# make demo: see what this does. make test: run all tests. Everything is installed into .venv from requirements.lock.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO := graphs/demo
PAGE := $(DEMO)/graph.html
READY := $(VENV)/.ready
AXE := tests/view/node_modules/.package-lock.json
COMUNICA := tests/serve/node_modules/.package-lock.json
EDITOR := kg/serve/static/yasgui/yasgui.min.js

.PHONY: demo test lint format docs browser servers editor clients screenshot lock clean help

help:
	@echo 'make demo        build the graph of examples/articles, query it, write its page'
	@echo 'make test        run all tests'
	@echo 'make editor      fetch the query editor that kg serve shows (from npm)'
	@echo 'make lint        check style, types and the layers of the code'
	@echo 'make format      rewrite the code in its style'
	@echo 'make docs        write docs/cli.md again'
	@echo 'make screenshot  make the pictures of the documentation again'
	@echo 'make lock        resolve the dependencies again into requirements.lock'
	@echo 'make clean       remove what was built (not .venv)'

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo 'error: Python 3.11 or newer is needed; run make PYTHON=/path/to/python3.11' >&2; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo 'Installing locked packages into $(VENV) (the first time this takes a minute or two) ...'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: $(READY)
	@echo; echo '== Building the graph of examples/articles'
	@$(BIN)/kg build examples/articles -g $(DEMO) --prune
	@echo; echo '== What was found'
	@$(BIN)/kg stats -g $(DEMO)
	@for name in acquisitions told-in-both-languages people-between-works; do \
	  echo; sed -n '1s/^# title: */== /p' examples/queries/$$name.rq; \
	  $(BIN)/kg query -g $(DEMO) -f examples/queries/$$name.rq || exit $$?; \
	done
	@echo; echo '== The graph as a page'
	@$(BIN)/kg view -g $(DEMO) -o $(PAGE) --title 'mediakg: the example articles'
	@echo; echo 'Now open $(CURDIR)/$(PAGE) in a browser.'

test: $(READY) browser servers $(AXE) $(EDITOR) $(COMUNICA)
	@$(BIN)/python -m pytest -n logical --maxprocesses 4 --dist loadfile

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Tests of the page and its pictures drive a real browser, Debian's chromium.
browser:
	@command -v chromium chromium-browser google-chrome >/dev/null 2>&1 || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo 'Installing chromium ...'; \
	    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core; } >/dev/null; \
	  else \
	    echo 'note: no Chromium here, so the browser tests are skipped; install the package chromium to run them'; \
	  fi; }

$(AXE): tests/view/package.json tests/view/package-lock.json
	@if command -v npm >/dev/null; then npm ci --prefix tests/view --ignore-scripts --no-audit --no-fund --silent && touch $@; \
	else echo 'note: no npm here, so the accessibility tests are skipped'; fi

# Tests of graphs on SPARQL servers drive a real Virtuoso; rapper reads the exports.
servers:
	@command -v virtuoso-t >/dev/null && command -v rapper >/dev/null || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo 'Installing virtuoso-opensource and raptor2-utils ...'; \
	    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
	      virtuoso-opensource raptor2-utils; } >/dev/null; \
	  else \
	    echo 'note: no Virtuoso or rapper here, so their tests are skipped; install virtuoso-opensource and raptor2-utils'; \
	  fi; }

# The editor for browsers, locked by its hashes; only the two files that pages load are kept.
editor: $(EDITOR)

$(EDITOR): tools/editor/package.json tools/editor/package-lock.json
	@if command -v npm >/dev/null; then npm ci --prefix tools/editor --ignore-scripts --no-audit --no-fund --silent \
	  && mkdir -p $(@D) && cp tools/editor/node_modules/@zazuko/yasgui/build/yasgui.min.css $(@D)/ \
	  && sed -e '1i /*! YASGUI by Triply and Zazuko, MIT licence, github.com/rdfjs/Yasgui */' -e '/^\/\/# sourceMappingURL=/d' tools/editor/node_modules/@zazuko/yasgui/build/yasgui.min.js > $@; \
	else echo 'note: no npm here, so kg serve shows its plain editor'; fi

clients: $(COMUNICA)

$(COMUNICA): tests/serve/package.json tests/serve/package-lock.json
	@if command -v npm >/dev/null; then npm ci --prefix tests/serve --ignore-scripts --no-audit --no-fund --silent && touch $@; \
	else echo 'note: no npm here, so comunica is not tried'; fi

screenshot: $(READY) browser
	$(BIN)/kg build examples/articles -g $(DEMO) --prune
	$(BIN)/python -m tests.view.screenshots $(DEMO) docs/img

docs: $(READY)
	$(BIN)/python -m tools.cli_docs

lock:
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check 'uv>=0.5'
	$(BIN)/python tools/lock.py $(UPGRADE)

clean:
	rm -rf $(DEMO) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find kg tests tools bench -name __pycache__ -type d -prune -exec rm -rf {} +
