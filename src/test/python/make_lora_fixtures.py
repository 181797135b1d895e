"""Makes the parity fixtures of LoRAs: small random ones for the transformer of flux-unguided, and the velocities with them.

    python make_lora_fixtures.py ../resources/fixtures

Beside the other fixtures, which make_fixtures.py makes first: it clears the folder. The first LoRA is in the naming of
diffusers and peft, with peft's configuration in its header; the second has alphas of its own; the third is in the original
naming, as trainers of that write it: diffusers' own conversion of it knows but one size of transformer where queries, keys,
values and feed-forward are one layer, so that these are taken apart here.
Made with torch 2.7.1, diffusers 0.42.1, transformers 5.23.0, peft 0.21.2.
"""

import json
import shutil
import sys
from pathlib import Path

import torch
from diffusers import FluxPipeline, FluxTransformer2DModel
from safetensors.torch import load_file, save_file

from make_fixtures import write_parity

INPUTS = ("hidden_states", "encoder_hidden_states", "pooled_projections", "timestep", "img_ids", "txt_ids")
RANK = 3


def velocity(base, *fused):
    """Of the transformer with (weights, scale) fused one after another."""
    model = FluxTransformer2DModel.from_pretrained(base)
    for weights, metadata, scale in fused:
        if metadata is not None:
            model.load_lora_adapter(dict(weights), prefix="transformer", metadata=metadata)
        else:
            state, alphas, _ = FluxPipeline.lora_state_dict(dict(weights), return_alphas=True, return_lora_metadata=True)
            model.load_lora_adapter(state, prefix="transformer", network_alphas=alphas)
        model.fuse_lora(lora_scale=scale)
        model.unload_lora()
    inputs = {name: value for name, value in load_file(base / "parity.safetensors").items() if name in INPUTS}
    with torch.no_grad():
        return model(**inputs).sample


def matrices(out, into, rank=RANK):
    return torch.randn(rank, into) / into**0.5, torch.randn(out, rank) / rank**0.5


def peft_lora(layers, alphas):
    weights = {}
    for index, (name, (out, into)) in enumerate(layers.items()):
        rank = RANK + index % 2
        weights[f"transformer.{name}.lora_A.weight"], weights[f"transformer.{name}.lora_B.weight"] = matrices(
            out, into, rank
        )
        if alphas:
            weights[f"transformer.{name}.alpha"] = torch.tensor(1.0 + index % 3)
    return weights


def original_lora(layers):
    """One in the original naming, and the same as diffusers has it after its conversion."""
    original, converted = {}, {}

    def add(name, targets, swap=False, alpha=2.0):
        down, up = matrices(sum(layers[target][0] for target in targets), layers[targets[0]][1])
        original[f"lora_unet_{name}.lora_down.weight"] = down
        original[f"lora_unet_{name}.lora_up.weight"] = torch.cat(up.chunk(2)[::-1]) if swap else up
        if alpha:
            original[f"lora_unet_{name}.alpha"] = torch.tensor(alpha)
        parts = up.split([layers[target][0] for target in targets])
        for target, part in zip(targets, parts):
            converted[f"transformer.{target}.lora_A.weight"] = down * ((alpha or RANK) / RANK)
            converted[f"transformer.{target}.lora_B.weight"] = part.contiguous()

    for i in range(2):
        block = f"transformer_blocks.{i}"
        for stream, projections, out, forward, norm in (
            ("img", ("to_q", "to_k", "to_v"), "to_out.0", "ff", "norm1"),
            ("txt", ("add_q_proj", "add_k_proj", "add_v_proj"), "to_add_out", "ff_context", "norm1_context"),
        ):
            add(f"double_blocks_{i}_{stream}_attn_qkv", [f"{block}.attn.{name}" for name in projections])
            add(f"double_blocks_{i}_{stream}_attn_proj", [f"{block}.attn.{out}"])
            add(f"double_blocks_{i}_{stream}_mlp_0", [f"{block}.{forward}.net.0.proj"], alpha=None)
            add(f"double_blocks_{i}_{stream}_mlp_2", [f"{block}.{forward}.net.2"], alpha=0.5)
            add(f"double_blocks_{i}_{stream}_mod_lin", [f"{block}.{norm}.linear"])
    block = "single_transformer_blocks.0"
    add("single_blocks_0_linear1", [f"{block}.{name}" for name in ("attn.to_q", "attn.to_k", "attn.to_v", "proj_mlp")])
    add("single_blocks_0_linear2", [f"{block}.proj_out"])
    add("single_blocks_0_modulation_lin", [f"{block}.norm.linear"])
    add("img_in", ["x_embedder"])
    add("txt_in", ["context_embedder"])
    for name, embedder in (("time_in", "timestep_embedder"), ("vector_in", "text_embedder")):
        add(f"{name}_in_layer", [f"time_text_embed.{embedder}.linear_1"])
        add(f"{name}_out_layer", [f"time_text_embed.{embedder}.linear_2"])
    add("final_layer_linear", ["proj_out"], alpha=None)
    add("final_layer_adaLN_modulation_1", ["norm_out.linear"], swap=True, alpha=None)
    return original, converted


