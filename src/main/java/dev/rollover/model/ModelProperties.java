package dev.rollover.model;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The models to serve.
 *
 * @param served in the order of the catalogue, the default first; the bundled model when none is
 *     named
 */
@Validated
@ConfigurationProperties(prefix = ModelProperties.PREFIX, ignoreUnknownFields = false)
public record ModelProperties(@Nullable List<@Valid Folder> served) {

  /** Of the properties' names. */
  public static final String PREFIX = "rollover.models";

  private static final Folder BUNDLED =
      Folder.of(
          Map.of(
              "name", "shapes",
              "location", Folder.BUNDLED_LOCATION,
              "description", "The bundled model: small scenes of coloured shapes, 64×64 pixels",
              "largest-side", "64",
              "guided-pixels", "4096"));

  /** What is served. */
  public List<Folder> folders() {
    return served == null || served.isEmpty() ? List.of(BUNDLED) : served;
  }

  /**
   * One model.
   *
   * @param name what requests call it
   * @param location a directory in diffusers' layout, or {@code classpath:} and its name there
   * @param description of it, in a sentence
   * @param largestSide of an image, in pixels
   * @param guidedPixels of the largest image whose search may be guided, all of whose way through
   *     the model is kept at once then; 0 for none
   * @param preview the directory of a preview decoder, an {@code AutoencoderTiny}, by which
   *     look-aheads are judged; {@code vae_preview} in the model's own when not said, if it is
   *     there
   * @param variant of the files of its weights, such as {@code fp16} for {@code
   *     model.fp16.safetensors}; parts without one have the usual file, as all have when not said
   * @param scenes whether its images are scenes of the bundled world, which a parser reads; those
   *     of the bundled model alone when not said
   * @param devices of {@code rollover.devices} that each have the whole model, so that jobs run on
   *     several; every GPU, or every device where there is none, when not said
   * @param encoderDevice a device that encodes texts in their place
   * @param decoderDevice a device that decodes images in their place
   * @param maxSequenceLength tokens that it reads of a prompt at most, at most as many as its
   *     tokenizer gives; of FLUX.1 without a guidance embedding, such as schnell, 256 when not
   *     said, and 512 of others. Padding is attended to, so that another length gives another image
   * @param loras to be merged with its transformer when it is loaded
   * @param decoderTiles whether images larger than it was trained on are decoded in tiles of that
   *     size, for less memory: {@code on}, {@code off}, or {@code auto} for where they would not
   *     fit otherwise
   * @param streaming whether the weights of the blocks of transformer and text encoders come to
   *     their device at each use, and rest in the host's memory until then, or in their files where
   *     the device is the host: {@code on}, {@code off}, or {@code auto} for as many as would not
   *     fit otherwise
   * @param promptCache how much of prompts that were encoded lately is kept on the host; when not
   *     said, {@code 256MB} where texts are encoded away from the transformer's device or weights
   *     come to that of the encoders at each use, and else nothing
   * @param warmUp the sizes of images, such as {@code 1344x768}, at which every device goes through
   *     all programs once before anything is served; that of the images that the model was trained
   *     on when none is named
   */
  public record Folder(
      @NotBlank String name,
      @NotBlank String location,
      @DefaultValue("A flow model") @NotBlank String description,
      @DefaultValue("2048") @Min(8) int largestSide,
      @DefaultValue("65536") @Min(0) int guidedPixels,
      @Nullable @Size(min = 1) String preview,
      @Nullable @Pattern(regexp = "[A-Za-z0-9_-]+") String variant,
      @Nullable Boolean scenes,
      @Nullable List<@NotBlank String> devices,
      @Nullable @Size(min = 1) String encoderDevice,
      @Nullable @Size(min = 1) String decoderDevice,
      @Nullable @Min(1) @Max(512) Integer maxSequenceLength,
      @DefaultValue List<@Valid Lora> loras,
      @DefaultValue("auto") Tiling decoderTiles,
      @DefaultValue("auto") Streaming streaming,
      @Nullable DataSize promptCache,
      @DefaultValue List<ImageSize> warmUp) {

    private static final DataSize USUAL_PROMPT_CACHE = DataSize.ofMegabytes(256);
    private static final String BUNDLED_LOCATION = "classpath:models/shapes";

    /** One of which nothing is said but where it lies. */
    public static Folder at(String location) {
      return of(Map.of("name", location, "location", location));
    }

    /** One of which some is said, by the names of properties. */
    private static Folder of(Map<String, String> said) {
      return new Binder(new MapConfigurationPropertySource(said))
          .bind(ConfigurationPropertyName.EMPTY, Bindable.of(Folder.class))
          .get();
    }

    /**
     * Bytes of encoded prompts that are kept.
     *
     * @param isSlow whether encoding takes longer than it does beside the transformer
     */
    public long promptCacheBytes(boolean isSlow) {
      if (promptCache != null) {
        return promptCache.toBytes();
      }
      return isSlow ? USUAL_PROMPT_CACHE.toBytes() : 0;
    }

    /** Whether its images are scenes of the bundled world. */
    public boolean showsScenes() {
      return scenes == null ? location.equals(BUNDLED_LOCATION) : scenes;
    }
  }

  /**
   * A low-rank update of a model's weights.
   *
   * @param file a {@code .safetensors} file, in the naming of diffusers and peft or of the original
   *     programs
   * @param scale by which it is multiplied beyond what it says itself
   */
  public record Lora(@NotBlank String file, @DefaultValue("1") double scale) {}
}
