package dev.rollover.search;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What one algorithm alone carries between its rounds, an immutable record. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "algorithm")
interface Progress {

  /** Nothing is left to do. */
  record Done() implements Progress {}
}
