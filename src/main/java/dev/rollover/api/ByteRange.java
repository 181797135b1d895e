package dev.rollover.api;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A part of a file.
 *
 * @param first byte of it, from 0
 * @param last byte of it, below the file's length
 */
record ByteRange(int first, int last) {

  private static final Pattern SINGLE = Pattern.compile("(?i)bytes=\\s*([0-9]*)-([0-9]*)\\s*");

  /**
   * Reads the {@code Range} header of a request.
   *
   * @return nothing when it says no single range of bytes, which is then to be passed over
   * @throws RangeNotSatisfiableException when nothing of the file is in the range
   */
  static Optional<ByteRange> of(@Nullable String header, int length) {
    Matcher range = SINGLE.matcher(header == null ? "" : header);
    if (!range.matches()) {
      return Optional.empty();
    }
    BigInteger from = number(range.group(1));
    BigInteger to = number(range.group(2));
    if (from == null) {
      return to == null ? Optional.empty() : Optional.of(suffix(to, length));
    }
    if (to != null && to.compareTo(from) < 0) {
      return Optional.empty();
    }
    if (from.compareTo(BigInteger.valueOf(length)) >= 0) {
      throw new RangeNotSatisfiableException(length);
    }
    int last = to == null ? length - 1 : to.min(BigInteger.valueOf(length - 1L)).intValueExact();
    return Optional.of(new ByteRange(from.intValueExact(), last));
  }

  /** The last so many bytes. */
  private static ByteRange suffix(BigInteger bytes, int length) {
    int size = bytes.min(BigInteger.valueOf(length)).intValueExact();
    if (size == 0) {
      throw new RangeNotSatisfiableException(length);
    }
    return new ByteRange(length - size, length - 1);
  }

  /** However long a number is, it is one. */
  private static @Nullable BigInteger number(String digits) {
    return digits.isEmpty() ? null : new BigInteger(digits);
  }
}
