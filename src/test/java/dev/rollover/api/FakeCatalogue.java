package dev.rollover.api;

import dev.rollover.request.Catalogue;
import java.util.List;
import java.util.Map;

/** One of each. */
final class FakeCatalogue implements Catalogue {

  @Override
  public List<Model> models() {
    List<Memory> memory = List.of(new Memory("transformer", "cuda:0", 23_802_816_640L, 0));
    Devices devices = new Devices(List.of("cuda:0", "cuda:1"), List.of("cpu"), List.of("cuda:1"));
    return List.of(
        new Model(
            "shapes",
            "Coloured shapes",
            "FLUX.1",
            64,
            64,
            16,
            devices,
            memory,
            16,
            true,
            Samples.request()));
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(
        new Algorithm(
            "rbf",
            "Rollover Budget Forcing",
            Map.of("steps", "a whole number from 1 to 100"),
            Map.of("type", "object"),
            Samples.request().search()));
  }

  @Override
  public List<Reward> rewards() {
    return List.of(
        new Reward(
            "count",
            "How many objects are as wanted",
            Map.of("targets", "counts by name"),
            Map.of("type", "object"),
            List.of("shapes"),
            false,
            null));
  }
}
