"""Makes the parity fixtures: small random models of diffusers and transformers, with inputs and outputs.

    python make_fixtures.py ../resources/fixtures

Every fixture is a folder in its library's own format (config.json and safetensors) plus parity.safetensors, which holds
the tensors that went in and came out; ids are stored as float32. The suite needs the folders only, never Python.
Made with torch 2.7.1, diffusers 0.42.1, transformers 5.23.0.
"""

import json
import shutil
import sys
from pathlib import Path

import torch
from diffusers import (
    AutoencoderKL,
    AutoencoderTiny,
    FlowMatchEulerDiscreteScheduler,
    FluxPipeline,
    FluxTransformer2DModel,
)
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
from transformers import (
    CLIPTextConfig,
    CLIPTextModel,
    CLIPTokenizer,
    PreTrainedTokenizerFast,
    T5Config,
    T5EncoderModel,
)

BATCH = 3


def stir(model):
    """Random weights under which every block, bias and norm changes the output."""
    with torch.no_grad():
        for name, weight in model.named_parameters():
            if weight.dim() <= 1:
                centre = 1.0 if "norm" in name and name.endswith("weight") else 0.0
                weight.copy_(centre + 0.3 * torch.randn_like(weight))
            elif "embedding.weight" in name or "shared" in name or "relative_attention" in name:
                weight.copy_(torch.randn_like(weight))
            else:
                weight.copy_(1.2 * torch.randn_like(weight) / weight[0].numel() ** 0.5)
    return model.eval()


def write_parity(folder, **tensors):
    save_file({name: value.float().contiguous() for name, value in tensors.items()}, folder / "parity.safetensors")
    for name, value in tensors.items():
        print(f"{folder.name:24} {name:24} {tuple(value.shape)} std {value.float().std():.3f}")


def write_flux(folder, dtype, shard_size, text_tokens, height, width, **config):
    model = stir(FluxTransformer2DModel(**config)).to(dtype)
    model.save_pretrained(folder, max_shard_size=shard_size)
    inputs = {
        "hidden_states": torch.randn(BATCH, height * width, config["in_channels"]),
        "encoder_hidden_states": torch.randn(BATCH, text_tokens, config["joint_attention_dim"]),
        "pooled_projections": torch.randn(BATCH, config["pooled_projection_dim"]),
        "timestep": torch.rand(BATCH),
        "img_ids": FluxPipeline._prepare_latent_image_ids(BATCH, height, width, "cpu", torch.float32),
        "txt_ids": torch.zeros(text_tokens, 3),
    }
    if config["guidance_embeds"]:
        inputs["guidance"] = 1 + 4 * torch.rand(BATCH)
    with torch.no_grad():
        write_parity(folder, **inputs, velocity=model.float()(**inputs).sample)


def write_autoencoder(folder, height, width, **config):
    model = stir(AutoencoderKL(**config))
    model.save_pretrained(folder)
    pixels = 2 * torch.rand(BATCH, 3, height, width) - 1
    with torch.no_grad():
        moments = model.encode(pixels).latent_dist.parameters
        latents = torch.randn(BATCH, config["latent_channels"], 5, 3)
        decoded = model.decode(latents).sample
    write_parity(folder, pixels=pixels, moments=moments, latents=latents, decoded=decoded)


def write_tiny_autoencoder(folder, dtype, height, width, **config):
    """Only the decoder is looked at, so the encoder is as small as can be."""
    stages = len(config["num_decoder_blocks"])
    encoder = {"encoder_block_out_channels": (1,) * stages, "num_encoder_blocks": (0,) * stages}
    model = stir(AutoencoderTiny(**encoder, **config)).to(dtype)
    model.save_pretrained(folder)
    # Wide enough for the clamp at the decoder's entrance to bend them.
    latents = 3 * torch.randn(BATCH, config["latent_channels"], height, width)
    with torch.no_grad():
        write_parity(folder, latents=latents, decoded=model.float().decode(latents).sample)


