package dev.rollover.reward.vlm;

import tools.jackson.databind.node.ObjectNode;

/**
 * The ways to keep a model from thinking before it answers, the more of them the better. A server
 * that refuses a field that it does not know gets fewer.
 */
enum Switches {
  /** For Ollama, and for templates. */
  ALL {
    @Override
    void turn(ObjectNode request) {
      TEMPLATE.turn(request);
      request.put("reasoning_effort", "none");
    }
  },
  /**
   * For the chat templates of vLLM, SGLang and llama.cpp, which leave out what they do not know.
   */
  TEMPLATE {
    @Override
    void turn(ObjectNode request) {
      request.putObject("chat_template_kwargs").put("enable_thinking", false);
    }
  },
  /** For OpenAI, whose models that answer with probabilities do not think. */
  NONE {
    @Override
    void turn(ObjectNode request) {}
  };

  abstract void turn(ObjectNode request);

  boolean isLast() {
    return this == NONE;
  }

  /** The next fewer. */
  Switches fewer() {
    return this == ALL ? TEMPLATE : NONE;
  }
}
