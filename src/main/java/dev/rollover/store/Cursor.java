package dev.rollover.store;

import dev.rollover.generation.FieldError;
import dev.rollover.generation.Generation;
import dev.rollover.generation.InvalidRequestException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** Where a page ended, opaque to clients: the last generation's time and id. */
public record Cursor(Instant createdAt, UUID id) {

  private static final int BYTES = 3 * Long.BYTES + Integer.BYTES;

  public static Cursor after(Generation generation) {
    return new Cursor(generation.createdAt(), generation.id());
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws InvalidRequestException for anything else
   */
  public static Cursor decode(String encoded) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(encoded));
      if (bytes.remaining() == BYTES) {
        Cursor cursor =
            new Cursor(
                Instant.ofEpochSecond(bytes.getLong(), bytes.getInt()),
                new UUID(bytes.getLong(), bytes.getLong()));
        // Only a time that the database can be asked for.
        Timestamps.toDatabase(cursor.createdAt());
        return cursor;
      }
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException notOurs) {
      // Answered below like every other cursor that is none.
    }
    throw new InvalidRequestException(
        List.of(new FieldError("cursor", "must be the next cursor of a page before")));
  }

  public String encode() {
    ByteBuffer bytes =
        ByteBuffer.allocate(BYTES)
            .putLong(createdAt.getEpochSecond())
            .putInt(createdAt.getNano())
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }
}
