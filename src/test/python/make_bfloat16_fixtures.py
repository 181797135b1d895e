"""Adds to the parity fixtures what diffusers and transformers answer in bfloat16.

    python make_bfloat16_fixtures.py ../resources/fixtures

Each folder gets bfloat16.safetensors: the outputs of the same weights and inputs, computed in bfloat16 from end to end as a
pipeline with torch_dtype=torch.bfloat16 does, stored as float32 beside the float32 outputs of parity.safetensors. FluxPipeline
hands the time in the latents' type, and the transformer casts it to that of its input whatever it is handed: so of its 8 bits
comes a good part of the difference. velocityAtItsTime is what the same network answers where time and guidance scale are not
rounded, so that only the arithmetic is compared. pipeline-runs gets the pixels of each of its runs with all networks in bfloat16,
and pixelsAtItsTime likewise.
Made with torch 2.7.1, diffusers 0.42.1, transformers 5.23.0.
"""

import json
import sys
from pathlib import Path

import torch
from diffusers import AutoencoderKL, AutoencoderTiny, FluxTransformer2DModel
from make_pipeline_fixtures import arguments, load
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
    rounded = model(**inputs).sample
    exact = [1000 * given[key] for key in ("timestep", "guidance") if key in given]
    model.time_text_embed.register_forward_pre_hook(lambda module, args: (*exact, args[-1]))
    return {"velocity": rounded, "velocityAtItsTime": model(**inputs).sample}


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


def runs(folder, given):
    """The same runs as make_pipeline_fixtures.py does in float32, from the same noise."""
    whole = folder.with_name("pipeline")
    told = json.loads((folder / "runs.json").read_text())["runs"]
    answers = {}
    for number, run in enumerate(told):
        takes_scale = "guidance" in run and "negativePrompt" not in run
        transformer = FluxTransformer2DModel.from_pretrained((whole if takes_scale else folder) / "transformer")
        pipeline = load(whole, transformer).to(HALF)
        call = arguments(run, given[f"noise{number}"].to(HALF))
        answers[f"pixels{number}"] = torch.from_numpy(pipeline(**call, output_type="np").images)
        scale = [torch.tensor([1000 * run["guidance"]])] if takes_scale else []
        transformer.time_text_embed.register_forward_pre_hook(
            lambda module, args: (pipeline._current_timestep.reshape(1), *scale, args[-1])
        )
        answers[f"pixelsAtItsTime{number}"] = torch.from_numpy(pipeline(**call, output_type="np").images)
    return answers


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
    "pipeline-runs": runs,
}


def main():
    root = Path(sys.argv[1])
    for name, compute in FOLDERS.items():
        given = load_file(root / name / "parity.safetensors")
        with torch.no_grad():
            answers = {key: value.float().contiguous() for key, value in compute(root / name, given).items()}
        save_file(answers, root / name / "bfloat16.safetensors")
        for key, value in answers.items():
            exact = given[key.replace("AtItsTime", "")]
            error = (value - exact).norm() / exact.norm()
            print(f"{name:20} {key:20} relative error {error:.2e}")


main()
