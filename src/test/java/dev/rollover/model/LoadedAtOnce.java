package dev.rollover.model;

import org.jspecify.annotations.NullMarked;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.context.annotation.Bean;

/** Loads what a start loads, in contexts that no service is started in. */
@NullMarked
public class LoadedAtOnce {

  @Bean
  SmartInitializingSingleton loadsAtOnce(
      ObjectProvider<ApplicationRunner> start, ObjectProvider<StartLoad> loads) {
    return () -> {
      ApplicationRunner all = start.getIfAvailable();
      if (all == null) {
        loads.orderedStream().forEach(load -> load.load(() -> {}));
      } else {
        run(all);
      }
    };
  }

  private static void run(ApplicationRunner all) {
    try {
      all.run(new DefaultApplicationArguments());
    } catch (RuntimeException failure) {
      throw failure;
    } catch (Exception unexpected) {
      throw new IllegalStateException(unexpected);
    }
  }
}
