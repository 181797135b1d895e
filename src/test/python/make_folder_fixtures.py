"""Makes fixtures of folders as other releases of diffusers and transformers, or other exports, left them.

    python make_folder_fixtures.py ../resources/fixtures

What came out is what the libraries of today answer when they load such a folder themselves. See make_fixtures.py, whose
fixtures lie beside these and stay as they are.
Made with torch 2.7.1, diffusers 0.42.1, transformers 5.23.0.
"""

import json
import shutil
import sys
from pathlib import Path

import torch
from diffusers import AutoencoderKL, FluxPipeline, FluxTransformer2DModel
from safetensors.torch import load_file, save_file
from transformers import CLIPConfig, CLIPModel, CLIPTextModel, T5Config, T5EncoderModel

from make_fixtures import BATCH, stir, write_parity

EARLIER_NAMES = {"to_q": "query", "to_k": "key", "to_v": "value", "to_out.0": "proj_attn"}


def rewrite(file, weights):
    save_file({name: value.contiguous() for name, value in weights.items()}, file, metadata={"format": "pt"})


def keep(folder, *fields):
    """Takes all but these fields out of a configuration, so that the libraries' defaults hold."""
    file = folder / "config.json"
    config = json.loads(file.read_text())
    file.write_text(json.dumps({name: config[name] for name in fields}, indent=2))


def autoencoder_parity(folder, latent_channels, height, width):
    model = AutoencoderKL.from_pretrained(folder).eval()
    pixels = 2 * torch.rand(BATCH, 3, height, width) - 1
    latents = torch.randn(BATCH, latent_channels, 4, 3)
    with torch.no_grad():
        moments = model.encode(pixels).latent_dist.parameters
        decoded = model.decode(latents).sample
    write_parity(folder, pixels=pixels, moments=moments, latents=latents, decoded=decoded)


def write_earlier_autoencoder(folder):
    """Attention under its earlier names, and a configuration from before most of its fields were there."""
    stir(
        AutoencoderKL(
            block_out_channels=(8, 12),
            down_block_types=("DownEncoderBlock2D",) * 2,
            up_block_types=("UpDecoderBlock2D",) * 2,
            norm_num_groups=4,
        )
    ).save_pretrained(folder)
    types = ["down_block_types", "up_block_types"]
    keep(folder, "_class_name", "block_out_channels", "norm_num_groups", *types)
    file = folder / "diffusion_pytorch_model.safetensors"
    weights = {}
    for name, value in load_file(file).items():
        for now, earlier in EARLIER_NAMES.items():
            name = name.replace(f".attentions.0.{now}.", f".attentions.0.{earlier}.")
        weights[name] = value
    assert sum(".query." in name or ".proj_attn." in name for name in weights) == 8
    rewrite(file, weights)
    autoencoder_parity(folder, 4, height=10, width=14)


def write_attending_autoencoder(folder):
    """Attention in some of the blocks, and none in the middle."""
    stir(
        AutoencoderKL(
            block_out_channels=(4, 8),
            down_block_types=("AttnDownEncoderBlock2D", "DownEncoderBlock2D"),
            up_block_types=("UpDecoderBlock2D", "AttnUpDecoderBlock2D"),
            layers_per_block=2,
            latent_channels=3,
            norm_num_groups=2,
            mid_block_add_attention=False,
            act_fn="swish",
        )
    ).save_pretrained(folder)
    autoencoder_parity(folder, 3, height=8, width=12)


def write_tied_t5(folder):
    """The embedding under the encoder's name for it alone; an older configuration."""
    config = T5Config(vocab_size=30, d_model=12, d_kv=4, d_ff=20, num_layers=2, num_heads=3, feed_forward_proj="gated-gelu")
    stir(T5EncoderModel(config)).save_pretrained(folder)
    sizes = ["vocab_size", "d_model", "d_kv", "d_ff", "num_layers", "num_heads"]
    keep(folder, "model_type", "feed_forward_proj", *sizes)
    file = folder / "model.safetensors"
    weights = load_file(file)
    weights["encoder.embed_tokens.weight"] = weights.pop("shared.weight")
    rewrite(file, weights)
    ids = torch.randint(0, 30, (BATCH, 40))
    model = T5EncoderModel.from_pretrained(folder).eval()
    with torch.no_grad():
        write_parity(folder, input_ids=ids, last_hidden_state=model(ids).last_hidden_state)


def write_whole_clip(folder):
    """A CLIPModel, of which a CLIPTextModel is the half; integers among its weights, as old ones have them."""
    text = {"vocab_size": 40, "hidden_size": 16, "intermediate_size": 24, "num_hidden_layers": 2, "num_attention_heads": 4}
    vision = {"hidden_size": 8, "intermediate_size": 8, "num_hidden_layers": 1, "num_attention_heads": 2, "image_size": 8}
    config = CLIPConfig(
        text_config={**text, "max_position_embeddings": 17, "eos_token_id": 2, "bos_token_id": 0, "pad_token_id": 1},
        vision_config={**vision, "patch_size": 4},
        projection_dim=6,
    )
    stir(CLIPModel(config)).save_pretrained(folder)
    file = folder / "model.safetensors"
    weights = load_file(file)
    weights["text_model.embeddings.position_ids"] = torch.arange(17).unsqueeze(0)
    rewrite(file, weights)
    ids = torch.randint(3, 39, (BATCH, 15))
    ids[0, 4:] = 39
    ids[1, 8] = 39
    ids[2, 14] = 39
    model = CLIPTextModel.from_pretrained(folder).eval()
    with torch.no_grad():
        write_parity(folder, input_ids=ids, pooler_output=model(ids).pooler_output)


def write_flux_variant(folder):
    """Shards of a variant beside a usual file of other weights."""
    config = {
        "in_channels": 8,
        "num_layers": 1,
        "num_single_layers": 1,
        "attention_head_dim": 8,
        "num_attention_heads": 2,
        "joint_attention_dim": 10,
        "pooled_projection_dim": 6,
        "guidance_embeds": True,
        "axes_dims_rope": (2, 2, 4),
    }
    stir(FluxTransformer2DModel(**config)).to(torch.bfloat16).save_pretrained(folder)
    variant = stir(FluxTransformer2DModel(**config)).to(torch.float16)
    variant.save_pretrained(folder, variant="fp16", max_shard_size="40KB")
    height, width, tokens = 3, 2, 4
    inputs = {
        "hidden_states": torch.randn(BATCH, height * width, 8),
        "encoder_hidden_states": torch.randn(BATCH, tokens, 10),
        "pooled_projections": torch.randn(BATCH, 6),
        "timestep": torch.rand(BATCH),
        "img_ids": FluxPipeline._prepare_latent_image_ids(BATCH, height, width, "cpu", torch.float32),
        "txt_ids": torch.zeros(tokens, 3),
        "guidance": 1 + 4 * torch.rand(BATCH),
    }
    model = FluxTransformer2DModel.from_pretrained(folder, variant="fp16", torch_dtype=torch.float32).eval()
    with torch.no_grad():
        write_parity(folder, **inputs, velocity=model(**inputs).sample)


FIXTURES = {
    "autoencoder-earlier": write_earlier_autoencoder,
    "autoencoder-attending": write_attending_autoencoder,
    "t5-tied": write_tied_t5,
    "clip-whole": write_whole_clip,
    "flux-variant": write_flux_variant,
}


def main(target):
    for name, write in FIXTURES.items():
        torch.manual_seed(20250325)
        shutil.rmtree(target / name, ignore_errors=True)
        write(target / name)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
