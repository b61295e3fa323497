package polya.ml;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import polya.Failure;
import polya.corpus.Vocabulary;
import polya.spark.Files;
import polya.spark.Json;
import polya.text.Analysis;
import polya.text.AnalysisJson;

/**
 * The analysis of a {@link TextAnalyzer} and the vocabulary that it found: {@link #transform} adds
 * the counts of the vocabulary's terms in each text. What else a text has is left out.
 */
public final class TextAnalyzerModel extends Model<TextAnalyzerModel> implements MLWritable {
  private static final long serialVersionUID = 1L;

  private static final String ANALYSIS = "analysis.json";
  private static final String VOCABULARY = "vocabulary.json";

  /** Before paths of the driver's own disk, whatever the default file system is. */
  private static final String LOCAL = "file:";

  /** A string without its letters, and the reference to it. */
  static final int TERM_BYTES = 44;

  private final String uid;
  private final TextParams params;
  private final Analysis analysis;
  private final Vocabulary vocabulary;

  /** Nothing found: a server of Spark Connect asks the class for it, and does not use it. */
  public TextAnalyzerModel() {
    this("textAnalyzer", Analysis.simple(), Vocabulary.of(List.of()));
  }

  TextAnalyzerModel(String uid, Analysis analysis, Vocabulary vocabulary) {
    this.uid = uid;
    this.analysis = analysis;
    this.vocabulary = vocabulary;
    params = new TextParams(this);
    params.defaults(
        new TextParams.Defaults() {
          @Override
          public <T> void of(Param<T> param, T value) {
            setDefault(param, value);
          }
        });
  }

  /** Reads what {@code write} saved. */
  public static MLReader<TextAnalyzerModel> read() {
    return new Reader();
  }

  /** Reads what {@code save} saved. */
  public static TextAnalyzerModel load(String path) {
    return read().load(path);
  }

  @Override
  public String uid() {
    return uid;
  }

  @Override
  public Param<?>[] params() {
    return params.all();
  }

  /** Sets the column of texts or of arrays of words. */
  public TextAnalyzerModel setInputCol(String name) {
    set(params.inputCol, name);
    return this;
  }

  /** Sets the new column of vectors. */
  public TextAnalyzerModel setOutputCol(String name) {
    set(params.outputCol, name);
    return this;
  }

  /** The terms in the order of the vectors' elements. */
  public String[] vocabulary() {
    return vocabulary.terms().toArray(String[]::new);
  }

  /** The phrases, as terms, in ascending order. */
  public String[] phrases() {
    return analysis.phrases().stream().map(p -> p.replace(' ', '_')).toArray(String[]::new);
  }

  /**
   * The rows with a column of counts.
   *
   * @throws Failure (usage) if Params do not fit the schema
   */
  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    RowText text = new RowText(analysis);
    Vocabulary terms = vocabulary;
    UDF1<Object, Object> counts = value -> text.vector(value, terms);
    return dataset.withColumn(
        getOrDefault(params.outputCol),
        functions
            .udf(counts, SQLDataTypes.VectorType())
            .apply(StageColumns.named(getOrDefault(params.inputCol)))
            .as(getOrDefault(params.outputCol), AnalyzedColumn.metadata(vocabulary)));
  }

  @Override
  public StructType transformSchema(StructType schema) {
    RowText.require(schema, uid, getOrDefault(params.inputCol));
    StageColumns.requireAbsent(schema, uid, getOrDefault(params.outputCol), "outputCol");
    return schema.add(AnalyzedColumn.of(getOrDefault(params.outputCol), vocabulary));
  }

  @Override
  public TextAnalyzerModel copy(ParamMap extra) {
    TextAnalyzerModel copy = new TextAnalyzerModel(uid, analysis, vocabulary);
    copyValues(copy, extra);
    return copy.setParent(parent());
  }

  /** The bytes of the terms and of the words that the analysis knows by name. */
  @Override
  public long estimatedSize() {
    long bytes = estimateMatadataSize() + AnalysisJson.text(analysis).length();
    for (String term : vocabulary.terms()) {
      bytes += TERM_BYTES + term.length();
    }
    return bytes;
  }

  /** Writes the analysis and the vocabulary first, then the metadata that make it a stage. */
  @Override
  public MLWriter write() {
    return new Writer(this);
  }

  private static final class Writer extends MLWriter {
    private final TextAnalyzerModel model;
    private String scheme = "";

    Writer(TextAnalyzerModel model) {
      this.model = model;
    }

    @Override
    public void saveToLocal(String path) throws IOException {
      scheme = LOCAL;
      super.saveToLocal(path);
    }

    @Override
    public void saveImpl(String path) {
      SparkSession spark = sparkSession();
      Files files = new Files(spark.sparkContext().hadoopConfiguration());
      files.replace(new Path(scheme + path, ANALYSIS), AnalysisJson.text(model.analysis));
      Object terms = Map.of("hash", model.vocabulary.hash(), "terms", model.vocabulary.terms());
      files.replace(new Path(scheme + path, VOCABULARY), Json.pretty(terms));
      DefaultParamsWriter.saveMetadata(model, path, spark);
    }
  }

  private static final class Reader extends MLReader<TextAnalyzerModel> {
    private String scheme = "";

    @Override
    public TextAnalyzerModel loadFromLocal(String path) {
      scheme = LOCAL;
      return super.loadFromLocal(path);
    }

    @Override
    public TextAnalyzerModel load(String path) {
      SparkSession spark = sparkSession();
      DefaultParamsReader.Metadata metadata =
          DefaultParamsReader.loadMetadata(path, spark, TextAnalyzerModel.class.getName());
      Configuration hadoop = spark.sparkContext().hadoopConfiguration();
      Analysis analysis;
      Vocabulary vocabulary;
      try {
        analysis = AnalysisJson.read(text(hadoop, scheme + path, ANALYSIS));
        JsonNode json = Json.read(text(hadoop, scheme + path, VOCABULARY));
        List<String> terms = new ArrayList<>();
        json.path("terms").forEach(term -> terms.add(term.asText()));
        vocabulary = Vocabulary.of(terms);
        if (!vocabulary.hash().equals(json.path("hash").asText())) {
          throw new IllegalArgumentException(VOCABULARY + " has not the hash that it names");
        }
      } catch (IllegalArgumentException | JsonProcessingException e) {
        throw Failure.store(
            "Cannot load TextAnalyzerModel at "
                + path
                + ": "
                + e.getMessage()
                + "; the whole of what was saved is needed. Restore it, or fit it again.",
            e);
      }
      TextAnalyzerModel model = new TextAnalyzerModel(metadata.uid(), analysis, vocabulary);
      metadata.getAndSetParams(model, scala.Option.empty());
      return model;
    }

    private static String text(Configuration hadoop, String path, String name) {
      return new Files(hadoop)
          .read(new Path(path, name))
          .orElseThrow(() -> new IllegalArgumentException("there is no " + name));
    }
  }
}
