package dev.rollover.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A process's memory as Linux has it in {@code /proc/<pid>/status}, all of it: heap, tensors, code.
 *
 * @param resident MiB in memory now
 * @param peak MiB, the most that were ever in memory
 */
record ProcessMemory(double resident, double peak) {

  private static final double KIB_PER_MIB = 1024;

  /** The memory of a process that lives. */
  static ProcessMemory of(long processId) throws IOException {
    return parse(Files.readAllLines(Path.of("/proc", Long.toString(processId), "status")));
  }

  static ProcessMemory parse(List<String> status) {
    return new ProcessMemory(mebibytes(status, "VmRSS:"), mebibytes(status, "VmHWM:"));
  }

  private static double mebibytes(List<String> status, String field) {
    return status.stream()
        .filter(line -> line.startsWith(field) && line.endsWith(" kB"))
        .mapToDouble(
            line ->
                Long.parseLong(line.substring(field.length(), line.length() - 3).trim())
                    / KIB_PER_MIB)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no " + field + " in " + status));
  }
}
