"""Makes the parity fixtures of what goes with FLUX.2 klein: LoRAs for its transformer, and a preview decoder.

    python make_flux2_addition_fixtures.py ../resources/fixtures

Beside those of make_flux2_fixtures.py, which it reads; run it after them, since they clear its folders.

The first LoRA is in the naming of diffusers and peft, with peft's configuration in its header; the second in the original
naming with underscores and alphas, the third in the original naming with dots, both as diffusers converts them.

The preview decoder is an AutoencoderTiny for the flow's own latents, as TAEF2 is used by its authors: with statistics of
mean 0 and variance 1 in the batch norm's place. The published weights of TAEF2 have layers beside that which diffusers'
AutoencoderTiny of this version has not. Beside it lies what the pipeline's own decoder makes in tiles.
Made with torch 2.7.1, diffusers 0.42.1, transformers 5.23.0, peft 0.21.2.
"""

import json
import shutil
import sys
from pathlib import Path
from types import SimpleNamespace

import torch
from diffusers import AutoencoderTiny, Flux2KleinPipeline, Flux2Transformer2DModel
from safetensors.torch import load_file, save_file

from make_fixtures import stir, write_parity
from make_lora_fixtures import matrices, peft_configuration, peft_lora

INPUTS = ("hidden_states", "encoder_hidden_states", "timestep", "img_ids", "txt_ids", "guidance")


def velocity(base, *fused):
    """Of the transformer with (weights, metadata, scale) fused one after another."""
    model = Flux2Transformer2DModel.from_pretrained(base)
    for weights, metadata, scale in fused:
        state = Flux2KleinPipeline.lora_state_dict(dict(weights))
        # Where metadata is given, it has the prefix; where none is, diffusers infers all of it.
        model.load_lora_adapter(state, prefix="transformer", metadata=metadata)
        model.fuse_lora(lora_scale=scale)
        model.unload_lora()
    inputs = {name: value for name, value in load_file(base / "parity.safetensors").items() if name in INPUTS}
    with torch.no_grad():
        return model(**inputs).sample


def original_layers():
    """What the original program calls the layers of flux2-transformer-guided, and diffusers."""
    layers = {}
    for stream, projections, out, forward in (
        ("img", ("to_q", "to_k", "to_v"), "to_out.0", "ff"),
        ("txt", ("add_q_proj", "add_k_proj", "add_v_proj"), "to_add_out", "ff_context"),
    ):
        block = "transformer_blocks.0"
        layers[f"double_blocks.0.{stream}_attn.qkv"] = [f"{block}.attn.{name}" for name in projections]
        layers[f"double_blocks.0.{stream}_attn.proj"] = [f"{block}.attn.{out}"]
        layers[f"double_blocks.0.{stream}_mlp.0"] = [f"{block}.{forward}.linear_in"]
        layers[f"double_blocks.0.{stream}_mlp.2"] = [f"{block}.{forward}.linear_out"]
    for i in range(2):
        layers[f"single_blocks.{i}.linear1"] = [f"single_transformer_blocks.{i}.attn.to_qkv_mlp_proj"]
        layers[f"single_blocks.{i}.linear2"] = [f"single_transformer_blocks.{i}.attn.to_out"]
    layers["img_in"] = ["x_embedder"]
    layers["txt_in"] = ["context_embedder"]
    layers["time_in.in_layer"] = ["time_guidance_embed.timestep_embedder.linear_1"]
    layers["time_in.out_layer"] = ["time_guidance_embed.timestep_embedder.linear_2"]
    layers["final_layer.linear"] = ["proj_out"]
    return layers


# Which diffusers' conversion of names with underscores does not know.
ONLY_WITH_DOTS = {
    "guidance_in.in_layer": ["time_guidance_embed.guidance_embedder.linear_1"],
    "guidance_in.out_layer": ["time_guidance_embed.guidance_embedder.linear_2"],
    "final_layer.adaLN_modulation.1": ["norm_out.linear"],
    "single_stream_modulation.lin": ["single_stream_modulation.linear"],
    "double_stream_modulation_img.lin": ["double_stream_modulation_img.linear"],
    "double_stream_modulation_txt.lin": ["double_stream_modulation_txt.linear"],
}


