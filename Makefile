# Kindling's commands. `make` alone lists them.

SHELL := /bin/sh
BIN := .build/debug
# Not handed out: from here
SITE ?= site
# Not handed out: to here
# Where `make install` puts programs; /usr/local, or ~/.local where that may not be written.
PREFIX ?=
# Not handed out: from here
# Separate from the other build, so that switching rebuilds nothing.
SOLUTIONS_BUILD ?= .build-solutions

# The package with `lessons`, `benchmark` and the tests of everything; see Package.swift.
ALL := WORKBOOK_TARGETS=all
SWIFT := .ci/swift
# Once `make classroom` has built `grade` for an instructor, later builds keep its commands.
CLASSROOM := $(if $(wildcard .build/classroom),$(ALL))
# Not handed out: to here

.PHONY: help
help: ## List these commands
	@echo "Kindling: a deep-learning course you compile"
	@echo
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' Makefile
	@echo
	@echo "Start with: make grade"

# MARK: Students

.PHONY: grade
grade: $(BIN)/grade ## Set up, build, grade Exercises and say what to do next
	@# So that the first `swift test` is short; an answer that does not compile stops only this.
	@[ -e .build/classroom ] || [ -e .build/public-tests ] || \
	  { .ci/build tests 2>/dev/null; touch .build/public-tests; }
	@# Not handed out: from here
	@# So that the first grading of a section is short; what is wrong with one, grading it says.
	@[ .build/hidden-tests -nt $(BIN)/grade ] || { \
	  printf 'Compiling the hidden tests (once, a quarter of a minute) ... '; \
	  $(BIN)/grade compile-suites && echo done; touch .build/hidden-tests; }
	@# Not handed out: to here
	@$(BIN)/grade; status=$$?; [ $$status -le 1 ] || exit $$status
	@[ "$$(readlink -f "$$(command -v grade)")" = "$$(readlink -f $(BIN)/grade)" ] || { \
	  echo; echo "make install gives this program its short name: grade 2.1, from any folder."; }

# Not handed out: from here
.PHONY: test
test: set-up-all ## Set up and run every test
	@[ -d .build/debug ] || echo "Building everything (first time, three to five minutes) ..."
	@$(ALL) .ci/test

.PHONY: slurm-test
slurm-test: ## Test a class with Slurm on this machine; needs root
	@.ci/set-up slurm
	@SLURM_TESTS=1 $(ALL) $(SWIFT) test --filter SlurmTests

# Where `make device-test` computes, and what runs there: the golden cases, layers, losses, optimizers
# and training runs, with every tensor on the device, and what is special about one.
DEVICE ?= opencl:0
DEVICE_SUITES := GoldenTests|LayerTests|LossTests|OptimizerTests|TrainingRunTests|InPlaceTests|OnDeviceTests|DeviceAccuracyTests|DeviceTests|DeviceTrapTests

.PHONY: device-test
device-test: ## Test the library on a device: PoCL's, or make device-test DEVICE=cuda:0
	@.ci/set-up device
	KINDLING_DEVICE=$(DEVICE) $(ALL) $(SWIFT) test --filter 'KindlingTests\.($(DEVICE_SUITES))'

.PHONY: lessons
lessons: $(BIN)/lessons ## Build the lesson pages into site
	@$(BIN)/lessons build --output $(SITE)

.PHONY: classroom
classroom: set-up-all ## Build grade with its commands for a class, which it keeps until make clean
	@$(ALL) .ci/build grade
	@touch .build/classroom

# Not handed out: to here
.PHONY: doctor
doctor: $(BIN)/grade ## Show what is installed, and what is missing
	@$(BIN)/grade doctor

.PHONY: install
install: $(BIN)/grade ## Put `grade`, and `lessons` if it is built, on your PATH, with completions
	@.ci/install $(PREFIX)

# Not handed out: from here
.PHONY: browser-test
browser-test: $(BIN)/lessons $(BIN)/grade ## Check the built pages in Chromium, without and with results
	@Tests/Browser/set-up
	@.venv-browser/bin/python Tests/Browser/check_site.py

# MARK: Authors

.PHONY: images
images: $(BIN)/lessons $(BIN)/grade ## Take the README's pictures again, into docs/images
	@Tests/Browser/set-up
	@.venv-browser/bin/python Tests/Browser/take_pictures.py

.PHONY: measure
measure: $(BIN)/grade ## Measure grading: all sections and one, cached and not
	@Tests/Fixtures/measure_grading

.PHONY: measure-class
measure-class: classroom ## Measure what a class costs: processor time and disk space a submission
	@Tests/Fixtures/measure_class

