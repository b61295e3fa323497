package polya.spark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.Failure;
import polya.corpus.Vocabulary;
import polya.describe.JensenShannon;
import polya.describe.TermOrder;
import polya.describe.TermTable;
import polya.describe.TopicTerms;
import polya.infer.ModelState;
import polya.infer.Realigned;
import polya.quality.AlikeTopics;
import polya.quality.TopicOverlap;
import polya.quality.TopicQuality;
import polya.spark.LocalSpark;
import polya.spark.exchange.ShardRows;
import polya.topics.Globals;
import polya.topics.LocalBlocks;
import polya.topics.PackedBlock;
import polya.topics.Phi;
import polya.topics.PhiBytes;
import polya.topics.TermBlock;
import polya.topics.TopTerms;

/** A saved model of several blocks is the same wherever its topics lie while it is read. */
class ReadPlacesTest {
  private static final int TERMS = 3000;
  private static final int TOPICS = 5;
  private static final int SHARDS = 3;

  @TempDir static Path folder;

  private static ModelTables.Content here;
  private static ModelTables.Content there;

  private static String at(String table) {
    return folder.resolve("model") + "/" + table;
  }

  private static SparkSession spark() {
    return LocalSpark.session();
  }

  @BeforeAll
  static void save() {
    Random random = new Random(1);
    float[][] rows = new float[TERMS][8];
    for (float[] row : rows) {
      for (int k = 0; k < TOPICS; k++) {
        row[k] = 0.01f + (random.nextInt(3) == 0 ? random.nextInt(50) : 0);
      }
    }
    Vocabulary terms =
        Vocabulary.of(IntStream.range(0, TERMS).mapToObj(w -> "term" + (w * 7 % 9001)).toList());
    ModelState state =
        ModelState.of(
            LocalBlocks.of(rows), Globals.none().with("topicConcentration", new double[] {0.01}));
    ModelTables.write(spark(), folder.resolve("model").toString(), state, terms, TOPICS);
    here = ModelTables.read(name -> spark().read().parquet(at(name)), TERMS, TOPICS);
    there = ModelTables.read(name -> spark().read().parquet(at(name)), TERMS, TOPICS, SHARDS);
    assertThat(ModelDigest.of(here.parameters(), TOPICS)).isEqualTo(ModelDigest.of(state, TOPICS));
  }

  private static Phi phi(ModelTables.Content model) {
    double[] scale = model.parameters().topics().columnSums(TOPICS);
    Arrays.setAll(scale, k -> 1 / scale[k]);
    return Phi.of(model.parameters().topics(), Phi.Link.IDENTITY, 0, 1, scale);
  }

  private static TopicTerms terms(ModelTables.Content model) {
    double[] shares = TopTerms.shares(model.parameters().topics(), TOPICS);
    return TopicTerms.of(phi(model), shares, TopicTerms.LAMBDA);
  }

  @Test
  void itHasTheSameDigestAndTerms() {
    assertThat(here.parameters().topics().isHere()).isTrue();
    assertThat(there.parameters().topics().isHere()).isFalse();
    assertThat(ModelDigest.of(there.parameters(), TOPICS))
        .isEqualTo(ModelDigest.of(here.parameters(), TOPICS));
    assertThat(there.vocabulary().hash()).isEqualTo(here.vocabulary().hash());
  }

  @Test
  void itsTopicsAreTold() {
    TopicTerms own = terms(here);
    TopicTerms far = terms(there);
    for (TermOrder order : TermOrder.values()) {
      assertThat(TermTable.of(far, order, 7)).isEqualTo(TermTable.of(own, order, 7));
    }
    assertThat(far.topicsOf(2999)).isEqualTo(own.topicsOf(2999));
    int[][] top = own.top(TermOrder.standard(), 5);
    assertThat(far.top(TermOrder.standard(), 5)).isDeepEqualTo(top);
    TopicQuality quality = TopicQuality.of(phi(here), top);
    TopicQuality farQuality = TopicQuality.of(phi(there), top);
    assertThat(farQuality.diversity()).isEqualTo(quality.diversity());
    for (int k = 0; k < TOPICS; k++) {
      assertThat(farQuality.effectiveTerms(k)).isEqualTo(quality.effectiveTerms(k));
      assertThat(farQuality.exclusivity(k)).isEqualTo(quality.exclusivity(k));
      assertThat(JensenShannon.of(phi(there)).of(0, k))
          .isEqualTo(JensenShannon.of(phi(here)).of(0, k));
    }
    assertThat(JensenShannon.to(phi(there), 1)).isEqualTo(JensenShannon.to(phi(here), 1));
    assertThat(AlikeTopics.of(phi(there), there.parameters()))
        .isEqualTo(AlikeTopics.of(phi(here), here.parameters()));
  }

