package polya.spark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import polya.Failure;
import polya.faults.FaultyFileSystem;
import polya.infer.LocalSent;
import polya.infer.ModelFamily;
import polya.infer.ModelState;
import polya.infer.Sent;
import polya.math.Purpose;
import polya.math.RandomStream;
import polya.math.Streams;
import polya.models.lda.LdaFamily;
import polya.params.Settings;
import polya.spark.LocalSpark;
import polya.spark.PlantedCorpus;
import polya.spark.exchange.BroadcastExchange;
import polya.spark.store.ModelDigest;
import polya.spark.store.OutputKind;
import polya.spark.store.StoreFolder;
import polya.topics.Blocks;
import polya.topics.Globals;
import polya.topics.LocalBlocks;
import polya.topics.StatisticsLayout;
import polya.topics.SumsLayout;
import polya.topics.TermBlock;
import polya.topics.TermRows;
import polya.topics.TermStatistics;
import polya.topics.TermStatisticsBuilder;

/** Checkpoints on disk: whole or not, whose they are, when they are due. */
class CheckpointsTest {
  private static final String FADING = "fadingTopics";
  private static final int TOPICS = 3;
  private static final int TERMS = TermBlock.SIZE + 20;

  @TempDir private Path scratch;

  private final List<String> said = new ArrayList<>();
  private final SparkSession spark = LocalSpark.session();
  private final Configuration hadoop = spark.sparkContext().hadoopConfiguration();
  private Path folder;
  private StoreFolder output;

  @BeforeEach
  void place() {
    folder = scratch.resolve(Checkpoints.NAME);
    output = StoreFolder.claim(hadoop, scratch.toString(), OutputKind.MODEL, false, false);
  }

  @AfterEach
  void giveBack() {
    output.close();
  }

  private static RunIdentity identity(String... entries) {
    TreeMap<String, String> identity = new TreeMap<>(Map.of("-p k", "3", "tokens", "99"));
    for (int i = 0; i < entries.length; i += 2) {
      identity.put(entries[i], entries[i + 1]);
    }
    return new RunIdentity(identity);
  }

  private Checkpoints checkpoints(String... entries) {
    return new Checkpoints(spark, output, identity(entries), 5, 0, Ending.NEVER);
  }

  /** A run whose tiles remember nothing. */
  private static ModelFamily.Training stateless() {
    LdaFamily family = new LdaFamily();
    Settings settings = Settings.of(family.parameters("svi"), Map.of("k", "3"));
    return family.training("svi", settings, PlantedCorpus.facts(PlantedCorpus.documents(10)));
  }

  private Optional<Checkpoint> latest(Checkpoints checkpoints) {
    said.clear();
    return checkpoints.latest(null, stateless(), new BroadcastExchange(null, true), said::add);
  }

  private static List<TermBlock> blocks(RandomStream random) {
    float[][] rows = new float[TERMS][];
    for (int w = 0; w < TERMS; w++) {
      rows[w] = new float[8];
      for (int k = 0; k < TOPICS && w % 3 > 0; k++) {
        rows[w][k] = (float) random.nextDouble();
      }
    }
    return TermBlock.all(rows);
  }

  private static TermStatistics statistics(RandomStream random) {
    TermStatisticsBuilder builder =
        StatisticsLayout.of(
                TOPICS, TERMS, 20, SumsLayout.none().vector("sums", 2, SumsLayout.REAL, 1e9))
            .open();
    for (int i = 0; i < 50; i++) {
      builder.add(
          random.nextInt(TERMS), new int[] {0, 2}, new long[] {1 + i, 0, random.nextInt(999)}, 2);
      builder.visited(i);
      builder.sum(1, random.nextDouble());
    }
    return builder.build();
  }

  /** A checkpoint of numbers drawn for this round. */
  private static Checkpoint checkpoint(int rounds) {
    RandomStream random = Streams.of(4, Purpose.TEST, rounds, 0);
    ModelState model =
        ModelState.of(
                LocalBlocks.of(blocks(random)),
                Globals.of(
                        Map.of("a", new double[] {random.nextDouble(), -0.0}, "b", new double[0]))
                    .with("c", new double[][] {{1, 2, 3}, {4, 5, 6}}))
            .with(FADING, LocalBlocks.of(blocks(random)));
    Map<Integer, Sent> sent =
        Map.of(
            0,
            LocalSent.of(List.of(statistics(random), statistics(random))),
            7,
            LocalSent.of(List.of()));
    return new Checkpoint(rounds, 1.5 * rounds, model, sent, null, "lines\nα " + rounds + "\n");
  }

