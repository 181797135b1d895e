"""Gives a service work until its board has something to show, then asks Prometheus every question of board and alarms."""

import json
import math
import sys
import time
import urllib.parse
import urllib.request

SERVICE, PROMETHEUS = sys.argv[1:]
BOARD = "helm/rollover/dashboards/rollover.json"
# Two scrapes at least lie within what stands for Grafana's variable.
VARIABLES = {"$__rate_interval": "30s", "$job": ".*"}
PATIENCE_SECONDS = 120


def submit(prompt: str, nfe: int) -> None:
    body = json.dumps({"prompt": prompt, "budget": {"nfe": nfe}}).encode()
    request = urllib.request.Request(
        f"{SERVICE}/v1/generations", body, {"Content-Type": "application/json"}
    )
    urllib.request.urlopen(request).close()


def prometheus(path: str, **parameters: str) -> dict:
    query = urllib.parse.urlencode(parameters)
    with urllib.request.urlopen(f"{PROMETHEUS}/api/v1/{path}?{query}") as answer:
        return json.load(answer)["data"]


def values(query: str) -> list[float]:
    for name, value in VARIABLES.items():
        query = query.replace(name, value)
    return [float(series["value"][1]) for series in prometheus("query", query=query)["result"]]


def shows(query: str) -> bool:
    return any(math.isfinite(value) for value in values(query))


with open(BOARD) as file:
    board = json.load(file)
panels = [
    (panel["title"], target["expr"])
    for panel in board["panels"]
    for target in panel.get("targets", [])
    # This service asks no other server for a reward, so there is nothing to show of one.
    if "rollover_service_" not in target["expr"]
]

# Work comes in as long as a panel is still empty: a difference needs two scrapes with an event between them.
end = time.monotonic() + PATIENCE_SECONDS
empty = panels
while empty and time.monotonic() < end:
    for prompt in ("three red circles and two blue squares", "one green star"):
        submit(prompt, 100)
    time.sleep(2)
    empty = [(title, query) for title, query in empty if not shows(query)]
still = [(title, query) for title, query in panels if not shows(query)]
for title, query in panels:
    answered = [value for value in values(query) if math.isfinite(value)]
    print(f"{title}: {len(answered)} series, such as {answered[0]:.4g}" if answered else f"{title}: NOTHING: {query}")

jobs = prometheus("label/job/values", **{"match[]": "rollover_queue_depth"})
print(f"the board's choice of jobs: {jobs}")

wrong = []
for group in prometheus("rules")["groups"]:
    for rule in group["rules"]:
        firing = values(rule["query"])
        print(f"{rule['name']}: {rule['health']}, {'quiet' if not firing else firing}")
        if rule["health"] != "ok" or firing:
            wrong.append(rule["name"])

passed = len(panels) - len(still)
print(f"{passed} of {len(panels)} questions of the board show something; alarms that do not work, or ring: {wrong}")
sys.exit(1 if still or wrong or jobs != ["rollover"] else 0)
