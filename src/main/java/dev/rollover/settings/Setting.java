package dev.rollover.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says what a component of a settings record means and which values it may have. From this come the
 * checks, the catalogue, its JSON Schema and the API document.
 *
 * @see SettingsShape
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {

  /** What it means, in a sentence without a full stop at its end. */
  String value();

  /** Its path in a request, below what the record stands for; the component's name when empty. */
  String name() default "";

  /** The least value of a number. */
  double least() default Double.NEGATIVE_INFINITY;

  /** The greatest value of a number. */
  double most() default Double.POSITIVE_INFINITY;
}
