"""Makes the parity fixtures of rewards: small random models of transformers, with images, texts and what comes out.

    python make_reward_fixtures.py ../resources/reward-fixtures

Every fixture is a folder as transformers leaves it (config.json, preprocessor_config.json, tokenizer and safetensors)
plus texts.txt and parity.safetensors, which holds the images that went in and what came out, all as float32. The suite
needs the folders only, never Python. Made with torch 2.7.1, transformers 5.23.0, pillow 13.0.0.
"""

import json
import math
import shutil
import sys
from pathlib import Path

import torch
from make_fixtures import stir, write_clip_tokenizer, write_parity
from safetensors.torch import load_file, save_file
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors
from transformers import (
    BlipConfig,
    BlipForImageTextRetrieval,
    CLIPConfig,
    CLIPModel,
    CLIPTokenizer,
    CLIPVisionConfig,
    CLIPVisionModelWithProjection,
    Owlv2Config,
    Owlv2ForObjectDetection,
    PreTrainedTokenizerFast,
    SiglipConfig,
    SiglipModel,
)
from transformers.models.blip.image_processing_pil_blip import BlipImageProcessorPil
from transformers.models.clip.image_processing_pil_clip import CLIPImageProcessorPil
from transformers.models.owlv2.image_processing_pil_owlv2 import Owlv2ImageProcessorPil
from transformers.models.siglip.image_processing_pil_siglip import SiglipImageProcessorPil

SIZES = ((64, 48), (37, 91), (21, 20), (30, 30))

TEXTS = (
    "two red circles",
    "Two red  circles, and 3 BLUE zebras' é",
    "red " * 60,
)


def pictures(sizes=SIZES):
    """Smooth colours with edges and noise, as uint8 [height, width, 3]."""
    images = []
    for height, width in sizes:
        y, x = torch.meshgrid(torch.linspace(0, 1, height), torch.linspace(0, 1, width), indexing="ij")
        smooth = torch.stack([x, y, (x + y) / 2], -1)
        waves = torch.sin(torch.rand(3) * 20 * x[..., None] + torch.rand(3) * 20 * y[..., None])
        image = 0.4 * smooth + 0.3 * (waves > 0.3) + 0.3 * torch.rand(height, width, 3)
        images.append((255 * image).round().clamp(0, 255).to(torch.uint8))
    return images


def write_siglip_tokenizer(folder):
    """A Unigram tokenizer.json that lowers and drops punctuation as Google's do. Returns the vocabulary's size."""
    words = ["▁", "▁two", "▁red", "▁circle", "▁circles", "▁blue", "s", "d", "e", "r", "c", "i", "l", "n", "a", "o", "z"]
    pieces = [("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0)]
    pieces += [(word, -2.0 - 0.1 * index) for index, word in enumerate(words)]
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=2))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Lowercase(),
            normalizers.Replace(Regex(r"[!-/:-@\[-`{-~]"), ""),
            normalizers.Replace(Regex(r"\s+"), " "),
            normalizers.Strip(),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.post_processor = processors.TemplateProcessing(single="$A </s>", special_tokens=[("</s>", 1)])
    ends = {"eos_token": "</s>", "unk_token": "<unk>", "pad_token": "</s>"}
    fast = PreTrainedTokenizerFast(tokenizer_object=tokenizer, model_max_length=12, **ends)
    fast.save_pretrained(folder)
    return fast, len(pieces)


def write_two_towers(folder, model, processor, tokenizer, dtype=torch.float32, shard_size="1GB"):
    """Leaves the folder as save_pretrained does, and what the model makes of images and texts."""
    tower = model.to(dtype)
    tower.save_pretrained(folder, max_shard_size=shard_size)
    processor.save_pretrained(folder)
    (folder / "texts.txt").write_text("\n".join(TEXTS) + "\n")
    length = model.config.text_config.max_position_embeddings
    ids = tokenizer(list(TEXTS), padding="max_length", max_length=length, truncation=True).input_ids
    images = pictures()
    pixels = processor([image.numpy() for image in images], return_tensors="pt").pixel_values
    with torch.no_grad():
        out = tower.float()(input_ids=torch.tensor(ids), pixel_values=pixels)
    write_parity(
        folder,
        **{f"image_{index}": image for index, image in enumerate(images)},
        pixel_values=pixels,
        input_ids=torch.tensor(ids),
        text_embeds=out.text_embeds,
        image_embeds=out.image_embeds,
        logits_per_image=out.logits_per_image,
    )
    return images, out.image_embeds


