package dev.rollover.reward;

import dev.rollover.reward.InvalidRewardException.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a request tells a reward, read value by value. Faults are gathered, so that all of them are
 * told at once; in the place of a wrong value stands the usual one.
 */
public final class Params {

  private final Map<String, Object> said;
  private final List<Fault> faults = new ArrayList<>();

  /**
   * Begins to read; a name that the kind does not have is the first fault.
   *
   * @param allowed every parameter's name
   */
  public Params(Map<String, Object> said, String... allowed) {
    this.said = said;
    List<String> known = List.of(allowed);
    String told = known.isEmpty() ? "there are none" : "allowed: " + String.join(", ", known);
    for (String name : new TreeSet<>(said.keySet())) {
      if (!known.contains(name)) {
        refuse(name, "is unknown; " + told);
      }
    }
  }

  /** A text of at most so many characters, and not only blanks. */
  public String text(String name, String usual, int longest) {
    if (!said.containsKey(name)) {
      return usual;
    }
    if (said.get(name) instanceof String text && !text.isBlank() && text.length() <= longest) {
      return text;
    }
    refuse(name, "must have 1 to %d characters, not only blanks".formatted(longest));
    return usual;
  }

  /** One of some words. */
  public String oneOf(String name, String usual, List<String> words) {
    Object value = said.getOrDefault(name, usual);
    if (value instanceof String word && words.contains(word)) {
      return word;
    }
    refuse(name, "must be one of: " + String.join(", ", words));
    return usual;
  }

  /** A whole number within bounds. */
  public int whole(String name, int usual, int least, int most) {
    if (said.getOrDefault(name, usual) instanceof Integer number
        && number >= least
        && number <= most) {
      return number;
    }
    refuse(name, "must be a whole number from %d to %d".formatted(least, most));
    return usual;
  }

  /** Whether something is so. */
  public boolean flag(String name, boolean usual) {
    if (said.getOrDefault(name, usual) instanceof Boolean flag) {
      return flag;
    }
    refuse(name, "must be true or false");
    return usual;
  }

  /** A number within bounds. */
  public double number(String name, double usual, double least, double most) {
    // Written so that NaN is refused too.
    if (said.getOrDefault(name, usual) instanceof Number number
        && number.doubleValue() >= least
        && number.doubleValue() <= most) {
      return number.doubleValue();
    }
    refuse(name, "must be a number from %s to %s".formatted(plain(least), plain(most)));
    return usual;
  }

  private static String plain(double bound) {
    return bound == Math.rint(bound) ? String.valueOf((long) bound) : String.valueOf(bound);
  }

  /**
   * An object of one or more whole numbers within bounds, by texts of one line; those that differ
   * in spaces alone are added up.
   *
   * @return in the order in which they are said; none where it is not given
   */
  public Map<String, Integer> wholeByText(String name, int mostItems, int longest, int most) {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    if (!said.containsKey(name)) {
      return numbers;
    }
    if (!(said.get(name) instanceof Map<?, ?> given)
        || given.isEmpty()
        || given.size() > mostItems) {
      refuse(name, "must be an object of 1 to %d numbers by what is counted".formatted(mostItems));
      return numbers;
    }
    given.forEach(
        (text, value) -> {
          String words = String.valueOf(text).strip().replaceAll("\\s+", " ");
          if (words.isEmpty() || words.length() > longest) {
            refuse(name + "." + text, "must be named by 1 to %d characters".formatted(longest));
          }
          numbers.merge(words, wholeOf(name + "." + text, value, most), Integer::sum);
        });
    return numbers;
  }

  private int wholeOf(String name, @Nullable Object value, int most) {
    if (value instanceof Integer number && number >= 0 && number <= most) {
      return number;
    }
    refuse(name, "must be a whole number from 0 to " + most);
    return 0;
  }

  /** Notes that a value is wrong. */
  public void refuse(String name, String message) {
    faults.add(new Fault("params." + name, message));
  }

  /**
   * Ends the reading.
   *
   * @throws InvalidRewardException if there was any fault
   */
  public void refuseFaults() {
    if (!faults.isEmpty()) {
      throw new InvalidRewardException(faults);
    }
  }
}
