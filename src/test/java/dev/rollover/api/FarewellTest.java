package dev.rollover.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class FarewellTest {

  private final Farewell farewell = new Farewell();

  @Test
  void connections_are_kept_until_the_service_stops_and_then_close_with_the_next_answer()
      throws Exception {
    assertThat(answer().getHeader(HttpHeaders.CONNECTION)).isNull();

    farewell.stop(new ContextClosedEvent(new GenericApplicationContext()));

    assertThat(answer().getHeader(HttpHeaders.CONNECTION)).isEqualTo("close");
  }

  private MockHttpServletResponse answer() throws Exception {
    MockHttpServletResponse response = new MockHttpServletResponse();
    farewell.doFilter(new MockHttpServletRequest(), response, new MockFilterChain());
    return response;
  }
}