  private static String bits(Blocks blocks) {
    return ModelDigest.of(ModelState.of(blocks, Globals.none()), TOPICS);
  }

  private static void same(Checkpoint read, Checkpoint written) {
    assertThat(read.rounds()).isEqualTo(written.rounds());
    assertThat(read.trainSeconds()).isEqualTo(written.trainSeconds());
    assertThat(read.log()).isEqualTo(written.log());
    assertThat(ModelDigest.of(read.model(), TOPICS))
        .isEqualTo(ModelDigest.of(written.model(), TOPICS));
    assertThat(bits(read.model().beside(FADING))).isEqualTo(bits(written.model().beside(FADING)));
    assertThat(read.model().globals().matrix("c"))
        .isDeepEqualTo(written.model().globals().matrix("c"));
    assertThat(read.sent().keySet()).isEqualTo(written.sent().keySet());
    written
        .sent()
        .forEach(
            (part, sent) -> {
              List<TermStatistics> statistics = sent.here();
              List<TermStatistics> again = read.sent().get(part).here();
              assertThat(TermStatistics.documents(again))
                  .isEqualTo(TermStatistics.documents(statistics));
              assertThat(TermStatistics.tokens(again)).isEqualTo(TermStatistics.tokens(statistics));
              assertThat(TermStatistics.sums(again).numbers())
                  .isEqualTo(TermStatistics.sums(statistics).numbers());
              for (int b = 0; b < 2 && !again.isEmpty(); b++) {
                TermRows difference = TermStatistics.rows(again, statistics, b);
                int rows = 0;
                for (; difference.next(); rows++) {
                  for (int j = 0; j < difference.size(); j++) {
                    assertThat(difference.count(j)).isZero();
                  }
                }
                assertThat(rows).isPositive();
              }
            });
  }

  @Test
  void beforeAModelIsPublishedItsLastRoundIsKept() {
    Checkpoints often = checkpoints();
    assertThat(often.due(3, false)).isFalse();
    assertThat(often.due(3, true)).isTrue();
    Checkpoints rare = new Checkpoints(spark, output, identity(), 5, 60, Ending.NEVER);
    assertThat(rare.due(3, true)).as("after no time").isFalse();
    assertThat(rare.due(3, true, 21)).as("much hangs on it").isTrue();
  }

  @Test
  void aCheckpointIsReadAsItWasWritten() {
    checkpoints().write(checkpoint(5));
    same(latest(checkpoints()).orElseThrow(), checkpoint(5));
    assertThat(said).hasSize(1).first().asString().startsWith("going on after round 5");
  }

  @Test
  void aRowOfZerosTakesAByte() throws IOException {
    Checkpoint written = checkpoint(5);
    List<TermBlock> zeros = List.of(TermBlock.zeros(0, TermBlock.SIZE, 8));
    ModelState model = ModelState.of(LocalBlocks.of(zeros), written.model().globals());
    checkpoints().write(new Checkpoint(1, 0, model, Map.of(), null, ""));
    assertThat(Files.size(folder.resolve("round-1/state.bin"))).isLessThan(TermBlock.SIZE + 200);
  }

  @Test
  void theNewestIsTakenAndTheTwoNewestAreKept() throws IOException {
    Checkpoints writing = checkpoints();
    for (int rounds : new int[] {5, 9, 10, 100}) {
      writing.write(checkpoint(rounds));
    }
    same(latest(checkpoints()).orElseThrow(), checkpoint(100));
    try (Stream<Path> kept = Files.list(folder)) {
      assertThat(kept.map(p -> p.getFileName().toString()))
          .filteredOn(name -> !name.startsWith("."))
          .containsExactlyInAnyOrder("round-10", "round-100");
    }
  }

