package polya.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Trains tomotopy's LDA (PyPI) on two workers with α = 0.1, learned every 10 sweeps, and η = 0.01:
 * {@code src/bench/python/tomotopy_peer.py} in a process of its own, which waits while its topics
 * are evaluated here. Seconds are those of its {@code train()}; the peak memory is that process's.
 * {@code -Dpython} names the interpreter, {@code python3} if not given; without tomotopy there, one
 * line says so.
 */
final class TrainTomotopy {
  private static final String SCRIPT = "src/bench/python/tomotopy_peer.py";

  /** Workers, alpha, eta, optim_interval; the seed comes next. */
  private static final List<String> SETTINGS = List.of("2", "0.1", "0.01", "10");

  private TrainTomotopy() {}

  static void run(Path train, int terms, int k, Checkpoints checkpoints) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("python", "python3"));
    command.add(Path.of(System.getProperty("basedir", ""), SCRIPT).toString());
    command.add(train.toString());
    command.add(Integer.toString(k));
    command.addAll(SETTINGS);
    command.add(Long.toString(Trial.seed()));
    Process process;
    try {
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    } catch (IOException e) {
      leaveOut(e.getMessage());
      return;
    }
    try (PythonPeer peer = new PythonPeer(process)) {
      String greeting = peer.answer();
      if (!greeting.startsWith("READY")) {
        leaveOut(greeting);
        return;
      }
      System.err.println("tomotopy " + greeting);
      Path weights = Files.createTempFile("tomotopy", ".f32");
      try {
        train(peer, weights, terms, k, checkpoints);
      } finally {
        Files.delete(weights);
      }
    }
  }

  private static void leaveOut(String reason) {
    System.out.println(
        "tomotopy is left out: " + reason + ". Install it: pip install tomotopy numpy");
  }

  private static void train(
      PythonPeer peer, Path weights, int terms, int k, Checkpoints checkpoints) throws IOException {
    double seconds = 0;
    for (int sweeps = 0; !checkpoints.over(seconds); ) {
      int next = Sweeps.next(sweeps);
      seconds += Double.parseDouble(peer.ask("train " + next));
      sweeps += next;
      if (checkpoints.due(seconds) || checkpoints.over(seconds)) {
        String alpha = peer.ask("weights " + weights);
        checkpoints.evaluate(seconds, sweeps, rows(weights, terms, k), numbers(alpha));
      }
    }
    checkpoints.memory(Long.parseLong(peer.ask("memory")));
  }

  private static double[] numbers(String line) {
    return Arrays.stream(line.split(" ")).mapToDouble(Double::parseDouble).toArray();
  }

  /** V rows of K from K rows of V. */
  private static float[][] rows(Path file, int terms, int k) throws IOException {
    float[][] rows = new float[terms][k];
    ByteBuffer bytes = ByteBuffer.allocate(terms * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    try (FileChannel in = FileChannel.open(file)) {
      if (in.size() != (long) k * terms * Float.BYTES) {
        throw new IOException(in.size() + " bytes are not " + k + " topics of " + terms + " terms");
      }
      for (int topic = 0; topic < k; topic++) {
        bytes.clear();
        while (bytes.hasRemaining()) {
          in.read(bytes);
        }
        FloatBuffer values = bytes.flip().asFloatBuffer();
        for (int w = 0; w < terms; w++) {
          rows[w][topic] = values.get(w);
        }
      }
    }
    return rows;
  }
}
