package polya.infer;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import polya.params.Parameter;
import polya.params.Settings;

/** Where the blocks of a model lie while it is trained. No bit of it depends on it. */
public enum ModelPlacement {
  /** On the driver where the model and what a round sends fit there, else on executors. */
  AUTO,
  /** On the driver. */
  DRIVER,
  /** On executors, in shards. */
  SHARDED;

  /** The parameter: one of a run, which neither its model nor resuming it depends on. */
  public static final Parameter<String> PARAMETER =
      Parameter.choice(
              "modelPlacement",
              AUTO.word(),
              words(),
              "Where the topics lie in training: on the driver; sharded over executors, for models"
                  + " that outgrow it; auto chooses by what either takes. The model is the same.")
          .asOperational();

  /** What the settings say. */
  public static ModelPlacement of(Settings settings) {
    return valueOf(settings.get(PARAMETER).toUpperCase(Locale.ROOT));
  }

  /** Its name in settings. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static List<String> words() {
    return Stream.of(values()).map(ModelPlacement::word).toList();
  }
}
