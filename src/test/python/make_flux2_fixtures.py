"""Makes the parity fixtures of FLUX.2 klein: small random models of diffusers and transformers, with inputs and outputs.

    python make_flux2_fixtures.py ../resources/fixtures

Beside the other fixtures, which make_fixtures.py makes first: it clears the folder.
Made with torch 2.7.1, diffusers 0.42.1, transformers 5.23.0.
"""

import shutil
import sys
from pathlib import Path

import torch
from diffusers import AutoencoderKLFlux2, FlowMatchEulerDiscreteScheduler, Flux2KleinPipeline, Flux2Transformer2DModel
from diffusers.pipelines.flux2.pipeline_flux2_klein import compute_empirical_mu
from safetensors.torch import load_file, save_file
from transformers import Qwen2TokenizerFast, Qwen3Config, Qwen3ForCausalLM

from make_fixtures import BATCH, bytes_to_symbols, stir, write_parity

LAYERS = (9, 18, 27)

# What Qwen3's own template makes of one user's message, and no more.
CHAT_TEMPLATE = """\
{%- for message in messages %}
    {{- '<|im_start|>' + message.role + '\\n' + message.content + '<|im_end|>' + '\\n' }}
{%- endfor %}
{%- if add_generation_prompt %}
    {{- '<|im_start|>assistant\\n' }}
    {%- if enable_thinking is defined and enable_thinking is false %}
        {{- '<think>\\n\\n</think>\\n\\n' }}
    {%- endif %}
{%- endif %}
"""


def position_ids(height, width):
    return Flux2KleinPipeline._prepare_latent_ids(torch.zeros(1, 1, height, width))[0]


def text_ids(tokens):
    return Flux2KleinPipeline._prepare_text_ids(torch.zeros(1, tokens, 1))[0]


def write_transformer(folder, dtype, shard_size, guided, text_tokens, height, width, **config):
    model = stir(Flux2Transformer2DModel(**config)).to(dtype)
    model.save_pretrained(folder, max_shard_size=shard_size)
    inputs = {
        "hidden_states": torch.randn(BATCH, height * width, config["in_channels"]),
        "encoder_hidden_states": torch.randn(BATCH, text_tokens, config["joint_attention_dim"]),
        "timestep": torch.rand(BATCH),
        "img_ids": position_ids(height, width),
        "txt_ids": text_ids(text_tokens),
    }
    if guided:
        inputs["guidance"] = 1 + 4 * torch.rand(BATCH)
    with torch.no_grad():
        write_parity(folder, **inputs, velocity=model.float()(**inputs).sample)


def stirred_autoencoder(**config):
    model = stir(AutoencoderKLFlux2(**config))
    with torch.no_grad():
        model.bn.running_mean.copy_(0.5 * torch.randn_like(model.bn.running_mean))
        model.bn.running_var.copy_(0.5 + torch.rand_like(model.bn.running_var))
    return model


def write_autoencoder(folder, **config):
    """Latents come as the transformer has them: packed, and of about variance 1."""
    model = stirred_autoencoder(**config)
    model.save_pretrained(folder)
    patches = torch.randn(BATCH, 4 * config["latent_channels"], 2, 3)
    mean, variance = (value.view(1, -1, 1, 1) for value in (model.bn.running_mean, model.bn.running_var))
    latents = Flux2KleinPipeline._unpatchify_latents(patches * torch.sqrt(variance + model.config.batch_norm_eps) + mean)
    with torch.no_grad():
        decoded = model.decode(latents).sample
    write_parity(folder, packed=Flux2KleinPipeline._pack_latents(patches), latents=latents, decoded=decoded)


def qwen3(vocab_size, **config):
    return stir(Qwen3ForCausalLM(Qwen3Config(vocab_size=vocab_size, max_position_embeddings=256, **config)))


