package dev.rollover;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The service: inference-time scaling for flow models over HTTP. */
@SpringBootApplication
public class Rollover {

  public static void main(String[] args) {
    SpringApplication.run(Rollover.class, args);
  }
}
