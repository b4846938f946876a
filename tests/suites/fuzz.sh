#!/bin/sh
# Each fuzz target for forty seconds (fuzz/run).
FUZZ_SECONDS=${FUZZ_SECONDS:-40} exec tests/fuzz/run
