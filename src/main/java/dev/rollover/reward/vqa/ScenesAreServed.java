package dev.rollover.reward.vqa;

import dev.rollover.model.ModelProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Whether the images of one of the configured models are scenes of the bundled world. */
final class ScenesAreServed implements Condition {

  @Override
  public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
    return Binder.get(context.getEnvironment())
        .bindOrCreate(ModelProperties.PREFIX, ModelProperties.class)
        .folders()
        .stream()
        .anyMatch(ModelProperties.Folder::showsScenes);
  }
}
