#!/usr/bin/env bash
# Generates a client from openapi.yaml in each of three languages, and goes a whole round through a
# running service with it. From the repository root.
set -euo pipefail

work=$(mktemp -d)
. src/test/clients/service.sh
trap 'stop_service; rm -rf "$work"' EXIT

# A short queue, so that it can be full.
start_service "$work" --rollover.queue.capacity=10
for client in typescript python java; do
  "src/test/clients/$client.sh" "$service"
done
