import dev.rollover.client.ApiClient;
import dev.rollover.client.ApiException;
import dev.rollover.client.api.CatalogueApi;
import dev.rollover.client.api.GenerationsApi;
import dev.rollover.client.api.ResultsApi;
import dev.rollover.client.model.BudgetLimits;
import dev.rollover.client.model.DoneEvent;
import dev.rollover.client.model.Generation;
import dev.rollover.client.model.GenerationRequest;
import dev.rollover.client.model.Problem;
import dev.rollover.client.model.ProgressEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;

/**
 * One round through the service with the client that openapi-generator makes of openapi.yaml:
 * submit, follow the events, fetch what came out, cancel, and meet every problem as a type.
 */
public final class Round {

  private final ApiClient client = new ApiClient();
  private final GenerationsApi generations;
  private final ResultsApi results;
  private final CatalogueApi catalogue;
  private final Watcher watcher;

  private Round(String service) {
    client.updateBaseUri(service);
    generations = new GenerationsApi(client);
    results = new ResultsApi(client);
    catalogue = new CatalogueApi(client);
    watcher = new Watcher(client);
  }

  public static void main(String[] arguments) throws Exception {
    Round round = new Round(arguments[0]);
    round.catalogue();
    round.nothingButAPrompt();
    round.imageAndCurve();
    round.cancel();
    round.problems();
    round.fullQueue();
    System.out.println("The Java client went the whole round.");
  }

  private void catalogue() throws ApiException {
    require(catalogue.listModels().getModels().get(0).getName().equals("shapes"), "models");
    require(catalogue.listAlgorithms().getAlgorithms().size() == 10, "algorithms");
    require(catalogue.listRewards().getRewards().get(0).getName().equals("count"), "rewards");
  }

  private void nothingButAPrompt() throws Exception {
    GenerationRequest request = new GenerationRequest().prompt("one red circle");
    Generation accepted = generations.submitGeneration(request, null);
    require(done(accepted.getId()).getStatus() == DoneEvent.StatusEnum.SUCCEEDED, "succeeds");
    generations.deleteGeneration(accepted.getId());
  }

  private void imageAndCurve() throws Exception {
    String key = UUID.randomUUID().toString();
    GenerationRequest request = request("three red circles and two blue squares", 60);
    UUID id = generations.submitGeneration(request, key).getId();
    require(generations.submitGeneration(request, key).getId().equals(id), "the same key");

    List<Event> seen = new ArrayList<>(watcher.watch(id, 0, event -> true));
    seen.addAll(watcher.watch(id, seen.get(0).id(), event -> false));
    List<Long> ids = seen.stream().map(Event::id).toList();
    require(ids.equals(LongStream.rangeClosed(1, seen.size()).boxed().toList()), "none is missed");
    require(seen.stream().anyMatch(event -> event.data() instanceof ProgressEvent), "progress");
    require(watcher.watch(id, seen.size(), event -> false).isEmpty(), "nothing follows");

    Generation ended = generations.getGeneration(id);
    byte[] png = Files.readAllBytes(results.getImage(id, 0).toPath());
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(png);
    String sha256 = HexFormat.of().formatHex(digest);
    require(ended.getImages().get(0).getSha256().equals(sha256), "the image is whole");
    int points = results.getTrace(id).getPoints().size();
    require(points == ended.getBudget().getRewardCalls(), "a point a candidate");
    require(
        generations.listGenerations("succeeded", 100, null).getGenerations().stream()
            .anyMatch(each -> each.getId().equals(id)),
        "it is listed");

    problem(409, () -> generations.submitGeneration(request("one red circle", 60), key));
    generations.deleteGeneration(id);
    problem(404, () -> generations.getGeneration(id));
  }

  private void cancel() throws Exception {
    UUID id = generations.submitGeneration(request("eight green stars", 20000), null).getId();
    watcher.watch(id, 0, event -> event.data() instanceof ProgressEvent);
    generations.cancelGeneration(id);
    require(done(id).getStatus() == DoneEvent.StatusEnum.CANCELLED, "it is cancelled");
    require(results.getImage(id, 0).length() > 0, "the best is kept");
    generations.deleteGeneration(id);
  }

  private void problems() throws Exception {
    Problem refused =
        problem(400, () -> generations.submitGeneration(request("one red circle", 1), null));
    require(refused.getErrors().get(0).getField().equals("budget.nfe"), "names the field");
    UUID unknown = UUID.randomUUID();
    problem(404, () -> generations.getGeneration(unknown));
    problem(404, () -> results.getImage(unknown, 0));
    problem(404, () -> results.getTrace(unknown));
  }

  private void fullQueue() throws Exception {
    List<UUID> accepted = new ArrayList<>();
    try {
      while (accepted.size() < 100) {
        GenerationRequest request = request("eight green stars", 20000);
        accepted.add(generations.submitGeneration(request, null).getId());
      }
      throw new AssertionError("the queue is never full");
    } catch (ApiException full) {
      require(problem(full).getStatus() == 429, "the queue is full");
      require(full.getResponseHeaders().firstValueAsLong("Retry-After").getAsLong() >= 1, "wait");
    } finally {
      for (UUID id : accepted) {
        generations.deleteGeneration(id);
      }
    }
  }

  private static GenerationRequest request(String prompt, int nfe) {
    return new GenerationRequest().prompt(prompt).budget(new BudgetLimits().nfe(nfe));
  }

  private DoneEvent done(UUID id) throws IOException, InterruptedException {
    List<Event> events = watcher.watch(id, 0, event -> false);
    return (DoneEvent) events.get(events.size() - 1).data();
  }

  private Problem problem(ApiException failure) throws IOException {
    return client.getObjectMapper().readValue(failure.getResponseBody(), Problem.class);
  }

  /** What a call ends in that must end in a problem of that status. */
  private Problem problem(int status, Call call) throws IOException {
    try {
      call.run();
    } catch (ApiException expected) {
      Problem problem = problem(expected);
      require(expected.getCode() == status, expected.getMessage());
      require(problem.getStatus() == status, expected.getMessage());
      return problem;
    }
    throw new AssertionError("no problem of status " + status);
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError("not so: " + what);
    }
  }

  private interface Call {
    void run() throws ApiException;
  }
}