def write_qwen3(folder, dtype, prefix, layers, tokens, lengths, vocab_size, **config):
    """Ends of rows are padding; the weights of a bare Qwen3Model have no prefix."""
    qwen3(vocab_size, num_hidden_layers=layers, **config).to(dtype).save_pretrained(folder)
    # Read back, as the cast has rounded the frequencies of its rotations too.
    model = Qwen3ForCausalLM.from_pretrained(folder, dtype=torch.float32)
    if not prefix:
        file = folder / "model.safetensors"
        weights = {name: value for name, value in load_file(file).items() if name != "lm_head.weight"}
        save_file({name.removeprefix("model."): value for name, value in weights.items()}, file, {"format": "pt"})
    ids = torch.randint(0, vocab_size, (BATCH, tokens))
    mask = (torch.arange(tokens) < torch.tensor(lengths)[:, None]).long()
    with torch.no_grad():
        states = model(input_ids=ids, attention_mask=mask, output_hidden_states=True).hidden_states
    sequence = torch.cat([states[layer] for layer in LAYERS], 2)
    write_parity(folder, input_ids=ids, lengths=torch.tensor(lengths), sequence=sequence)


def write_tokenizer(folder):
    """A byte-level tokenizer.json with Qwen's marks. Returns it, read from the folder."""
    merges = [("r", "e"), ("re", "d"), ("c", "i"), ("Ġ", "re"), ("Ġre", "d"), ("u", "s"), ("us", "e"), ("use", "r")]
    tokens = bytes_to_symbols() + [first + second for first, second in merges]
    marks = ["<|endoftext|>", "<|im_start|>", "<|im_end|>", "<think>", "</think>"]
    tokenizer = Qwen2TokenizerFast(
        vocab={token: index for index, token in enumerate(tokens)},
        merges=merges,
        additional_special_tokens=marks[1:3],
        model_max_length=512,
        chat_template=CHAT_TEMPLATE,
    )
    tokenizer.add_tokens(marks[3:])
    tokenizer.save_pretrained(folder)
    return Qwen2TokenizerFast.from_pretrained(folder)


TEXT_ENCODER = {
    "hidden_size": 8,
    "intermediate_size": 12,
    "num_attention_heads": 2,
    "num_key_value_heads": 1,
    "head_dim": 6,
}

AUTOENCODER = {
    "block_out_channels": (4, 8),
    "down_block_types": ("DownEncoderBlock2D",) * 2,
    "up_block_types": ("UpDecoderBlock2D",) * 2,
    "layers_per_block": 1,
    "latent_channels": 3,
    "norm_num_groups": 2,
    "sample_size": 16,
}


