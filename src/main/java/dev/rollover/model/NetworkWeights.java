package dev.rollover.model;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The weights that a network reads, and what files may call them.
 *
 * @param shapes of all of them, by the program's names
 * @param storedAs the names that a file may have for a weight of the program's; the first that is
 *     there is taken
 * @param needless whether a file may hold a weight of such a name that the network does not read;
 *     any other that it does not read is a fault
 */
public record NetworkWeights(
    Map<String, long[]> shapes,
    Function<String, List<String>> storedAs,
    Predicate<String> needless) {

  /** Tables of integers that older files have among the weights; programs need none. */
  private static final String POSITIONS = "position_ids";

  /** Weights that files call as the program does, and nothing beside them. */
  public static NetworkWeights of(WeightShapes shapes) {
    return new NetworkWeights(shapes.all(), List::of, name -> name.endsWith(POSITIONS));
  }

  /** Weights of a file that other networks read too. */
  static NetworkWeights among(Map<String, long[]> shapes, Function<String, String> storedAs) {
    return new NetworkWeights(shapes, name -> List.of(storedAs.apply(name)), name -> true);
  }

  /** The same where files have other names. */
  public NetworkWeights storedAs(Function<String, List<String>> names) {
    return new NetworkWeights(shapes, names, needless);
  }

  /** The same where files may hold these too. */
  public NetworkWeights beside(Predicate<String> others) {
    return new NetworkWeights(shapes, storedAs, needless.or(others));
  }
}
