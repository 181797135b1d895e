package dev.rollover.generation;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The names that constants go by wherever a person reads them: in small letters. */
public final class Names {

  private Names() {}

  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  public static <E extends Enum<E>> E parse(String name, Class<E> type) {
    return Enum.valueOf(type, name.toUpperCase(Locale.ROOT));
  }

  /** Every name, with commas between. */
  public static <E extends Enum<E>> String all(Class<E> type) {
    return Arrays.stream(type.getEnumConstants()).map(Names::of).collect(Collectors.joining(", "));
  }
}
