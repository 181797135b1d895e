"""Holds rendered objects against Kubernetes' own schemas, strictly: what a kind does not know is an error."""

import pathlib
import sys

import kubernetes_validate
import yaml

# The oldest that the chart asks for, and the newest whose schemas the package carries.
VERSIONS = ("1.30", "1.37")
# Kinds of operators, whose types chart_test.go reads them into.
CUSTOM = {"ServiceMonitor", "PrometheusRule", "ScaledObject"}


def validate(manifest: pathlib.Path) -> tuple[int, int]:
    valid, wrong = 0, 0
    for item in yaml.safe_load_all(manifest.read_text()):
        if item is None:
            continue
        name = f"{manifest.stem}: {item['kind']} {item['metadata']['name']}"
        if item["kind"] in CUSTOM:
            print(f"{name}: a custom resource, left to chart_test.go")
            continue
        for version in VERSIONS:
            try:
                kubernetes_validate.validate(item, version, strict=True)
                valid += 1
            except (kubernetes_validate.ValidationError, kubernetes_validate.SchemaNotFoundError) as problem:
                print(f"{name}, Kubernetes {version}: {problem}")
                wrong += 1
    return valid, wrong


counts = [validate(pathlib.Path(manifest)) for manifest in sys.argv[1:]]
valid, wrong = (sum(column) for column in zip(*counts))
print(f"{valid} valid, {wrong} not, against the schemas of Kubernetes {' and '.join(VERSIONS)}")
sys.exit(1 if wrong or not valid else 0)
