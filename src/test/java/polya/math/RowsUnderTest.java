package polya.math;

/** Both implementations of {@link Rows}, for tests of what is made of them. */
public final class RowsUnderTest {
  private RowsUnderTest() {}

  /** The scalar one. */
  public static Rows scalar() {
    return new ScalarRows();
  }

  /** The fastest one; scalar where there is no SIMD. */
  public static Rows best() {
    return RowsChoice.choose(null);
  }
}
