package polya.infer;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrappedInferenceTest {
  /** From what the wrapper says it remembers. */
  private static final String FOLLOWS = "remembers";

  /** A method that wraps another and leaves one of its answers at the default changes the run. */
  @ParameterizedTest
  @ValueSource(classes = {KeptTopics.class, Phased.class})
  void answersWhateverTheOtherIsAsked(Class<?> wrapper) {
    List<String> own =
        Arrays.stream(wrapper.getDeclaredMethods()).map(WrappedInferenceTest::signature).toList();
    assertThat(own)
        .containsAll(
            Arrays.stream(Inference.class.getMethods())
                .filter(Method::isDefault)
                .filter(method -> !method.getName().equals(FOLLOWS))
                .map(WrappedInferenceTest::signature)
                .toList());
  }

  private static String signature(Method method) {
    return method.getName() + Arrays.toString(method.getParameterTypes());
  }
}