def stirred(model, logit_scale, logit_bias=None):
    stir(model.text_model)
    stir(model.vision_model)
    with torch.no_grad():
        for projection in ("visual_projection", "text_projection"):
            if hasattr(model, projection):
                stir(getattr(model, projection))
        model.logit_scale.fill_(math.log(logit_scale))
        if logit_bias is not None:
            model.logit_bias.fill_(logit_bias)
    return model.eval()


def write_clip(folder):
    """As folders are today: quick GELU, the true end of text, one tokenizer.json, a crop smaller than what is resized."""
    words = write_clip_tokenizer(folder)
    tokenizer = CLIPTokenizer.from_pretrained(folder)
    for file in ("vocab.json", "merges.txt"):
        (folder / file).unlink()
    tokenizer.save_pretrained(folder)
    ends = {"bos_token_id": words - 2, "eos_token_id": words - 1, "pad_token_id": words - 1}
    text = {"hidden_size": 24, "intermediate_size": 40, "num_hidden_layers": 2, "num_attention_heads": 3}
    vision = {"hidden_size": 32, "intermediate_size": 48, "num_hidden_layers": 2, "num_attention_heads": 4}
    model = CLIPModel(
        CLIPConfig(
            text_config={"vocab_size": words, "max_position_embeddings": 24, **text, **ends},
            vision_config={"image_size": 28, "patch_size": 8, **vision},
            projection_dim=20,
        )
    )
    processor = CLIPImageProcessorPil(size={"shortest_edge": 32}, crop_size={"height": 28, "width": 28})
    return write_two_towers(folder, stirred(model, 20), processor, tokenizer)


def write_older_clip(folder):
    """As folders were: sizes in the fields that overrule, end of text 2, numbers for sizes, vocab.json and merges.txt."""
    words = write_clip_tokenizer(folder)
    tokenizer = CLIPTokenizer.from_pretrained(folder)
    text = {"hidden_size": 16, "intermediate_size": 24, "num_hidden_layers": 1, "num_attention_heads": 2}
    vision = {"hidden_size": 24, "intermediate_size": 32, "num_hidden_layers": 3, "num_attention_heads": 2}
    text |= {"vocab_size": words, "max_position_embeddings": 30, "hidden_act": "gelu", "eos_token_id": 2}
    vision |= {"image_size": 30, "patch_size": 10, "hidden_act": "gelu", "layer_norm_eps": 1e-3}
    model = CLIPModel(CLIPConfig(text_config=text, vision_config=vision, projection_dim=12))
    processor = CLIPImageProcessorPil(size={"shortest_edge": 30}, crop_size={"height": 30, "width": 30})
    kept = {file: (folder / file).read_bytes() for file in ("vocab.json", "merges.txt", "tokenizer_config.json")}
    write_two_towers(folder, stirred(model, 100), processor, tokenizer, torch.float16, "15KB")
    for file, content in kept.items():
        (folder / file).write_bytes(content)
    config = {"model_type": "clip", "projection_dim": 12, "logit_scale_init_value": 2.6592}
    config |= {"text_config": {"hidden_size": 512, "eos_token_id": 49407}, "text_config_dict": text}
    config |= {"vision_config": {"hidden_size": 768}, "vision_config_dict": vision}
    (folder / "config.json").write_text(json.dumps(config, indent=2))
    older = {"crop_size": 30, "do_center_crop": True, "do_normalize": True, "do_resize": True, "size": 30}
    older |= {"feature_extractor_type": "CLIPFeatureExtractor", "resample": 3}
    older |= {"image_mean": processor.image_mean, "image_std": processor.image_std}
    (folder / "preprocessor_config.json").write_text(json.dumps(older, indent=2))


def write_siglip(folder):
    """Google's defaults, small."""
    folder.mkdir()
    tokenizer, words = write_siglip_tokenizer(folder)
    text = {"hidden_size": 24, "intermediate_size": 40, "num_hidden_layers": 2, "num_attention_heads": 3}
    vision = {"hidden_size": 24, "intermediate_size": 48, "num_hidden_layers": 2, "num_attention_heads": 2}
    model = SiglipModel(
        SiglipConfig(
            text_config={"vocab_size": words, "max_position_embeddings": 12, **text},
            vision_config={"image_size": 24, "patch_size": 8, **vision},
        )
    )
    processor = SiglipImageProcessorPil(size={"height": 24, "width": 24})
    write_two_towers(folder, stirred(model, 10, -1.5), processor, tokenizer)


