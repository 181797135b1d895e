"""Makes what FluxPipeline answers on the small random folder of make_fixtures.py, run in every way that it can be.

    python make_pipeline_fixtures.py ../resources/fixtures

Reads `pipeline`, whose transformer takes a guidance scale, and writes `pipeline-runs`: a transformer that takes none, for
true classifier-free guidance; runs.json, with what each run was told; and parity.safetensors, with the noise, the latents
and the pixels of each, and what the decoder makes of an image in tiles. Made with torch 2.7.1, diffusers 0.42.1, transformers 5.23.0.
"""

import json
import shutil
import sys
from pathlib import Path

import torch
from diffusers import AutoencoderKL, FlowMatchEulerDiscreteScheduler, FluxPipeline, FluxTransformer2DModel
from make_fixtures import stir, write_parity
from transformers import CLIPTextModel, CLIPTokenizer, PreTrainedTokenizerFast, T5EncoderModel

PROMPT = "two red circles, blue"

RUNS = [
    {"steps": 4, "height": 40, "width": 24, "maxSequenceLength": 11, "guidance": 2.5},
    {"steps": 10, "height": 32, "width": 32, "maxSequenceLength": 5, "guidance": 3.5},
    {"steps": 4, "height": 32, "width": 32, "maxSequenceLength": 11},
    {"steps": 10, "height": 24, "width": 40, "maxSequenceLength": 8},
    {"steps": 4, "height": 40, "width": 24, "maxSequenceLength": 11, "guidance": 3.0, "negativePrompt": "blue"},
    {"steps": 4, "height": 32, "width": 32, "maxSequenceLength": 5, "guidance": 1.5, "negativePrompt": ""},
    {"steps": 10, "height": 32, "width": 32, "maxSequenceLength": 11, "guidance": 4.0, "negativePrompt": "circles"},
    {"steps": 10, "height": 24, "width": 40, "maxSequenceLength": 4, "guidance": 2.0, "negativePrompt": PROMPT[:-6]},
]


def load(folder, transformer):
    return FluxPipeline(
        scheduler=FlowMatchEulerDiscreteScheduler.from_pretrained(folder / "scheduler"),
        vae=AutoencoderKL.from_pretrained(folder / "vae"),
        text_encoder=CLIPTextModel.from_pretrained(folder / "text_encoder"),
        tokenizer=CLIPTokenizer.from_pretrained(folder / "tokenizer"),
        text_encoder_2=T5EncoderModel.from_pretrained(folder / "text_encoder_2"),
        tokenizer_2=PreTrainedTokenizerFast.from_pretrained(folder / "tokenizer_2"),
        transformer=transformer,
    )


def arguments(run, noise):
    call = {
        "prompt": PROMPT,
        "height": run["height"],
        "width": run["width"],
        "num_inference_steps": run["steps"],
        "max_sequence_length": run["maxSequenceLength"],
        "latents": noise,
    }
    if "negativePrompt" in run:
        return {**call, "negative_prompt": run["negativePrompt"], "true_cfg_scale": run["guidance"]}
    return {**call, "guidance_scale": run["guidance"]} if "guidance" in run else call


def decode_in_tiles(vae):
    """Latents of more than the tiles' 8 positions along both sides, decoded whole and as enable_tiling does."""
    latents = torch.randn(1, 4, 15, 22)
    with torch.no_grad():
        whole = vae.decode(latents).sample
        vae.enable_tiling()
        return {"tileLatents": latents, "whole": whole, "tiled": vae.decode(latents).sample}


def main(fixtures):
    torch.manual_seed(20251126)
    folder = fixtures / "pipeline-runs"
    shutil.rmtree(folder, ignore_errors=True)
    distilled = FluxTransformer2DModel.from_pretrained(fixtures / "pipeline" / "transformer")
    plain = stir(FluxTransformer2DModel.from_config({**distilled.config, "guidance_embeds": False}))
    plain.save_pretrained(folder / "transformer")
    values = {}
    for number, run in enumerate(RUNS):
        takes_scale = "guidance" in run and "negativePrompt" not in run
        pipeline = load(fixtures / "pipeline", distilled if takes_scale else plain)
        noise = torch.randn(1, run["height"] * run["width"] // 64, 16)
        call = arguments(run, noise)
        values[f"noise{number}"] = noise
        values[f"latents{number}"] = pipeline(**call, output_type="latent").images
        values[f"pixels{number}"] = torch.from_numpy(pipeline(**call, output_type="np").images)
    values |= decode_in_tiles(AutoencoderKL.from_pretrained(fixtures / "pipeline" / "vae"))
    (folder / "runs.json").write_text(json.dumps({"prompt": PROMPT, "runs": RUNS}, indent=2) + "\n")
    write_parity(folder, **values)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
