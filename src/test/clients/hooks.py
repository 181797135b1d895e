"""Gives every other request a prompt that can be read: few random ones name anything to count."""

import schemathesis

LONGEST = 2000


@schemathesis.hook
def map_body(context, body):
    prompt = body.get("prompt") if isinstance(body, dict) else None
    if isinstance(prompt, str) and prompt.strip() and len(prompt) <= LONGEST and len(prompt) % 2:
        body["prompt"] = "one red circle"
    return body
