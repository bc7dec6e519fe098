# `make` or `make help` lists everything that a person can do here.
.DEFAULT_GOAL := help
SHELL := bash
PYTHON ?= python3
REPORTS ?= ../shared/reports
FILES = $(wildcard $(REPORTS)/*.txt $(REPORTS)/*.docx $(REPORTS)/*.pdf)
VENV := .venv
BIN := $(VENV)/bin
export DBT_PROFILES_DIR := $(CURDIR)
export DBT_SEND_ANONYMOUS_USAGE_STATS := false
export DO_NOT_TRACK := 1
export GX_ANALYTICS_ENABLED := false
export SQLFLUFF_DISABLE_PROGRESS_BAR := 1

.PHONY: help
help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | awk -F'\t' '{printf "  make %-14s %s\n", $$1, $$2}'

$(BIN)/.installed: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@

.PHONY: install
install: $(BIN)/.installed ## the environment, from the lock, in .venv

.PHONY: build
build: install ## the main job: seeds → models → tests → gate → warehouse/ktxh.duckdb
	$(BIN)/ktxh build

.PHONY: test
test: install ## the one gate: linters, unit tests, and the whole build proved
	$(BIN)/ruff check scripts models tests
	$(BIN)/ruff format --check scripts models tests
	$(BIN)/sqlfluff lint --nocolor models macros tests/dbt
	$(BIN)/python -m pytest

.PHONY: extract
extract: install ## read the reports of REPORTS (a folder) again into seeds/raw
	$(BIN)/ktxh extract $(FILES)

.PHONY: check
check: install ## whether seeds/raw is what the reports of REPORTS give
	$(BIN)/ktxh extract --check $(FILES)

.PHONY: example
example: install ## the invented district: its two reports read, built into warehouse/phieng-sa.duckdb
	$(BIN)/ktxh extract examples/phieng-sa/reports/*.txt --out examples/phieng-sa/seeds/raw
	$(BIN)/ktxh build --seeds examples/phieng-sa/seeds --target warehouse/phieng-sa.duckdb

.PHONY: facts
facts: install ## 60 rows of the sector facts at random, to judge by reading: make facts SEED=1a2b3c4d
	$(BIN)/python -m tests.gold.sample_facts $(SEED)

.PHONY: score
score: install ## how well the machine reads: the report read by eye, the samples, our passages; GOLD=dir scores that folder alone
ifdef GOLD
	$(BIN)/python -m tests.gold.passages $(GOLD)
else
	$(BIN)/python -m tests.gold.score $(REPORTS)/bac-son-185-2024.txt
	$(BIN)/python -m tests.gold.passages $(REPORTS)/../samples
	$(BIN)/python -m tests.gold.passages tests/passages/dev
	$(BIN)/python -m tests.gold.passages tests/passages/held_back
	@echo "Passages that nobody looked at, told without a goal:"
	-@$(BIN)/python -m tests.gold.passages tests/passages/unseen 2>/dev/null | sed 's/ *goal.*//'
endif

.PHONY: sample
sample: install ## 60 figures at random with their clauses, to judge by reading: make sample SEED=1a2b3c4d
	$(BIN)/python -m tests.gold.sample $(REPORTS)/bac-son-185-2024.txt $(SEED)

.PHONY: fuzz
fuzz: install ## hostile inputs to extraction and to the look at seeds: make fuzz SEED=1 FIRST=0 COUNT=10000
	$(BIN)/python -m tests.fuzz.seed_files $(or $(SEED),1) $(or $(FIRST),0) $(or $(COUNT),10000)
	$(BIN)/python -m tests.fuzz.extraction $(or $(SEED),1) $(or $(FIRST),0) $(or $(COUNT),10000)

.PHONY: bench
bench: install ## the audit against planted slips and its rivals (exit 1 when a goal is missed); time and memory of extraction
	$(BIN)/python -m tests.bench.extraction $(REPORTS)/bac-son-185-2024.txt
	$(BIN)/python -m tests.bench.slips $(REPORTS)/bac-son-185-2024.txt

.PHONY: torture
torture: install ## builds killed, disks filled, files spoilt, at length; goes on where it was stopped (CLEAN=1 begins anew)
	$(if $(CLEAN),rm -rf target/torture)
	$(BIN)/python -m tests.torture

.PHONY: bench-build
bench-build: install ## what dbt costs: a build, an unchanged one, and the same SQL run without dbt
	$(BIN)/python -m tests.bench.building

.PHONY: format
format: install ## let the formatters have their way
	$(BIN)/ruff check --fix scripts models tests
	$(BIN)/ruff format scripts models tests
	$(BIN)/sqlfluff fix --nocolor models macros tests/dbt

.PHONY: clean
clean: ## remove what builds leave behind, the published file included
	rm -rf warehouse target logs
