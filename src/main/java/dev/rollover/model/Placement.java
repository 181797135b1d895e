package dev.rollover.model;

import dev.rollover.tensor.DevicePool;
import dev.rollover.tensor.Place;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * On which devices the networks of a model are to be: several are replicas of each other.
 *
 * @param transformers where velocities are computed, at least one
 * @param encoders where texts are encoded, at least one
 * @param decoders where images are decoded, at least one
 * @param gradients where gradients through transformer and decoder are taken: the transformer's
 *     device on which the networks of rewards are too; null where there is none
 */
public record Placement(
    List<Place> transformers,
    List<Place> encoders,
    List<Place> decoders,
    @Nullable Place gradients) {

  public Placement {
    transformers = List.copyOf(transformers);
    encoders = List.copyOf(encoders);
    decoders = List.copyOf(decoders);
  }

  /** All in one place. */
  public static Placement on(Place place) {
    List<Place> there = List.of(place);
    return new Placement(there, there, there, place);
  }

  /**
   * As the properties of a model have it.
   *
   * @param property the name of the model's properties, such as {@code rollover.models.served[0]}
   * @throws InvalidConfigurationPropertyValueException if the pool has no device of a name
   */
  static Placement of(ModelProperties.Folder model, String property, DevicePool pool) {
    List<Place> transformers =
        model.devices() == null || model.devices().isEmpty()
            ? usual(pool)
            : model.devices().stream()
                .distinct()
                .map(name -> find(name, property + ".devices", pool))
                .toList();
    return new Placement(
        transformers,
        part(model.encoderDevice(), property + ".encoder-device", transformers, pool),
        part(model.decoderDevice(), property + ".decoder-device", transformers, pool),
        transformers.contains(pool.first()) ? pool.first() : null);
  }

  /** The same with the encoders in one place. */
  Placement encodersOn(Place place) {
    return new Placement(transformers, List.of(place), decoders, gradients);
  }

  /** Whether texts are encoded away from where velocities are computed. */
  public boolean hasEncodersApart() {
    return encoders.stream().noneMatch(transformers::contains);
  }

  /** What the devices are called on which there is any of it, each once. */
  List<String> names() {
    return Stream.of(transformers, encoders, decoders)
        .flatMap(List::stream)
        .map(Place::name)
        .distinct()
        .toList();
  }

  /** Every GPU, or every device where there is none. */
  private static List<Place> usual(DevicePool pool) {
    List<Place> gpus = pool.places().stream().filter(place -> place.device().isGpu()).toList();
    return gpus.isEmpty() ? pool.places() : gpus;
  }

  private static List<Place> part(
      @Nullable String name, String property, List<Place> otherwise, DevicePool pool) {
    return name == null ? otherwise : List.of(find(name, property, pool));
  }

  private static Place find(String name, String property, DevicePool pool) {
    Optional<Place> found = pool.find(name);
    return found.orElseThrow(
        () ->
            new InvalidConfigurationPropertyValueException(
                property,
                name,
                "there is no such device; those of the pool are "
                    + String.join(", ", pool.places().stream().map(Place::name).toList())));
  }
}
