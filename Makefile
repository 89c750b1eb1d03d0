# Everything a newcomer needs: `make demo` and `make test` set up their own environment; only Python 3.11+ and make are needed.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
DEMO ?= build/demo
SET ?= dev
REMARK = $(if $(NOTE),--note "$(NOTE)")
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: demo test bench bench-record bench-citations bench-formats docs accuracy format clean

demo: $(VENV)/installed
	@mkdir -p $(DEMO)
	$(BIN)/mandategraph build --sample --store $(DEMO)/store
	$(BIN)/mandategraph validate --store $(DEMO)/store
	$(BIN)/mandategraph trace "611(XXX)" --store $(DEMO)/store
	$(BIN)/mandategraph export $(DEMO)/export --focus "611(XXX)" --store $(DEMO)/store

test: $(VENV)/developing
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest -n auto

bench: $(VENV)/developing
	$(BIN)/python benchmarks/pipeline.py

bench-record: $(VENV)/developing
	$(BIN)/python benchmarks/record.py $(RECORD)

bench-citations: $(VENV)/developing
	$(BIN)/python benchmarks/citations.py $(TEXTS) --hostile
bench-formats: $(VENV)/developing
	$(BIN)/python -m benchmarks.formats $(SOURCE)

docs: $(VENV)/developing
	$(BIN)/python docs/build_ontology_page.py

accuracy: $(VENV)/developing
	@mkdir -p build/accuracy
	$(BIN)/mandategraph evaluate citations $(wildcard $(GOLD)/citations.$(SET).jsonl*) --save build/accuracy/citations.json $(REMARK)
	$(BIN)/mandategraph evaluate structure $(wildcard $(GOLD)/structure.$(SET).jsonl*) --save build/accuracy/structure.json $(REMARK)
	$(BIN)/mandategraph evaluate structure $(wildcard $(GOLD)/structure.$(SET).jsonl*) --wrap 88 --save build/accuracy/wrapped.json $(REMARK)
	$(BIN)/mandategraph evaluate mandates $(wildcard $(GOLD)/mandates/$(SET).jsonl*) --save build/accuracy/mandates.json $(REMARK)
	$(BIN)/python docs/build_accuracy_page.py $(addprefix build/accuracy/,citations.json structure.json wrapped.json mandates.json)

format: $(VENV)/developing
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf $(VENV) build dist

$(VENV)/installed: pyproject.toml requirements/demo.txt
	@$(PYTHON) -c "import sys; sys.exit('mandategraph needs Python 3.11 or newer; call: make PYTHON=python3.12' if sys.version_info < (3, 11) else 0)"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --requirement requirements/demo.txt
	$(BIN)/pip install --quiet --no-deps --editable .
	@touch $@

$(VENV)/developing: $(VENV)/installed requirements/dev.txt
	$(BIN)/pip install --quiet --requirement requirements/dev.txt
	@touch $@
