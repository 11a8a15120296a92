# Two commands set all up on a fresh machine: `make demo` and `make test`.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
STAMP = $(VENV)/.installed

.PHONY: demo test lint bubblewrap clean

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "grader needs Python 3.11 or newer; set PYTHON=/path/to/python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --constraint constraints.txt --editable '.[dev]'
	touch $@

bubblewrap:
	@command -v bwrap >/dev/null || { echo "installing bubblewrap ..."; \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -qq && apt-get install -y -qq bubblewrap >/dev/null; \
	  elif command -v apt-get >/dev/null && sudo -n true 2>/dev/null; then \
	    sudo apt-get update -qq && sudo apt-get install -y -qq bubblewrap >/dev/null; \
	  fi; command -v bwrap >/dev/null; } || \
	  { echo "bubblewrap is missing and could not be installed: install the package 'bubblewrap' and try again"; exit 1; }

demo: $(STAMP) bubblewrap
	rm -rf demo && mkdir demo
	$(BIN)/grader batch examples/class --db demo/class.sqlite || [ $$? = 1 ]
	$(BIN)/grader report --db demo/class.sqlite --out demo/report
	@echo "The report: $(CURDIR)/demo/report/index.html"

test: $(STAMP) bubblewrap lint
	$(BIN)/python -m pytest -n 2 -m "not slow" -q
	$(BIN)/grader validate

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/mypy

clean:
	rm -rf $(VENV) demo
