# `make demo` and `make test` do everything on a fresh Debian 12 machine with Swift.

GATES := -Xswiftc -warnings-as-errors --explicit-target-dependency-import-check error
LIBRARIES := libsqlite3-dev libsodium-dev libcairo2-dev libpango1.0-dev libpng-dev libqpdf-dev libxlsxwriter-dev \
    libgmime-3.0-dev libcurl4-openssl-dev
TOOLS := pkg-config fonts-inter fonts-dejavu-core tzdata
TEST_TOOLS := qpdf poppler-utils sqlite3 python3 python3-aiosmtpd openssl
BIN := .build/release/usageledger
SOURCES := Package.swift Sources Templates Tests samples Benchmarks Fuzz Torture

.PHONY: deps deps-test build demo test lint bench bench-ledger bench-peers bench-nightly bench-pricing \
    fuzz torture docs minimal catalogue \
    focus-check mail-check clean

deps:
	@scripts/install-packages $(LIBRARIES) $(TOOLS)

deps-test: deps
	@scripts/install-packages $(TEST_TOOLS)

build: deps
	swift build -c release $(GATES) --product usageledger

demo: build
	samples/demo $(BIN) out/demo

test: deps-test lint
	swift build --build-tests $(GATES)
	swift test --skip-build --parallel

lint:
	swift format lint --strict --recursive $(SOURCES)

# The core links SQLite and libsodium alone; the whole product can do without libqpdf, libxlsxwriter, GMime and libcurl.
minimal: deps
	swift build $(GATES) --product Quickstart
	scripts/check-links .build/debug/Quickstart 'cairo|pango|png|fontconfig|qpdf|xlsxwriter|gmime|curl'
	swift build $(GATES) --disable-default-traits --product usageledger --scratch-path .build/minimal
	scripts/check-links .build/minimal/debug/usageledger 'qpdf|xlsxwriter|gmime|curl'

# Builds the price catalogue anew from the price lists in $(PRICES).
PRICES := ../shared/data/prices
catalogue: build
	$(BIN) prices import $(PRICES) --out Sources/UsagePricing/Catalogue

# `make bench WHAT=pricing` measures pricing beside peers alone; other words choose measurements of the ledger by name.
WHAT := pricing ledger
PEERS := .build/peers
SHARED := ../shared ../../shared
bench: deps bench-ledger bench-peers bench-nightly bench-pricing

bench-ledger: deps
ifneq ($(filter-out pricing,$(WHAT)),)
	USAGELEDGER_BENCH=1 swift build -c release $(GATES) --product LedgerBenchmark
	.build/release/LedgerBenchmark $(filter-out pricing ledger,$(WHAT))
endif

# Questions, files and nights beside SQLite, DuckDB and pandas over the same rows; ROWS are the sizes, ROUNDS the rounds.
bench-peers: build
	@scripts/install-packages python3-venv sqlite3
	@scripts/install-peers $(PEERS)
	USAGELEDGER_BENCH=1 swift build -c release $(GATES) --product LedgerRows
	$(PEERS)/bin/python Benchmarks/Peers/ledger $(BIN) out/bench

# The nightly job beside DuckDB and matplotlib over 1,000,000 calls.
bench-nightly: build
	@scripts/install-packages python3-venv
	@scripts/install-peers $(PEERS)
	USAGELEDGER_BENCH=1 swift build -c release $(GATES) --product LedgerRows
	$(PEERS)/bin/python Benchmarks/Peers/nightly $(BIN) out/nightly-bench/1000000.sqlite out/nightly-bench/files

bench-pricing: deps
ifneq ($(filter pricing,$(WHAT)),)
	@scripts/install-packages python3-venv
	@scripts/install-peers $(PEERS)
	USAGELEDGER_BENCH=1 swift build -c release $(GATES) --product PricingBenchmark
	@$(PEERS)/bin/python Benchmarks/Peers/beside .build/release/PricingBenchmark \
	    $(firstword $(wildcard $(addsuffix /data/golden,$(SHARED))))
endif

# FOCUS files and a workbook of invented calls of all kinds, checked by the tools of others, which are installed first.
VALIDATORS := .build/validators
CHECKED := out/checked
focus-check: build
	@scripts/install-packages python3-venv
	@scripts/install-validators $(VALIDATORS)
	swift build -c release $(GATES) --product SampleGenerator
	@rm -rf $(CHECKED) && mkdir -p $(CHECKED)
	.build/release/SampleGenerator --days 62 > $(CHECKED)/calls.jsonl
	$(BIN) --db $(CHECKED)/ledger.sqlite import $(CHECKED)/calls.jsonl
	$(BIN) --db $(CHECKED)/ledger.sqlite export focus --focus 1.2 --out $(CHECKED)/focus-1.2.csv
	$(BIN) --db $(CHECKED)/ledger.sqlite export focus --focus 1.4 --out $(CHECKED)/focus-1.4.csv
	$(BIN) --db $(CHECKED)/ledger.sqlite export xlsx --out $(CHECKED)/usage.xlsx
	@scripts/check-focus $(VALIDATORS) $(CHECKED)/focus-1.2.csv $(CHECKED)/focus-1.4.csv
	@$(VALIDATORS)/workbook/bin/python scripts/check-workbook $(CHECKED)/usage.xlsx

# Sends a night through Postfix on loopback, and shows its mail in Chromium at 640 and 375 pixels; needs root.
mail-check: build
	@scripts/install-packages postfix chromium python3
	@scripts/check-mail $(BIN) $(CHECKED)/mail

# Feeds a target with inputs that nobody has checked, for so many seconds; TARGET=all takes one after the other.
TARGET := all
SECONDS := 60
TARGETS := price-line call price-file model-name body stream import
fuzz: deps
	@scripts/install-packages python3
	@for target in $(if $(filter all,$(TARGET)),$(TARGETS),$(TARGET)); do \
	    scripts/fuzz $$target $(SECONDS) || exit 1; done

# `make torture WHAT="kill power" SEED=7 RUNS=100` chooses sections and runs; without, all of them, with the day as seed.
torture: deps
	swift build -c release $(GATES) --product usageledger
	swift build -c release $(GATES) --product Torture
	@SEED=$(SEED) RUNS=$(RUNS) .build/release/Torture $(filter-out pricing ledger,$(WHAT))

docs:
	scripts/build-docs out/docs

clean:
	rm -rf .build out
