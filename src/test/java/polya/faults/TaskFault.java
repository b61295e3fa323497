package polya.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.TaskContext;

/**
 * One line of a plan: what goes wrong with a task, and with which. It befalls the first task that
 * begins of the stage or of a later one, and of the round where one is named.
 *
 * @param action what
 * @param stage the first stage that it may befall
 * @param round the round that it befalls, from 1; 0 for any
 * @param partition the partition that it befalls; -1 for any
 * @param attempts how many attempts at a task it may befall, 1 for the first alone
 * @param argument what the action needs to know; 0 where it is nothing
 */
record TaskFault(Action action, int stage, int round, int partition, int attempts, long argument) {
  private static final int ALL = Integer.MAX_VALUE;

  /** What goes wrong. */
  enum Action {
    /** The executor ends, as by kill -9. */
    HALT,
    /** The task begins so many milliseconds late. */
    SLEEP,
    /** The task fails when it is done. */
    FAIL,
    /** All memory of the executor is taken but for so many bytes, and stays taken. */
    MEMORY,
    /** What the executor wrote for shuffles is deleted. */
    SHUFFLE,
    /** The executor's local disk is filled, which may have so many bytes at most. */
    DISK,
    /** The executor stands still for so many milliseconds, as by kill -STOP. */
    STOP
  }

  /** A fault of the first task from a stage on. */
  static TaskFault at(int stage, Action action, long argument) {
    return new TaskFault(action, stage, 0, -1, ALL, argument);
  }

  /** A halt at the first task from a stage on. */
  static TaskFault halt(int stage) {
    return at(stage, Action.HALT, 0);
  }

  /** The same fault of one round's tasks. */
  TaskFault inRound(int number) {
    return new TaskFault(action, stage, number, partition, attempts, argument);
  }

  /** The same fault of one partition's tasks. */
  TaskFault ofPartition(int number) {
    return new TaskFault(action, stage, round, number, attempts, argument);
  }

  /** The same fault of the first attempts alone. */
  TaskFault ofAttempts(int number) {
    return new TaskFault(action, stage, round, partition, number, argument);
  }

  private static TaskFault parse(String text) {
    String[] parts = text.strip().split(" ");
    return new TaskFault(
        Action.valueOf(parts[0]),
        Integer.parseInt(parts[1]),
        Integer.parseInt(parts[2]),
        Integer.parseInt(parts[3]),
        Integer.parseInt(parts[4]),
        Long.parseLong(parts[5]));
  }

  @Override
  public String toString() {
    return action + " " + stage + " " + round + " " + partition + " " + attempts + " " + argument;
  }

  private boolean befalls(TaskContext task) {
    String description = String.valueOf(task.getLocalProperty("spark.job.description"));
    return task.stageId() >= stage
        && (partition < 0 || task.partitionId() == partition)
        && task.attemptNumber() < attempts
        && (round == 0 || description.contains("round " + round + "/"));
  }

  /** Writes a plan: a folder with a file for every fault, each of which comes about once. */
  static void plan(Path folder, List<TaskFault> faults) throws IOException {
    Files.createDirectories(folder);
    for (int i = 0; i < faults.size(); i++) {
      Files.writeString(folder.resolve(Integer.toString(i)), faults.get(i).toString());
    }
  }

  /** Takes a fault of this task out of a plan, if there is one: no other task will find it. */
  static Optional<TaskFault> take(Path plan, TaskContext task) throws IOException {
    try (Stream<Path> files = Files.list(plan)) {
      for (Path file : files.sorted().toList()) {
        Optional<TaskFault> fault = read(file).filter(f -> f.befalls(task));
        if (fault.isPresent() && Files.deleteIfExists(file)) {
          return fault;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<TaskFault> read(Path file) {
    try {
      return Optional.of(parse(Files.readString(file)));
    } catch (IOException e) {
      return Optional.empty(); // Another executor took it.
    }
  }

  /** How many faults did not come about. */
  static long left(Path plan) throws IOException {
    try (Stream<Path> files = Files.list(plan)) {
      return files.count();
    }
  }
}
