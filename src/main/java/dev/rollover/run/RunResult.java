package dev.rollover.run;

import dev.rollover.generation.GenerationTrace;
import dev.rollover.generation.ImageFile;
import dev.rollover.generation.Outcome;
import java.util.List;

/** What a run leaves at its end. */
record RunResult(Outcome outcome, List<ImageFile> images, GenerationTrace trace) {}
