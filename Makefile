# Two commands are all that is needed:  make demo  and  make test.
# Everything is installed into .venv inside this folder; nothing outside it is touched
# (make test also installs Debian's Chromium where it is missing and that is allowed).

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:
.ONESHELL:

VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check install --quiet --constraint constraints.txt
# A folder that was moved is installed anew: the stamps carry the place where they were made.
HERE := $(shell printf '%s' "$(CURDIR)" | cksum | cut -d' ' -f1)
RUN_STAMP := $(VENV)/.installed-run-$(HERE)
SERVE_STAMP := $(VENV)/.installed-serve-$(HERE)
DEV_STAMP := $(VENV)/.installed-dev-$(HERE)

.PHONY: help demo serve test check supply release verify bench docs browser page clean

help:  ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 14

demo: $(RUN_STAMP)  ## fit the shipped example, look 30 days ahead, write russia-2022.html
	@$(VENV)/bin/alee demo

serve: $(SERVE_STAMP) page  ## open the page on this computer only, with the shipped example
	@$(VENV)/bin/alee serve

test: $(DEV_STAMP) browser page  ## run all tests (less than 15 minutes on two cores)
	@$(PY) -m pytest -q

check: $(DEV_STAMP) supply  ## style, types, layers, licences and known holes (less than 3 minutes)
	@$(PY) -m ruff check
	$(PY) -m ruff format --check
	$(PY) -m mypy
	$(VENV)/bin/lint-imports
	$(PY) scripts/check_supply.py

# What asks for known holes is not needed for anything else; without a network the check says so and goes on.
supply: $(PY)
	@if $(PY) -c 'import pip_audit, cyclonedx_py' 2>/dev/null; then exit 0; fi
	$(PIP) --retries 1 --timeout 10 --group supply 2>/dev/null ||
	  echo "pip-audit could not be installed (no network?); known holes are not looked for." >&2

release: $(DEV_STAMP) supply page  ## build dist/: the packages, and what they are made of (SBOM, CycloneDX)
	@rm -rf dist build/release
	$(PY) -m hatchling build
	if ! $(PY) -c 'import cyclonedx_py' 2>/dev/null; then
	  echo "The packages stand in dist/. The list of their parts (SBOM) is missing: it needs cyclonedx-bom," >&2
	  echo "which could not be installed. With a network: make release" >&2
	  exit 1
	fi
	$(PY) -m venv --without-pip build/release
	$(PY) -m pip --disable-pip-version-check --python build/release/bin/python install --quiet \
	  --constraint constraints.txt dist/*.whl
	$(PY) -m cyclonedx_py environment --pyproject pyproject.toml --output-format JSON \
	  --output-file dist/alee.cdx.json build/release/bin/python
	$(PY) scripts/check_supply.py --sbom dist/alee.cdx.json
	ls dist

verify: $(DEV_STAMP)  ## the long checks; writes docs/evidence (hours; make verify CHECKS="calibration" for some)
	@$(PY) -m verification $(CHECKS)

bench: $(DEV_STAMP)  ## measure the engine's speed; writes docs/evidence/speed.md (minutes; make bench NAMES="threads" for some)
	@$(PY) -m benchmarks $(NAMES)

docs: $(DEV_STAMP)  ## write the generated pages of docs/reference anew
	@$(PY) scripts/write_docs.py

clean:  ## remove the environment and the caches
	@rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

$(PY):
	@for candidate in $${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11 python; do
	  found=$$(command -v "$$candidate") || continue
	  "$$found" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue
	  if ! "$$found" -c 'import venv, ensurepip' 2>/dev/null; then incomplete=$$found; continue; fi
	  echo "Making the environment $(VENV) with $$("$$found" --version)."
	  "$$found" -m venv $(VENV)
	  exit 0
	done
	if [ -n "$${incomplete:-}" ]; then
	  echo "$$incomplete has no venv module. On Debian and Ubuntu: apt-get install python3-venv" >&2
	else
	  echo "No Python of version 3.11 or newer was found. Install one, or name it: make PYTHON=/path/to/python3 ..." >&2
	fi
	exit 1

$(RUN_STAMP): $(PY) pyproject.toml constraints.txt
	@echo "Installing what Alee needs (some minutes the first time)."
	$(PIP) --upgrade pip
	$(PIP) --group build
	$(PIP) --no-build-isolation --editable .
	echo "Compiling the engine, once (a minute or two)."
	$(PY) -m alee.warm
	touch $@

$(SERVE_STAMP): $(RUN_STAMP)
	@echo "Installing what the page needs."
	$(PIP) --no-build-isolation --editable ".[dashboard,tables]"
	touch $@

$(DEV_STAMP): $(RUN_STAMP)
	@echo "Installing what the tests need."
	$(PIP) --group dev
	touch $@

# The page is built by npm where that works; without it the server says how, and the rest works.
PAGE := src/alee/dashboard/static/index.html
page: $(PAGE)

$(PAGE): $(shell find web/src web/public web/index.html web/package-lock.json web/vite.config.ts 2>/dev/null)
	@if ! command -v npm >/dev/null; then
	  echo "No npm here: the page of alee serve is not built. Install Node.js 20.19 or newer, then: make page" >&2
	  exit 0
	fi
	echo "Building the page."
	if ! (cd web && npm ci --no-audit --no-fund --loglevel=error --fetch-retries=1 && npm run --silent build); then
	  echo "The page of alee serve was not built, see above; the tests that look at it may be skipped." >&2
	  echo "Needed: Node.js 20.19 or newer and, the first time, a network. Then: make page" >&2
	fi

browser:
	@if command -v chromium chromium-browser google-chrome >/dev/null; then exit 0; fi
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
	  echo "Installing Chromium for the tests that look at pages."
	  export DEBIAN_FRONTEND=noninteractive
	  apt-get -qq update >/dev/null && apt-get -qq install --yes --no-install-recommends chromium >/dev/null && exit 0
	  echo "Chromium could not be installed; the tests that look at pages will be skipped." >&2
	else
	  echo "No Chromium here; the tests that look at pages will be skipped. Debian: sudo apt-get install chromium" >&2
	fi