def with_alphas(shapes):
    weights = {}
    for index, (name, targets) in enumerate(original_layers().items()):
        layer = "lora_unet_" + name.replace(".", "_")
        down, up = matrices(sum(shapes[target][0] for target in targets), shapes[targets[0]][1])
        weights[f"{layer}.lora_down.weight"] = down
        weights[f"{layer}.lora_up.weight"] = up
        if index % 4:
            weights[f"{layer}.alpha"] = torch.tensor(float(index % 4))
    return weights


def with_dots(shapes):
    weights = {}
    for name, targets in {**original_layers(), **ONLY_WITH_DOTS}.items():
        layer = "diffusion_model." + name
        down, up = matrices(sum(shapes[target][0] for target in targets), shapes[targets[0]][1])
        weights[f"{layer}.lora_A.weight"] = down
        weights[f"{layer}.lora_B.weight"] = up
    return weights


def write_loras(base, folder):
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    model = Flux2Transformer2DModel.from_pretrained(base)
    shapes = {name: module.weight.shape for name, module in model.named_modules() if hasattr(module, "in_features")}
    peft = peft_lora({name: shape for name, shape in shapes.items() if ".attn." in name}, alphas=False)
    metadata = peft_configuration(peft)
    said = {f"transformer.{name}": value for name, value in metadata.items()}
    alphas, dots = with_alphas(shapes), with_dots(shapes)
    save_file(peft, folder / "peft.safetensors", {"format": "pt", "lora_adapter_metadata": json.dumps(said)})
    save_file(alphas, folder / "alphas.safetensors")
    save_file(dots, folder / "dots.safetensors")
    write_parity(
        folder,
        plain=velocity(base),
        peft=velocity(base, (peft, said, 1.0)),
        alphas=velocity(base, (alphas, None, 0.6)),
        dots=velocity(base, (dots, None, 1.0)),
        both=velocity(base, (peft, said, 0.5), (dots, None, -0.3)),
    )


class AsAutoencoder(torch.nn.Module):
    """An AutoencoderTiny in the place of an AutoencoderKLFlux2, which has statistics."""

    def __init__(self, tiny, channels):
        super().__init__()
        self.tiny = tiny
        self.bn = torch.nn.BatchNorm2d(4 * channels, eps=0, affine=False)
        self.config = SimpleNamespace(batch_norm_eps=0.0, block_out_channels=(0, 0))
        self.dtype, self.device = torch.float32, torch.device("cpu")

    def decode(self, latents, return_dict):
        return self.tiny.decode(latents, return_dict=return_dict)


def pixels(pipeline, base):
    """Of the run whose noise and prompt lie in the pipeline's folder."""
    noise = load_file(base / "parity.safetensors")["noise"].view(1, 5, 3, -1).permute(0, 3, 1, 2)
    call = {"prompt": (base / "prompt.txt").read_text(), "height": 20, "width": 12, "num_inference_steps": 4}
    return torch.from_numpy(pipeline(**call, latents=noise, output_type="np").images)


def write_preview(base, folder):
    shutil.rmtree(folder, ignore_errors=True)
    pipeline = Flux2KleinPipeline.from_pretrained(base)
    pipeline.vae.enable_tiling()
    tiled = pixels(pipeline, base)
    channels = pipeline.vae.config.latent_channels
    tiny = stir(
        AutoencoderTiny(
            latent_channels=channels,
            encoder_block_out_channels=(1, 1),
            decoder_block_out_channels=(6, 6),
            num_encoder_blocks=(0, 0),
            num_decoder_blocks=(1, 1),
        )
    )
    with torch.no_grad():  # Few pixels beyond what an image has, where none could differ.
        last = tiny.decoder.layers[-1]
        last.weight.mul_(0.1)
        last.bias.fill_(0.5)
    tiny.save_pretrained(folder)
    pipeline.vae = AsAutoencoder(tiny, channels)
    write_parity(folder, pixels=pixels(pipeline, base), tiled_pixels=tiled)


def main(target):
    torch.manual_seed(20260212)
    write_loras(target / "flux2-transformer-guided", target / "flux2-loras")
    write_preview(target / "flux2-pipeline", target / "flux2-pipeline-preview")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
