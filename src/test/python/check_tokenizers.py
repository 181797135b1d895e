"""Holds the bundled model's tokenizers, as transformers opens them by the classes that
model_index.json names, against the files' own ids: those that the service reads. Run it under
every major version of transformers that a reader of the folder may have:

    pip install transformers==4.49.0 (or ==5.*)
    python src/test/python/check_tokenizers.py src/main/resources/models/shapes
"""

import json
import sys
from pathlib import Path

import tokenizers
import transformers

PROMPTS = [
    "THREE red circles",
    "three red circles",
    "Two RED circles, 3 blue squares",
    "a red circle to the left of a BLUE square",
    "two green stars and no blue squares",
]


def faults(folder: Path, part: str):
    """What a tokenizer of the pipeline reads otherwise than its file says."""
    library, name = json.loads((folder / "model_index.json").read_text())[part]
    assert library == "transformers"
    opened = getattr(transformers, name).from_pretrained(folder / part)
    file = tokenizers.Tokenizer.from_file(str(folder / part / "tokenizer.json"))
    for prompt in PROMPTS:
        expected = file.encode(prompt).ids
        ids = opened(prompt).input_ids
        print(f"{part} ({type(opened).__name__}) {prompt!r}: {ids}")
        if ids != expected:
            yield f"{part} {prompt!r}: {ids}, but its file says {expected}"
    length = opened.model_max_length
    padded = opened(PROMPTS[0], padding="max_length", max_length=length).input_ids
    if len(padded) != length or padded[-1] != opened.pad_token_id:
        yield f"{part}: is not padded to {length} by {opened.pad_token!r}: {padded}"


def main():
    folder = Path(sys.argv[1])
    print(f"transformers {transformers.__version__}")
    found = [fault for part in ("tokenizer", "tokenizer_2") for fault in faults(folder, part)]
    sys.exit("\n".join(found) if found else 0)


if __name__ == "__main__":
    main()