def write_other_siglip(folder):
    """A projection of another size than the tower for texts, exact GELU, pixels that no patch covers, a bilinear filter."""
    folder.mkdir()
    tokenizer, words = write_siglip_tokenizer(folder)
    text = {"hidden_size": 16, "intermediate_size": 20, "num_hidden_layers": 1, "num_attention_heads": 4}
    vision = {"hidden_size": 28, "intermediate_size": 36, "num_hidden_layers": 1, "num_attention_heads": 7}
    text |= {"vocab_size": words, "max_position_embeddings": 9, "projection_size": 28, "hidden_act": "gelu"}
    vision |= {"image_size": 31, "patch_size": 9, "hidden_act": "gelu", "layer_norm_eps": 1e-4}
    model = SiglipModel(SiglipConfig(text_config=text, vision_config=vision))
    processor = SiglipImageProcessorPil(size={"height": 31, "width": 31}, resample=2, do_rescale=False)
    processor.image_mean, processor.image_std = [120.0, 110.0, 100.0], [60.0, 50.0, 70.0]
    write_two_towers(folder, stirred(model, 5, 0.25), processor, tokenizer)


def aesthetic_head(projection, widths, dropouts):
    """LAION's second predictor, smaller: linear layers with dropouts behind some of them."""
    layers, width = [], projection
    for index, next_width in enumerate(widths):
        layers.append(torch.nn.Linear(width, next_width))
        if index in dropouts:
            layers.append(torch.nn.Dropout(0.2))
        width = next_width
    return stir(torch.nn.Sequential(*layers))


def write_aesthetic(folder, clip_embeds):
    """A head in a file of its own, for the tower of the folder clip."""
    folder.mkdir()
    head = aesthetic_head(20, (16, 12, 8, 1), (0, 1))
    save_file({"layers." + name: value for name, value in head.state_dict().items()}, folder / "head.safetensors")
    with torch.no_grad():
        write_parity(folder, scores=head(clip_embeds).squeeze(1))


def write_aesthetic_in_one(folder):
    """A head among the weights of a CLIPVisionModelWithProjection."""
    config = {"hidden_size": 16, "intermediate_size": 24, "num_hidden_layers": 1, "num_attention_heads": 4}
    tower = stir(CLIPVisionModelWithProjection(CLIPVisionConfig(image_size=24, patch_size=12, projection_dim=10, **config)))
    processor = CLIPImageProcessorPil(size={"shortest_edge": 24}, crop_size={"height": 24, "width": 24})
    tower.save_pretrained(folder)
    processor.save_pretrained(folder)
    head = aesthetic_head(10, (6, 1), ())
    weights = load_file(folder / "model.safetensors")
    weights |= {"layers." + name: value for name, value in head.state_dict().items()}
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    images = pictures()
    pixels = processor([image.numpy() for image in images], return_tensors="pt").pixel_values
    with torch.no_grad():
        embeds = tower(pixels).image_embeds
        scores = head(embeds / embeds.norm(dim=-1, keepdim=True)).squeeze(1)
    write_parity(
        folder,
        **{f"image_{index}": image for index, image in enumerate(images)},
        pixel_values=pixels,
        scores=scores,
    )


