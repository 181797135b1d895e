package dev.rollover.model.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rollover.model.CheckedNetwork;
import dev.rollover.model.ModelFormatException;
import dev.rollover.model.SchedulerConfig;
import dev.rollover.model.WeightPlan;
import dev.rollover.model.pipeline.PipelineFiles;
import dev.rollover.tensor.FloatTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A folder is looked through as a whole, before anything of it is loaded. */
@NullMarked
class FaultsTest {

  private static final String VAE = "vae/diffusion_pytorch_model.safetensors: ";
  private static final String TRANSFORMER = "transformer/diffusion_pytorch_model.safetensors: ";
  private static final String T5 = "text_encoder_2/model.safetensors: ";
  private static final String CLIP = "text_encoder/model.safetensors: ";
  private static final String ATTENTION = "decoder.mid_block.attentions.0.";

  @TempDir Path temporary;
  private BrokenFolder folder;

  @BeforeEach
  void copy() throws IOException {
    folder = BrokenFolder.copiedTo(temporary);
  }

  /** What is done to a folder, and faults that are told of it then, without its path. */
  private record Case(String name, Breaking breaking, List<String> faults) {
    @Override
    public String toString() {
      return name;
    }
  }

  private interface Breaking {
    void apply(BrokenFolder folder) throws IOException;
  }

  private static Case of(String name, Breaking breaking, String... faults) {
    return new Case(name, breaking, List.of(faults));
  }

  static Stream<Case> weights() {
    return Stream.of(
        of(
            "one is missing",
            folder -> folder.weights("vae", weights -> weights.remove("decoder.conv_in.bias")),
            VAE + "'decoder.conv_in.bias' is missing among the weights: [12]"),
        of(
            "one has another shape",
            folder -> folder.weights("transformer", weights -> reshape(weights, "proj_out.bias")),
            TRANSFORMER + "'proj_out.bias' has the shape [1] where the configuration needs [16]"),
        of(
            "one is too many",
            folder -> folder.weights("text_encoder", weights -> reshape(weights, "more.bias")),
            CLIP + "'more.bias' [1] is left over: no such network reads it"),
        of(
            "a convolution without a configuration",
            folder -> folder.weights("vae", weights -> reshape(weights, "post_quant_conv.weight")),
            VAE + "'post_quant_conv.weight' [1] is left over: no such network reads it"),
        of(
            "attention is attended with where nothing says so",
            folder -> folder.with("vae", "mid_block_add_attention", "null"),
            VAE + "'" + ATTENTION + "group_norm.weight' is missing among the weights: [12]",
            VAE + "'" + ATTENTION + "to_q.weight' is missing among the weights: [12, 12]"),
        of(
            "attention that the configuration denies",
            folder -> folder.weights("vae", weights -> reshape(weights, ATTENTION + "to_q.weight")),
            VAE + "'" + ATTENTION + "to_q.weight' [1] is left over: no such network reads it"),
        of(
            "such attention under its earlier names",
            folder ->
                folder.weights("vae", weights -> reshape(weights, ATTENTION + "query.weight")),
            VAE + "'" + ATTENTION + "query.weight' [1] is left over: no such network reads it"),
        of(
            "scales of float8",
            folder ->
                folder.weights("transformer", weights -> reshape(weights, "proj_out.scale_weight")),
            TRANSFORMER
                + "'proj_out.scale_weight' scales weights in float8, which are read without scales"
                + " alone: take an export in bfloat16, or in float8 without scales"),
        of(
            "convolutions are there unless something else is said",
            folder -> folder.with("vae", "use_post_quant_conv", "null"),
            VAE + "'post_quant_conv.weight' is missing among the weights: [4, 4, 1, 1]",
            VAE + "'post_quant_conv.bias' is missing among the weights: [4]"),
        of(
            "a layer more",
            folder -> folder.with("text_encoder_2", "num_layers", "2"),
            T5
                + "'encoder.block.1.layer.0.SelfAttention.q.weight' is missing among the weights:"
                + " [8, 10]"),
        of(
            "a layer less",
            folder -> folder.with("transformer", "num_single_layers", "0"),
            TRANSFORMER
                + "'single_transformer_blocks.0.attn.norm_k.weight' [8] is left over: no such"
                + " network reads it"),
        of(
            "heads that the weights contradict",
            folder -> folder.with("transformer", "num_attention_heads", "4"),
            TRANSFORMER
                + "'x_embedder.weight' has the shape [24, 16] where the configuration needs"
                + " [32, 16]"),
        of(
            "guidance where none is said",
            folder -> folder.with("transformer", "guidance_embeds", "null"),
            TRANSFORMER
                + "'time_text_embed.guidance_embedder.linear_1.bias' [24] is left over: no such"
                + " network reads it"),
        of(
            "heads of T5",
            folder -> folder.with("text_encoder_2", "d_kv", "8"),
            T5
                + "'encoder.block.0.layer.0.SelfAttention.q.weight' has the shape [8, 10] where the"
                + " configuration needs [16, 10]"),
        of(
            "an embedding under two names with two values",
            folder ->
                folder.weights(
                    "text_encoder_2",
                    weights -> {
                      FloatTensor shared = Objects.requireNonNull(weights.get("shared.weight"));
                      float[] others = shared.data().clone();
                      others[0] += 1;
                      weights.put(
                          "encoder.embed_tokens.weight", new FloatTensor(shared.shape(), others));
                    }),
            T5
                + "'encoder.embed_tokens.weight' is not the same as 'shared.weight', but one"
                + " weight"),
        of(
            "a vocabulary",
            folder -> folder.with("text_encoder", "vocab_size", "null"),
            CLIP
                + "'embeddings.token_embedding.weight' has the shape [523, 12] where the"
                + " configuration needs [49408, 12]"));
  }

