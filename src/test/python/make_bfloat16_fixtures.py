"""Adds to the parity fixtures what diffusers and transformers answer in bfloat16.

    python make_bfloat16_fixtures.py ../resources/fixtures

Each folder gets bfloat16.safetensors: the outputs of the same weights and inputs, computed in bfloat16 from end to end as a
pipeline with torch_dtype=torch.bfloat16 does, stored as float32 beside the float32 outputs of parity.safetensors.
Made with torch 2.7.1, diffusers 0.42.1, transformers 5.23.0.
"""

import sys
from pathlib import Path

import torch
from diffusers import AutoencoderKL, AutoencoderTiny, FluxTransformer2DModel
from safetensors.torch import load_file, save_file
from transformers import CLIPTextModel, T5EncoderModel

HALF = torch.bfloat16


def floats(tensor):
    return tensor if tensor.dtype in (torch.int64,) else tensor.to(HALF)


def transformer(folder, given):
    model = FluxTransformer2DModel.from_pretrained(folder, torch_dtype=HALF).eval()
    keys = ["hidden_states", "encoder_hidden_states", "pooled_projections", "timestep", "img_ids", "txt_ids"]
    inputs = {key: floats(given[key]) for key in keys}
    if "guidance" in given:
        inputs["guidance"] = given["guidance"]  # the pipeline has it in float32
    return {"velocity": model(**inputs).sample}


def decoder(cls):
    return lambda folder, given: {
        "decoded": cls.from_pretrained(folder, torch_dtype=HALF).eval().decode(floats(given["latents"])).sample
    }


def t5(folder, given):
    model = T5EncoderModel.from_pretrained(folder, dtype=HALF).eval()
    return {"last_hidden_state": model(input_ids=given["input_ids"].long()).last_hidden_state}


def clip(folder, given):
    model = CLIPTextModel.from_pretrained(folder, dtype=HALF).eval()
    return {"pooler_output": model(input_ids=given["input_ids"].long()).pooler_output}


FOLDERS = {
    "flux-guided": transformer,
    "flux-unguided": transformer,
    "autoencoder-full": decoder(AutoencoderKL),
    "autoencoder-plain": decoder(AutoencoderKL),
    "tiny-taef1": decoder(AutoencoderTiny),
    "tiny-swish": decoder(AutoencoderTiny),
    "t5-gated": t5,
    "t5-relu": t5,
    "clip-first-end": clip,
    "clip-highest-id": clip,
}


def main():
    root = Path(sys.argv[1])
    for name, compute in FOLDERS.items():
        given = load_file(root / name / "parity.safetensors")
        with torch.no_grad():
            answers = {key: value.float().contiguous() for key, value in compute(root / name, given).items()}
        save_file(answers, root / name / "bfloat16.safetensors")
        for key, value in answers.items():
            error = (value - given[key]).norm() / given[key].norm()
            print(f"{name:20} {key:20} relative error {error:.2e}")


main()
