package polya.spark.exchange;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.CRC32C;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import polya.infer.LocalSent;
import polya.infer.ModelState;
import polya.infer.Sent;
import polya.spark.Aligned;
import polya.spark.Tables;
import polya.topics.Blocks;
import polya.topics.LocalBlocks;
import polya.topics.PackedBlock;
import polya.topics.StatisticsLayout;
import polya.topics.TermBlock;
import polya.topics.TermStatistics;
import scala.Tuple2;

/**
 * What executors have of a checkpoint, as a Parquet table that they write themselves: (table, part,
 * number, bytes, checksum). A row is a block of one of the model's tables, or what a part of the
 * corpus sent to a run of blocks. It is read into any number of shards, or into one JVM.
 */
public final class ShardFiles {
  private static final StructType SAVED =
      new StructType()
          .add("table", DataTypes.StringType, false)
          .add("part", DataTypes.IntegerType, false)
          .add("number", DataTypes.IntegerType, false)
          .add("bytes", DataTypes.BinaryType, false)
          .add("checksum", DataTypes.LongType, false);

  /** The table of what parts sent: no name of a model's. */
  private static final String SENT = "";

  private static final int NO_PART = -1;

  private ShardFiles() {}

  /**
   * What is saved and read.
   *
   * @param model its tables and globals
   * @param sent by part
   */
  public record Content(ModelState model, Map<Integer, Sent> sent) {}

  /** What of this lies in this JVM: all of it, or all but the rows. */
  public static List<TermStatistics> here(Sent sent) {
    return sent instanceof ShardSent shards ? shards.sides() : sent.here();
  }

  /**
   * Writes what lies on executors; nothing where nothing does.
   *
   * @return how many rows were written
   */
  public static long write(
      SparkSession spark, String path, ModelState model, Map<Integer, Sent> sent)
      throws IOException {
    if (model.topics().isHere()) {
      return 0;
    }
    List<JavaRDD<Row>> rows = new ArrayList<>();
    for (Map.Entry<String, Blocks> table : model.tables().entrySet()) {
      String name = table.getKey();
      rows.add(((ShardBlocks) table.getValue()).kept().flatMap(shard -> rows(name, shard)));
    }
    for (Map.Entry<Integer, Sent> part : sent.entrySet()) {
      int number = part.getKey();
      int shards = ((ShardBlocks) model.topics()).shards();
      for (JavaRDD<byte[]> slices : ((ShardSent) part.getValue()).rows()) {
        rows.add(
            slices.mapPartitionsWithIndex(
                (shard, own) -> shard == shards ? none() : rows(number, shard, own), false));
      }
    }
    try {
      JavaRDD<Row> all = rows.get(0);
      for (JavaRDD<Row> more : rows.subList(1, rows.size())) {
        all = all.union(more);
      }
      int files = Math.min(all.getNumPartitions(), spark.sparkContext().defaultParallelism());
      Tables.write(spark.createDataFrame(all.coalesce(files), SAVED), path);
      return Tables.read(spark, SAVED, path).count();
    } catch (Exception e) { // Spark throws checked exceptions that no signature names.
      throw new IOException("the shards cannot be written (" + e.getMessage() + ")", e);
    }
  }

  private static Iterator<Row> none() {
    return List.<Row>of().iterator();
  }

  private static Iterator<Row> rows(String table, Shard shard) {
    return shard.packed().stream()
        .map(
            block ->
                row(table, NO_PART, TermBlock.blockOf(block.from()), Slices.written(block::write)))
        .iterator();
  }

  private static Iterator<Row> rows(int part, int shard, Iterator<byte[]> slices) {
    List<Row> rows = new ArrayList<>();
    slices.forEachRemaining(slice -> rows.add(row(SENT, part, shard, slice)));
    return rows.iterator();
  }

  private static Row row(String table, int part, int number, byte[] bytes) {
    return RowFactory.create(table, part, number, bytes, checksum(bytes));
  }

