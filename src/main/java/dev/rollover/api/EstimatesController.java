package dev.rollover.api;

import dev.rollover.estimate.Estimates;
import dev.rollover.queue.Generations;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** What generations would take, before they are asked for. */
@RestController
@Tag(name = "generations")
class EstimatesController {

  private static final String ESTIMATE = Links.GENERATIONS + "/estimate";

  private final Estimates estimates;
  private final Generations generations;

  EstimatesController(Estimates estimates, Generations generations) {
    this.estimates = estimates;
    this.generations = generations;
  }

  @Operation(
      operationId = "estimateGeneration",
      summary = "Ask what a generation would take",
      description =
          """
          Takes what a submission takes, and finds the same faults; nothing is queued, stored or \
          run. The search of the request is followed step by step on paper, and each of its calls \
          is taken to last as long as such calls have lasted in this process.\
          """)
  @PostMapping(
      path = ESTIMATE,
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  EstimateAnswer estimate(@RequestBody GenerationBody body) {
    return EstimateAnswer.of(estimates.of(body.toRequest()), generations.nextPlace());
  }

  /** Or these would be taken for those of a generation whose id is no UUID. */
  @Hidden
  @RequestMapping(
      path = ESTIMATE,
      method = {RequestMethod.GET, RequestMethod.DELETE})
  void isNoGeneration(HttpServletRequest request) throws HttpRequestMethodNotSupportedException {
    throw new HttpRequestMethodNotSupportedException(
        request.getMethod(), List.of(HttpMethod.POST.name()));
  }

  /** Or what a generation of that id allows would be allowed here too. */
  @Hidden
  @RequestMapping(path = ESTIMATE, method = RequestMethod.OPTIONS)
  ResponseEntity<Void> options() {
    return ResponseEntity.ok().allow(HttpMethod.POST, HttpMethod.OPTIONS).build();
  }
}
