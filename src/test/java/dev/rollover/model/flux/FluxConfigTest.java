package dev.rollover.model.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollover.model.ModelFormatException;
import dev.rollover.model.ModelProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullMarked
class FluxConfigTest {

  @TempDir Path folder;

  @Test
  void an_empty_transformer_config_is_that_of_flux() throws IOException {
    write("config.json", "{\"out_channels\": null}");
    assertThat(FluxConfig.read(folder))
        .isEqualTo(new FluxConfig(64, 64, 19, 38, 128, 24, 4096, 768, false, List.of(16, 56, 56)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[] | config.json: is not a JSON object",
        "{ | config.json: is not JSON",
        "{\"_class_name\": \"UNet2DModel\"} | '_class_name' is one of FluxTransformer2DModel",
        "{\"patch_size\": 2} | 'patch_size' is 1",
        "{\"num_layers\": \"two\"} | 'num_layers' is an integer of at least 0, not \"two\"",
        "{\"num_layers\": -1} | 'num_layers' is an integer of at least 0, not -1",
        "{\"in_channels\": 1.5} | 'in_channels' is an integer of at least 1, not 1.5",
        "{\"guidance_embeds\": 1} | 'guidance_embeds' is true or false, not 1",
        "{\"axes_dims_rope\": [16, 0]} | 'axes_dims_rope' is a list of positive integers",
        "{\"axes_dims_rope\": [16, 16]} | 'axes_dims_rope' is even numbers that add up to",
        "{\"axes_dims_rope\": [15, 57, 56]} | 'axes_dims_rope' is even numbers that add up to"
      })
  void names_the_field_that_no_program_can_obey(String json, String message) throws IOException {
    write("config.json", json);
    assertThatThrownBy(() -> FluxConfig.read(folder))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining(message);
  }

  @Test
  void says_when_a_folder_is_no_flux() {
    assertThatThrownBy(() -> new FluxFamily().check(ModelProperties.Folder.at("m"), folder))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("model_index.json: is missing");
  }

  private void write(String name, String json) throws IOException {
    Files.writeString(folder.resolve(name), json);
  }
}
