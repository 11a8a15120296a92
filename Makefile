# Two commands set all up on a fresh machine: `make demo` and `make test`.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
STAMP = $(VENV)/.installed

.PHONY: demo test test-slow bench lint system clean

$(STAMP): pyproject.toml constraints.txt | system
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --constraint constraints.txt --editable '.[dev]'
	touch $@

# What no package index has: a Python that can make virtual environments, and bubblewrap, the sandbox.
system:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "grader needs Python 3.11 or newer; set PYTHON=/path/to/python3.11"; exit 1; }
	@missing=""; \
	$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || missing="$$missing python3-venv"; \
	command -v bwrap >/dev/null || missing="$$missing bubblewrap"; \
	test -z "$$missing" && exit 0; \
	echo "installing$$missing ..."; \
	as_root=; test "$$(id -u)" = 0 || as_root="sudo -n"; \
	if command -v apt-get >/dev/null && $$as_root true 2>/dev/null; then \
	  $$as_root apt-get update -qq && $$as_root apt-get install -y -qq $$missing >/dev/null; \
	fi; \
	{ $(PYTHON) -c 'import ensurepip, venv' 2>/dev/null && command -v bwrap >/dev/null; } || \
	  { echo "Missing, and could not be installed:$$missing."; \
	    echo "Install it with your system's package manager, then run make again."; exit 1; }

demo: $(STAMP)
	rm -rf demo && mkdir demo
	$(BIN)/grader batch examples/class --db demo/class.sqlite || [ $$? = 1 ]
	$(BIN)/grader report --db demo/class.sqlite --out demo/report
	@echo "The report: $(CURDIR)/demo/report/index.html"

test: $(STAMP) lint
	$(BIN)/python -m pytest -n 2 -q

# Half an hour: dozens of kills, full disks, everything graded again and again, one test after the other; a thousand
# variants of each question; every wrong and every right solution of every task, seventy trained detectors among them.
test-slow: $(STAMP)
	$(BIN)/python -m pytest -q -m slow
	$(BIN)/grader quiz lint
	$(BIN)/grader validate

# Half an hour; installs other graders beside ours, into benchmarks/.envs.
bench: $(STAMP)
	$(BIN)/python benchmarks/graders.py
	$(BIN)/python benchmarks/overhead.py
	$(BIN)/python benchmarks/floor.py
	$(BIN)/python benchmarks/check.py
	$(BIN)/python benchmarks/quizzes.py

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check grader reference
	$(BIN)/mypy

clean:
	rm -rf $(VENV) demo benchmarks/.envs
