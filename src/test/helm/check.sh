#!/usr/bin/env bash
# Judges the chart: helm's lint, Kubernetes' schemas for what five sets of values render, what must be true of it, and that
# wrong values are refused. Needs Go 1.26 or newer and Python 3.
set -euo pipefail
cd "$(dirname "$0")/../../.."

HELM_VERSION=v3.22.0
tools=$PWD/target/chart
export HELM=$tools/helm-$HELM_VERSION/helm

if [[ ! -x $HELM ]]; then
  GOBIN=$(dirname "$HELM") go install "helm.sh/helm/v3/cmd/helm@$HELM_VERSION"
fi
if [[ ! -x $tools/venv/bin/kubernetes-validate ]]; then
  python3 -m venv "$tools/venv" || { apt-get update -qq && apt-get install -y -qq python3-venv && python3 -m venv "$tools/venv"; }
  "$tools/venv/bin/pip" install -q --disable-pip-version-check kubernetes-validate==1.37.0
fi

mkdir -p "$tools/rendered"
for values in src/test/helm/values/*.yaml; do
  "$HELM" lint --strict --quiet --kube-version 1.30.0 helm/rollover --values "$values"
  "$HELM" template release helm/rollover --kube-version 1.30.0 --values "$values" \
    > "$tools/rendered/$(basename "$values")"
done
"$tools/venv/bin/python" src/test/helm/validate.py "$tools"/rendered/*.yaml

cd src/test/helm
test -z "$(gofmt -l .)"
go vet ./...
go test -count=1 ./...