.PHONY: check-class
check-class: classroom ## Compare grading a class of 200, also killed 20 times, with each student alone
	@Tests/Fixtures/check_class --kills 20

.PHONY: measure-gradebook
measure-gradebook: classroom ## Measure a gradebook: 10,000 students, its pages and exports
	@Tests/Fixtures/measure_gradebook

.PHONY: measure-pages
measure-pages: $(BIN)/lessons $(BIN)/grade ## Measure building pages: all lessons, a class of 300
	@Tests/Fixtures/measure_pages

# A Python with PyTorch, and JAX for that comparison; without them only the library is timed.
BENCH_PYTHON ?= .venv-bench/bin/python

.PHONY: bench
bench: set-up-all ## Time the library against PyTorch and JAX, where they are installed
	$(ALL) swift build -c release --product benchmark
	@Tests/Benchmark/compare.py --python $(BENCH_PYTHON) --output .build/benchmark.json

.PHONY: bench-page
bench-page: $(BIN)/lessons ## Build the lesson pages with the times of the last make bench
	@[ -f .build/benchmark.json ] || { echo "No times yet: run make bench first" >&2; exit 1; }
	@$(BIN)/lessons build --output $(SITE) --benchmark .build/benchmark.json

.PHONY: docs
docs: set-up-all ## Build the reference pages of Kindling and Layerwise; a warning is a failure
	@for library in Kindling Layerwise; do \
	  $(ALL) swift package generate-documentation --target $$library --warnings-as-errors || exit 1; \
	done

.PHONY: fixtures-check
fixtures-check: ## Check the golden values and the tables of names against PyTorch and NumPy
	@[ -d .venv-bench ] || python3 -m venv .venv-bench
	@.venv-bench/bin/pip install --quiet torch numpy safetensors
	@.venv-bench/bin/python Tests/Fixtures/check_fixtures.py
	@.venv-bench/bin/python -W ignore Tests/Fixtures/names_tables.py

.PHONY: sanitize
sanitize: set-up-all ## Test the library under AddressSanitizer, in a separate build folder
	@# XCTest never frees its cases; a tensor too large for memory is refused as malloc refuses it.
	ASAN_OPTIONS=detect_leaks=0:allocator_may_return_null=1 $(ALL) \
	  $(SWIFT) test --scratch-path .build-sanitize --sanitize=address --filter 'KindlingTests|LayerwiseTests'

# For how many seeds each solution must pass and each mutant be caught.
SEEDS ?= 20

.PHONY: check
check: $(BIN)/grade ## Check every section as its author: skeleton, solutions, mutants
	@$(BIN)/grade check --seeds $(SEEDS)

.PHONY: torture
torture: set-up-all ## Grade 500 damaged answers, kill 50 runs and 40 of a class (some minutes)
	TORTURE=1 $(ALL) $(SWIFT) test --filter 'DamagedSubmissionTests|KilledRunTests|KilledClassTests'

.PHONY: solutions
solutions: set-up ## Run the public suites on the solutions
	WORKBOOK_ANSWERS=Solutions $(SWIFT) test --scratch-path $(SOLUTIONS_BUILD)

.PHONY: grade-solutions
grade-solutions: $(BIN)/grade ## Grade the solutions
	@$(BIN)/grade --answers Solutions

.PHONY: format
format: ## Format the Swift sources in place
	swift format --in-place --recursive --parallel $(SWIFT_SOURCES)

.PHONY: lint
lint: ## Fail when a Swift source is not formatted
	swift format lint --strict --recursive --parallel $(SWIFT_SOURCES)

.PHONY: map
map: set-up-all ## Draw which module and folder uses which: docs/guide/map.md
	@$(ALL) $(SWIFT) build
	@Tests/Structure/draw_map.py

.PHONY: map-check
map-check: set-up-all ## Fail when the map, Package.swift or a README lacks an arrow
	@$(ALL) $(SWIFT) build
	@Tests/Structure/draw_map.py --check

.PHONY: clean
clean: ## Remove everything built
	rm -rf .build .build-solutions .venv-bench .venv-browser $(SITE)

SWIFT_SOURCES := Package.swift Sources Exercises Solutions Tests

# Not handed out: to here
# MARK: Underneath

.PHONY: set-up
set-up:
	@.ci/set-up
# Not handed out: from here
.PHONY: set-up-all
set-up-all:
	@.ci/set-up all
# Not handed out: to here

# The package manager knows what is out of date, so these always ask it.
.PHONY: $(BIN)/grade
$(BIN)/grade: set-up
	@$(CLASSROOM) .ci/build grade
# Not handed out: from here
.PHONY: $(BIN)/lessons
$(BIN)/lessons: set-up-all
	@$(ALL) .ci/build lessons
# Not handed out: to here