  static Stream<Case> configurations() {
    String vae = "vae/config.json: ";
    String t5 = "text_encoder_2/config.json: ";
    String times = "scheduler/scheduler_config.json: ";
    return Stream.of(
        of(
            "a channel more",
            folder -> folder.with("vae", "out_channels", "4"),
            vae + "'out_channels' is 3: red, green, blue, not 4"),
        of(
            "blocks that there are not",
            folder -> folder.with("vae", "up_block_types", "[\"UpBlock2D\", \"UpDecoderBlock2D\"]"),
            vae
                + "'up_block_types' is one of UpDecoderBlock2D and AttnUpDecoderBlock2D for each of"
                + " block_out_channels, 3, not [UpBlock2D, UpDecoderBlock2D]"),
        of(
            "a gate that is none",
            folder -> folder.with("text_encoder_2", "is_gated_act", "false"),
            t5 + "'is_gated_act' is true where feed_forward_proj is gated-gelu"),
        of(
            "heads that do not divide the channels",
            folder -> folder.with("text_encoder", "num_attention_heads", "5"),
            "text_encoder/config.json: 'num_attention_heads' divides hidden_size, 12, not 5"),
        of(
            "parts that do not fit",
            folder -> folder.with("transformer", "joint_attention_dim", "11"),
            "transformer/config.json: 'joint_attention_dim' is text_encoder_2's d_model, 10, not"
                + " 11",
            TRANSFORMER
                + "'context_embedder.weight' has the shape [24, 10] where the configuration needs"
                + " [24, 11]"),
        of(
            "weights that are quantised",
            folder -> folder.with("transformer", "quantization_config", "{\"load_in_4bit\": true}"),
            "transformer/config.json: 'quantization_config' is not read: take an export in"
                + " bfloat16, float16 or float32"),
        of(
            "inverted times",
            folder -> folder.with("scheduler", "invert_sigmas", "true"),
            times + "'invert_sigmas' is false: no sampler here does it"),
        of(
            "Karras's times",
            folder -> folder.with("scheduler", "use_karras_sigmas", "true"),
            times + "'use_karras_sigmas' is false: no sampler here does it"),
        of(
            "exponential times",
            folder -> folder.with("scheduler", "use_exponential_sigmas", "true"),
            times + "'use_exponential_sigmas' is false: no sampler here does it"),
        of(
            "beta times",
            folder -> folder.with("scheduler", "use_beta_sigmas", "true"),
            times + "'use_beta_sigmas' is false: no sampler here does it"),
        of(
            "noise of its own",
            folder -> folder.with("scheduler", "stochastic_sampling", "true"),
            times + "'stochastic_sampling' is false: no sampler here does it"),
        of(
            "stretched times",
            folder -> folder.with("scheduler", "shift_terminal", "0.02"),
            times + "'shift_terminal' is null: no sampler here stretches its times"),
        of(
            "other steps of training",
            folder -> folder.with("scheduler", "num_train_timesteps", "500"),
            times + "'num_train_timesteps' is 1000 in every FLUX"),
        of(
            "a shift that is none",
            folder ->
                folder
                    .with("scheduler", "time_shift_type", "\"linear\"")
                    .with("scheduler", "base_shift", "-1"),
            times
                + "'base_shift' leads with max_shift to shifts above 0 for every image where"
                + " time_shift_type is linear"));
  }

