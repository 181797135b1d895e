#!/usr/bin/env bash
# The generated Python client against a running service. From the repository root: python.sh URL
set -euo pipefail

service=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check openapi-generator-cli==7.25.0
"$work/venv/bin/openapi-generator-cli" generate -i openapi.yaml -g python -o "$work/client" \
  --additional-properties=packageName=rollover_client > "$work/generate.log" || { cat "$work/generate.log"; exit 1; }
"$work/venv/bin/pip" install --quiet --disable-pip-version-check \
  -c src/test/clients/python/constraints.txt "$work/client"
"$work/venv/bin/python" src/test/clients/python/round.py "$service"