def check_conversion(original, converted):
    """Where diffusers' conversion knows the sizes, its products are ours."""
    known = {name: value for name, value in original.items() if "linear1" not in name}
    theirs = {
        "transformer." + name.removeprefix("transformer."): value
        for name, value in FluxPipeline.lora_state_dict(known).items()
    }
    for name in theirs:
        if name.endswith(".lora_A.weight"):
            up = name.replace("lora_A", "lora_B")
            torch.testing.assert_close(theirs[up] @ theirs[name], converted[up] @ converted[name])
    stacked = {"attn.to_q", "attn.to_k", "attn.to_v", "proj_mlp"}
    others = {name for name in converted if name not in theirs}
    assert others == {
        f"transformer.single_transformer_blocks.0.{layer}.lora_{matrix}.weight" for layer in stacked for matrix in "AB"
    }


def peft_configuration(peft, **more):
    """What peft says of some updates, in the order in which it stands in a file's header."""
    return {
        "r": RANK,
        "lora_alpha": 4,
        "rank_pattern": {
            name.removeprefix("transformer.").removesuffix(".lora_A.weight"): len(value)
            for name, value in peft.items()
            if name.endswith("lora_A.weight") and len(value) != RANK
        },
        "alpha_pattern": {"attn.to_q": 1.5},
        **more,
        "target_modules": sorted({name.removeprefix("transformer.").split(".lora_")[0] for name in peft}),
    }


def main(target):
    torch.manual_seed(20241101)
    base = target / "flux-unguided"
    folder = target / "flux-loras"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    model = FluxTransformer2DModel.from_pretrained(base)
    layers = {name: module.weight.shape for name, module in model.named_modules() if hasattr(module, "in_features")}
    peft = peft_lora({name: shape for name, shape in layers.items() if ".attn." in name}, alphas=False)
    metadata = peft_configuration(peft, use_rslora=True)
    said = {f"transformer.{name}": value for name, value in metadata.items()}
    save_file(peft, folder / "peft.safetensors", {"format": "pt", "lora_adapter_metadata": json.dumps(said)})
    # diffusers takes the alpha of proj_out for those of all layers whose names end so.
    alphas = peft_lora({name: shape for name, shape in layers.items() if name != "proj_out"}, alphas=True)
    save_file(alphas, folder / "alphas.safetensors")
    original, converted = original_lora(layers)
    check_conversion(original, converted)
    save_file(original, folder / "original.safetensors")
    write_parity(
        folder,
        plain=velocity(base),
        peft=velocity(base, (peft, said, 1.0)),
        alphas=velocity(base, (alphas, None, 0.6)),
        original=velocity(base, (converted, None, 1.0)),
        both=velocity(base, (peft, said, 0.5), (converted, None, -0.3)),
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
