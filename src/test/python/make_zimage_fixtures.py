"""Makes the parity fixtures of Z-Image: small random models of diffusers and transformers, with inputs and outputs.

    python make_zimage_fixtures.py ../resources/fixtures

Beside the other fixtures, which make_fixtures.py makes first: it clears the folder.
Transformers get bfloat16.safetensors too: what the same weights answer where all is computed in bfloat16.
Made with torch 2.7.1, diffusers 0.42.1, transformers 5.23.0.
"""

import json
import shutil
import sys
from pathlib import Path

import torch
from diffusers import AutoencoderKL, FlowMatchEulerDiscreteScheduler, FluxPipeline, ZImagePipeline, ZImageTransformer2DModel
from safetensors.torch import load_file, save_file
from transformers import Qwen3Config, Qwen3Model

from make_fixtures import BATCH, stir, write_parity
from make_flux2_fixtures import write_tokenizer
from make_lora_fixtures import RANK, matrices, peft_lora

# A quarter of a million values, however small all else is, so of a byte each.
TIMES = ("t_embedder.mlp.0.weight", "t_embedder.mlp.2.weight")


def transformer(**config):
    model = stir(ZImageTransformer2DModel(**config))
    with torch.no_grad():
        for name in TIMES:
            weight = model.get_parameter(name)
            weight.copy_(weight.to(torch.float8_e4m3fn))
    return model


def shrink(folder):
    file = folder / "diffusion_pytorch_model.safetensors"
    weights = load_file(file)
    for name in TIMES:
        weights[name] = weights[name].to(torch.float8_e4m3fn)
    save_file(weights, file, {"format": "pt"})


def packed(images):
    """[batch, channels, height, width] -> [batch, tokens, 4 * channels], as all families here have it."""
    return FluxPipeline._pack_latents(images, *images.shape)


def write_transformer(folder, dtype, height, width, lengths, **config):
    """The velocity is the linear interpolant's, 1 being noise: diffusers' pipeline turns the model's answer round."""
    model = transformer(**config).to(dtype)
    model.save_pretrained(folder)
    shrink(folder)
    images = torch.randn(BATCH, config["in_channels"], 2 * height, 2 * width)
    longest = max(lengths) + -max(lengths) % 32
    captions = torch.randn(BATCH, longest, config["cap_feat_dim"])
    timestep = torch.linspace(1, 0.1, BATCH)
    inputs = {"images": images, "captions": captions, "lengths": lengths, "timestep": timestep}
    write_parity(
        folder,
        hidden_states=packed(images),
        captions=captions,
        lengths=torch.tensor(lengths),
        timestep=timestep,
        img_ids=ZImageTransformer2DModel.create_coordinate_grid((1, height, width), (0, 0, 0)).flatten(0, 2),
        velocity=velocity(model.float(), **inputs),
    )
    half = torch.bfloat16
    rough = velocity(model.to(half), images.to(half), captions.to(half), lengths, timestep)
    save_file({"velocity": rough.float().contiguous()}, folder / "bfloat16.safetensors")
    return inputs


def velocity(model, images, captions, lengths, timestep):
    with torch.no_grad():
        answers = model(
            list(images.unsqueeze(2)),
            1 - timestep,
            [caption[:length] for caption, length in zip(captions, lengths)],
        ).sample
    return packed(-torch.stack(answers).squeeze(2))


def original_lora(layers):
    """One in the naming of the original program, as its trainers write it, and the same by diffusers' names."""
    original, converted = {}, {}

    def add(name, targets, alpha):
        down, up = matrices(sum(layers[target][0] for target in targets), layers[targets[0]][1])
        original[f"lora_unet_{name}.lora_down.weight"] = down
        original[f"lora_unet_{name}.lora_up.weight"] = up
        if alpha:
            original[f"lora_unet_{name}.alpha"] = torch.tensor(alpha)
        for target, part in zip(targets, up.split([layers[target][0] for target in targets])):
            converted[f"transformer.{target}.lora_A.weight"] = down * ((alpha or RANK) / RANK)
            converted[f"transformer.{target}.lora_B.weight"] = part.contiguous()

    blocks = sorted({name.split(".attention.")[0] for name in layers if ".attention." in name})
    for block in blocks:
        name = block.replace(".", "_")
        add(f"{name}_attention_qkv", [f"{block}.attention.{projection}" for projection in ("to_q", "to_k", "to_v")], 2.0)
        add(f"{name}_attention_out", [f"{block}.attention.to_out.0"], None)
        for layer in ("w1", "w2", "w3"):
            add(f"{name}_feed_forward_{layer}", [f"{block}.feed_forward.{layer}"], 1.5)
        if f"{block}.adaLN_modulation.0" in layers:
            add(f"{name}_adaLN_modulation_0", [f"{block}.adaLN_modulation.0"], 0.5)
    add("x_embedder", ["all_x_embedder.2-1"], 1.0)
    add("cap_embedder_1", ["cap_embedder.1"], 1.0)
    add("final_layer_linear", ["all_final_layer.2-1.linear"], None)
    return original, converted


