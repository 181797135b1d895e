package dev.rollover.api;

/** What the API document shows: requests that work and answers that came. */
final class Examples {

  static final String GENERATION_REQUEST =
      """
      {
        "prompt": "three red circles and two blue squares",
        "seed": 7,
        "search": {"algorithm": "rbf", "interpolant": "vp", "chains": 2},
        "reward": [{"name": "count"}],
        "budget": {"nfe": 200, "maxDuration": "PT30S", "targetReward": 0},
        "metadata": {"order": "1723"}
      }
      """;

  static final String CONTINUATION_REQUEST =
      """
      {"budget": {"nfe": 200, "maxDuration": "PT30S", "targetReward": 0}}
      """;

  static final String GENERATION =
      """
      {
        "id": "31eeffae-47c3-46b1-97a2-5f06f8e0deae",
        "status": "succeeded",
        "createdAt": "2026-01-02T03:04:05.718560Z",
        "startedAt": "2026-01-02T03:04:05.730050Z",
        "endedAt": "2026-01-02T03:04:06.466625Z",
        "request": {
          "prompt": "three red circles and two blue squares",
          "model": "shapes",
          "width": 64,
          "height": 64,
          "seed": 7,
          "count": 1,
          "search": {
            "algorithm": "rbf",
            "variant": "paper",
            "sampler": "sde",
            "interpolant": "vp",
            "grid": "quarter_circle",
            "steps": 10,
            "chains": 2,
            "initialParticles": 1,
            "particles": 1,
            "diffusion": {"coefficient": "square", "norm": 3.0},
            "finishSteps": 4,
            "answer": "finished",
            "preview": "auto",
            "draws": 1,
            "acceptance": "improvement",
            "thresholds": [],
            "quantile": 0.9,
            "patience": 100000
          },
          "reward": [{"name": "count", "weight": 1.0, "params": {}}],
          "budget": {"nfe": 200, "targetReward": 0.0},
          "metadata": {},
          "deterministic": false
        },
        "budget": {
          "nfe": {"limit": 200, "used": 19, "rolledOver": 28, "speculative": 0, "unspent": 181},
          "rewardCalls": 17,
          "gateCalls": 0,
          "decodes": 17,
          "seconds": 0.641434088,
          "deviceSeconds": 0.286531879,
          "costUsd": 0.0,
          "rewards": {}
        },
        "reward": {
          "initial": -3.0,
          "best": 0.0,
          "terms": {"count": 0.0, "count.exact": 1.0, "count.rss": 0.0}
        },
        "images": [
          {
            "url": "/v1/generations/31eeffae-47c3-46b1-97a2-5f06f8e0deae/images/0",
            "width": 64,
            "height": 64,
            "sha256": "4740297e32c140a011b773147b26093169b8a35965b03af42ecfcdebc7d29504",
            "reward": {
              "value": 0.0,
              "terms": {"count": 0.0, "count.exact": 1.0, "count.rss": 0.0}
            }
          }
        ],
        "warnings": []
      }
      """;

  static final String ESTIMATE =
      """
      {
        "seconds": 2.9,
        "deviceSeconds": 2.6,
        "costUsd": 0.0,
        "nfe": 200,
        "rewardCalls": 196,
        "gateCalls": 0,
        "judgeCalls": 0,
        "decodes": 196,
        "atMost": true,
        "basis": "measured",
        "queue": {"position": 1, "etaSeconds": 0},
        "warnings": []
      }
      """;

  static final String PROBLEM =
      """
      {
        "title": "Bad Request",
        "status": 400,
        "detail": "One field is not valid.",
        "instance": "/v1/generations",
        "errors": [{"field": "search.steps", "message": "must be from 2 to 1000, not 0"}]
      }
      """;

  private Examples() {}
}