  /** Does one kind of harm to a checkpoint's folder; says which file it did it to. */
  private static void harm(Path round, String how) throws IOException {
    Path state = round.resolve("state.bin");
    Path manifest = round.resolve("checkpoint.json");
    try (Stream<Path> sums = Files.list(round)) {
      // Without Hadoop's own checksums, as on a file system that has none.
      for (Path sum : sums.filter(p -> p.toString().endsWith(".crc")).toList()) {
        Files.delete(sum);
      }
    }
    byte[] bytes = Files.readAllBytes(state);
    switch (how) {
      case "truncated" -> Files.write(state, java.util.Arrays.copyOf(bytes, bytes.length / 2));
      case "empty" -> Files.write(state, new byte[0]);
      case "a bit" -> {
        bytes[bytes.length / 3] ^= 4;
        Files.write(state, bytes);
      }
      case "missing" -> Files.delete(state);
      case "no JSON" -> Files.writeString(manifest, Files.readString(manifest).substring(9));
      case "no object" -> Files.writeString(manifest, "[]");
      case "another number" ->
          Files.writeString(
              manifest, Files.readString(manifest).replace("\"rounds\" : 9", "\"rounds\" : 8"));
      default -> throw new IllegalArgumentException(how);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "truncated",
        "empty",
        "a bit",
        "missing",
        "no JSON",
        "no object",
        "another number"
      })
  void aDamagedOneGivesWayToTheOneBeforeAndThatToTheBeginning(String how) throws IOException {
    Checkpoints writing = checkpoints();
    writing.write(checkpoint(5));
    writing.write(checkpoint(9));
    harm(folder.resolve("round-9"), how);
    Checkpoints resumed = checkpoints();
    same(latest(resumed).orElseThrow(), checkpoint(5));
    assertThat(said).hasSize(2);
    assertThat(said.get(0)).contains("round-9 is damaged: ");
    assertThat(said.get(1)).startsWith("going on after round 5");

    resumed.write(checkpoint(9));
    same(latest(checkpoints()).orElseThrow(), checkpoint(9));

    harm(folder.resolve("round-9"), how);
    Files.delete(folder.resolve("round-5/state.bin"));
    assertThat(latest(checkpoints())).isEmpty();
    assertThat(said).hasSize(3);
    assertThat(said.get(2)).contains("no whole checkpoint").contains("beginning");
  }

  @Test
  void aDiskThatDiesAtAnyOperationOfAWriteLeavesTheOldOneOrTheNewOneWhole() {
    output.close();
    String dying = FaultyFileSystem.under(hadoop, scratch).toString();
    output = StoreFolder.claim(hadoop, dying, OutputKind.MODEL, false, false);
    int crashes = 0;
    int old = 0;
    for (long operations = 0; ; operations += 1 + operations / 20) {
      checkpoints().drop();
      Checkpoints writing = checkpoints();
      writing.write(checkpoint(3));
      writing.write(checkpoint(5));
      FaultyFileSystem.crashAfter(operations);
      try {
        writing.write(checkpoint(9));
      } catch (Failure e) {
        assertThat(e).hasMessageContaining("Cannot write the checkpoint ");
        assertThat(e.kind()).isEqualTo(Failure.Kind.RESOURCES);
      }
      boolean crashed = FaultyFileSystem.heal();
      Checkpoint left = latest(checkpoints()).orElseThrow();
      same(left, checkpoint(left.rounds()));
      assertThat(left.rounds()).isIn(5, 9);
      assertThat(said).as("nothing is damaged").hasSize(1);
      old += left.rounds() == 5 ? 1 : 0;
      if (!crashed) {
        break;
      }
      crashes++;
    }
    assertThat(crashes).isGreaterThan(50);
    assertThat(old).isBetween(40, crashes);
  }