def write_t5(folder, tokens, **config):
    model = stir(T5EncoderModel(T5Config(**config)))
    model.save_pretrained(folder)
    ids = torch.randint(0, config["vocab_size"], (BATCH, tokens))
    with torch.no_grad():
        write_parity(folder, input_ids=ids, last_hidden_state=model(ids).last_hidden_state)


def write_clip(folder, prefix, end, **config):
    model = stir(CLIPTextModel(CLIPTextConfig(**config)))
    model.save_pretrained(folder)
    file = folder / "model.safetensors"
    save_file({prefix + name: value for name, value in load_file(file).items()}, file, metadata={"format": "pt"})
    tokens = config["max_position_embeddings"] - 2
    ids = torch.randint(3, end, (BATCH, tokens))
    ids[0, 5:] = end
    ids[1, 9] = end
    ids[2, tokens - 1] = end
    with torch.no_grad():
        write_parity(folder, input_ids=ids, pooler_output=model(ids).pooler_output)


def bytes_to_symbols():
    """The 256 printable symbols of byte-level BPE, in the order of CLIP's vocabulary."""
    plain = [*range(ord("!"), ord("~") + 1), *range(ord("¡"), ord("¬") + 1), *range(ord("®"), ord("ÿ") + 1)]
    rest = [256 + i for i in range(256 - len(plain))]
    return [chr(code) for code in plain + rest]


def write_clip_tokenizer(folder):
    """vocab.json and merges.txt alone, as the official FLUX folders have it. Returns the vocabulary's size."""
    merges = ["r e", "re d</w>", "c i", "ci r", "cir c", "l e</w>", "circ le</w>", "t w", "tw o</w>"]
    symbols = bytes_to_symbols()
    tokens = symbols + [symbol + "</w>" for symbol in symbols] + [merge.replace(" ", "") for merge in merges]
    tokens += ["<|startoftext|>", "<|endoftext|>"]
    folder.mkdir()
    vocabulary = {token: index for index, token in enumerate(tokens)}
    (folder / "vocab.json").write_text(json.dumps(vocabulary, ensure_ascii=False))
    (folder / "merges.txt").write_text("#version: 0.2\n" + "\n".join(merges) + "\n")
    ends = {"bos_token": "<|startoftext|>", "eos_token": "<|endoftext|>", "unk_token": "<|endoftext|>"}
    config = {**ends, "pad_token": "<|endoftext|>", "model_max_length": 30, "tokenizer_class": "CLIPTokenizer"}
    (folder / "tokenizer_config.json").write_text(json.dumps(config, indent=2))
    return len(tokens)


def write_t5_tokenizer(folder):
    """A Unigram tokenizer.json. Returns the vocabulary's size."""
    words = ["▁", "▁two", "▁red", "▁circle", "▁circles", "▁blue", "s", "d", "e", "r", "c", "i", "l", "n", "a", "o", ","]
    pieces = [("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0)]
    pieces += [(word, -2.0 - 0.1 * index) for index, word in enumerate(words)]
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=2))
    tokenizer.normalizer = normalizers.Replace("  ", " ")
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.post_processor = processors.TemplateProcessing(single="$A </s>", special_tokens=[("</s>", 1)])
    ends = {"eos_token": "</s>", "unk_token": "<unk>", "pad_token": "<pad>"}
    PreTrainedTokenizerFast(tokenizer_object=tokenizer, model_max_length=11, **ends).save_pretrained(folder)
    config = json.loads((folder / "tokenizer_config.json").read_text())
    config["tokenizer_class"] = "T5Tokenizer"
    (folder / "tokenizer_config.json").write_text(json.dumps(config, indent=2))
    return len(pieces)


