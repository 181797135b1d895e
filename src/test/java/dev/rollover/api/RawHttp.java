package dev.rollover.api;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** HTTP as bytes, for what no client would send. */
final class RawHttp {

  private RawHttp() {}

  /** Sends bytes and answers what comes back, its head and the beginning of its body. */
  static String send(int port, String request) throws IOException {
    try (Socket socket = new Socket("localhost", port)) {
      socket.setSoTimeout(Math.toIntExact(Duration.ofSeconds(20).toMillis()));
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return read(socket.getInputStream());
    }
  }

  private static String read(InputStream in) throws IOException {
    StringBuilder response = new StringBuilder();
    byte[] buffer = new byte[8192];
    int read = in.read(buffer);
    while (read > 0) {
      response.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
      boolean complete = response.indexOf("\r\n\r\n") >= 0 && in.available() == 0;
      read = complete ? 0 : in.read(buffer);
    }
    return response.toString();
  }
}
