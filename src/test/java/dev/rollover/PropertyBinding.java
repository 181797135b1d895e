package dev.rollover;

import java.util.Map;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Binds configuration properties as the service's start does. */
public final class PropertyBinding {

  private PropertyBinding() {}

  /** The record of a prefix; a name that it does not have is refused. */
  public static <T> T bind(String prefix, Class<T> type, Map<String, String> properties) {
    Binder binder = new Binder(new MapConfigurationPropertySource(properties));
    return binder.bindOrCreate(
        prefix, Bindable.of(type), new NoUnboundElementsBindHandler(BindHandler.DEFAULT));
  }
}
