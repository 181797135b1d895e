package dev.rollover.model;

import dev.rollover.tensor.SafetensorsException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is wrong with a folder, gathered from all its parts so that it is told at once. What is
 * noted again is told once.
 */
public final class Faults {

  private final Set<ModelFormatException.Fault> found = new LinkedHashSet<>();

  /** Reads something of the folder. */
  public interface Reading<T> {
    T read() throws IOException;
  }

  /** What is read, or nothing where that shows a fault, which is noted. */
  public <T> Optional<T> of(Reading<T> reading) throws IOException {
    try {
      return Optional.of(reading.read());
    } catch (ModelFormatException wrong) {
      found.addAll(wrong.faults());
    } catch (SafetensorsException broken) {
      found.add(new ModelFormatException.Fault(broken.file(), broken.what()));
    } catch (NoSuchFileException missing) {
      found.add(new ModelFormatException.Fault(missing.getFile(), "is missing"));
    }
    return Optional.empty();
  }

  /** Notes that a file is wrong as a whole. */
  public void add(Path file, String what) {
    found.addAll(new ModelFormatException(file, what).faults());
  }

  /** Notes that one field, or one tensor, of a file is wrong. */
  public void add(Path file, String field, String what) {
    found.addAll(new ModelFormatException(file, field, what).faults());
  }

  /**
   * Ends the reading.
   *
   * @throws ModelFormatException with all that was noted, if anything was
   */
  public void throwIfAny() {
    if (!found.isEmpty()) {
      throw new ModelFormatException(List.copyOf(found));
    }
  }
}
