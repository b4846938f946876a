#!/bin/sh
# Linear time and bounded memory for any notes and archives of mail (growth/growth.py). GROWTH_EACH=1 counts each output by itself.
export PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=tests/laws:tests/bench
for group in count options mail full memory; do
	python3 tests/growth/growth.py $group || exit 1
done
