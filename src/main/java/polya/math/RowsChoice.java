package polya.math;

/**
 * The implementation of {@link Rows} for this JVM, chosen once: SIMD if the module
 * jdk.incubator.vector is there and the machine has at least 8 float lanes, otherwise scalar.
 * {@code -Dpolya.simd=false} forces scalar. The choice changes speed, never a result.
 */
final class RowsChoice {
  static final Rows BEST = choose(System.getProperty("polya.simd"));

  private RowsChoice() {}

  /** Begun by whoever asks first. */
  private static final class WarmUp {
    private static final RowsWarmUp STARTED = RowsWarmUp.of(BEST, new ScalarRows());
  }

  /** {@link #BEST} once it is warm. */
  static Rows atHand() {
    return BEST instanceof ScalarRows ? BEST : WarmUp.STARTED.atHand();
  }

  /** The choice under a value of the property, null where it is not set. */
  static Rows choose(String property) {
    boolean wanted = !"false".equals(property);
    boolean module = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    return wanted && module ? simd() : new ScalarRows();
  }

  /** By name: nothing here may link to the incubating module, which may be absent. */
  private static Rows simd() {
    try {
      Class<?> type = Class.forName("polya.math.VectorRows");
      Rows rows = (Rows) type.getDeclaredMethod("preferred").invoke(null);
      return rows == null ? new ScalarRows() : rows;
    } catch (ReflectiveOperationException | LinkageError absentOrOtherwiseShaped) {
      return new ScalarRows();
    }
  }
}
