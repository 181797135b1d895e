import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollover.client.model.DoneEvent;
import dev.rollover.client.model.PreviewEvent;
import dev.rollover.client.model.ProgressEvent;
import dev.rollover.client.model.StatusEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An event of a generation, its data of the type that its name says. */
record Event(long id, Object data) {

  private static final Map<String, Class<?>> TYPES =
      Map.of(
          "status", StatusEvent.class,
          "progress", ProgressEvent.class,
          "preview", PreviewEvent.class,
          "done", DoneEvent.class);

  /** Reads the lines of one frame; a comment has no data and is none. */
  static Event parse(List<String> frame, ObjectMapper mapper) throws JsonProcessingException {
    Map<String, String> fields = new HashMap<>();
    for (String line : frame) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
      }
    }
    if (!fields.containsKey("data")) {
      return null;
    }
    Object data = mapper.readValue(fields.get("data"), TYPES.get(fields.get("event")));
    return new Event(Long.parseLong(fields.get("id")), data);
  }
}
