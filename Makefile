# The short way: `make demo` builds and shows a graph, `make test` passes the tests. Each sets up what it needs in .venv.
# `make PYTHON=python3.12 demo` takes another Python for a new .venv.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
KG := .venv/bin/python -m kg
RUN := .venv/bin/python -m

# What the shell that calls make has set must not reach into .venv.
unexport PYTHONPATH PYTHONHOME PIP_USER PIP_TARGET PIP_PREFIX PIP_REQUIRE_VIRTUALENV VIRTUAL_ENV
export PYTHON

.PHONY: help setup setup-dev demo test check lint types docs clean

help:  ## what can be made (this list)
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' Makefile

setup: .venv/.installed  ## install kg into .venv
setup-dev: .venv/.installed-dev  ## install kg and what its tests need into .venv

.venv/.installed: pyproject.toml constraints.txt .ci/setup
	@bash .ci/setup

.venv/.installed-dev: pyproject.toml constraints.txt .ci/setup
	@bash .ci/setup dev

demo: .venv/.installed  ## build the graph of a bundled article into output/demo/ and tell what is in it
	@$(KG) demo

test: .venv/.installed-dev  ## run the tests
	@$(RUN) pytest -q $(TESTS)

check: lint types docs  ## style, types, directions of imports, documentation

lint: .venv/.installed-dev
	@$(RUN) ruff check .

types: .venv/.installed-dev
	@$(RUN) mypy

docs: .venv/.installed-dev
	@$(RUN) pytest -q -p no:cacheprovider tests/test_architecture.py tests/test_docs.py

clean:  ## remove .venv, caches and everything in output/ that a build wrote
	@rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis output/demo
	@find kg tests -name __pycache__ -type d -prune -exec rm -rf {} +
