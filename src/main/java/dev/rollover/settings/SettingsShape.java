package dev.rollover.settings;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What a settings record looks like in JSON, read off its components, each of which has a {@link
 * Setting} or is a record of such components itself. A name with a dot, such as {@code
 * diffusion.norm}, is a field of a nested object.
 *
 * @param <R> the record
 */
public final class SettingsShape<R extends Record> {

  private final R usual;
  private final List<Part> parts;

  /** What a component holds: one setting, or a record of some. */
  private sealed interface Part {
    RecordComponent component();

    record One(RecordComponent component, SettingShape setting) implements Part {}

    record Some(RecordComponent component, SettingsShape<?> shape) implements Part {}
  }

  private SettingsShape(String under, R usual) {
    this.usual = usual;
    this.parts =
        Arrays.stream(usual.getClass().getRecordComponents())
            .map(component -> part(under, usual, component))
            .toList();
  }

  private static Part part(String under, Record usual, RecordComponent component) {
    // The records need not be public: only their shape is.
    component.getAccessor().setAccessible(true);
    Object value = valueOf(usual, component);
    return value instanceof Record inner
        ? new Part.Some(component, of(under, inner))
        : new Part.One(component, SettingShape.of(under, component, value));
  }

  /**
   * The shape of a record.
   *
   * @param under what the record stands for in a request, such as {@code search}
   * @param usual the values where a request leaves them open
   */
  public static <R extends Record> SettingsShape<R> of(String under, R usual) {
    return new SettingsShape<>(under, usual);
  }

  /** The settings, in the order of the components. */
  public List<SettingShape> settings() {
    return parts.stream()
        .flatMap(
            part ->
                switch (part) {
                  case Part.One one -> Stream.of(one.setting());
                  case Part.Some some -> some.shape().settings().stream();
                })
        .toList();
  }

  /**
   * A record of what was said, and of the usual values for what was not.
   *
   * @param said values by name
   * @param faults gathers what is of another kind than it should be, in whose place the usual value
   *     stands
   */
  public R read(Map<String, Object> said, SettingsCheck faults) {
    return create(parts.stream().map(part -> read(part, said, faults)).toArray());
  }

  private Object read(Part part, Map<String, Object> said, SettingsCheck faults) {
    return switch (part) {
      case Part.Some some -> some.shape().read(said, faults);
      case Part.One one -> {
        Object value = said.get(one.setting().name());
        Object read =
            value == null ? null : one.setting().read(value, one.component().getType(), faults);
        yield read == null ? valueOf(usual, one.component()) : read;
      }
    };
  }

  /** Finds the values of a record of this shape that are out of their range. */
  public void check(Record record, SettingsCheck faults) {
    for (Part part : parts) {
      Object value = valueOf(record, part.component());
      switch (part) {
        case Part.One one -> one.setting().check(value, faults);
        case Part.Some some -> some.shape().check((Record) value, faults);
      }
    }
  }

  /** A record's values by name, as JSON has them. */
  public Map<String, Object> values(Record record) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Part part : parts) {
      Object value = valueOf(record, part.component());
      switch (part) {
        case Part.One one -> values.put(one.setting().name(), SettingShape.json(value));
        case Part.Some some -> values.putAll(some.shape().values((Record) value));
      }
    }
    return values;
  }

  private static Object valueOf(Record record, RecordComponent component) {
    try {
      return Objects.requireNonNull(component.getAccessor().invoke(record));
    } catch (ReflectiveOperationException inaccessible) {
      throw new IllegalStateException(inaccessible);
    }
  }

  @SuppressWarnings("unchecked") // The usual record's own class makes another of its kind.
  private R create(Object[] values) {
    Class<?>[] types =
        parts.stream().map(part -> part.component().getType()).toArray(Class<?>[]::new);
    try {
      Constructor<?> canonical = usual.getClass().getDeclaredConstructor(types);
      canonical.setAccessible(true);
      return (R) canonical.newInstance(values);
    } catch (ReflectiveOperationException inaccessible) {
      throw new IllegalStateException(inaccessible);
    }
  }
}
