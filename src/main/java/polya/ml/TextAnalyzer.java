package polya.ml;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.slf4j.LoggerFactory;
import polya.Failure;
import polya.corpus.Vocabulary;
import polya.spark.Causes;
import polya.spark.ingest.PhraseStep;
import polya.spark.ingest.VocabularyChoice;
import polya.text.Analysis;
import polya.text.Counted;
import scala.Tuple2;

/**
 * From texts to vectors of counts in one stage, as {@code ingest} reads them: words, stop words,
 * stems, phrases, vocabulary. A Pipeline is {@code new TextAnalyzer() → new Lda()}; the topic model
 * learns its terms from the column.
 *
 * <p>The column has texts, or arrays of words that were cut before, which are taken as they stand,
 * under all rules for words. A text that is null is an empty document. The same rows give the same
 * vocabulary in any order and partitions.
 */
public final class TextAnalyzer extends Estimator<TextAnalyzerModel>
    implements DefaultParamsWritable {
  private static final long serialVersionUID = 1L;

  /** Of a term, more than most have. */
  private static final int LETTERS = 20;

  private final String uid;
  private final TextParams params;

  /** An analyzer with every Param at its default, and a uid of its own. */
  public TextAnalyzer() {
    this(Identifiable$.MODULE$.randomUID("textAnalyzer"));
  }

  /** One with this uid. */
  public TextAnalyzer(String uid) {
    this.uid = uid;
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
  public static MLReader<TextAnalyzer> read() {
    return new DefaultParamsReader<>();
  }

  /** Reads what {@code save} saved. */
  public static TextAnalyzer load(String path) {
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

  private <T> TextAnalyzer with(Param<T> param, T value) {
    set(param, value);
    return this;
  }

  /** Sets the column of texts or of arrays of words; default {@code text}. */
  public TextAnalyzer setInputCol(String name) {
    return with(params.inputCol, name);
  }

  /** Sets the new column of vectors; default {@code features}. */
  public TextAnalyzer setOutputCol(String name) {
    return with(params.outputCol, name);
  }

  /** Sets how texts are cut: {@code simple}, {@code en}, {@code de}, … */
  public TextAnalyzer setLanguage(String code) {
    return with(params.language, code);
  }

  /** Sets how far endings are taken off: {@code none}, {@code light}, {@code full}. */
  public TextAnalyzer setStem(String value) {
    return with(params.stem, value);
  }

  /** Sets whether tags of HTML are taken out. */
  public TextAnalyzer setStripHtml(boolean value) {
    return with(params.stripHtml, value);
  }

  /** Sets whether letters lose their accents. */
  public TextAnalyzer setFoldAccents(boolean value) {
    return with(params.foldAccents, value);
  }

  /** Sets what becomes of numbers: {@code keep}, {@code drop}, {@code mask}. */
  public TextAnalyzer setNumbers(String value) {
    return with(params.numbers, value);
  }

  /** Sets the expression that words have to match as a whole. */
  public TextAnalyzer setKeepPattern(String regex) {
    return with(params.keepPattern, regex);
  }

  /** Sets the words to leave out: {@code en,+more,-not}. */
  public TextAnalyzer setStopWords(String lists) {
    return with(params.stopWords, lists);
  }

  /** Sets the shortest word, in characters. */
  public TextAnalyzer setMinTokenLength(int value) {
    return with(params.minTokenLength, value);
  }

  /** Sets the longest n-gram, in words. */
  public TextAnalyzer setNgrams(int value) {
    return with(params.ngrams, value);
  }

  /** Sets how many rounds of joining phrases there are. */
  public TextAnalyzer setPhrases(int rounds) {
    return with(params.phrases, rounds);
  }

  /** Sets how often a phrase has to occur. */
  public TextAnalyzer setPhraseMinCount(long value) {
    return with(params.phraseMinCount, value);
  }

  /** Sets what the NPMI of a phrase has to be above. */
  public TextAnalyzer setPhraseThreshold(double value) {
    return with(params.phraseThreshold, value);
  }

  /** Sets the words that may stand inside a phrase. */
  public TextAnalyzer setPhraseConnectors(String[] words) {
    return with(params.phraseConnectors, words);
  }

  /** Sets the fewest documents of a term. */
  public TextAnalyzer setMinDocumentFrequency(long value) {
    return with(params.minDocumentFrequency, value);
  }

  /** Sets the largest share of the documents that a term may be in. */
  public TextAnalyzer setMaxDocumentFrequency(double value) {
    return with(params.maxDocumentFrequency, value);
  }

  /** Sets how many terms are kept, the most frequent. */
  public TextAnalyzer setMaxVocabulary(int value) {
    return with(params.maxVocabulary, value);
  }

  /**
   * Finds phrases, where they are asked for, and the vocabulary.
   *
   * @throws Failure (usage) if Params do not fit one another or the schema; (input) if no term is
   *     left
   */
  @Override
  public TextAnalyzerModel fit(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    try {
      Analysis analysis = params.analysis();
      JavaRDD<Row> rows =
          dataset.select(StageColumns.named(getOrDefault(params.inputCol))).toDF().javaRDD();
      if (analysis.seeksPhrases()) {
        RowText text = new RowText(analysis);
        JavaRDD<String[]> spelled = rows.map(row -> Counted.spelled(text.tokens(row.get(0))));
        analysis = PhraseStep.of(spelled, analysis).analysis();
      }
      RowText text = new RowText(analysis);
      JavaPairRDD<String, Integer> words = rows.flatMapToPair(row -> entries(text, row));
      Consumer<String> warnings = LoggerFactory.getLogger(TextAnalyzer.class)::warn;
      Vocabulary vocabulary =
          new VocabularyChoice(params.limits(), rows.count(), warnings).among(words);
      if (vocabulary.size() == 0) {
        throw Failure.input(
            "Cannot fit "
                + uid
                + ": no term is left of column "
                + getOrDefault(params.inputCol)
                + "; at least one is needed. Check the texts and the limits.");
      }
      TextAnalyzerModel model = new TextAnalyzerModel(uid, analysis, vocabulary);
      copyValues(model, ParamMap.empty());
      return model.setParent(this);
    } catch (Exception e) { // Spark throws checked exceptions that no signature names.
      throw Causes.of(e);
    }
  }

  /**
   * The bytes of a vocabulary as large as it may become.
   *
   * @throws UnsupportedOperationException if maxVocabulary is not set: how many terms there are is
   *     what fit finds
   */
  @Override
  public long estimateModelSize(Dataset<?> dataset) {
    if (!isSet(params.maxVocabulary)) {
      throw new UnsupportedOperationException("maxVocabulary of " + uid + " is not set");
    }
    long most = (Integer) getOrDefault(params.maxVocabulary);
    return estimateMatadataSize() + most * (TextAnalyzerModel.TERM_BYTES + LETTERS);
  }

  private static java.util.Iterator<Tuple2<String, Integer>> entries(RowText text, Row row) {
    Analysis.Ordered counted = text.counted(row.get(0));
    List<Tuple2<String, Integer>> entries = new ArrayList<>();
    for (int i = 0; i < counted.words().length; i++) {
      entries.add(new Tuple2<>(counted.words()[i], counted.counts()[i]));
    }
    return entries.iterator();
  }

  @Override
  public StructType transformSchema(StructType schema) {
    RowText.require(schema, uid, getOrDefault(params.inputCol));
    StageColumns.requireAbsent(schema, uid, getOrDefault(params.outputCol), "outputCol");
    return schema.add(AnalyzedColumn.of(getOrDefault(params.outputCol), null));
  }

  @Override
  public TextAnalyzer copy(ParamMap extra) {
    return defaultCopy(extra);
  }
}
