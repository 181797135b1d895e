package dev.rollover.settings;

import java.lang.reflect.Constructor;
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
public final class SettingsShape<R extends Record> {

  private final R usual;
  private final RecordComponent[] components;
  private final List<SettingShape> settings;

  private SettingsShape(String under, R usual) {
    this.usual = usual;
    this.components = usual.getClass().getRecordComponents();
    // The records need not be public: only their shape is.
    Arrays.stream(components).forEach(component -> component.getAccessor().setAccessible(true));
    this.settings =
        Arrays.stream(components)
            .map(component -> SettingShape.of(under, component, valueOf(usual, component)))
            .toList();
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
    return settings;
  }

  /**
   * A record of what was said, and of the usual values for what was not.
   *
   * @param said values by name
   * @param faults gathers what is of another kind than it should be, in whose place the usual value
   *     stands
   */
  public R read(Map<String, Object> said, SettingsCheck faults) {
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
  public void check(Record record, SettingsCheck faults) {
    for (int i = 0; i < components.length; i++) {
      settings.get(i).check(valueOf(record, components[i]), faults);
    }
  }

  /** A record's values by name, as JSON has them. */
  public Map<String, Object> values(Record record) {
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
      Constructor<?> canonical = usual.getClass().getDeclaredConstructor(types);
      canonical.setAccessible(true);
      return (R) canonical.newInstance(values);
    } catch (ReflectiveOperationException inaccessible) {
      throw new IllegalStateException(inaccessible);
    }
  }
}
