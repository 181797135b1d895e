"""Compares our programs with diffusers' modules at FLUX's size: seconds a velocity and a decode, and the memory's peak.

    python compare_speed.py configs FOLDER                    writes the configurations that programs are made for
    python compare_speed.py measure FOLDER [--size=1024]      measures, with the programs beside them

Weights are random and the same for both. On a GPU they are FLUX.1-dev's in size, in bfloat16; on the processors alone of a
sixteenth of its width, in float32. Calls take turns, and medians are told.
"""

import argparse
import json
import statistics
import time
from pathlib import Path

import torch
from diffusers import AutoencoderKL, FluxTransformer2DModel

WARM_UPS = 2
REPEATS = 7
TEXT_TOKENS = 512

FULL = {
    "in_channels": 64,
    "num_layers": 19,
    "num_single_layers": 38,
    "attention_head_dim": 128,
    "num_attention_heads": 24,
    "joint_attention_dim": 4096,
    "pooled_projection_dim": 768,
    "guidance_embeds": True,
    "axes_dims_rope": [16, 56, 56],
}
NARROW = FULL | {
    "attention_head_dim": 16,
    "num_attention_heads": 12,
    "joint_attention_dim": 256,
    "pooled_projection_dim": 48,
    "axes_dims_rope": [4, 6, 6],
}
AUTOENCODER = {
    "act_fn": "silu",
    "block_out_channels": [128, 256, 512, 512],
    "down_block_types": ["DownEncoderBlock2D"] * 4,
    "up_block_types": ["UpDecoderBlock2D"] * 4,
    "latent_channels": 16,
    "layers_per_block": 2,
    "norm_num_groups": 32,
    "sample_size": 1024,
    "scaling_factor": 0.3611,
    "shift_factor": 0.1159,
    "use_quant_conv": False,
    "use_post_quant_conv": False,
}
NARROW_AUTOENCODER = AUTOENCODER | {"block_out_channels": [32, 32, 32, 32]}

ON_GPU = torch.cuda.is_available()
DEVICE = "cuda" if ON_GPU else "cpu"
DTYPE = torch.bfloat16 if ON_GPU else torch.float32


def write_configs(folder: Path) -> None:
    parts = {
        "transformer": {"_class_name": "FluxTransformer2DModel"} | (FULL if ON_GPU else NARROW),
        "vae": {"_class_name": "AutoencoderKL"} | (AUTOENCODER if ON_GPU else NARROW_AUTOENCODER),
    }
    for name, config in parts.items():
        (folder / name).mkdir(parents=True, exist_ok=True)
        (folder / name / "config.json").write_text(json.dumps(config, indent=2))


def made(kind, folder: Path):
    torch.manual_seed(1)
    config = json.loads((folder / "config.json").read_text())
    with torch.device(DEVICE):
        return kind.from_config(config).to(DTYPE).eval().requires_grad_(False)


def program(file: Path, weights: dict):
    loaded = torch.jit.load(file, map_location=DEVICE)
    loaded.bind(weights)
    return loaded


def timed(call) -> float:
    if ON_GPU:
        torch.cuda.synchronize()
    start = time.perf_counter()
    call()
    if ON_GPU:
        torch.cuda.synchronize()
    return time.perf_counter() - start


def peak(call) -> str:
    """GB beyond what is there before the call, where the device tells."""
    if not ON_GPU:
        return "–"
    torch.cuda.synchronize()
    before = torch.cuda.memory_allocated()
    torch.cuda.reset_peak_memory_stats()
    call()
    torch.cuda.synchronize()
    return f"{(torch.cuda.max_memory_allocated() - before) / 1e9:.2f}"


def compare(what: str, theirs, ours) -> None:
    for _ in range(WARM_UPS):
        expected, is_ = theirs(), ours()
    difference = ((is_ - expected).float().norm() / expected.float().norm()).item()
    seconds = [(timed(theirs), timed(ours)) for _ in range(REPEATS)]
    their_time, our_time = (statistics.median(side) for side in zip(*seconds))
    ratio = statistics.median(our / their for their, our in seconds)
    print(
        f"| {what} | {their_time:.4f} | {our_time:.4f} | {ratio:.2f} | {peak(theirs)} | {peak(ours)} |"
        f" {difference:.1e} |"
    )


def velocity(folder: Path, size: int) -> None:
    model = made(FluxTransformer2DModel, folder / "transformer")
    config = model.config
    ours = program(folder / "flux_transformer_2d.pt", dict(model.state_dict()))
    side = size // 16
    of_image = torch.zeros(side, side, 3, device=DEVICE)
    of_image[..., 1] += torch.arange(side, device=DEVICE)[:, None]
    of_image[..., 2] += torch.arange(side, device=DEVICE)[None, :]
    of_image = of_image.reshape(side * side, 3)
    of_text = torch.zeros(TEXT_TOKENS, 3, device=DEVICE)
    latents = torch.randn(1, side * side, config.in_channels, device=DEVICE)
    text = torch.randn(1, TEXT_TOKENS, config.joint_attention_dim, device=DEVICE)
    pooled = torch.randn(1, config.pooled_projection_dim, device=DEVICE)
    at = torch.tensor([0.7], device=DEVICE)
    guidance = torch.tensor([3.5], device=DEVICE)

    def theirs():
        return model(
            hidden_states=latents.to(DTYPE),
            encoder_hidden_states=text.to(DTYPE),
            pooled_projections=pooled.to(DTYPE),
            timestep=at.to(DTYPE),
            img_ids=of_image,
            txt_ids=of_text,
            guidance=guidance,
            return_dict=False,
        )[0]

    compare(f"velocity, {size}²", theirs, lambda: ours(latents, text, pooled, at, of_image, of_text, guidance))


def decode(folder: Path, size: int) -> None:
    model = made(AutoencoderKL, folder / "vae")
    ours = program(folder / "autoencoder_kl_decoder.pt", dict(model.state_dict()))
    latents = torch.randn(1, model.config.latent_channels, size // 8, size // 8, device=DEVICE)
    compare(f"decode, {size}²", lambda: model.decode(latents.to(DTYPE), return_dict=False)[0], lambda: ours(latents))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("command", choices=["configs", "measure"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--size", type=int, default=1024)
    options = parser.parse_args()
    if options.command == "configs":
        write_configs(options.folder)
        return
    name = torch.cuda.get_device_name() if ON_GPU else f"{torch.get_num_threads()} threads of the processors"
    print(f"torch {torch.__version__}, {name}, {DTYPE}\n")
    print("| | diffusers, s | ours, s | ratio | diffusers, GB | ours, GB | difference |")
    print("|---|---|---|---|---|---|---|")
    with torch.inference_mode():
        velocity(options.folder, options.size)
        decode(options.folder, options.size)


main()