def check_conversion(original, converted):
    """What diffusers' conversion knows of the original naming becomes the same; it leaves queries, keys, values in one."""
    known = {name: value for name, value in original.items() if not any(part in name for part in ("qkv", "embedder", "final"))}
    theirs = ZImagePipeline.lora_state_dict(dict(known))
    for name, value in theirs.items():
        if name.endswith(".lora_A.weight"):
            up = name.replace("lora_A", "lora_B")
            torch.testing.assert_close(theirs[up] @ value, converted[up] @ converted[name])


def fused(base, weights, scale):
    model = ZImageTransformer2DModel.from_pretrained(base, torch_dtype=torch.float32)
    model.load_lora_adapter(dict(weights), prefix="transformer")
    model.fuse_lora(lora_scale=scale)
    model.unload_lora()
    return model


def write_loras(folder, base, inputs):
    folder.mkdir()
    plain = ZImageTransformer2DModel.from_pretrained(base, torch_dtype=torch.float32)
    layers = {name: module.weight.shape for name, module in plain.named_modules() if hasattr(module, "in_features")}
    attention = peft_lora({name: shape for name, shape in layers.items() if ".attention." in name}, alphas=False)
    save_file(attention, folder / "peft.safetensors")
    original, converted = original_lora(layers)
    check_conversion(original, converted)
    save_file(original, folder / "original.safetensors")
    write_parity(
        folder,
        peft=velocity(fused(base, attention, 0.7), **inputs),
        original=velocity(fused(base, converted, 1.0), **inputs),
    )


TEXT_ENCODER = {
    "hidden_size": 10,
    "intermediate_size": 14,
    "num_hidden_layers": 3,
    "num_attention_heads": 2,
    "num_key_value_heads": 1,
    "head_dim": 6,
    "max_position_embeddings": 512,
}

AUTOENCODER = {
    "block_out_channels": (4, 8),
    "down_block_types": ("DownEncoderBlock2D",) * 2,
    "up_block_types": ("UpDecoderBlock2D",) * 2,
    "layers_per_block": 1,
    "latent_channels": 3,
    "norm_num_groups": 2,
    "sample_size": 16,
    "scaling_factor": 0.3611,
    "shift_factor": 0.1159,
    "use_quant_conv": False,
    "use_post_quant_conv": False,
}

PROMPT = "Two red  circles,\n and 3 BLUE zebras' é <|im_end|> 🦓 "

RUNS = [
    {"steps": 4, "height": 20, "width": 12, "negativePrompt": None, "guidance": 0.0},
    {"steps": 8, "height": 20, "width": 12, "negativePrompt": None, "guidance": 0.0},
    {"steps": 4, "height": 16, "width": 16, "negativePrompt": None, "guidance": 0.0},
    {"steps": 8, "height": 16, "width": 16, "negativePrompt": None, "guidance": 0.0},
    {"steps": 4, "height": 12, "width": 24, "negativePrompt": "", "guidance": 0.7},
    {"steps": 8, "height": 16, "width": 16, "negativePrompt": "blurred " * 9, "guidance": 1.5},
]


