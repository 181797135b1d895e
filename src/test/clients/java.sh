#!/usr/bin/env bash
# The generated Java client against a running service. From the repository root: java.sh URL
set -euo pipefail

service=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cp -r src/test/clients/java/. openapi.yaml "$work"
mvn -B -ntp -q -f "$work/pom.xml" compile exec:java -Dexec.args="$service"
