#!/usr/bin/env bash
# The bundled model's tokenizers give the same ids in the last transformers 4 and in 5. From the repository root.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for version in 4.49.0 5.24.0; do
  python3 -m venv "$work/$version"
  "$work/$version/bin/pip" install --quiet --disable-pip-version-check "transformers==$version"
  "$work/$version/bin/python" src/test/python/check_tokenizers.py src/main/resources/models/shapes
done