def write_runs(folder, pipeline):
    """Guidance is told as diffusers' pipeline is told it: what the difference of the two is added with."""
    tensors = {}
    for index, run in enumerate(RUNS):
        noise = torch.randn(1, 3, run["height"] // 2, run["width"] // 2)
        steps = []
        image = pipeline(
            prompt=PROMPT,
            negative_prompt=run["negativePrompt"],
            height=run["height"],
            width=run["width"],
            num_inference_steps=run["steps"],
            guidance_scale=run["guidance"],
            latents=noise,
            output_type="np",
            callback_on_step_end=lambda _pipeline, _step, _time, kept: steps.append(kept["latents"]) or {},
        ).images
        pixels = torch.from_numpy(image)
        print(f"run {index}: {(pixels <= 0).float().mean():.2f} black, {(pixels >= 1).float().mean():.2f} white")
        tensors[f"{index}.noise"] = packed(noise)
        tensors[f"{index}.sigmas"] = pipeline.scheduler.sigmas
        tensors[f"{index}.latents"] = packed(steps[-1])
        tensors[f"{index}.pixels"] = pixels
    (folder / "runs.json").write_text(json.dumps({"prompt": PROMPT, "runs": RUNS}, indent=1, ensure_ascii=False))
    return tensors


def gradient(pipeline, caption, noise, weights, time):
    """Of the mean of weighed pixels of the posterior mean's image, by the latent that leads there."""
    latent = noise.clone().requires_grad_()
    answer = pipeline.transformer([latent[0].unsqueeze(1)], torch.tensor([1 - time]), [caption]).sample[0]
    mean = latent + time * answer.squeeze(1)
    config = pipeline.vae.config
    image = pipeline.vae.decode(mean / config.scaling_factor + config.shift_factor).sample
    (image * weights).mean().backward()
    return latent.grad


def write_pipeline(folder):
    folder.mkdir()
    tokenizer = write_tokenizer(folder / "tokenizer")
    vae = stir(AutoencoderKL(**AUTOENCODER))
    with torch.no_grad():  # Few pixels beyond what an image has, where none could differ.
        vae.decoder.conv_out.weight.mul_(0.6)
    pipeline = ZImagePipeline(
        scheduler=FlowMatchEulerDiscreteScheduler(shift=3.0),
        vae=vae,
        text_encoder=stir(Qwen3Model(Qwen3Config(vocab_size=len(tokenizer), **TEXT_ENCODER))),
        tokenizer=tokenizer,
        transformer=transformer(
            in_channels=3, dim=16, n_layers=2, n_refiner_layers=1, n_heads=2, n_kv_heads=2, cap_feat_dim=10, axes_dims=(2, 2, 4)
        ),
    )
    chat = tokenizer.apply_chat_template(
        [{"role": "user", "content": PROMPT}], tokenize=False, add_generation_prompt=True, enable_thinking=True
    )
    long = tokenizer.apply_chat_template(
        [{"role": "user", "content": PROMPT * 12}], tokenize=False, add_generation_prompt=True, enable_thinking=True
    )
    with torch.no_grad():
        caption = pipeline.encode_prompt(PROMPT, do_classifier_free_guidance=False)[0][0]
        cut = pipeline.encode_prompt(PROMPT * 12, do_classifier_free_guidance=False)[0][0]
    runs = write_runs(folder, pipeline)
    latent, weights = torch.randn(1, 3, 10, 6), torch.randn(3, 20, 12)
    slopes = gradient(pipeline, caption, latent, weights, 0.6)
    pipeline.save_pretrained(folder)
    shrink(folder / "transformer")
    (folder / "chat.txt").write_text(chat)
    write_parity(
        folder,
        input_ids=torch.tensor(tokenizer(chat).input_ids),
        cut_input_ids=torch.tensor(tokenizer(long, truncation=True, max_length=512).input_ids),
        caption=caption,
        cut_caption=cut,
        latent=packed(latent),
        weights=weights,
        gradient=packed(slopes),
        **runs,
    )


def write_shapes(folder):
    """Names and shapes of the weights of the true size, which no folder here can have."""
    with torch.device("meta"):
        model = ZImageTransformer2DModel()
    folder.mkdir()
    lines = [f"{name} {list(value.shape)}\n" for name, value in sorted(model.state_dict().items())]
    (folder / "weights.txt").write_text("".join(lines))


def main(target):
    torch.manual_seed(20261126)
    for old in target.glob("zimage-*"):
        shutil.rmtree(old)
    write_transformer(
        target / "zimage-transformer-masked",
        torch.bfloat16,
        height=3,
        width=5,
        lengths=[5, 33, 64],
        in_channels=3,
        dim=24,
        n_layers=2,
        n_refiner_layers=1,
        n_heads=3,
        n_kv_heads=3,
        cap_feat_dim=10,
        axes_dims=(2, 2, 4),
    )
    bare = write_transformer(
        target / "zimage-transformer-bare",
        torch.float32,
        height=8,
        width=4,
        lengths=[3, 32, 17],
        in_channels=4,
        dim=16,
        n_layers=1,
        n_refiner_layers=2,
        n_heads=1,
        n_kv_heads=1,
        norm_eps=1e-3,
        qk_norm=False,
        cap_feat_dim=7,
        rope_theta=100.0,
        t_scale=500.0,
        axes_dims=(4, 8, 4),
    )
    write_loras(target / "zimage-loras", target / "zimage-transformer-bare", bare)
    write_pipeline(target / "zimage-pipeline")
    write_shapes(target / "zimage-full-size")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
