package polya.ml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import polya.models.lda.Lda;
import polya.spark.LocalSpark;

/** A saved model on a stream: what arrives later gets the mixture that a batch would give it. */
class StreamedMixturesTest {
  @TempDir Path folder;

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private void arrive(String file, int from, int to) throws Exception {
    StringBuilder lines = new StringBuilder();
    for (int i = from; i < to; i++) {
      String text = i % 2 == 0 ? "ships of the sea" : "sheep on hills";
      lines.append("{\"id\": \"d").append(i).append("\", \"text\": \"").append(text);
      lines.append(i % 3 == 0 ? " sea sea hills" : "").append("\"}\n");
    }
    Files.createDirectories(folder.resolve("arriving"));
    Files.writeString(folder.resolve("arriving").resolve(file), lines);
  }

  @Test
  void aStreamHasTheMixturesOfABatch() throws Exception {
    SparkSession spark = LocalSpark.session();
    arrive("1.jsonl", 0, 20);
    arrive("2.jsonl", 20, 30);
    Dataset<Row> known = spark.read().schema("id STRING, text STRING").json(path("arriving"));
    new Pipeline()
        .setStages(new PipelineStage[] {new TextAnalyzer(), new Lda().setK(2).set("passes", "2")})
        .fit(known)
        .save(path("model"));
    String arriving = path("arriving");
    String mixtures = path("mixtures");
    String checkpoint = path("checkpoint");
    int batches = stream(spark, path("model"), arriving, mixtures, checkpoint);
    arrive("3.jsonl", 30, 40);
    batches += stream(spark, path("model"), arriving, mixtures, checkpoint);
    batches += stream(spark, path("model"), arriving, mixtures, checkpoint); // Nothing is new.

    assertThat(batches).as("micro-batches, one a file").isEqualTo(3);
    PipelineModel model = PipelineModel.load(path("model"));
    List<Row> expected =
        model
            .transform(spark.read().schema("id STRING, text STRING").json(arriving))
            .select("id", "topicDistribution")
            .collectAsList();
    assertThat(expected).hasSize(40);
    assertThat(spark.read().parquet(mixtures).collectAsList())
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  private static int stream(
      SparkSession spark, String saved, String arriving, String mixtures, String checkpoint)
      throws Exception {
    // manual begins
    PipelineModel model = PipelineModel.load(saved); // TextAnalyzer → Lda
    StreamingQuery query =
        model
            .transform(
                spark
                    .readStream()
                    .schema("id STRING, text STRING")
                    .option("maxFilesPerTrigger", 1)
                    .json(arriving))
            .select("id", "topicDistribution")
            .writeStream()
            .format("parquet")
            .option("path", mixtures)
            .option("checkpointLocation", checkpoint)
            .trigger(Trigger.AvailableNow())
            .start();
    query.awaitTermination();
    // manual ends
    return (int)
        java.util.Arrays.stream(query.recentProgress())
            .filter(progress -> progress.numInputRows() > 0)
            .count();
  }
}
