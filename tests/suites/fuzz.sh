#!/bin/sh
# Each fuzz target for a minute (fuzz/run).
FUZZ_SECONDS=${FUZZ_SECONDS:-60} exec tests/fuzz/run
