package polya.spark.store;

import java.util.List;
import java.util.Optional;
import polya.infer.ModelInfo;
import polya.infer.Posterior;

/** What a model calls its topics, first to last: by labels, else by the names of its keywords. */
public final class TopicNaming {
  private TopicNaming() {}

  /** The names; of keywords' topics only as many as have any, which come first. */
  public static Optional<List<String>> of(Posterior posterior, ModelInfo info) {
    Optional<List<String>> ofLabels = posterior.documents().topicNames(info.attributes());
    return ofLabels.isPresent() || info.hasAttributes()
        ? ofLabels
        : KeywordFile.of(info).map(KeywordFile::names).filter(names -> !names.isEmpty());
  }
}
