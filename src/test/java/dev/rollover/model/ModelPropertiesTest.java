package dev.rollover.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollover.PropertyBinding;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

@NullMarked
class ModelPropertiesTest {

  private static final String FIRST = "rollover.models.served[0].";

  @Test
  void serve_the_bundled_model_unless_others_are_named() {
    assertThat(bind(Map.of()).folders())
        .singleElement()
        .satisfies(
            folder -> {
              assertThat(folder.name()).isEqualTo("shapes");
              assertThat(folder.location()).isEqualTo("classpath:models/shapes");
              assertThat(folder.preview()).isNull();
            });
  }

  @Test
  void have_defaults_and_names() {
    Map<String, String> least = Map.of(FIRST + "name", "m", FIRST + "location", "/models/m");
    assertThat(bind(least).folders())
        .containsExactly(
            new ModelProperties.Folder(
                "m",
                "/models/m",
                "A flow model",
                2048,
                65536,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                Tiling.AUTO,
                Streaming.AUTO,
                null,
                List.of()));
    Map<String, String> all =
        new HashMap<>(
            Map.of(
                FIRST + "name", "m",
                FIRST + "location", "/models/m",
                FIRST + "description", "Mine",
                FIRST + "largest-side", "512",
                FIRST + "guided-pixels", "1024",
                FIRST + "preview", "/models/taef1",
                FIRST + "variant", "fp16",
                FIRST + "scenes", "true",
                FIRST + "max-sequence-length", "256",
                FIRST + "decoder-tiles", "on"));
    all.put(FIRST + "streaming", "off");
    all.put(FIRST + "prompt-cache", "64MB");
    all.put(FIRST + "warm-up", "512x512,512x256");
    assertThat(bind(all).folders())
        .containsExactly(
            new ModelProperties.Folder(
                "m",
                "/models/m",
                "Mine",
                512,
                1024,
                "/models/taef1",
                "fp16",
                true,
                null,
                null,
                null,
                256,
                List.of(),
                Tiling.ON,
                Streaming.OFF,
                DataSize.ofMegabytes(64),
                List.of(new ImageSize(512, 512), new ImageSize(512, 256))));
  }

  @Test
  void list_loras_with_their_scales() {
    Map<String, String> listed =
        Map.of(
            FIRST + "name", "m",
            FIRST + "location", "/models/m",
            FIRST + "loras[0].file", "/models/a.safetensors",
            FIRST + "loras[1].file", "/models/b.safetensors",
            FIRST + "loras[1].scale", "0.5");
    assertThat(bind(listed).folders().getFirst().loras())
        .containsExactly(
            new ModelProperties.Lora("/models/a.safetensors", 1),
            new ModelProperties.Lora("/models/b.safetensors", 0.5));
  }

  @Test
  void know_that_the_bundled_model_shows_scenes_and_of_others_only_what_is_said() {
    assertThat(bind(Map.of()).folders().getFirst().showsScenes()).isTrue();
    assertThat(folder("classpath:models/shapes", null).showsScenes()).isTrue();
    assertThat(folder("classpath:models/shapes", false).showsScenes()).isFalse();
    assertThat(folder("/models/m", null).showsScenes()).isFalse();
    assertThat(folder("/models/m", true).showsScenes()).isTrue();
  }

  private static ModelProperties.Folder folder(String location, @Nullable Boolean scenes) {
    return new ModelProperties.Folder(
        "m",
        location,
        "A flow model",
        2048,
        65536,
        null,
        null,
        scenes,
        null,
        null,
        null,
        null,
        List.of(),
        Tiling.AUTO,
        Streaming.AUTO,
        null,
        List.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"512", "512x", "0x512", "512X512", "512x512x3"})
  void refuse_a_size_that_is_not_a_width_and_a_height(String size) {
    Map<String, String> said =
        Map.of(FIRST + "name", "m", FIRST + "location", "/models/m", FIRST + "warm-up[0]", size);
    assertThatThrownBy(() -> bind(said))
        .rootCause()
        .hasMessage("a size is a width and a height in pixels, such as 1344x768, not " + size);
  }

  @Test
  void refuse_a_name_that_is_none_of_theirs() {
    assertThatThrownBy(() -> bind(Map.of(FIRST + "previews", "/models/taef1")))
        .hasMessageContaining("rollover.models");
  }

  private static ModelProperties bind(Map<String, String> properties) {
    return PropertyBinding.bind("rollover.models", ModelProperties.class, properties);
  }
}
