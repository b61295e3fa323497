package polya.spark.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import polya.Failure;
import polya.describe.TermOrder;
import polya.describe.TermTable;
import polya.describe.TopicLabels;
import polya.describe.TopicTable;
import polya.describe.TopicTerms;
import polya.params.Nearest;
import polya.quality.TopicQuality;
import polya.spark.store.DescribedTables;
import polya.spark.store.ModelStore;
import polya.spark.store.ResultTable;
import polya.spark.store.TopicNaming;
import polya.topics.TopTerms;

/** The tables that a saved model answers by. */
enum Answer {
  /** A row a topic with its first terms, as {@code describeTopics} has them. */
  DESCRIBE(10, TermOrder.PROBABILITY) {
    @Override
    ResultTable table(SparkSession spark, Asked asked, ModelStore model) {
      ResultTable table =
          new ResultTable("describe")
              .with("topic", DataTypes.IntegerType)
              .with("label", DataTypes.StringType)
              .with("termIndices", DataTypes.createArrayType(DataTypes.IntegerType, false))
              .with("termWeights", DataTypes.createArrayType(DataTypes.DoubleType, false))
              .with("terms", DataTypes.createArrayType(DataTypes.StringType, false));
      if (model == null) {
        return table;
      }
      TopicTerms figures = terms(model, asked);
      int[][] topK = figures.top(asked.order(), asked.terms());
      TopicLabels labels = labels(model, figures);
      figures.fetch(topK);
      for (int k = 0; k < model.info().k(); k++) {
        List<Integer> indices = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        for (int term : topK[k]) {
          indices.add(term);
          weights.add(figures.weight(k, term));
        }
        List<String> terms = indices.stream().map(model.vocabulary()::term).toList();
        table.add(k, labels.of(k), indices, weights, terms);
      }
      return table;
    }
  },
  /** A row a topic and term, with all figures of the term: as the command describe has them. */
  TERMS(30, TermOrder.RELEVANCE) {
    @Override
    ResultTable table(SparkSession spark, Asked asked, ModelStore model) {
      return model == null
          ? DescribedTables.terms(new TermTable(asked.order(), asked.lambda(), List.of()), null)
          : DescribedTables.terms(
              TermTable.of(terms(model, asked), asked.order(), asked.terms()), model.vocabulary());
    }
  },
  /** A row a topic with what is known of it without documents: as the command describe has it. */
  TOPICS(10, TermOrder.standard()) {
    @Override
    ResultTable table(SparkSession spark, Asked asked, ModelStore model) {
      if (model == null) {
        return DescribedTables.topics(new TopicTable(List.of()));
      }
      TopicTerms terms = terms(model, asked);
      TopicQuality quality = TopicQuality.of(terms.phi(), terms.top(asked.order(), JUDGED));
      return DescribedTables.topics(
          TopicTable.of(terms, labels(model, terms), quality, Optional.empty(), Optional.empty()));
    }
  },
  /** A row a round of training, by the names of {@code metrics.jsonl}. */
  METRICS(10, TermOrder.RELEVANCE) {
    @Override
    ResultTable table(SparkSession spark, Asked asked, ModelStore model) {
      return RoundMetrics.of(spark, asked.path());
    }
  },
  /** A row a term, in the order of the vectors' elements. */
  VOCABULARY(10, TermOrder.RELEVANCE) {
    @Override
    ResultTable table(SparkSession spark, Asked asked, ModelStore model) {
      ResultTable table =
          new ResultTable("vocabulary")
              .with("index", DataTypes.IntegerType)
              .with("term", DataTypes.StringType);
      List<String> terms = model == null ? List.of() : model.vocabulary().terms();
      for (int w = 0; w < terms.size(); w++) {
        table.add(w, terms.get(w));
      }
      return table;
    }
  };

  /** The first terms by which topics are judged, as the commands have it. */
  private static final int JUDGED = 10;

  private final int fewTerms;
  private final TermOrder order;

  Answer(int fewTerms, TermOrder order) {
    this.fewTerms = fewTerms;
    this.order = order;
  }

  /**
   * The table.
   *
   * @param model null for its columns alone
   */
  abstract ResultTable table(SparkSession spark, Asked asked, ModelStore model);

  /** How many terms of a topic, unless told otherwise. */
  int fewTerms() {
    return fewTerms;
  }

  /** What puts the terms of a topic in order, unless told otherwise. */
  TermOrder order() {
    return order;
  }

  /** Its name in the option. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All names. */
  static List<String> words() {
    return Arrays.stream(values()).map(Answer::word).toList();
  }

  /**
   * The answer of this name.
   *
   * @throws Failure (usage) if there is none, with the nearest name
   */
  static Answer named(String path, String word) {
    for (Answer answer : values()) {
      if (answer.word().equals(word.toLowerCase(Locale.ROOT))) {
        return answer;
      }
    }
    throw Failure.usage(
        "Cannot read table "
            + word
            + " of model at "
            + path
            + ": there are "
            + String.join(", ", words())
            + ". Did you mean "
            + Nearest.to(word, words())
            + "?");
  }

  /** Its columns; of the model no more is read than they need. */
  StructType schema(SparkSession spark, Asked asked) {
    return table(spark, asked, null).schema();
  }

  /**
   * Its rows.
   *
   * @throws Failure (store) if the model cannot be read
   */
  List<Row> rows(SparkSession spark, Asked asked) {
    return table(spark, asked, ModelStore.open(spark, asked.path())).rows();
  }

  private static TopicTerms terms(ModelStore model, Asked asked) {
    double[] shares = TopTerms.shares(model.parameters().topics(), model.info().k());
    return TopicTerms.of(model.posterior().topics(), shares, asked.lambda());
  }

  private static TopicLabels labels(ModelStore model, TopicTerms terms) {
    return TopicLabels.of(
        terms, model.vocabulary(), TopicNaming.of(model.posterior(), model.info()), Map.of());
  }
}
