package dev.rollover.reward;

import dev.rollover.reward.InvalidRewardException.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

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

  private void refuse(String name, String message) {
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
