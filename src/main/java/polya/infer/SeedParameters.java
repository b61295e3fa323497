package polya.infer;

import java.util.List;
import polya.params.Parameter;

/**
 * The parameters of families whose topics may have keywords. A method that declares {@link #SEEDS}
 * takes them: whoever trains it reads the file and gives {@link CorpusFacts#keywords}, and the
 * model keeps what it said.
 */
public final class SeedParameters {
  /** The file. */
  public static final Parameter<String> SEEDS =
      Parameter.text(
              "seeds",
              "",
              "A file of keywords, {\"economy\": [\"tax\", \"trade\"], …}: it names the first topics,"
                  + " or topics of these labels, and says of each which terms belong to it; none for"
                  + " topics without keywords.")
          .alsoKnownAs("keywords", "seed_words", "seed_topics", "seed_topic_list", "anchors");

  /** Keywords as a part of their topic, whose share is learned. */
  public static final String MIXTURE = "mixture";

  /** Keywords as counts before there are any. */
  public static final String PRIOR = "prior";

  /** What keywords mean. */
  public static final Parameter<String> SEED_MODEL =
      Parameter.choice(
          "seedModel",
          MIXTURE,
          List.of(MIXTURE, PRIOR),
          "What keywords are to a topic: mixture makes it one of two parts, of which one has its"
              + " keywords alone, and learns how much each part holds; prior counts every keyword"
              + " a number of times before there is a document.");

  /** How often. */
  public static final Parameter<Double> SEED_WEIGHT =
      Parameter.real(
          "seedWeight",
          0.05,
          true,
          0,
          1000,
          "How much the keywords of a topic count together with seedModel=prior, as a share of the"
              + " tokens that a topic has on average.");

  /** All of them. */
  public static final List<Parameter<?>> ALL = List.of(SEEDS, SEED_MODEL, SEED_WEIGHT);

  private SeedParameters() {}
}
