package dev.rollover.monitor;

import dev.rollover.generation.Generation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The reward curves of the generations that this process runs. */
@Component
class RunningCurves {

  /** Far more than run at once: those above were deleted while they ran, and never ended. */
  private static final int MOST = 1000;

  private final Map<UUID, BestBySpending> curves =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, BestBySpending> eldest) {
          return size() > MOST;
        }
      };

  synchronized BestBySpending begin(Generation generation) {
    BestBySpending curve = new BestBySpending(generation.request().budget().nfe());
    curves.put(generation.id(), curve);
    return curve;
  }

  synchronized BestBySpending of(Generation generation) {
    BestBySpending curve = curves.get(generation.id());
    return curve != null ? curve : begin(generation);
  }

  synchronized Optional<BestBySpending> find(UUID id) {
    return Optional.ofNullable(curves.get(id));
  }

  synchronized Optional<BestBySpending> end(UUID id) {
    return Optional.ofNullable(curves.remove(id));
  }
}
