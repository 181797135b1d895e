"""Records what llama.cpp's server answers to the very requests of the reward `vlm`.

Writes a tiny llama with a tiny image encoder before it, weights by chance but for a lean towards yes and no,
serves both with llama.cpp's own server, as the package xllamacpp has it compiled in, and keeps its answers:

    python -m venv venv && venv/bin/pip install xllamacpp==2026.10.11549 gguf==0.19.0
    venv/bin/python src/test/python/record_llama_cpp.py FOLDER

leaves the model in a folder. Ollama 0.17.4 (`go install github.com/ollama/ollama@v0.17.4`; what its module lacks of
`vendor` in CGO_CXXFLAGS) was asked the same of the same model, created from FOLDER/tiny.gguf and FOLDER/eye.gguf.

The requests are those in the folder, which RecordedAnswersTest holds to what is sent.
"""

import json
import os
import pathlib
import sys
import urllib.request

import gguf
import numpy as np
import xllamacpp

FOLDER = pathlib.Path(__file__).parents[1] / "resources/dev/rollover/reward/vlm/recorded"
WIDTH, HEADS, INNER, LAYERS = 64, 4, 128, 2
IMAGE, PATCH = 56, 14
CONTROL, UNKNOWN, BYTE, NORMAL = 3, 2, 6, 1
LEANINGS = {"yes": 1.5, "no": 1.35, "▁yes": 1.2, "Yes": 1.1, "</s>": 1.0, "▁No": 0.9}

chance = np.random.default_rng(7)


def weights(*shape):
    return (0.02 * chance.standard_normal(shape)).astype(np.float32)


def ones():
    return np.ones(WIDTH, np.float32)


def vocabulary():
    words = ["yes", "no", "Yes", "No", "▁yes", "▁no", "▁Yes", "▁No", "YES", "NO", "▁"]
    letters = [chr(code) for code in range(33, 127)]
    tokens = ["<unk>", "<s>", "</s>"] + [f"<0x{byte:02X}>" for byte in range(256)] + words + letters
    types = [UNKNOWN, CONTROL, CONTROL] + [BYTE] * 256 + [NORMAL] * (len(tokens) - 259)
    return tokens, types


def close(writer):
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def write_llama(path):
    tokens, types = vocabulary()
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_context_length(4096)
    writer.add_embedding_length(WIDTH)
    writer.add_block_count(LAYERS)
    writer.add_feed_forward_length(INNER)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(HEADS)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_dimension_count(WIDTH // HEADS)
    writer.add_vocab_size(len(tokens))
    writer.add_tokenizer_model("llama")
    writer.add_token_list([token.encode() for token in tokens])
    writer.add_token_scores([-0.01 * place for place in range(len(tokens))])
    writer.add_token_types(types)
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    writer.add_unk_token_id(0)
    writer.add_chat_template(
        "{% for m in messages %}{{ m['role'] }}: {{ m['content'] }}\n{% endfor %}assistant:"
    )
    embeddings, output = weights(len(tokens), WIDTH), weights(len(tokens), WIDTH)
    # The first number of each state is large whatever came before, so that it decides the answer.
    embeddings[:, 0] = 8
    for token, leaning in LEANINGS.items():
        output[tokens.index(token), 0] = leaning
    writer.add_tensor("token_embd.weight", embeddings)
    writer.add_tensor("output_norm.weight", ones())
    writer.add_tensor("output.weight", output)
    for layer in range(LAYERS):
        name = f"blk.{layer}"
        for norm in ("attn_norm", "ffn_norm"):
            writer.add_tensor(f"{name}.{norm}.weight", ones())
        for part in ("attn_q", "attn_k", "attn_v", "attn_output"):
            writer.add_tensor(f"{name}.{part}.weight", weights(WIDTH, WIDTH))
        for part in ("ffn_gate", "ffn_up"):
            writer.add_tensor(f"{name}.{part}.weight", weights(INNER, WIDTH))
        writer.add_tensor(f"{name}.ffn_down.weight", weights(WIDTH, INNER))
    close(writer)


def write_eye(path):
    writer = gguf.GGUFWriter(path, "clip")
    writer.add_string("general.type", "mmproj")
    writer.add_bool("clip.has_vision_encoder", True)
    writer.add_bool("clip.has_llava_projector", True)
    writer.add_string("clip.projector_type", "mlp")
    for key, value in {
        "image_size": IMAGE,
        "patch_size": PATCH,
        "embedding_length": WIDTH,
        "feed_forward_length": INNER,
        "projection_dim": WIDTH,
        "attention.head_count": HEADS,
        "block_count": LAYERS,
    }.items():
        writer.add_uint32(f"clip.vision.{key}", value)
    writer.add_float32("clip.vision.attention.layer_norm_epsilon", 1e-5)
    writer.add_array("clip.vision.image_mean", [0.48, 0.46, 0.41])
    writer.add_array("clip.vision.image_std", [0.27, 0.26, 0.28])
    writer.add_bool("clip.use_gelu", False)
    writer.add_tensor("v.class_embd", weights(WIDTH))
    writer.add_tensor("v.patch_embd.weight", weights(WIDTH, 3, PATCH, PATCH))
    writer.add_tensor("v.position_embd.weight", weights((IMAGE // PATCH) ** 2 + 1, WIDTH))
    norms = ["v.pre_ln", "v.post_ln"]
    linears = {"mm.0": (WIDTH, WIDTH), "mm.2": (WIDTH, WIDTH)}
    for layer in range(LAYERS):
        name = f"v.blk.{layer}"
        norms += [f"{name}.ln1", f"{name}.ln2"]
        for part in ("attn_q", "attn_k", "attn_v", "attn_out"):
            linears[f"{name}.{part}"] = (WIDTH, WIDTH)
        linears[f"{name}.ffn_up"] = (INNER, WIDTH)
        linears[f"{name}.ffn_down"] = (WIDTH, INNER)
    for name in norms:
        writer.add_tensor(f"{name}.weight", ones())
        writer.add_tensor(f"{name}.bias", weights(WIDTH))
    for name, shape in linears.items():
        writer.add_tensor(f"{name}.weight", weights(*shape))
        writer.add_tensor(f"{name}.bias", weights(shape[0]))
    close(writer)


def serve(llama, eye):
    params = xllamacpp.CommonParams()
    params.model.path = llama
    params.mmproj.path = eye
    params.n_ctx = 4096
    params.n_parallel = 1
    params.port = 21410
    params.warmup = False
    params.mmproj_use_gpu = False
    params.use_jinja = True
    return xllamacpp.Server(params)


def ask(server, body):
    request = urllib.request.Request(
        server.listening_address + "/v1/chat/completions",
        json.dumps(body).encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def main(folder):
    os.makedirs(folder, exist_ok=True)
    llama, eye = os.path.join(folder, "tiny.gguf"), os.path.join(folder, "eye.gguf")
    write_llama(llama)
    write_eye(eye)
    server = serve(llama, eye)
    for question in ("yes-no", "words"):
        body = json.loads((FOLDER / f"{question}-request.json").read_text())
        answer = ask(server, body)
        answer["model"] = "tiny.gguf"  # It names the file's place.
        text = json.dumps(answer, ensure_ascii=False, indent=1)
        (FOLDER / f"llama-cpp-{question}.json").write_text(text + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
