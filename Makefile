# Two commands: `make demo` shows the main job, `make test` runs everything that guards the code.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: setup demo test check format clean

setup: .venv/.installed

.venv/.installed: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -e '.[dev]'
	mkdir -p .links && ln -sfn .. .links/hegao
	touch $@

