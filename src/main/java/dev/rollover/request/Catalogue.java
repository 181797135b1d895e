package dev.rollover.request;

import dev.rollover.generation.ResolvedRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a request may name. */
public interface Catalogue {

  /** The models that are served, the default first. */
  List<Model> models();

  /** The searches, the default first. */
  List<Algorithm> algorithms();

  /** The rewards, the default first. */
  List<Reward> rewards();

  /**
   * A model.
   *
   * @param family of models that it is of
   * @param minimum side of an image, in pixels
   * @param maximum side of an image, in pixels
   * @param multiple that each side must be of
   * @param devices on which it is
   * @param memory that it takes of each
   * @param maxSequenceLength tokens that it reads of a prompt at most
   * @param takesNegativePrompt whether it can be guided away from a negative prompt
   * @param defaults of a request that names nothing but this model
   */
  record Model(
      String name,
      String description,
      String family,
      int minimum,
      int maximum,
      int multiple,
      Devices devices,
      List<Memory> memory,
      int maxSequenceLength,
      boolean takesNegativePrompt,
      ResolvedRequest defaults) {}

  /**
   * What a part of a model takes of a device's memory.
   *
   * @param part a network, for its weights, or what calls take beside
   * @param bytes that it takes all the time
   * @param streamed bytes of weights that rest on the host and come to the device at each use
   */
  record Memory(String part, String device, long bytes, long streamed) {}

  /**
   * On which devices the networks of a model are, by their names; any of several takes a call.
   *
   * @param transformer that computes velocities
   * @param encoders of texts
   * @param decoder of images
   */
  record Devices(List<String> transformer, List<String> encoders, List<String> decoder) {}

  /**
   * A search.
   *
   * @param settings what {@code search} may hold for it, with what is allowed
   * @param schema of {@code search} for it, as JSON Schema
   * @param defaults of what a request leaves open
   */
  record Algorithm(
      String name,
      String description,
      Map<String, String> settings,
      Map<String, Object> schema,
      Map<String, Object> defaults) {}

  /**
   * A reward.
   *
   * @param models whose images it judges, by their names; another of the same name judges others
   * @param params what {@code reward[].params} may hold for it, with what is allowed
   * @param schema of {@code reward[].params} for it, as JSON Schema
   * @param differentiable whether searches can be guided by its gradient
   * @param outage why it cannot judge at present; null where it can
   */
  record Reward(
      String name,
      String description,
      Map<String, String> params,
      Map<String, Object> schema,
      List<String> models,
      boolean differentiable,
      @Nullable String outage) {}
}