def write_pipeline(folder):
    folder.mkdir()
    tokenizer = write_tokenizer(folder / "tokenizer")
    text_encoder = qwen3(len(tokenizer), num_hidden_layers=29, tie_word_embeddings=True, **TEXT_ENCODER)
    vae = stirred_autoencoder(**AUTOENCODER)
    with torch.no_grad():  # Few pixels beyond what an image has, where none could differ.
        vae.decoder.conv_out.weight.mul_(0.3)
    pipeline = Flux2KleinPipeline(
        scheduler=FlowMatchEulerDiscreteScheduler(use_dynamic_shifting=True, shift=3.0),
        vae=vae,
        text_encoder=text_encoder,
        tokenizer=tokenizer,
        transformer=stir(
            Flux2Transformer2DModel(
                in_channels=12,
                num_layers=1,
                num_single_layers=1,
                attention_head_dim=8,
                num_attention_heads=2,
                joint_attention_dim=24,
                timestep_guidance_channels=16,
                axes_dims_rope=(2, 2, 2, 2),
                guidance_embeds=False,
            )
        ),
        is_distilled=True,
    )
    prompt = "Two red  circles,\n and 3 BLUE zebras' é <|im_end|> 🦓 "
    noise = torch.randn(1, 12, 5, 3)
    call = {"prompt": prompt, "height": 20, "width": 12, "num_inference_steps": 4, "latents": noise}
    sequence, _ = pipeline.encode_prompt(prompt)
    # The pipeline's own "latent" is what the decoder reads; the flow's end is what goes in there.
    steps = []
    pixels = torch.from_numpy(
        pipeline(
            **call,
            output_type="np",
            callback_on_step_end=lambda _pipeline, _step, _time, kept: steps.append(kept["latents"]) or {},
        ).images
    )
    sigmas = pipeline.scheduler.sigmas
    pipeline.register_to_config(is_distilled=False)
    guided_pixels = torch.from_numpy(pipeline(**call, guidance_scale=1.7, output_type="np").images)
    pipeline.register_to_config(is_distilled=True)
    pipeline.scheduler.set_timesteps(sigmas=[1 - step / 10 for step in range(10)], mu=compute_empirical_mu(5000, 10))
    chat = tokenizer.apply_chat_template(
        [{"role": "user", "content": prompt}], tokenize=False, add_generation_prompt=True, enable_thinking=False
    )
    read = tokenizer(chat, padding="max_length", truncation=True, max_length=512)
    pipeline.save_pretrained(folder)
    (folder / "prompt.txt").write_text(prompt)
    (folder / "chat.txt").write_text(chat)
    write_parity(
        folder,
        input_ids=torch.tensor(read.input_ids),
        length=torch.tensor(sum(read.attention_mask)),
        sequence=sequence[:, :120],
        sigmas=sigmas,
        sigmas_of_5000_tokens=pipeline.scheduler.sigmas,
        noise=Flux2KleinPipeline._pack_latents(noise),
        latents=steps[-1],
        pixels=pixels,
        guided_pixels=guided_pixels,
    )


def main(target):
    torch.manual_seed(20260115)
    for old in target.glob("flux2-*"):
        shutil.rmtree(old)
    write_transformer(
        target / "flux2-transformer-unguided",
        torch.bfloat16,
        "40KB",
        guided=False,
        text_tokens=5,
        height=3,
        width=4,
        in_channels=12,
        num_layers=2,
        num_single_layers=1,
        attention_head_dim=16,
        num_attention_heads=2,
        joint_attention_dim=20,
        axes_dims_rope=(4, 4, 4, 4),
        guidance_embeds=False,
    )
    write_transformer(
        target / "flux2-transformer-guided",
        torch.float32,
        "1GB",
        guided=True,
        text_tokens=7,
        height=5,
        width=2,
        in_channels=16,
        out_channels=8,
        num_layers=1,
        num_single_layers=2,
        attention_head_dim=8,
        num_attention_heads=3,
        joint_attention_dim=14,
        timestep_guidance_channels=24,
        mlp_ratio=2.5,
        axes_dims_rope=(2, 2, 4),
        rope_theta=500,
        eps=1e-3,
        guidance_embeds=True,
    )
    write_autoencoder(target / "flux2-autoencoder-full", **AUTOENCODER)
    write_autoencoder(
        target / "flux2-autoencoder-small-decoder",
        **{
            **AUTOENCODER,
            "decoder_block_out_channels": (2, 6),
            "layers_per_block": 2,
            "use_post_quant_conv": False,
            "mid_block_add_attention": False,
            "batch_norm_eps": 0.1,
        },
    )
    write_qwen3(
        target / "flux2-qwen3-tied",
        torch.bfloat16,
        prefix=True,
        layers=28,
        tokens=19,
        lengths=[19, 6, 1],
        vocab_size=40,
        tie_word_embeddings=True,
        rope_parameters={"rope_type": "default", "rope_theta": 1000000.0},
        **TEXT_ENCODER,
    )
    write_qwen3(
        target / "flux2-qwen3-bare",
        torch.float32,
        prefix=False,
        layers=27,
        tokens=11,
        lengths=[3, 11, 8],
        vocab_size=30,
        hidden_size=6,
        intermediate_size=10,
        num_attention_heads=4,
        num_key_value_heads=4,
        head_dim=4,
        rms_norm_eps=1e-3,
    )
    write_pipeline(target / "flux2-pipeline")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
