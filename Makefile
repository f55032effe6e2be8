# Every command of the project. `make help` lists them.

# The first Python that is new enough; plain python3 when there is none, which then says so.
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && exit; done; echo python3)
PORT ?= 8000
VENV_PYTHON = .venv/bin/python

.DEFAULT_GOAL := help
.PHONY: help run test lint format soak bench bench-forum bench-pdf bench-search bench-suggest search-eval messages requirements clean python3

help: ## List these commands
	@grep -E '^[a-z0-9-]+:.*## ' Makefile | sed -E 's/^([a-z0-9-]+):.*## /\1\t/' | \
		while IFS='	' read -r name text; do printf '  make %-14s %s\n' "$$name" "$$text"; done

run: python3 ## Start the whole site on 127.0.0.1:8000 with a sample district (PORT=9000 changes the port)
	@PORT="$(PORT)" $(PYTHON) -m tools.run

test: python3 ## Run every check and test (ONLY="lint pytest" runs some stages)
	@$(PYTHON) -m tools.check $(ONLY)

lint: python3 ## Run only the checks of style and imports
	@$(PYTHON) -m tools.check ruff format templates imports

format: python3 ## Put the Python code in its agreed shape
	@$(PYTHON) -m tools.environment requirements.txt requirements-dev.txt
	@$(VENV_PYTHON) -m ruff check --fix --quiet . ; $(VENV_PYTHON) -m ruff format .

soak: python3 ## Run the long versions of tests (thousands of cases)
	@$(PYTHON) -m tools.check soak

bench: python3 ## Measure pages under the production server and write docs/benchmarks.md
	@$(PYTHON) -m tools.environment requirements.txt requirements-dev.txt
	@$(VENV_PYTHON) -m tests.benchmarks

bench-forum: python3 ## Measure the forums with a thousand and a million posts and write docs/benchmarks.md
	@$(PYTHON) -m tools.environment requirements.txt requirements-dev.txt
	@$(VENV_PYTHON) -m tests.benchmarks.forum

bench-pdf: python3 ## Measure one-page reflections on their way to paper and write docs/benchmarks.md
	@$(PYTHON) -m tools.environment requirements.txt requirements-dev.txt
	@$(VENV_PYTHON) -m tests.benchmarks.pdf

bench-search: python3 ## Measure search at several sizes (SIZES="1000 10000") and write docs/benchmarks.md
	@$(PYTHON) -m tools.environment requirements.txt requirements-dev.txt
	@$(VENV_PYTHON) -m tests.benchmarks.search $(if $(SIZES),--sizes $(SIZES))

bench-suggest: python3 ## Measure suggestions at 100,000 titles and write docs/benchmarks.md
	@$(PYTHON) -m tools.environment requirements.txt requirements-dev.txt
	@$(VENV_PYTHON) -m tests.benchmarks.suggest

search-eval: python3 ## Measure the ranking of search on judged Thai queries
	@$(PYTHON) -m tools.environment requirements.txt requirements-dev.txt
	@$(VENV_PYTHON) -m tests.search.evaluation

messages: python3 ## Collect the sentences to translate into locale/th (FRAGMENTS="a.po b.po" takes translations over)
	@$(PYTHON) -m tools.environment requirements.txt requirements-dev.txt
	@$(VENV_PYTHON) -m tools.messages extract $(FRAGMENTS)
	@$(VENV_PYTHON) -m tools.messages compile

requirements: python3 ## Pin requirements*.in into requirements*.txt (UPGRADE=1 takes newer versions)
	@$(PYTHON) -m tools.environment requirements.txt requirements-dev.txt
	@$(VENV_PYTHON) -m tools.requirements $(if $(UPGRADE),--upgrade)

clean: ## Remove what was built: .venv, caches, compiled files (never the data in var)
	rm -rf .venv .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage htmlcov var/coverage var/logs var/tools
	find . -name __pycache__ -not -path './var/*' -prune -exec rm -rf {} +
	rm -f locale/*/LC_MESSAGES/*.mo

python3:
	@command -v $(PYTHON) >/dev/null || { \
		echo "✗ ไม่พบ $(PYTHON) โปรดติดตั้ง Python 3.11 ขึ้นไป"; \
		echo "  $(PYTHON) was not found. Install Python 3.11 or newer."; exit 1; }
