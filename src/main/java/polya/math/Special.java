package polya.math;

/**
 * The special functions of the Dirichlet and Gamma families, for x &gt; 0; NaN otherwise. Relative
 * error below 1e-12 for x in [1e-8, 1e10], near the roots too; tested against tables of 25 digits.
 *
 * <p>Each shifts its argument up by its recurrence and ends in its asymptotic series (Abramowitz
 * and Stegun 1964, §6.1 and §6.3), about 20 to 100 ns. Logarithms and exponentials are {@link
 * StrictMath}'s, so results are the same bits on every platform. Nothing is thrown.
 */
public final class Special {
  /** Arguments are shifted to at least this before an asymptotic series of seven terms. */
  private static final double ASYMPTOTIC = 10;

  private static final double HALF_LOG_TWO_PI = 0.9189385332046728;
  private static final double ONE_MINUS_EULER = 0.42278433509846713;

  /** The root of ψ is ROOT + ROOT_LOW: doubles near it are told apart only by the low part. */
  private static final double ROOT = 1.4616321449683622;

  private static final double ROOT_LOW = 9.549995429965697e-17;

  /** ψ⁽ʲ⁾(root)/j!, j = 1, 2, …: on the quarter either side the last term is below 1e-17. */
  private static final double[] DIGAMMA_AT_ROOT = {
    0.9676722454476212, -0.4427631689835921, 0.258499760955651, -0.16394270544240652,
    0.10782405069126237, -0.07219956125645471, 0.04880428816414311, -0.03316112647484736,
    0.022597648232218104, -0.01542476490594896, 0.010538791616612175, -0.007204534386356869,
    0.004926781395729853, -0.003369801655439328, 0.002305126326734928, -0.0015769367714301972,
    0.0010788252019162967, -0.0007380709389960052, 0.000504953265834602, -0.0003454680251063077,
    0.00023635601564027053, -0.00016170622091974803, 0.0001106337276874741, -7.569179582195066e-05
  };

  /** (−1)ʲ (ζ(j) − 1)/j, j = 2, 3, … */
  private static final double[] LGAMMA_AT_ONE = {
    0.3224670334241132,
    -0.0673523010531981,
    0.020580808427784546,
    -0.007385551028673986,
    0.0028905103307415234,
    -0.001192753911703261,
    0.0005096695247430425,
    -0.00022315475845357939,
    9.945751278180853e-05,
    -4.492623673813314e-05,
    2.050721277567069e-05,
    -9.439488275268397e-06,
    4.374866789907488e-06,
    -2.039215753801366e-06,
    9.55141213040742e-07,
    -4.492469198764566e-07,
    2.1207184805554665e-07,
    -1.0043224823968099e-07,
    4.7698101693639804e-08,
    -2.2711094608943164e-08,
    1.0838659214896955e-08,
    -5.183475041970047e-09,
    2.4836745438024785e-09,
    -1.1921401405860912e-09,
    5.731367241678862e-10,
    -2.7595228851242334e-10
  };

  private Special() {}

  /** ψ(x) = d ln Γ(x)/dx. */
  public static double digamma(double x) {
    if (!(x > 0)) {
      return Double.NaN;
    }
    if (Math.abs(x - ROOT) <= 0.25) {
      double z = (x - ROOT) - ROOT_LOW;
      return z * polynomial(DIGAMMA_AT_ROOT, z);
    }
    double below = 0;
    for (; x < ASYMPTOTIC; x++) {
      below += 1 / x;
    }
    double v = 1 / (x * x);
    double series =
        v
            * (1.0 / 12
                - v
                    * (1.0 / 120
                        - v
                            * (1.0 / 252
                                - v
                                    * (1.0 / 240
                                        - v * (1.0 / 132 - v * (691.0 / 32760 - v / 12))))));
    return StrictMath.log(x) - 0.5 / x - series - below;
  }

  /** ψ′(x), the derivative of {@link #digamma}. */
  public static double trigamma(double x) {
    if (!(x > 0)) {
      return Double.NaN;
    }
    double below = 0;
    for (; x < ASYMPTOTIC; x++) {
      below += 1 / (x * x);
    }
    double v = 1 / (x * x);
    double series =
        v
            * (1.0 / 6
                - v
                    * (1.0 / 30
                        - v
                            * (1.0 / 42
                                - v
                                    * (1.0 / 30
                                        - v * (5.0 / 66 - v * (691.0 / 2730 - v * 7 / 6))))));
    return below + (1 + 0.5 / x + series) / x;
  }

  /** ln Γ(x); with relative accuracy near its roots 1 and 2 as well. */
  public static double lgamma(double x) {
    if (!(x > 0)) {
      return Double.NaN;
    }
    if (x < 0.5) {
      return lgammaOnePlus(x) - StrictMath.log(x);
    }
    if (x < 1.5) {
      return lgammaOnePlus(x - 1);
    }
    if (x < 2.5) {
      return lgammaTwoPlus(x - 2);
    }
    double below = 1;
    for (; x < ASYMPTOTIC; x++) {
      below *= x;
    }
    double v = 1 / (x * x);
    double series =
        1.0 / 12
            - v
                * (1.0 / 360
                    - v
                        * (1.0 / 1260
                            - v
                                * (1.0 / 1680
                                    - v * (1.0 / 1188 - v * (691.0 / 360360 - v / 156)))));
    double stirling = (x - 0.5) * (StrictMath.log(x) - 1) - 0.5 + HALF_LOG_TWO_PI + series / x;
    return below == 1 ? stirling : stirling - StrictMath.log(below);
  }