  @Test
  void someOfItsTermsAreTakenByThemselves() {
    BitSet some = BitSet.valueOf(new long[] {5, 0, 1});
    for (ModelTables.Content model : List.of(here, there)) {
      Phi cut = phi(model).only(some);
      Phi fetched = new PhiBytes(cut, some).phi();
      for (int term : some.stream().toArray()) {
        assertThat(fetched.weight(term, 3)).isEqualTo(phi(here).weight(term, 3));
      }
      assertThatThrownBy(() -> fetched.weight(1, 3)).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> cut.blocks().columnSums(TOPICS))
          .hasMessageContaining("did not travel");
    }
  }

  @Test
  void itIsArrangedForOtherTerms() {
    List<String> others = new ArrayList<>(here.vocabulary().terms().subList(700, 2900));
    Collections.shuffle(others, new Random(2));
    IntStream.range(0, 1200).forEach(w -> others.add("new" + w));
    Vocabulary now = Vocabulary.of(others);
    Realigned own = Realigned.of(here.parameters(), here.vocabulary(), now);
    Realigned far = Realigned.of(there.parameters(), there.vocabulary(), now);
    assertThat(far.known()).isEqualTo(own.known()).isEqualTo(2200);
    assertThat(far.parameters().topics().isHere()).isFalse();
    assertThat(ModelDigest.of(far.parameters(), TOPICS))
        .isEqualTo(ModelDigest.of(own.parameters(), TOPICS));
    assertThat(far.parameters().topics().with(own.parameters().topics(), (a, b) -> b).terms())
        .isEqualTo(3400);
    Phi other = Phi.of(own.parameters().topics(), Phi.Link.IDENTITY, 0, 1, phi(here).scale());
    Phi farOther = Phi.of(far.parameters().topics(), Phi.Link.IDENTITY, 0, 1, phi(here).scale());
    double[][] overlap = TopicOverlap.of(phi(here), here.vocabulary(), other, now);
    for (ModelTables.Content one : List.of(here, there)) {
      assertThat(TopicOverlap.of(phi(one), one.vocabulary(), farOther, now)).isDeepEqualTo(overlap);
    }
  }

  @Test
  void rowsMayComeInAnyOrderButAllMustCome() {
    String shuffled = folder.resolve("shuffled").toString();
    spark()
        .read()
        .parquet(at("topics"))
        .orderBy(functions.hash(functions.col("index")))
        .repartition(4)
        .write()
        .mode(SaveMode.Overwrite)
        .parquet(shuffled);
    Map<String, String> tables = new TreeMap<>(Map.of("topics", shuffled));
    tables.put("globals", at("globals"));
    ModelTables.Content far =
        ModelTables.read(name -> spark().read().parquet(tables.get(name)), TERMS, TOPICS, SHARDS);
    ModelTables.Content near =
        ModelTables.read(name -> spark().read().parquet(tables.get(name)), TERMS, TOPICS);
    assertThat(ModelDigest.of(far.parameters(), TOPICS))
        .isEqualTo(ModelDigest.of(near.parameters(), TOPICS))
        .isEqualTo(ModelDigest.of(here.parameters(), TOPICS));
    assertThat(far.vocabulary().hash()).isEqualTo(here.vocabulary().hash());
    assertThatThrownBy(
            () ->
                ModelTables.read(
                    name -> spark().read().parquet(at(name)).limit(2990), TERMS, TOPICS, SHARDS))
        .hasMessageContaining("there are 2990 terms of 3000");
    JavaRDD<PackedBlock> some =
        JavaSparkContext.fromSparkContext(spark().sparkContext())
            .parallelize(List.of(PackedBlock.of(TermBlock.zeros(0, 1024, 8))));
    assertThatThrownBy(() -> ShardRows.of(some, TERMS, 8, SHARDS).columnSums(TOPICS))
        .hasMessageContaining("there is no row of term ");
  }

  @Test
  void theSettingIsAPlace() {
    spark().conf().set("spark.polya.modelPlacement", "drivers");
    try {
      assertThatThrownBy(() -> ModelStore.open(spark(), "nowhere"))
          .isInstanceOfSatisfying(
              Failure.class, f -> assertThat(f.kind()).isEqualTo(Failure.Kind.USAGE))
          .hasMessageContaining("allowed is auto | driver | sharded");
    } finally {
      spark().conf().unset("spark.polya.modelPlacement");
    }
  }
}
