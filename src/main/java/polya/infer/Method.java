package polya.infer;

import java.util.List;
import java.util.Map;
import polya.params.Parameter;
import polya.params.Settings;

/**
 * One method of inference of a family.
 *
 * @param name as {@code --inference} has it: svi, gibbs, …
 * @param parameters all of them, in the order of documentation
 * @param preparation makes a run of settings
 * @param inheritance makes the settings of a run that starts from an earlier model
 */
public record Method(
    String name, List<Parameter<?>> parameters, Preparation preparation, Inheritance inheritance) {
  /** How a run is prepared; checks what depends on the corpus. */
  public interface Preparation {
    /** The run. */
    ModelFamily.Training of(Settings settings, CorpusFacts facts);
  }

  /** What a run takes over from an earlier model, see {@link ModelFamily#inherited}. */
  public interface Inheritance {
    /** Parameters as texts by name. */
    Map<String, String> of(Map<String, String> given, ModelState earlier);
  }
}