def write_pipeline(folder, preview_folder):
    folder.mkdir()
    clip_words = write_clip_tokenizer(folder / "tokenizer")
    t5_words = write_t5_tokenizer(folder / "tokenizer_2")
    pipeline = FluxPipeline(
        scheduler=FlowMatchEulerDiscreteScheduler(
            use_dynamic_shifting=True, base_shift=0.7, max_shift=1.3, base_image_seq_len=4, max_image_seq_len=64
        ),
        vae=stir(AutoencoderKL(**PLAIN_AUTOENCODER, scaling_factor=0.7, shift_factor=0.2)),
        text_encoder=stir(
            CLIPTextModel(
                CLIPTextConfig(
                    vocab_size=clip_words,
                    hidden_size=12,
                    intermediate_size=20,
                    num_hidden_layers=1,
                    num_attention_heads=2,
                    max_position_embeddings=30,
                    bos_token_id=clip_words - 2,
                    eos_token_id=clip_words - 1,
                    pad_token_id=clip_words - 1,
                )
            )
        ),
        tokenizer=CLIPTokenizer.from_pretrained(folder / "tokenizer"),
        text_encoder_2=stir(
            T5EncoderModel(
                T5Config(
                    vocab_size=t5_words,
                    d_model=10,
                    d_kv=4,
                    d_ff=16,
                    num_layers=1,
                    num_heads=2,
                    feed_forward_proj="gated-gelu",
                )
            )
        ),
        tokenizer_2=PreTrainedTokenizerFast.from_pretrained(folder / "tokenizer_2"),
        transformer=stir(
            FluxTransformer2DModel(
                in_channels=16,
                num_layers=1,
                num_single_layers=1,
                attention_head_dim=8,
                num_attention_heads=3,
                joint_attention_dim=10,
                pooled_projection_dim=12,
                guidance_embeds=True,
                axes_dims_rope=(2, 2, 4),
            )
        ),
    )
    prompt = "Two red  circles, and 3 BLUE zebras' é"
    noise = torch.randn(1, 5 * 3, 16)
    call = {
        "prompt": prompt,
        "height": 40,
        "width": 24,
        "num_inference_steps": 4,
        "guidance_scale": 2.5,
        "max_sequence_length": 11,
        "latents": noise,
    }
    sequence, pooled, _ = pipeline.encode_prompt(prompt, max_sequence_length=11)
    latents = pipeline(**call, output_type="latent").images
    pixels = torch.from_numpy(pipeline(**call, output_type="np").images)
    ids = {
        f"{name}_ids_{length}": torch.tensor(
            tokenizer(prompt, padding="max_length", max_length=length, truncation=True).input_ids
        )
        for name, tokenizer in [("clip", pipeline.tokenizer), ("t5", pipeline.tokenizer_2)]
        for length in (11, 30)
    }
    kept = {file: (folder / file).read_bytes() for file in TOKENIZER_FILES}
    pipeline.save_pretrained(folder)
    shutil.rmtree(folder / "tokenizer")
    shutil.rmtree(folder / "tokenizer_2")
    for file, content in kept.items():
        (folder / file).parent.mkdir(exist_ok=True)
        (folder / file).write_bytes(content)
    (folder / "prompt.txt").write_text(prompt)
    write_parity(
        folder,
        **ids,
        sequence=sequence,
        pooled=pooled,
        sigmas=pipeline.scheduler.sigmas,
        noise=noise,
        latents=latents,
        pixels=pixels,
    )
    write_pipeline_preview(preview_folder, pipeline, call)


def write_pipeline_preview(folder, pipeline, call):
    """What the same pipeline answers with a tiny autoencoder in its own one's place."""
    pipeline.vae = stir(AutoencoderTiny(**TINY_AUTOENCODER, scaling_factor=0.6, shift_factor=-0.3))
    with torch.no_grad():  # Few pixels beyond what an image has, where none could differ.
        last = pipeline.vae.decoder.layers[-1]
        last.weight.mul_(0.1)
        last.bias.fill_(0.5)
    pixels = torch.from_numpy(pipeline(**call, output_type="np").images)
    pipeline.vae.save_pretrained(folder)
    write_parity(folder, pixels=pixels)


TOKENIZER_FILES = [
    "tokenizer/vocab.json",
    "tokenizer/merges.txt",
    "tokenizer/tokenizer_config.json",
    "tokenizer_2/tokenizer.json",
    "tokenizer_2/tokenizer_config.json",
]