def write_bert_tokenizer(folder):
    """A WordPiece tokenizer.json. Returns the vocabulary's size."""
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "two", "red", "circle", "##s", "and", "blue", "zebra", ",", "'", "3"]
    tokenizer = Tokenizer(models.WordPiece({word: index for index, word in enumerate(words)}, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    ends = {"cls_token": "[CLS]", "sep_token": "[SEP]", "unk_token": "[UNK]", "pad_token": "[PAD]"}
    fast = PreTrainedTokenizerFast(tokenizer_object=tokenizer, model_max_length=512, **ends)
    fast.save_pretrained(folder)
    return fast, len(words)


IMAGE_REWARD_NAMES = (
    ("vision_model.embeddings.class_embedding", "blip.visual_encoder.cls_token"),
    ("vision_model.embeddings.position_embedding", "blip.visual_encoder.pos_embed"),
    ("vision_model.embeddings.patch_embedding", "blip.visual_encoder.patch_embed.proj"),
    ("vision_model.post_layernorm", "blip.visual_encoder.norm"),
    ("vision_model.encoder.layers", "blip.visual_encoder.blocks"),
    (".self_attn.qkv", ".attn.qkv"),
    (".self_attn.projection", ".attn.proj"),
    (".layer_norm1", ".norm1"),
    (".layer_norm2", ".norm2"),
    ("text_encoder.", "blip.text_encoder."),
)


def image_reward_name(name):
    """What ImageReward's own checkpoint calls a weight of transformers' BLIP."""
    for theirs, own in IMAGE_REWARD_NAMES:
        name = name.replace(theirs, own)
    return name


def write_image_reward(folder, own_names, side, text, vision, dtype=torch.float32):
    """A BLIP with ImageReward's head beside it, under transformers' names or ImageReward's own."""
    folder.mkdir()
    tokenizer, words = write_bert_tokenizer(folder)
    config = BlipConfig(
        text_config={"vocab_size": words, "max_position_embeddings": 40, **text},
        vision_config={"image_size": side, "patch_size": 8, **vision},
        image_text_hidden_size=4,
    )
    model = stir(BlipForImageTextRetrieval(config)).to(dtype)
    head = aesthetic_head(config.text_config.hidden_size, (16, 12, 1), (0, 1)).to(dtype)
    with torch.no_grad():  # Scores that differ from image to image by more than a little.
        head[-1].weight.mul_(40)
    model.save_pretrained(folder)
    weights = load_file(folder / "model.safetensors")
    weights |= {"mlp.layers." + name: value for name, value in head.state_dict().items()}
    if own_names:
        weights = {image_reward_name(name): value for name, value in weights.items()}
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    processor = BlipImageProcessorPil(size={"height": side, "width": side})
    processor.save_pretrained(folder)
    (folder / "texts.txt").write_text("\n".join(TEXTS) + "\n")
    model, head = model.float(), head.float()
    images = pictures()
    pixels = processor([image.numpy() for image in images], return_tensors="pt").pixel_values
    read = tokenizer(list(TEXTS), padding="max_length", max_length=35, truncation=True, return_tensors="pt")
    with torch.no_grad():
        states = model.vision_model(pixels).last_hidden_state
        scores = []
        for ids, mask in zip(read.input_ids, read.attention_mask):
            both = model.text_encoder(
                input_ids=ids.expand(len(images), -1),
                attention_mask=mask.expand(len(images), -1),
                encoder_hidden_states=states,
                encoder_attention_mask=torch.ones(states.shape[:2], dtype=torch.long),
            )
            scores.append((head(both.last_hidden_state[:, 0]).squeeze(1) - 0.16717362830052426) / 1.0333394966054072)
    write_parity(
        folder,
        **{f"image_{index}": image for index, image in enumerate(images)},
        pixel_values=pixels,
        input_ids=read.input_ids,
        scores=torch.stack(scores, 1),
    )


QUERIES = ("red circle", "2 zebras'", "a photo of 3 blue circles, which is a longer query than all others")


class GreyPaddingProcessor(Owlv2ImageProcessorPil):
    """Pads with grey as OWLv2 was trained, and as transformers did up to 4.57: 5.23 pads with black."""

    def pad(self, image, constant_value=0.5):
        return super().pad(image, constant_value)


def write_owlv2(folder, seed, older, side, text, vision, dtype=torch.float32, shard_size="1GB"):
    """A detector, with what each patch shows of each query; an older folder has vocab.json and merges.txt alone."""
    torch.manual_seed(seed)
    words = write_clip_tokenizer(folder)
    length = 20
    kept = {file: (folder / file).read_bytes() for file in ("vocab.json", "merges.txt")}
    tokenizer = CLIPTokenizer.from_pretrained(folder, pad_token="!", model_max_length=length)
    for file in kept:
        (folder / file).unlink()
    tokenizer.save_pretrained(folder)
    if older:
        (folder / "tokenizer.json").unlink()
        for file, content in kept.items():
            (folder / file).write_bytes(content)
    ends = {"bos_token_id": words - 2, "eos_token_id": words - 1}
    config = Owlv2Config(
        text_config={"vocab_size": words, "max_position_embeddings": length, **text, **ends},
        vision_config={"image_size": side, **vision},
        projection_dim=text["hidden_size"],
    )
    model = Owlv2ForObjectDetection(config).eval()
    for part in (model.owlv2.text_model, model.owlv2.vision_model, model.owlv2.text_projection, model.layer_norm):
        stir(part)
    for head in (model.class_head, model.box_head, model.objectness_head):
        stir(head)
    with torch.no_grad():  # Logits that differ by more than a little, of both signs.
        model.class_head.logit_scale.bias.fill_(3)
        model.class_head.logit_shift.weight.mul_(0.3)
    model = model.to(dtype)
    model.save_pretrained(folder, max_shard_size=shard_size)
    processor = GreyPaddingProcessor(size={"height": side, "width": side})
    processor.save_pretrained(folder)
    (folder / "texts.txt").write_text("\n".join(QUERIES) + "\n")
    images = pictures(((40, 30), (21, 53), (17, 16), (24, 24)))
    pixels = processor([image.numpy() for image in images], return_tensors="pt").pixel_values
    read = tokenizer(list(QUERIES), padding="max_length", max_length=length, truncation=True, return_tensors="pt")
    model = Owlv2ForObjectDetection.from_pretrained(folder, dtype=torch.float32)  # Its buffers were rounded with it.
    with torch.no_grad():
        out = model(
            input_ids=read.input_ids.repeat(len(images), 1),
            attention_mask=read.attention_mask.repeat(len(images), 1),
            pixel_values=pixels,
        )
    found = processor.post_process_object_detection(out, 0.0, [image.shape[:2] for image in images])
    write_parity(
        folder,
        **{f"image_{index}": image for index, image in enumerate(images)},
        pixel_values=pixels,
        input_ids=read.input_ids,
        logits=out.logits,
        pred_boxes=out.pred_boxes,
        objectness_logits=out.objectness_logits,
        labels=torch.stack([each["labels"] for each in found]),
        scores=torch.stack([each["scores"] for each in found]),
        corners=torch.stack([each["boxes"] for each in found]),
    )


def main(target):
    torch.manual_seed(20250324)
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    _, clip_embeds = write_clip(target / "clip")
    write_older_clip(target / "clip-older")
    write_siglip(target / "siglip")
    write_other_siglip(target / "siglip-other")
    write_aesthetic(target / "aesthetic", clip_embeds)
    write_aesthetic_in_one(target / "aesthetic-in-one")
    write_image_reward(
        target / "image-reward",
        own_names=False,
        side=24,
        text={"hidden_size": 24, "intermediate_size": 40, "num_hidden_layers": 2, "num_attention_heads": 3},
        vision={"hidden_size": 32, "intermediate_size": 48, "num_hidden_layers": 2, "num_attention_heads": 4},
    )
    write_image_reward(
        target / "image-reward-own",
        own_names=True,
        side=32,
        text={"hidden_size": 20, "intermediate_size": 28, "num_hidden_layers": 1, "num_attention_heads": 5},
        vision={"hidden_size": 16, "intermediate_size": 24, "num_hidden_layers": 3, "num_attention_heads": 2},
        dtype=torch.float16,
    )
    write_owlv2(
        target / "owlv2",
        seed=7,
        older=False,
        side=24,
        text={"hidden_size": 12, "intermediate_size": 20, "num_hidden_layers": 2, "num_attention_heads": 2},
        vision={"hidden_size": 18, "intermediate_size": 24, "num_hidden_layers": 2, "num_attention_heads": 3, "patch_size": 6},
        dtype=torch.bfloat16,
    )
    write_owlv2(
        target / "owlv2-older",
        seed=9,
        older=True,
        side=27,
        text={
            "hidden_size": 16,
            "intermediate_size": 24,
            "num_hidden_layers": 1,
            "num_attention_heads": 4,
            "hidden_act": "gelu",
            "layer_norm_eps": 1e-4,
        },
        vision={
            "hidden_size": 18,
            "intermediate_size": 30,
            "num_hidden_layers": 3,
            "num_attention_heads": 2,
            "patch_size": 8,
            "hidden_act": "gelu",
            "layer_norm_eps": 1e-3,
        },
        dtype=torch.float16,
        shard_size="15KB",
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
