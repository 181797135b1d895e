package dev.rollover.model.zimage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rollover.model.Conditions;
import dev.rollover.model.Fixture;
import dev.rollover.model.FlowModel;
import dev.rollover.model.ImageSizes;
import dev.rollover.model.Layout;
import dev.rollover.model.LoadedModel;
import dev.rollover.model.ModelFormatException;
import dev.rollover.model.ModelProperties;
import dev.rollover.model.Qwen3Config;
import dev.rollover.tensor.DataType;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.DeviceCalls;
import dev.rollover.tensor.FloatTensor;
import dev.rollover.tensor.Place;
import dev.rollover.tensor.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.FileSystemUtils;

/** What a Z-Image folder may say, and what is refused. */
class ZImageConfigTest {

  @TempDir private Path folder;

  @BeforeEach
  void copy() throws IOException {
    FileSystemUtils.copyRecursively(Fixture.named("zimage-pipeline").folder(), folder);
  }

  @Test
  void absent_fields_are_those_of_diffusers() throws IOException {
    Files.writeString(folder.resolve("config.json"), "{}");
    assertThat(ZImageConfig.read(folder))
        .isEqualTo(
            new ZImageConfig(
                16,
                3840,
                30,
                2,
                30,
                2560,
                List.of(32, 48, 48),
                List.of(1024, 512, 512),
                256,
                1000,
                1e-5,
                true,
                false));
  }

  @Test
  void captions_are_the_states_before_the_last_layer() throws IOException {
    Files.writeString(folder.resolve("config.json"), "{\"num_hidden_layers\": 36}");
    assertThat(Qwen3Config.readBeforeLast(folder).layers()).containsExactly(35);
  }

  @Test
  void the_whole_folder_is_as_it_should_be() throws IOException {
    assertThat(new ZImageFamily().check(properties(), folder)).isNotNull();
  }

  private ModelProperties.Folder properties() {
    return ModelProperties.Folder.at(folder.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "transformer/config.json | \"in_channels\": 3 | \"in_channels\": 4 | 'in_channels' is the"
            + " vae's latent_channels, 3, not 4",
        "transformer/config.json | \"cap_feat_dim\": 10 | \"cap_feat_dim\": 12 | 'cap_feat_dim' is"
            + " the text_encoder's hidden_size, 10, not 12",
        "transformer/config.json | \"dim\": 16 | \"dim\": 15 | 'dim' is a multiple of n_heads",
        "transformer/config.json | \"dim\": 16 | \"dim\": 20 | 'axes_dims' is 3 even numbers that"
            + " add up to dim / n_heads, 10, not [2, 2, 4]",
        "transformer/config.json | 1024, | 33, | 'axes_lens' is 3 numbers, the first more than 33",
        "transformer/config.json | \"all_f_patch_size\": [ | \"all_f_patch_size\": [ 2,"
            + " | 'all_f_patch_size' is [1]",
        "transformer/config.json | \"all_patch_size\": [ | \"all_patch_size\": [ 4,"
            + " | 'all_patch_size' is [2]",
        "transformer/config.json | \"qk_norm\": true | \"qk_norm\": false"
            + " | 'layers.0.attention.norm_q.weight' [8] is left over",
        "transformer/config.json | \"n_layers\": 2 | \"n_layers\": 3"
            + " | 'layers.2.adaLN_modulation.0.weight' is missing among the weights: [64, 16]",
        "vae/config.json | \"use_post_quant_conv\": false | \"use_post_quant_conv\": true"
            + " | 'post_quant_conv.weight' is missing among the weights",
        "text_encoder/config.json | \"num_hidden_layers\": 3 | \"num_hidden_layers\": 5"
            + " | layers.3.input_layernorm.weight' is missing among the weights: [10]",
        "text_encoder/config.json | \"num_hidden_layers\": 3 | \"num_hidden_layers\": 2"
            + " | 'layers.2.input_layernorm.weight' [10] is left over",
        "scheduler/scheduler_config.json | \"use_karras_sigmas\": false"
            + " | \"use_karras_sigmas\": true | 'use_karras_sigmas' is false",
        "tokenizer/chat_template.jinja | <think> | <thinking> | 'chat_template' is not Qwen3's",
        "tokenizer/tokenizer_config.json | \"is_local\": true | \"padding_side\": \"left\""
            + " | 'padding_side' is one of right",
      })
  void names_what_is_wrong_with_a_folder(String file, String is, String becomes, String message)
      throws IOException {
    Path path = folder.resolve(file);
    String before = Files.readString(path);
    assertThat(before).contains(is);
    Files.writeString(path, before.replace(is, becomes));
    assertThat(faults()).anyMatch(fault -> fault.contains(message));
  }

