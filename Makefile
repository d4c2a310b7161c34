# Targets install the Debian packages they need if those are missing (as root, or by sudo).

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

PREFIX ?= /usr/local
MODEL_CASES ?= 400
CORPUS_CASES ?= 1000
FUZZ_SECONDS ?= 60
REFERENCE := .build/zconfig-reference

BUILD_PACKAGES := git libc6-dev libexpat1-dev libstdc++-12-dev
# Of thousands of tests that start programs, so many at a time: more would only wait for one another.
TEST_OPTIONS := --experimental-maximum-parallelization-width 24
TEST_PACKAGES := $(BUILD_PACKAGES) libxml2 procps python3 python3-venv util-linux
BENCH_PACKAGES := $(TEST_PACKAGES) gcc golang-go inotify-tools libuv1-dev supervisor

.PHONY: help run test core test-core model corpus reference bench tsan asan fuzz format lint install clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: ## Build the release binary and run the quickstart
	@Scripts/need-packages.sh $(BUILD_PACKAGES)
	swift build -c release --product daemonapp
	.build/release/daemonapp run Examples/quickstart/app.conf

test: ## Run all tests, and compare the schedule with its model
	@Scripts/need-packages.sh $(TEST_PACKAGES)
	swift build --build-tests
	$(MAKE) --no-print-directory model BINARY=.build/debug/daemonapp
	$(MAKE) --no-print-directory corpus BINARY=.build/debug/daemonapp
	swift test --skip-build $(TEST_OPTIONS)

core: ## Build the core, in a scratch path of its own
	@Scripts/need-packages.sh $(BUILD_PACKAGES)
	swift build --scratch-path .build-core

test-core: ## Test the core, in a scratch path of its own
	@Scripts/need-packages.sh $(TEST_PACKAGES)
	swift test --scratch-path .build-core $(TEST_OPTIONS)

model: # The simulation of BINARY against the reference model and the cases worked out by hand
	python3 Tests/Model/compare.py --golden
	python3 Tests/Model/compare.py --binary $(BINARY) --golden
	python3 Tests/Model/compare.py --binary $(BINARY) --count $(MODEL_CASES)

corpus: # The configurations of the corpus and of the examples: what BINARY and the reference make of them
	@test -x $(REFERENCE)/bin/python || python3 -m venv $(REFERENCE)
	@$(REFERENCE)/bin/python -c 'import ZConfig' 2>/dev/null || \
	    $(REFERENCE)/bin/pip install --quiet --disable-pip-version-check ZConfig==4.3
	$(REFERENCE)/bin/python Tests/ZConfigCorpus/compare.py --reference
	$(REFERENCE)/bin/python Tests/ZConfigCorpus/compare.py --binary $(BINARY)
	$(REFERENCE)/bin/python Tests/ZConfigCorpus/random_cases.py --binary $(BINARY) --seed 1 --count $(CORPUS_CASES)
	$(REFERENCE)/bin/python Tests/ZConfigCorpus/own_schema.py --binary $(BINARY)

reference: ## Write Documentation/reference.md anew
	@Scripts/need-packages.sh $(BUILD_PACKAGES)
	swift build --product daemonapp
	.build/debug/daemonapp config schema --format markdown > Documentation/reference.md

bench: ## Measure beside the peers (BENCH="--only dispatch --rounds 5" chooses)
	@Scripts/need-packages.sh $(BENCH_PACKAGES)
	swift build -c release --product daemonapp
	swift build -c release --package-path Benchmarks
	python3 Benchmarks/bench.py $(BENCH)

tsan: ## Run the tests under ThreadSanitizer
	@Scripts/need-packages.sh $(TEST_PACKAGES)
	Scripts/test-tsan.sh

asan: ## Run the tests within one process under AddressSanitizer, one by one
	@Scripts/need-packages.sh $(TEST_PACKAGES)
	ASAN_OPTIONS=detect_leaks=0 swift test --sanitize=address --no-parallel --skip EndToEndTests --scratch-path .build-asan

fuzz: ## Let libFuzzer search each reader of configurations for FUZZ_SECONDS (60)
	@Scripts/need-packages.sh $(BUILD_PACKAGES) python3
	FUZZ_SECONDS=$(FUZZ_SECONDS) Fuzzing/fuzz.sh

format: ## Format the sources
	swift format --in-place --recursive --parallel Package.swift Sources Tests Fuzzing Benchmarks/Sources Benchmarks/Package.swift Examples

lint: ## Say what is not formatted
	swift format lint --strict --recursive --parallel Package.swift Sources Tests Fuzzing Benchmarks/Sources Benchmarks/Package.swift Examples

install: ## Install the program, its man page, completions and systemd unit under PREFIX (/usr/local)
	@Scripts/need-packages.sh $(BUILD_PACKAGES)
	swift build -c release --product daemonapp --static-swift-stdlib --scratch-path .build-install
	install -D -m 755 .build-install/release/daemonapp $(DESTDIR)$(PREFIX)/bin/daemonapp
	install -D -m 644 Packaging/man/daemonapp.1 $(DESTDIR)$(PREFIX)/share/man/man1/daemonapp.1
	install -d $(DESTDIR)$(PREFIX)/lib/systemd/system
	sed 's|/usr/local/bin|$(PREFIX)/bin|' Packaging/systemd/daemonapp@.service \
	    > $(DESTDIR)$(PREFIX)/lib/systemd/system/daemonapp@.service
	for shell in bash:bash-completion/completions/daemonapp zsh:zsh/site-functions/_daemonapp \
	    fish:fish/vendor_completions.d/daemonapp.fish; do \
	    file=$(DESTDIR)$(PREFIX)/share/$${shell#*:}; \
	    mkdir -p "$$(dirname "$$file")"; \
	    .build-install/release/daemonapp --generate-completion-script "$${shell%%:*}" > "$$file"; \
	done

clean: ## Remove what was built
	rm -rf .build .build-* Fuzzing/findings Benchmarks/.build Benchmarks/.venv Examples/*/.build
