#!/usr/bin/env bash
# The generated TypeScript client against a running service. From the repository root: typescript.sh URL
set -euo pipefail

service=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cp -r src/test/clients/typescript/. openapi.yaml "$work"
cd "$work"
npm ci --silent --no-audit --no-fund
npm run --silent generate
npm run --silent compile
node built/round.js "$service"
