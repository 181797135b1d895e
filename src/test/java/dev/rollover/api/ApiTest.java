package dev.rollover.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** A test of this room over HTTP; all of them share one service. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
    classes = ApiService.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "rollover.api.max-body=8KB",
      "rollover.api.heartbeat=50ms",
      // There is no database here.
      "management.endpoint.health.group.readiness.include=readinessState",
      "management.endpoint.health.group.devices.include=readinessState",
      "management.endpoint.health.group.rewards.include=readinessState"
    })
@AutoConfigureRestTestClient
@interface ApiTest {}
