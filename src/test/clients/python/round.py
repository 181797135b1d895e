"""One round through the service with the client that openapi-generator makes of openapi.yaml:
submit, follow the events, fetch what came out, cancel, and meet every problem as a type."""

import hashlib
import sys
from typing import Iterator, NamedTuple
from uuid import UUID, uuid4

from rollover_client import ApiClient, CatalogueApi, Configuration, GenerationsApi, ResultsApi
from rollover_client.exceptions import (
    ApiException,
    BadRequestException,
    ConflictException,
    NotFoundException,
)
from rollover_client.models import (
    BudgetLimits,
    DoneEvent,
    Generation,
    GenerationRequest,
    PreviewEvent,
    Problem,
    ProgressEvent,
    StatusEvent,
)

EVENTS = {
    "status": StatusEvent,
    "progress": ProgressEvent,
    "preview": PreviewEvent,
    "done": DoneEvent,
}


class Event(NamedTuple):
    id: int
    data: StatusEvent | ProgressEvent | PreviewEvent | DoneEvent


class Round:
    def __init__(self, service: str):
        client = ApiClient(Configuration(host=service))
        self.generations = GenerationsApi(client)
        self.results = ResultsApi(client)
        self.catalogue = CatalogueApi(client)

    def events(self, id: UUID, after: int = 0) -> Iterator[Event]:
        """The events as they happen; a caller that stops early goes on later from the last id."""
        response = self.generations.watch_generation_without_preload_content(
            id, last_event_id=after, _request_timeout=(5, 60)
        )
        frame: dict[str, str] = {}
        with response:
            for line in response:
                name, _, value = line.decode().rstrip("\n").partition(":")
                if name:
                    frame[name] = value.strip()
                elif not line.strip():
                    if "data" in frame:
                        yield Event(
                            int(frame["id"]), EVENTS[frame["event"]].from_json(frame["data"])
                        )
                    frame = {}

    def submit(self, prompt: str, nfe: int, key: str | None = None) -> Generation:
        request = GenerationRequest(prompt=prompt, budget=BudgetLimits(nfe=nfe))
        return self.generations.submit_generation(request, idempotency_key=key)

    def image_and_curve(self):
        key = str(uuid4())
        accepted = self.submit("three red circles and two blue squares", 60, key)
        again = self.submit("three red circles and two blue squares", 60, key)
        assert again.id == accepted.id, "the same key is the same generation"

        first = next(self.events(accepted.id))
        seen = [first, *self.events(accepted.id, after=first.id)]
        assert [event.id for event in seen] == list(range(1, len(seen) + 1)), "none is missed"
        done = seen[-1].data
        assert isinstance(done, DoneEvent) and done.status == "succeeded", done
        assert any(isinstance(event.data, ProgressEvent) for event in seen)
        over = self.generations.watch_generation_with_http_info(
            accepted.id, last_event_id=seen[-1].id
        )
        assert over.status_code == 204, "nothing follows"

        ended = self.generations.get_generation(accepted.id)
        png = self.results.get_image(accepted.id, 0)
        assert hashlib.sha256(png).hexdigest() == ended.images[0].sha256
        trace = self.results.get_trace(accepted.id)
        assert len(trace.points) == ended.budget.reward_calls
        assert ended.budget.nfe.used + ended.budget.nfe.unspent == 60
        page = self.generations.list_generations(status="succeeded", limit=100)
        assert accepted.id in [one.id for one in page.generations]

        conflict = problem(409, self.submit, "one red circle", 60, key)
        assert conflict.title == "Conflict"
        self.generations.delete_generation(accepted.id)
        problem(404, self.generations.get_generation, accepted.id)

    def nothing_but_a_prompt(self):
        accepted = self.generations.submit_generation(GenerationRequest(prompt="one red circle"))
        assert isinstance(list(self.events(accepted.id))[-1].data, DoneEvent)
        self.generations.delete_generation(accepted.id)

    def cancel(self):
        accepted = self.submit("eight green stars", 20000)
        for event in self.events(accepted.id):
            if isinstance(event.data, ProgressEvent):
                self.generations.cancel_generation(accepted.id)
                break
        done = list(self.events(accepted.id))[-1].data
        assert isinstance(done, DoneEvent) and done.status == "cancelled", done
        assert self.results.get_image(accepted.id, 0).startswith(b"\x89PNG"), "the best is kept"
        self.generations.delete_generation(accepted.id)

    def problems(self):
        too_small = problem(400, self.submit, "one red circle", 1)
        assert too_small.errors[0].var_field == "budget.nfe", too_small
        assert "at least" in too_small.errors[0].message, too_small
        problem(404, self.generations.get_generation, uuid4())
        problem(404, self.results.get_image, uuid4(), 0)
        problem(404, self.results.get_trace, uuid4())

    def full_queue(self):
        accepted = []
        try:
            for _ in range(100):
                accepted.append(self.submit("eight green stars", 20000))
            raise AssertionError("the queue is never full")
        except ApiException as full:
            assert full.status == 429, full
            assert Problem.model_validate(full.data.model_dump()).status == 429
            assert int(full.headers["Retry-After"]) >= 1
        finally:
            for one in accepted:
                self.generations.delete_generation(one.id)


def problem(status: int, call, *arguments) -> Problem:
    """What a call ends in that must end in a problem of that status."""
    kinds = {400: BadRequestException, 404: NotFoundException, 409: ConflictException}
    try:
        call(*arguments)
    except kinds[status] as expected:
        assert isinstance(expected.data, Problem), expected
        assert expected.data.status == status
        return expected.data
    raise AssertionError(f"{call.__name__} did not end in {status}")


def main():
    client = Round(sys.argv[1])
    assert client.catalogue.list_models().models[0].name == "shapes"
    assert [one.name for one in client.catalogue.list_algorithms().algorithms] == [
        "evolution",
        "rbf",
        "bon",
        "sop",
        "cascade",
        "smc",
        "code",
        "svdd",
        "halving",
        "random",
    ]
    assert client.catalogue.list_rewards().rewards[0].name == "count"
    client.nothing_but_a_prompt()
    client.image_and_curve()
    client.cancel()
    client.problems()
    client.full_queue()
    print("The Python client went the whole round.")


if __name__ == "__main__":
    main()