  static Stream<Case> files() {
    return Stream.of(
        of(
            "pickles alone",
            folder ->
                Files.move(folder.file("vae"), folder.path().resolve("vae/pytorch_model.bin")),
            "vae: has its weights as pickles (.bin) alone, which are not read, as they can run"
                + " code: load it in Python and write it by save_pretrained(folder,"
                + " safe_serialization=True)"),
        of(
            "a variant alone",
            folder ->
                Files.move(
                    folder.file("text_encoder"),
                    folder.path().resolve("text_encoder/model.fp16.safetensors")),
            "text_encoder: has none of diffusion_pytorch_model.safetensors, model.safetensors and"
                + " their indexes, but model.fp16.safetensors: a variant is taken where the model's"
                + " property 'variant' names it, such as fp16"),
        of(
            "a tokenizer of SentencePiece alone",
            folder ->
                Files.move(
                    folder.path().resolve("tokenizer_2/tokenizer.json"),
                    folder.path().resolve("tokenizer_2/spiece.model")),
            "tokenizer_2: has spiece.model alone, which is not read: convert it in Python by"
                + " AutoTokenizer.from_pretrained(folder, use_fast=True).save_pretrained(folder),"
                + " which writes tokenizer.json"),
        of(
            "no tokenizer",
            folder -> Files.delete(folder.path().resolve("tokenizer/merges.txt")),
            "tokenizer: has neither tokenizer.json nor vocab.json and merges.txt; transformers"
                + " writes the first when it loads and saves a tokenizer"),
        of(
            "a tokenizer that is none",
            folder -> Files.writeString(folder.path().resolve("tokenizer_2/tokenizer.json"), "[]"),
            "tokenizer_2/tokenizer.json: is not a JSON object"),
        of(
            "tokens of CLIP's that its encoder does not know",
            folder -> folder.with("text_encoder", "vocab_size", "522"),
            "tokenizer: has tokens with ids up to 522, of which text_encoder knows those below 522,"
                + " its vocab_size"),
        of(
            "tokens of T5's that its encoder does not know",
            folder -> folder.with("text_encoder_2", "vocab_size", "19"),
            "tokenizer_2: has tokens with ids up to 19, of which text_encoder_2 knows those below"
                + " 19, its vocab_size"),
        of(
            "a token that was added to a vocabulary which was not",
            folder -> {
              Path file = folder.path().resolve("tokenizer_2/tokenizer.json");
              Files.writeString(
                  file,
                  Files.readString(file)
                      .replaceFirst(
                          "\"added_tokens\": \\[", "$0{\"id\": 20, \"content\": \"x\"}, "));
            },
            "tokenizer_2: has tokens with ids up to 20, of which text_encoder_2 knows those below"
                + " 20, its vocab_size"),
        of(
            "no configuration",
            folder -> Files.delete(folder.path().resolve("vae/config.json")),
            "vae/config.json: is missing"),
        of(
            "an address of a file",
            folder ->
                Files.writeString(
                    folder.file("vae"),
                    "version https://git-lfs.github.com/spec/v1\noid sha256:0\n"),
            VAE + "is a Git LFS pointer in place of the file: get it by 'git lfs pull'"),
        of(
            "a shard that is missing",
            folder -> {
              Files.delete(folder.file("vae"));
              Files.writeString(
                  folder.path().resolve("vae/diffusion_pytorch_model.safetensors.index.json"),
                  "{\"weight_map\": {\"a\": \"one.safetensors\"}}");
            },
            "vae/one.safetensors: is missing"),
        of(
            "half a file",
            folder -> Files.write(folder.file("transformer"), new byte[] {1, 2, 3}),
            TRANSFORMER + "too short to hold a header's length"));
  }