  /**
   * The distribution function of Gamma(a, 1), P(a, x) = γ(a, x)/Γ(a), by its series (Abramowitz and
   * Stegun 6.5.29), whose terms are all positive. Relative error below 1e-13 for 0 ≤ x ≤ 30; cost
   * some 20 + 2x additions.
   */
  public static double gammaP(double a, double x) {
    if (!(a > 0 && x >= 0)) {
      return Double.NaN;
    }
    if (x == 0) {
      return 0;
    }
    double term = 1;
    double sum = 1;
    for (double n = a + 1; term > 1e-17 * sum; n++) {
      term *= x / n;
      sum += term;
    }
    return Math.min(1, sum * StrictMath.exp(a * StrictMath.log(x) - x - lgamma(a + 1)));
  }

  /**
   * exp ψ(x), without the logarithm that {@code exp(digamma(x))} would take and undo: the series of
   * exp ψ in u = x − ½ (u + 1/(24u) − 37/(5760u³) + …) above 10, shifted down by exp ψ(x) = exp ψ(x
   * + 1) exp(−1/x). Relative error below 1e-12 while the value is normal; zero where it underflows
   * (x below about 0.00134).
   */
  public static double expDigamma(double x) {
    if (!(x > 0)) {
      return Double.NaN;
    }
    double below = 0;
    for (; x < ASYMPTOTIC; x++) {
      below += 1 / x;
    }
    double v = 1 / (x - 0.5);
    double v2 = v * v;
    double series =
        1.0 / 24
            + v2
                * (-37.0 / 5760
                    + v2
                        * (10313.0 / 2903040
                            + v2
                                * (-0.00395355744897303057
                                    + v2
                                        * (0.00736503326930866898
                                            + v2
                                                * (-0.0207346758243681381
                                                    + v2 * 0.0823818522387877645)))));
    double above = x - 0.5 + v * series;
    return below == 0 ? above : above * StrictMath.exp(-below);
  }

  /**
   * exp ψ(x) in single precision, the scalar twin of {@link Rows#expDigamma}: the same operations,
   * so the same bits. Relative error below 1e-6 for x ≥ 0.012; zero for x ≤ 0.01166, where the
   * value falls under 3.2e-38. Domain 0 ≤ x ≤ 1e12, and 0 gives 0.
   */
  public static float expDigamma(float x) {
    float u = x + 2.5f;
    float v = 1f / u;
    float v2 = v * v;
    float series = Math.fma(v2, Math.fma(v2, E2, E1), E0);
    float above = Math.fma(v, series, u);
    // 1/x as high + low: at x = 0.012 the exponent is 85, whose last bit alone is worth 8e-6.
    float high = 1f / x;
    float low = Math.fma(-high, x, 1f) * high;
    float rest = Math.fma(2f, x, 3f) / Math.fma(x, x + 3f, 2f);
    float shifted = Math.fma(high + rest, -LOG2_E, ROUND);
    float k = shifted - ROUND;
    float r = Math.fma(k, -LN2_HIGH, -high);
    r = Math.fma(k, -LN2_LOW, r) - (rest + low);
    float p = Math.fma(r, 1f / 720, 1f / 120);
    p = Math.fma(p, r, 1f / 24);
    p = Math.fma(p, r, 1f / 6);
    p = Math.fma(p, r, 0.5f);
    p = Math.fma(p, r, 1f);
    p = Math.fma(p, r, 1f);
    int power = Float.floatToRawIntBits(shifted) << 23;
    float e = Float.intBitsToFloat(Float.floatToRawIntBits(p) + power);
    return high >= FLOOR ? 0f : above * e;
  }

  // Shared with the SIMD twin. E0…E2: minimax for (exp ψ(u + ½) − u)·u in 1/u², u ≥ 2.5, within
  // 1.4e-8 of u. ROUND adds the integer part into the low mantissa bits.
  static final float E0 = 0.041664876424505f;
  static final float E1 = -0.00635114292540306f;
  static final float E2 = 0.00267453410800528f;
  static final float FLOOR = 85.75f;
  static final float ROUND = 12582912f;
  static final float LOG2_E = 1.44269504f;
  static final float LN2_HIGH = 0.693359375f;
  static final float LN2_LOW = -2.12194440e-4f;

  /** ln Γ(1 + z), |z| ≤ ½ (Abramowitz and Stegun 6.1.33). */
  private static double lgammaOnePlus(double z) {
    return lgammaTwoPlus(z) - StrictMath.log1p(z);
  }

  private static double lgammaTwoPlus(double z) {
    return z * (ONE_MINUS_EULER + z * polynomial(LGAMMA_AT_ONE, z));
  }

  private static double polynomial(double[] coefficients, double z) {
    double sum = 0;
    for (int j = coefficients.length - 1; j >= 0; j--) {
      sum = sum * z + coefficients[j];
    }
    return sum;
  }
}
