package dev.rollover.bench.tables;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import tools.jackson.core.JacksonException;

/**
 * The outcomes that are known, in a file of one JSON line each, which is written as soon as a
 * search ends: whatever interrupts a table, it goes on from there.
 */
final class Outcomes implements AutoCloseable {

  private static final byte LINE_END = '\n';

  private final ConcurrentMap<String, Outcome> byKey = new ConcurrentHashMap<>();
  private final FileChannel file;

  private Outcomes(FileChannel file) {
    this.file = file;
  }

  /**
   * Opens a file, or begins one. A last line without an end was interrupted, and is dropped.
   *
   * @throws IOException if it cannot be read, has a line that is no outcome, or is another run's
   */
  static Outcomes open(Path path) throws IOException {
    Outcomes outcomes =
        new Outcomes(FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
    try {
      outcomes.lock(path);
      outcomes.read(path, Files.readAllBytes(path));
      return outcomes;
    } catch (IOException unreadable) {
      outcomes.close();
      throw unreadable;
    }
  }

  /** For as long as the file is open. */
  private void lock(Path path) throws IOException {
    try {
      if (file.tryLock() != null) {
        return;
      }
    } catch (OverlappingFileLockException ownedByThisProcess) {
      throw new IOException(path + " is being written already", ownedByThisProcess);
    }
    throw new IOException(path + " is being written by another run");
  }

  private void read(Path path, byte[] known) throws IOException {
    int begin = 0;
    for (int at = 0; at < known.length; at++) {
      if (known[at] == LINE_END) {
        read(path, new String(known, begin, at - begin, StandardCharsets.UTF_8));
        begin = at + 1;
      }
    }
    file.truncate(begin).position(begin);
  }

  private void read(Path path, String line) throws IOException {
    try {
      Outcome outcome = Json.read(line, Outcome.class);
      byKey.put(outcome.key(), outcome);
    } catch (JacksonException unreadable) {
      throw new IOException(path + " has a line that is no outcome", unreadable);
    }
  }

  /** The outcome of a key, if it is known. */
  Optional<Outcome> find(String key) {
    return Optional.ofNullable(byKey.get(key));
  }

  /** Adds an outcome and writes it. */
  synchronized void add(Outcome outcome) {
    byte[] json = Json.line(outcome).getBytes(StandardCharsets.UTF_8);
    ByteBuffer line = ByteBuffer.allocate(json.length + 1).put(json).put(LINE_END).flip();
    try {
      while (line.hasRemaining()) {
        file.write(line);
      }
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
    byKey.put(outcome.key(), outcome);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