  @Test
  void captions_and_images_are_as_large_as_there_are_places() throws IOException {
    change("1024,", "130,");
    change("512", "40");
    try (Device device = Device.cpu();
        LoadedModel model =
            new ZImageFamily().load(folder, Layout.on(new Place(device, DeviceCalls.direct())))) {
      assertThat(model.reading().tokens()).isEqualTo(128);
      assertThat(model.cuts("zebra ".repeat(30), 128)).isTrue();
      assertThat(model.sizes()).isEqualTo(new ImageSizes(16, 4, 160));
      Conditions conditions = new Conditions("zebra ".repeat(30), 16, 160, null, false);
      try (FlowModel flow = model.prepare(conditions)) {
        float[] noise = new float[flow.latentShape().size()];
        assertThat(flow.velocity(List.of(noise), new double[] {1})).hasSize(1);
      }
    }
  }

  /** Nor do heads of keys, of which diffusers makes as many as of queries. */
  @Test
  void what_diffusers_pipeline_never_runs_changes_nothing() throws IOException {
    change("\"siglip_feat_dim\": null", "\"siglip_feat_dim\": 8");
    change("\"n_kv_heads\": 2", "\"n_kv_heads\": 1");
    Path weights = folder.resolve("transformer/diffusion_pytorch_model.safetensors");
    Map<String, FloatTensor> all = new HashMap<>();
    try (Safetensors file = Safetensors.open(weights)) {
      file.names().forEach(name -> all.put(name, file.read(name)));
    }
    all.put("siglip_pad_token", new FloatTensor(new long[] {1}, new float[] {1}));
    Safetensors.write(weights, all, DataType.F32);
    assertThat(new ZImageFamily().check(properties(), folder)).isNotNull();
  }

  private void change(String is, String becomes) throws IOException {
    Path file = folder.resolve("transformer/config.json");
    String before = Files.readString(file);
    assertThat(before).contains(is);
    Files.writeString(file, before.replace(is, becomes));
  }

  @Test
  void names_all_that_is_wrong_together() throws IOException {
    Files.delete(folder.resolve("tokenizer/tokenizer.json"));
    Files.delete(folder.resolve("transformer/diffusion_pytorch_model.safetensors"));
    Files.writeString(folder.resolve("scheduler/scheduler_config.json"), "{\"shift\": -1}");
    assertThat(faults())
        .anyMatch(fault -> fault.contains("tokenizer.json: is missing"))
        .anyMatch(fault -> fault.contains("transformer") && fault.contains("safetensors"))
        .anyMatch(fault -> fault.contains("'shift' is a number above 0"));
  }

  /** Two files that make a CLIP's tokenizer are of no use here. */
  @Test
  void a_tokenizer_in_its_older_form_is_not_taken_for_one_of_clip() throws IOException {
    Files.delete(folder.resolve("tokenizer/tokenizer.json"));
    Files.writeString(folder.resolve("tokenizer/vocab.json"), "{}");
    Files.writeString(folder.resolve("tokenizer/merges.txt"), "");
    assertThat(faults()).anyMatch(fault -> fault.contains("tokenizer.json: is missing"));
  }

  private List<String> faults() {
    ModelFormatException refused =
        catchThrowableOfType(
            ModelFormatException.class, () -> new ZImageFamily().check(properties(), folder));
    return refused.faults().stream().map(Object::toString).toList();
  }
}