  @Test
  void thatOfAnotherRunIsRefusedAndTheDifferenceNamed() {
    checkpoints().write(checkpoint(5));
    assertThatThrownBy(() -> latest(checkpoints("-p k", "4")))
        .hasMessageStartingWith("Cannot resume training: the checkpoint ")
        .hasMessageContaining("round-5 is of another run, -p k was 3 and is 4; only what")
        .extracting(e -> ((Failure) e).kind().exitCode())
        .isEqualTo(2);
    assertThatThrownBy(() -> latest(checkpoints("-p k", "4", "tokens", "100")))
        .hasMessageContaining("-p k was 3 and is 4, tokens was 99 and is 100;")
        .extracting(e -> ((Failure) e).kind().exitCode())
        .isEqualTo(5);
    assertThatThrownBy(() -> latest(checkpoints("-p new", "1")))
        .hasMessageContaining("-p new was unknown and is 1");
    assertThat(latest(checkpoints())).as("it is still there").isPresent();
  }

  @Test
  void thatOfALaterVersionIsRefusedAndStays() throws IOException {
    checkpoints().write(checkpoint(5));
    Path manifest = folder.resolve("round-5/checkpoint.json");
    ObjectNode json = (ObjectNode) new ObjectMapper().readTree(manifest.toFile());
    json.put("format", 1000).remove("checksum");
    CRC32C crc = new CRC32C();
    crc.update(json.toString().getBytes(StandardCharsets.UTF_8));
    Files.deleteIfExists(manifest.resolveSibling(".checkpoint.json.crc"));
    Files.writeString(manifest, json.put("checksum", Long.toHexString(crc.getValue())).toString());
    assertThatThrownBy(() -> latest(checkpoints()))
        .hasMessageContaining("has format 1000, and this version reads format ")
        .extracting(e -> ((Failure) e).kind().exitCode())
        .isEqualTo(5);
    checkpoints().dropThoseOf(identity());
    assertThat(manifest).exists();
  }

  @Test
  void thoseOfAFinishedRunAreDroppedAndOthersNot() {
    checkpoints().write(checkpoint(5));
    checkpoints().dropThoseOf(identity("-p k", "4"));
    assertThat(latest(checkpoints())).isPresent();
    checkpoints().dropThoseOf(identity());
    assertThat(folder).doesNotExist();
  }

  @Test
  void droppingSaysAfterHowManyRoundsTheNewestWas() {
    assertThat(checkpoints().drop()).isZero();
    checkpoints().write(checkpoint(5));
    assertThat(checkpoints().drop()).isEqualTo(5);
    assertThat(latest(checkpoints())).isEmpty();
  }

  @Test
  void oneIsDueAfterSoManyRoundsAndSeconds() {
    Checkpoints byRounds = checkpoints();
    assertThat(byRounds.due(4, false)).isFalse();
    assertThat(byRounds.due(5, false)).isTrue();
    byRounds.write(checkpoint(5));
    assertThat(byRounds.due(9, false)).isFalse();
    assertThat(byRounds.due(10, false)).isTrue();
    assertThat(new Checkpoints(spark, output, identity(), 5, 60, Ending.NEVER).due(5, false))
        .isFalse();
    assertThat(Checkpoints.none().due(Integer.MAX_VALUE, true, 1e9)).isFalse();
    Checkpoints resumed = checkpoints();
    latest(resumed);
    assertThat(resumed.due(9, false)).isFalse();
    assertThat(resumed.due(10, false)).isTrue();
  }

  @Test
  void oneIsDueWhateverTheClockSaysWhenTheRunIsToEnd() {
    boolean[] asked = {false};
    double[] left = {10};
    Ending ending =
        new Ending() {
          @Override
          public boolean asked() {
            return asked[0];
          }

          @Override
          public boolean allows(double seconds) {
            return seconds < left[0];
          }
        };
    Checkpoints checkpoints = new Checkpoints(spark, output, identity(), 5, 1e6, ending);
    assertThat(checkpoints.due(1, false)).isFalse();
    asked[0] = true;
    checkpoints.goOn(); // Asked after it was asked whether one is due: one round more.
    assertThat(checkpoints.due(2, false)).isTrue();
    checkpoints.write(checkpoint(2));
    assertThat(checkpoints.rounds()).isEqualTo(2);
    assertThatThrownBy(checkpoints::goOn).isInstanceOf(CancellationException.class);

    left[0] = 0;
    assertThat(checkpoints.due(3, false)).as("there is no time for it").isFalse();
    assertThatThrownBy(checkpoints::goOn).isInstanceOf(CancellationException.class);
  }
}
