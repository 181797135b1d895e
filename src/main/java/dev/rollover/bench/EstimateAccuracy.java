package dev.rollover.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * What the service says that jobs take before they are sent, against what their ledgers say
 * afterwards: of a service that has just started, and again when it has run each of them once. One
 * job at a time; all want what their prompts keep out of the image, so that none ends early.
 */
final class EstimateAccuracy implements ServiceFigure {

  /** Jobs that differ in search, budget and limit, each by what it adds to the others' request. */
  private static final List<Job> JOBS =
      List.of(
          new Job("RBF, 100 NFE", "'search': {'algorithm': 'rbf'}, 'budget': {'nfe': 100}"),
          new Job("RBF, 300 NFE", "'search': {'algorithm': 'rbf'}, 'budget': {'nfe': 300}"),
          new Job("RBF, 500 NFE", "'search': {'algorithm': 'rbf'}, 'budget': {'nfe': 500}"),
          new Job(
              "RBF, 500 NFE, 8 at once",
              "'search': {'algorithm': 'rbf', 'particles': 8}, 'budget': {'nfe': 500}"),
          new Job(
              "RBF, 300 NFE, 20 steps, 4 chains",
              "'search': {'algorithm': 'rbf', 'steps': 20, 'chains': 4}, 'budget': {'nfe': 300}"),
          new Job("BoN, 100 NFE", "'search': {'algorithm': 'bon'}, 'budget': {'nfe': 100}"),
          new Job("BoN, 1000 NFE", "'search': {'algorithm': 'bon'}, 'budget': {'nfe': 1000}"),
          new Job(
              "BoN, 1000 NFE, 4 steps",
              "'search': {'algorithm': 'bon', 'steps': 4}, 'budget': {'nfe': 1000}"),
          new Job("Evolution, 500 NFE", "'budget': {'nfe': 500}"),
          new Job(
              "RBF, 1 s of 5000 NFE",
              "'search': {'algorithm': 'rbf'}, 'budget': {'nfe': 5000, 'maxDuration': 'PT1S'}"),
          new Job("BoN, 3000 NFE", "'search': {'algorithm': 'bon'}, 'budget': {'nfe': 3000}"));

  private static final String OF_ALL =
      """
      {'prompt': 'two blue squares', 'seed': 1,
       'reward': [{'name': 'count', 'params': {'targets': {'red circle': 8}}}], %s}
      """;

  private record Job(String name, String adds) {

    String json() {
      return OF_ALL.formatted(adds).replace('\'', '"');
    }
  }

  @Override
  public String measure() throws IOException, InterruptedException {
    List<String> rows = new ArrayList<>();
    try (ServiceProcess service = ServiceProcess.start()) {
      for (String when : List.of("first", "again")) {
        for (Job job : JOBS) {
          rows.add(row(service.client(), when, job));
        }
      }
    }
    return """
    | job | known from | NFE, foreseen | used | seconds, foreseen | in the ledger | ratio \
    | device seconds, foreseen | in the ledger | ratio |
    |---|---|---|---|---|---|---|---|---|---|
    %s
    """
        .formatted(String.join("\n", rows));
  }

  private static String row(ServiceClient service, String when, Job job)
      throws IOException, InterruptedException {
    JsonNode foreseen = service.estimate(job.json());
    String location = service.submit(job.json());
    service.awaitEnd(location);
    JsonNode ledger = service.ledger(location);
    String row =
        String.format(
            Locale.ROOT,
            "| %s, %s | %s | %d | %d | %s | %s |",
            job.name(),
            when,
            foreseen.path("basis").stringValue(),
            foreseen.path("nfe").asInt(),
            ledger.path("nfe").path("used").asInt(),
            compared(foreseen, ledger, "seconds"),
            compared(foreseen, ledger, "deviceSeconds"));
    System.err.println(row);
    return row;
  }

  private static String compared(JsonNode foreseen, JsonNode ledger, String field) {
    double before = foreseen.path(field).asDouble();
    double after = ledger.path(field).asDouble();
    return String.format(Locale.ROOT, "%.2f | %.2f | %.2f", before, after, before / after);
  }
}