  private static long checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return crc.getValue();
  }

  /** A row as it was read. No record: Kryo cannot write one. */
  private static final class Entry implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String table;
    private final int part;
    private final int number;
    private final byte[] bytes;

    Entry(Row row) {
      this(row.getString(0), row.getInt(1), row.getInt(2), (byte[]) row.get(3));
      if (checksum(bytes) != row.getLong(4)) {
        throw new IllegalArgumentException(
            "row " + number + " of table '" + table + "' has not its checksum");
      }
    }

    Entry(String table, int part, int number, byte[] bytes) {
      this.table = table;
      this.part = part;
      this.number = number;
      this.bytes = bytes;
    }
  }

  /**
   * Reads what {@link #write} wrote to where an exchange has its tables.
   *
   * @param driver what was kept elsewhere: globals, and of what was sent all but the rows; if it
   *     has topics, it is all there is
   * @param written how many rows were written
   * @throws IOException if the table is not whole
   */
  public static Content read(
      SparkSession spark, String path, long written, Content driver, Exchange exchange)
      throws IOException {
    if (driver.model.topics() != null) {
      return exchange instanceof ShardedExchange sharded && !driver.sent.isEmpty()
          ? new Content(driver.model, placed(driver, sharded))
          : driver;
    }
    try {
      long found = Tables.read(spark, SAVED, path).count();
      if (found != written) {
        throw new IOException("there are " + found + " rows of " + written);
      }
      JavaRDD<Entry> entries = Tables.read(spark, SAVED, path).javaRDD().map(Entry::new);
      return exchange instanceof ShardedExchange sharded
          ? sharded(entries, driver, sharded)
          : local(entries, driver);
    } catch (Exception e) { // Spark throws checked exceptions that no signature names.
      throw new IOException("the shards cannot be read (" + e.getMessage() + ")", e);
    }
  }

  private static Content local(JavaRDD<Entry> entries, Content driver) {
    Map<String, TreeMap<Integer, TermBlock>> tables = new TreeMap<>();
    Map<Integer, List<TermStatistics>> rows = new HashMap<>();
    driver.sent.forEach((part, of) -> rows.put(part, new ArrayList<>()));
    for (int p = 0; p < entries.getNumPartitions(); p++) {
      for (Entry entry : entries.collectPartitions(new int[] {p})[0]) {
        if (entry.table.equals(SENT)) {
          StatisticsLayout layout = here(driver.sent.get(entry.part)).get(0).layout();
          rows.get(entry.part).addAll(Slices.rows(List.of(entry.bytes).iterator(), layout));
        } else {
          tables
              .computeIfAbsent(entry.table, name -> new TreeMap<>())
              .put(entry.number, packed(entry).block());
        }
      }
    }
    Map<String, Blocks> blocks = new TreeMap<>();
    tables.forEach((name, of) -> blocks.put(name, LocalBlocks.of(List.copyOf(of.values()))));
    Map<Integer, Sent> all = new HashMap<>();
    driver.sent.forEach(
        (part, of) -> {
          TermStatistics sides = TermStatistics.together(here(of));
          all.put(part, LocalSent.of(List.of(sides.with(rows.get(part)))));
        });
    return new Content(model(blocks, driver.model), all);
  }

  private static ModelState model(Map<String, Blocks> tables, ModelState globals) {
    ModelState model = ModelState.of(tables.get(ModelState.TOPICS), globals.globals());
    for (Map.Entry<String, Blocks> table : tables.entrySet()) {
      model = model.with(table.getKey(), table.getValue());
    }
    return model;
  }

  private static PackedBlock packed(Entry entry) {
    try (DataInputStream in = Slices.open(entry.bytes)) {
      return PackedBlock.read(in);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
  }

  private static Content sharded(JavaRDD<Entry> entries, Content driver, ShardedExchange exchange) {
    int terms =
        entries
            .filter(entry -> entry.table.equals(ModelState.TOPICS))
            .map(entry -> packed(entry).end())
            .reduce(Math::max);
    ShardLayout layout = exchange.layout(terms);
    StatisticsLayout rows =
        driver.sent.values().stream().map(of -> here(of).get(0).layout()).findFirst().orElse(null);
    JavaRDD<Entry> placed =
        entries
            .flatMapToPair(entry -> placed(entry, layout, rows))
            .partitionBy(new Slices.ByKey(layout.shards()))
            .values()
            .persist(StorageLevel.MEMORY_AND_DISK_SER());
    exchange.hold(placed);
    placed.checkpoint(); // The table may be dropped while the lineage still goes back to it.
    TreeSet<String> names = new TreeSet<>(placed.map(entry -> entry.table).distinct().collect());
    names.remove(SENT);
    Map<String, Blocks> tables = new TreeMap<>();
    for (String name : names) {
      tables.put(name, exchange.keep(Aligned.of(List.of(placed), of -> shard(of.get(0), name))));
    }
    return new Content(model(tables, driver.model), sent(placed, driver.sent, exchange));
  }

  private static Map<Integer, Sent> sent(
      JavaRDD<Entry> placed, Map<Integer, Sent> sides, ShardedExchange exchange) {
    Map<Integer, Sent> sent = new HashMap<>();
    for (Map.Entry<Integer, Sent> part : sides.entrySet()) {
      int number = part.getKey();
      JavaRDD<byte[]> own =
          placed
              .filter(entry -> entry.table.equals(SENT) && entry.part == number)
              .map(entry -> entry.bytes);
      List<TermStatistics> of =
          here(part.getValue()).stream().map(TermStatistics::withoutRows).toList();
      sent.put(number, ShardSent.of(exchange, own, of));
    }
    return sent;
  }

  /** What parts sent, of a checkpoint that has it on the driver. */
  private static Map<Integer, Sent> placed(Content driver, ShardedExchange exchange) {
    ShardLayout layout = exchange.layout(driver.model.terms());
    List<ArrayList<Entry>> byShard = new ArrayList<>();
    for (int s = 0; s < layout.shards(); s++) {
      byShard.add(new ArrayList<>());
    }
    for (Map.Entry<Integer, Sent> part : driver.sent.entrySet()) {
      for (TermStatistics all : part.getValue().here()) {
        for (int s = 0; s < layout.shards(); s++) {
          TermStatistics own = all.rowsOf(layout.first(s), layout.first(s + 1));
          byte[] bytes = Slices.written(own::writeRows);
          byShard.get(s).add(new Entry(SENT, part.getKey(), s, bytes));
        }
      }
    }
    return sent(exchange.parallel(byShard).flatMap(List::iterator), driver.sent, exchange);
  }

  /** A row by the shards that it belongs to: what was sent to a run of blocks is cut anew. */
  private static Iterator<Tuple2<Integer, Entry>> placed(
      Entry entry, ShardLayout layout, StatisticsLayout rows) {
    List<Tuple2<Integer, Entry>> all = new ArrayList<>();
    for (int s = 0; s < layout.shards(); s++) {
      int first = layout.first(s);
      int end = layout.first(s + 1);
      if (!entry.table.equals(SENT)) {
        if (entry.number >= first && entry.number < end) {
          all.add(new Tuple2<>(s, entry));
        }
        continue;
      }
      for (TermStatistics sent : Slices.rows(List.of(entry.bytes).iterator(), rows)) {
        TermStatistics own = sent.rowsOf(first, end);
        if (!own.hasNoRows()) {
          byte[] bytes = Slices.written(own::writeRows);
          all.add(new Tuple2<>(s, new Entry(SENT, entry.part, s, bytes)));
        }
      }
    }
    return all.iterator();
  }

  private static Shard shard(Iterator<?> entries, String table) {
    List<PackedBlock> blocks = new ArrayList<>();
    while (entries.hasNext()) {
      Entry entry = (Entry) entries.next();
      if (entry.table.equals(table)) {
        blocks.add(packed(entry));
      }
    }
    blocks.sort(Comparator.comparingInt(PackedBlock::from));
    return Shard.of(blocks);
  }
}
