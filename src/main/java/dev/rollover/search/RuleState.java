package dev.rollover.search;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What one rule alone carries between rounds: an immutable record, known to the codec by name. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "search")
interface RuleState {}
