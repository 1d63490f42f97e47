# Everything a newcomer types. Each target makes its own set-up in .venv; nothing outside this folder is touched.
# Works with GNU make 3.81 (macOS) and later. Paths are relative, so the folder may have a space in its name.

PYTHON ?= python3
WORKERS ?= auto
UV_VERSION := 0.13.8
BIN := .venv/bin
UV := build/bootstrap/bin/uv
READY := .venv/ready

.DEFAULT_GOAL := help
.PHONY: help setup demo story test check bench browser guides styles words soak soak-plugs soak-failover soak-planted soak-load soak-browser soak-scan mutants

help: ## say what can be typed here
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

setup: $(READY) ## make .venv with everything the project needs

PORT ?= 8000

demo: $(READY) ## serve the pages of a made-up agency with the story living in it (PORT=8000)
	@$(BIN)/solidground demo --port "$(PORT)" $(ARGS)

story: $(READY) ## live the story in the terminal, with time running fast
	@$(BIN)/solidground demo $(ARGS)

test: $(READY) ## run every test, PostgreSQL included, and hold core and app to full branch coverage
	@PYTEST_WORKERS="$(WORKERS)" bash .ci/test $(ARGS)

check: $(READY) ## check style, types, imports, spelling, dependencies, dead code and security
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/codespell
	$(BIN)/deptry .
	$(BIN)/vulture
	$(BIN)/bandit --configfile pyproject.toml --quiet --recursive src

bench: $(READY) ## measure every speed beside its physical limit
	@$(BIN)/solidground bench $(ARGS)

# Its files are not named as tests: `make test` needs no browser.
browser: $(READY) ## open every page in a real browser; THEMES=all also dark, small, large, in forced colours and in Spanish
	@THEMES="$(THEMES)" PYTEST_WORKERS="$(WORKERS)" bash .ci/browser $(ARGS)

guides: $(READY) ## take the pictures in docs/guides again, with a real browser
	@found="$$($(BIN)/python -m tests.browser.chromium)" && SOLIDGROUND_CHROMIUM="$$found" $(BIN)/python -m tests.browser.guides

styles: ## build the styles of the pages again (needs npm); what comes out is committed
	@cd frontend && npm ci --ignore-scripts --no-audit --no-fund --silent && npm run --silent build

words: $(READY) ## build what the pages say in each language from web/locale; what comes out is committed
	@$(BIN)/pybabel --quiet compile --domain django --directory src/solidground/web/locale

soak: soak-plugs soak-failover soak-planted soak-load soak-browser soak-scan ## hours of it: plugs, a failing database, planted defects, a crowd, every theme, scanners

PLUGS ?= 200

soak-plugs: $(READY)
	@PLUGS="$(PLUGS)" $(BIN)/pytest -p no:randomly -s tests/soak

KILLS ?= 10

soak-failover: $(READY)
	@command -v etcd >/dev/null && command -v patroni >/dev/null && command -v pkill >/dev/null || { \
	  echo "etcd, patroni and pkill are needed on the path. On Debian: apt-get install etcd-server patroni procps" >&2; \
	  test "$$(id -u)" = 0 && command -v apt-get >/dev/null || exit 2; \
	  echo "Installing them ..." >&2; apt-get -qq update && DEBIAN_FRONTEND=noninteractive \
	    apt-get -qq install --no-install-recommends etcd-server patroni procps >/dev/null; }
	@KILLS="$(KILLS)" $(BIN)/pytest -p no:randomly -s tests/soak/failover.py

soak-planted: $(READY)
	@$(BIN)/python -m tests.planted.soak $(ARGS)

# KINDS="sqlite", PEOPLE=40 and LASTS=30 make it small.
soak-load: $(READY)
	@for kind in $(or $(KINDS),sqlite postgresql); do \
	  KIND="$$kind" PEOPLE="$(PEOPLE)" LASTS="$(LASTS)" $(BIN)/pytest -p no:randomly -s tests/soak/load.py || exit 1; done

soak-browser: $(READY)
	@THEMES=all PYTEST_WORKERS="$(WORKERS)" bash .ci/browser $(ARGS)

# HALVES="wapiti" and ROLES="member" make it small. Each tool is in a place of its own: neither is needed by the project.
soak-scan: $(READY)
	@for half in $(or $(HALVES),schemathesis wapiti); do \
	  UV="$(UV)" ROLES="$(ROLES)" EXAMPLES="$(EXAMPLES)" $(BIN)/python -m tests.scan.$$half || exit 1; done

MUTMUT := mutmut==3.8.1

mutants: $(READY) ## change core in every small way, and count what its tests notice
	@UV_PROJECT_ENVIRONMENT=.venv $(UV) run --no-sync --frozen --quiet --with "$(MUTMUT)" python -m tests.planted.mutants $(ARGS)

# Synced again only when what it is made from has changed.
$(READY): pyproject.toml uv.lock $(UV)
	@echo "Setting up .venv (once; and again when pyproject.toml or uv.lock change) ..."
	@UV_PYTHON_DOWNLOADS=never UV_LINK_MODE=copy UV_PROJECT_ENVIRONMENT=.venv \
	  $(UV) sync --frozen --quiet --python "$$($(PYTHON) -c 'import sys; print(sys.executable)')"
	@touch $(READY)

$(UV):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Python 3.11 or later is needed. If it has another name here: make PYTHON=python3.12 ..." >&2; exit 2; }
	@$(PYTHON) -m venv build/bootstrap || { \
	  echo "Python cannot make a virtual environment. On Debian: apt install python3-venv" >&2; exit 2; }
	@build/bootstrap/bin/python -m pip install --quiet --disable-pip-version-check "uv==$(UV_VERSION)"
	@touch $(UV)
