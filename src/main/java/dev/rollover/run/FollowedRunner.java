package dev.rollover.run;

import dev.rollover.generation.Generation;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/** Runs searches while somebody follows. */
@Primary
@Component
class FollowedRunner implements GenerationRunner {

  private final GenerationRunner runner;
  private final RunFollower follower;

  @Autowired
  FollowedRunner(SearchRunner runner, ObjectProvider<RunFollower> followers) {
    this(runner, followers.getIfAvailable(() -> RunFollower.NONE));
  }

  FollowedRunner(GenerationRunner runner, RunFollower follower) {
    this.runner = runner;
    this.follower = follower;
  }

  @Override
  public RunResult run(Generation generation, RunWatch watch) {
    try (RunFollower.Following following = follower.begin(generation)) {
      return run(generation, watch, following);
    }
  }

  private RunResult run(Generation generation, RunWatch watch, RunFollower.Following following) {
    try {
      return runner.run(generation, watch);
    } catch (RunGivenBackException | RunLostException endedByOthers) {
      throw endedByOthers;
    } catch (RuntimeException | Error failure) {
      following.failed(failure);
      throw failure;
    }
  }
}