  @ParameterizedTest
  @MethodSource({"weights", "configurations", "files"})
  void tells_what_is_wrong(Case broken) throws IOException {
    broken.breaking().apply(folder);
    assertThat(faults()).containsAll(broken.faults());
  }

  @Test
  void tells_of_all_parts_at_once() throws IOException {
    folder
        .with("scheduler", "use_beta_sigmas", "true")
        .with("text_encoder_2", "is_gated_act", "false")
        .weights("vae", weights -> weights.remove("decoder.conv_in.bias"))
        .weights("transformer", weights -> reshape(weights, "proj_out.bias"));
    Files.delete(folder.path().resolve("tokenizer_2/tokenizer.json"));
    assertThat(faults()).hasSize(5);
  }

  @Test
  void takes_what_other_releases_and_larger_models_have_beside() throws IOException {
    folder
        .weights(
            "text_encoder",
            weights -> {
              reshape(weights, "embeddings.position_ids");
              reshape(weights, "text_projection.weight");
              reshape(weights, "logit_scale");
            })
        .weights(
            "text_encoder_2",
            weights -> {
              reshape(weights, "decoder.block.0.layer.0.SelfAttention.q.weight");
              reshape(weights, "lm_head.weight");
            });
    assertThat(check(null).networks().encoders().getFirst().weights().weights()).hasSize(20);
  }

  @Test
  void takes_an_embedding_under_both_its_names_where_it_is_the_same() throws IOException {
    folder.weights(
        "text_encoder_2",
        weights ->
            weights.put(
                "encoder.embed_tokens.weight",
                Objects.requireNonNull(weights.get("shared.weight"))));
    assertThat(check(null).networks().encoders().getLast().weights().weights())
        .extracting(WeightPlan.Weight::storedAs)
        .contains("shared.weight");
  }

  @Test
  void takes_a_variant_where_it_is_there_and_the_usual_file_elsewhere() throws IOException {
    Path variant = folder.path().resolve("text_encoder/model.fp16.safetensors");
    Files.copy(folder.file("text_encoder"), variant);
    List<CheckedNetwork> encoders = check("fp16").networks().encoders();
    assertThat(encoders.getFirst().weights().file()).isEqualTo(variant);
    assertThat(encoders.getLast().weights().file()).isEqualTo(folder.file("text_encoder_2"));
    assertThat(check(null).networks().encoders().getFirst().weights().file())
        .isEqualTo(folder.file("text_encoder"));
  }

  @Test
  void tells_of_a_variant_that_no_part_has() {
    ModelFormatException wrong =
        catchThrowableOfType(ModelFormatException.class, () -> check("fp16"));
    assertThat(wrong)
        .hasMessage(folder.path() + ": has no weights of the variant 'fp16' in any part");
  }

  @Test
  void a_linear_shift_of_times_is_its_own_factor() throws IOException {
    folder
        .with("scheduler", "time_shift_type", "\"linear\"")
        .with("scheduler", "base_shift", "1.5")
        .with("scheduler", "max_shift", "3");
    SchedulerConfig times = SchedulerConfig.read(folder.path().resolve("scheduler"));
    assertThat(times.shiftFor(4)).isEqualTo(1.5);
    assertThat(times.shiftFor(34)).isEqualTo(2.25);
    assertThat(times.shiftFor(64)).isEqualTo(3);
  }

  private FluxPipeline check(@Nullable String variant) throws IOException {
    return FluxPipeline.check(new PipelineFiles(folder.path(), null, variant, List.of()), null);
  }

  private static void reshape(Map<String, FloatTensor> weights, String name) {
    weights.put(name, new FloatTensor(new long[] {1}, new float[1]));
  }

  private List<String> faults() {
    ModelFormatException wrong =
        catchThrowableOfType(ModelFormatException.class, () -> check(null));
    return wrong.faults().stream()
        .map(fault -> fault.toString().replace(folder.path() + "/", ""))
        .toList();
  }
}
