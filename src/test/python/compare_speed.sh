#!/usr/bin/env bash
# Our programs beside diffusers' modules, on a GPU at FLUX's size, else at a sixteenth of its width: see compare_speed.py.
# From the repository root; PYTHON names one that has torch and diffusers, which are installed otherwise.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if [ -z "${PYTHON:-}" ]; then
  python3 -m venv "$work/venv"
  PYTHON="$work/venv/bin/python"
  "$PYTHON" -m pip install --quiet --disable-pip-version-check torch diffusers transformers
fi
"$PYTHON" src/test/python/compare_speed.py configs "$work/flux"
precision=$("$PYTHON" -c 'import torch; print("bfloat16" if torch.cuda.is_available() else "float32")')
mvn -q spring-boot:run -Dspring-boot.run.main-class=dev.rollover.bench.Programs \
  -Dspring-boot.run.arguments="$work/flux $precision"
"$PYTHON" src/test/python/compare_speed.py measure "$work/flux" "$@"
