package dev.rollover.job;

import java.util.List;

/** What a run leaves at its end. */
record RunResult(Outcome outcome, List<ImageFile> images, GenerationTrace trace) {}
