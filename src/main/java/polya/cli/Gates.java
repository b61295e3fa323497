package polya.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import polya.Failure;
import polya.corpus.CorpusInfo;
import polya.describe.TermOrder;
import polya.describe.TopicTerms;
import polya.heldout.HeldOut;
import polya.heldout.completion.DocumentCompletion;
import polya.heldout.error.HeldOutResult;
import polya.infer.ModelState;
import polya.infer.Posterior;
import polya.infer.Realigned;
import polya.quality.CoherenceMeasure;
import polya.spark.pass.HeldOutDocuments;
import polya.spark.pass.HeldOutPass;
import polya.spark.pass.MetTerms;
import polya.spark.store.CorpusStore;
import polya.spark.store.ModelStore;

/**
 * Holds a new model against the limits that it must keep before it is published: the size of its
 * corpus, words it does not know, its perplexity beside that of the model before, its coherence.
 */
final class Gates {
  private static final int TOP_TERMS = 10;

  private final SparkSession spark;
  private final GateOptions limits;
  private final AttributesFlag attributes;
  private final CorpusStore corpus;
  private final Optional<CorpusStore> test;
  private final long seed;

  /**
   * Gates of one run.
   *
   * @param attributes whether models are told the labels of the test's documents
   * @param corpus the model was trained on
   * @param test held-out documents of the same vocabulary, if there are any
   * @param seed of completion's halves of documents
   */
  Gates(
      SparkSession spark,
      GateOptions limits,
      AttributesFlag attributes,
      CorpusStore corpus,
      Optional<CorpusStore> test,
      long seed) {
    this.spark = spark;
    this.limits = limits;
    this.attributes = attributes;
    this.corpus = corpus;
    this.test = test;
    this.seed = seed;
  }

  /**
   * What every gate that was asked for finds.
   *
   * @param model the new one
   * @param before where the model lies that it would replace, if there is one
   * @param open reads a model
   * @throws Failure (input) if no held-out document can be scored; (store) if the model before
   *     cannot be read, or has no term in common with the new one
   */
  List<Gate> of(ModelStore model, Optional<String> before, Function<String, ModelStore> open) {
    List<Gate> gates = new ArrayList<>();
    if (limits.minTokens != null) {
      long tokens = corpus.info().tokens();
      String found = String.format(Locale.ROOT, "%,d", tokens);
      gates.add(
          Gate.atLeast(
              GateOptions.MIN_TOKENS, "the number of tokens", tokens, limits.minTokens, found));
    }
    if (limits.maxOov != null) {
      gates.add(outOfVocabulary());
    }
    if (limits.maxPerplexityIncrease != null) {
      gates.add(perplexity(model, before.map(open)));
    }
    if (limits.minNpmi != null) {
      gates.add(npmi(model));
    }
    return gates;
  }

  private Gate outOfVocabulary() {
    CorpusInfo info = test.orElse(corpus).info();
    long all = info.tokens() + info.outOfVocabularyTokens();
    double share = (double) info.outOfVocabularyTokens() / all;
    String found =
        String.format(
            Locale.ROOT, "%.4g (%,d of %,d tokens)", share, info.outOfVocabularyTokens(), all);
    return Gate.atMost(
        GateOptions.MAX_OOV, "the share out of vocabulary", share, limits.maxOov, found);
  }

  private Gate perplexity(ModelStore model, Optional<ModelStore> before) {
    double limit = limits.maxPerplexityIncrease;
    String what = "perplexity";
    HeldOutResult now = scored(model, model.parameters());
    String own = told(now);
    if (before.isEmpty()) {
      String found = own + ", and there is no model before to compare it with";
      return new Gate(GateOptions.MAX_PERPLEXITY_INCREASE, what, Double.NaN, limit, true, found);
    }
    ModelStore earlier = before.get();
    HeldOutResult then = scored(earlier, realigned(earlier, model));
    double increase = now.perplexity() / then.perplexity() - 1;
    String found =
        String.format(
            Locale.ROOT,
            "%s, %+.2f %% beside %s of the model there",
            own,
            100 * increase,
            told(then));
    return Gate.atMost(GateOptions.MAX_PERPLEXITY_INCREASE, what, increase, limit, found);
  }

  private static String told(HeldOutResult result) {
    return String.format(Locale.ROOT, "%.1f ± %.1f", result.perplexity(), result.standardError());
  }

  /**
   * The earlier model's parameters over the new one's terms, so that both score the same tokens.
   */
  private static ModelState realigned(ModelStore earlier, ModelStore model) {
    if (earlier.info().vocabularyHash().equals(model.info().vocabularyHash())) {
      return earlier.parameters();
    }
    Realigned realigned =
        Realigned.of(earlier.parameters(), earlier.vocabulary(), model.vocabulary());
    if (realigned.known() == 0) {
      throw Failure.store(
          "Cannot compare the new model with the one at "
              + earlier.path()
              + ": they have no term in common; some must be. Leave out "
              + GateOptions.MAX_PERPLEXITY_INCREASE
              + ", or ingest with the same analysis of texts.");
    }
    return realigned.parameters();
  }

  private HeldOutResult scored(ModelStore model, ModelState parameters) {
    CorpusStore documents = test.orElseThrow();
    Posterior posterior = model.family().posterior(parameters);
    KnownLabels labels = attributes.of(model, documents);
    DocumentCompletion completion = new DocumentCompletion(seed);
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    JavaRDD<HeldOut> scoring = HeldOutDocuments.of(documents, labels.groups());
    Posterior cut = MetTerms.ofHeldOut(context, scoring).of(posterior);
    try (HeldOutPass pass = new HeldOutPass(context, cut, posterior.documents(), labels.groups())) {
      HeldOutResult result = HeldOutPass.result(pass.scores(scoring, completion), completion, seed);
      if (result.scoredDocuments() == 0) {
        throw Failure.input(
            "Cannot judge model at "
                + model.path()
                + ": none of the held-out documents can be scored; allowed are documents of 2 or"
                + " more tokens. Give another --held-out, or leave out "
                + GateOptions.MAX_PERPLEXITY_INCREASE
                + ".");
      }
      return result;
    }
  }

  private Gate npmi(ModelStore model) {
    TopicMeasures measures =
        TopicMeasures.of(
            model,
            TopicsAtHand.terms(model, TopicTerms.LAMBDA),
            TermOrder.standard(),
            corpus,
            TOP_TERMS,
            List.of(CoherenceMeasure.NPMI),
            corpus.hasOrder());
    double mean = measures.mean(CoherenceMeasure.NPMI);
    String found =
        String.format(
            Locale.ROOT, "%.4f ± %.4f", mean, measures.standardError(CoherenceMeasure.NPMI));
    return Gate.atLeast(
        GateOptions.MIN_NPMI,
        "the mean NPMI of terms by " + TermOrder.standard().word(),
        mean,
        limits.minNpmi,
        found);
  }
}
