package dev.rollover.reward;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The scales on which unlike terms can be added: of each term the mean and the deviation of the
 * first images that a search scores, in the order of its trace. Immutable, and part of the search's
 * state, so that a search that is resumed or continued goes on with the same.
 *
 * <p>They run along with the first {@value #ENOUGH} images and are kept from then on. A call's
 * images are all learnt from before any of them is put on its scale, so nothing depends on how jobs
 * share batches. A term whose values were all alike by then is learnt on until one differs, and
 * counts for nothing meanwhile, for it tells no two images apart; after {@value #MOST} images it is
 * kept as it is, undivided.
 *
 * <p>Why not on and on: a search compares an image with those that it has found before, and stops
 * at none of them for good. Under scales that move, it would compare numbers of different meaning
 * for ever; worse, as the mean of what it finds rises, so would the price of being better than it.
 * The scales of its first images stand for what the model does unasked, and every later number is
 * so many deviations above that.
 *
 * @param now the scale of each term
 * @param kept terms whose scale stays
 * @param seen scores that are learnt from, in the order of the trace; none once all are kept
 */
public record Scales(Map<String, Scale> now, Set<String> kept, List<Score> seen) {

  /** Images after which the scale of a term is kept. */
  public static final int ENOUGH = 32;

  /** Images after which the scale of a term is kept even if they have told nothing of it. */
  static final int MOST = 256;

  /** Before the first image. */
  public static final Scales NONE = new Scales(Map.of(), Set.of(), List.of());

  public Scales {
    now = Map.copyOf(now);
    kept = Collections.unmodifiableSet(new TreeSet<>(kept));
    seen = List.copyOf(seen);
  }

  /**
   * The scales once more images are known; the same when all are kept.
   *
   * @param terms that are to have one
   * @param scored the images of one call; of those that nobody can tell, there is nothing to learn
   */
  public Scales learning(Set<String> terms, List<Score> scored) {
    if (kept.containsAll(terms)) {
      return this;
    }
    List<Score> all = Stream.concat(seen.stream(), scored.stream().filter(Score::isKnown)).toList();
    Map<String, Scale> scales = new HashMap<>(now);
    Set<String> staying = new HashSet<>(kept);
    for (String term : terms) {
      if (!kept.contains(term)) {
        double[] values = values(all, term);
        scales.put(term, Scale.of(values));
        if (all.size() >= MOST || (all.size() >= ENOUGH && !Scale.areAlike(values))) {
          staying.add(term);
        }
      }
    }
    return new Scales(scales, staying, staying.containsAll(terms) ? List.of() : all);
  }

  /** The scale of a term, at least one image having been seen. */
  Scale of(String term) {
    return Objects.requireNonNull(now.get(term));
  }

  private static double[] values(List<Score> scores, String term) {
    return scores.stream()
        .mapToDouble(score -> Objects.requireNonNull(score.terms().get(term)))
        .toArray();
  }
}
