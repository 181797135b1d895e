package dev.rollover.search;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a settings record looks like in JSON, read off its components, each of which has a {@link
 * Setting}. A name with a dot, such as {@code diffusion.norm}, is a field of a nested object.
 *
 * @param <R> the record
 */
final class SettingsShape<R extends Record> {

  private final R usual;
  private final RecordComponent[] components;
  private final List<SettingShape> settings;

  private SettingsShape(R usual) {
    this.usual = usual;
    this.components = usual.getClass().getRecordComponents();
    this.settings =
        Arrays.stream(components)
            .map(component -> SettingShape.of(component, valueOf(usual, component)))
            .toList();
  }

  /**
   * The shape of a record.
   *
   * @param usual the values where a request leaves them open
   */
  static <R extends Record> SettingsShape<R> of(R usual) {
    return new SettingsShape<>(usual);
  }

  /** The settings, in the order of the components. */
  List<SettingShape> settings() {
    return settings;
  }

  /**
   * A record of what was said, and of the usual values for what was not.
   *
   * @param said values by name
   * @param faults gathers what is of another kind than it should be, in whose place the usual value
   *     stands
   */
  R read(Map<String, Object> said, SettingsCheck faults) {
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      Object value = said.get(settings.get(i).name());
      Object read =
          value == null ? null : settings.get(i).read(value, components[i].getType(), faults);
      values[i] = read == null ? valueOf(usual, components[i]) : read;
    }
    return create(values);
  }

  /** Finds the values of a record of this shape that are out of their range. */
  void check(Record record, SettingsCheck faults) {
    for (int i = 0; i < components.length; i++) {
      settings.get(i).check(valueOf(record, components[i]), faults);
    }
  }

  /** A record's values by name, as JSON has them. */
  Map<String, Object> values(Record record) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < components.length; i++) {
      values.put(settings.get(i).name(), SettingShape.json(valueOf(record, components[i])));
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
  private R create(@Nullable Object[] values) {
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return (R) usual.getClass().getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException inaccessible) {
      throw new IllegalStateException(inaccessible);
    }
  }
}
