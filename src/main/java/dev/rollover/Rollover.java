package dev.rollover;

import java.util.Locale;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The service: inference-time scaling for flow models over HTTP. */
@SpringBootApplication
public class Rollover {

  public static void main(String[] args) {
    // What it writes is read by programs: digits and small letters are the same everywhere.
    Locale.setDefault(Locale.ROOT);
    SpringApplication.run(Rollover.class, args);
  }
}