PLAIN_AUTOENCODER = {
    "block_out_channels": (6, 8, 12),
    "down_block_types": ("DownEncoderBlock2D",) * 3,
    "up_block_types": ("UpDecoderBlock2D",) * 3,
    "layers_per_block": 1,
    "latent_channels": 4,
    "norm_num_groups": 2,
    "use_quant_conv": False,
    "use_post_quant_conv": False,
    "mid_block_add_attention": False,
}

TINY_AUTOENCODER = {
    "encoder_block_out_channels": (1, 1, 1),
    "num_encoder_blocks": (0, 0, 0),
    "decoder_block_out_channels": (6, 6, 6),
    "num_decoder_blocks": (2, 0, 1),
    "latent_channels": 4,
}


def main(target):
    torch.manual_seed(20250324)
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    write_flux(
        target / "flux-unguided",
        torch.float32,
        "1GB",
        text_tokens=7,
        height=3,
        width=5,
        in_channels=12,
        num_layers=2,
        num_single_layers=1,
        attention_head_dim=16,
        num_attention_heads=2,
        joint_attention_dim=20,
        pooled_projection_dim=10,
        guidance_embeds=False,
        axes_dims_rope=(4, 6, 6),
    )
    write_flux(
        target / "flux-guided",
        torch.bfloat16,
        "60KB",
        text_tokens=5,
        height=7,
        width=3,
        in_channels=16,
        out_channels=8,
        num_layers=1,
        num_single_layers=3,
        attention_head_dim=8,
        num_attention_heads=3,
        joint_attention_dim=14,
        pooled_projection_dim=18,
        guidance_embeds=True,
        axes_dims_rope=(2, 2, 4),
    )
    write_autoencoder(
        target / "autoencoder-full",
        height=21,
        width=14,
        block_out_channels=(8, 16),
        down_block_types=("DownEncoderBlock2D",) * 2,
        up_block_types=("UpDecoderBlock2D",) * 2,
        layers_per_block=2,
        latent_channels=3,
        norm_num_groups=4,
    )
    write_autoencoder(target / "autoencoder-plain", height=19, width=27, **PLAIN_AUTOENCODER)
    write_t5(
        target / "t5-gated",
        tokens=150,
        vocab_size=50,
        d_model=16,
        d_kv=8,
        d_ff=20,
        num_layers=2,
        num_heads=2,
        feed_forward_proj="gated-gelu",
    )
    write_t5(
        target / "t5-relu",
        tokens=37,
        vocab_size=40,
        d_model=16,
        d_kv=4,
        d_ff=24,
        num_layers=3,
        num_heads=3,
        relative_attention_num_buckets=8,
        relative_attention_max_distance=12,
        feed_forward_proj="relu",
    )
    clip = {"vocab_size": 50, "max_position_embeddings": 19, "bos_token_id": 0, "pad_token_id": 1}
    write_clip(
        target / "clip-first-end",
        prefix="",
        end=40,
        hidden_size=24,
        intermediate_size=36,
        num_hidden_layers=2,
        num_attention_heads=3,
        eos_token_id=40,
        **clip,
    )
    write_clip(
        target / "clip-highest-id",
        prefix="text_model.",
        end=49,
        hidden_size=16,
        intermediate_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        hidden_act="gelu",
        eos_token_id=2,
        **clip,
    )
    write_pipeline(target / "pipeline", target / "pipeline-preview")
    write_tiny_autoencoder(
        target / "tiny-taef1",
        torch.float16,
        height=3,
        width=2,
        decoder_block_out_channels=(64, 64, 64, 64),
        num_decoder_blocks=(3, 3, 3, 1),
        act_fn="relu",
        upsample_fn="nearest",
        upsampling_scaling_factor=2,
        latent_channels=16,
    )
    write_tiny_autoencoder(
        target / "tiny-swish",
        torch.float32,
        height=5,
        width=3,
        decoder_block_out_channels=(7, 7, 7),
        num_decoder_blocks=(2, 0, 1),
        act_fn="swish",
        upsampling_scaling_factor=3,
        latent_channels=5,
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
