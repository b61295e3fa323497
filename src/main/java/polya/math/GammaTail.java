package polya.math;

import java.io.Serializable;

/**
 * Draws from Gamma(shape, 1) given that it is more than {@code least} &gt; 0, exact but for
 * rounding. Below shape 1 by rejection from a power law under 1 and an exponential above, which
 * takes some two trials, each of two or three functions of {@link StrictMath}; from 1 on by drawing
 * until it is, so {@code least} should not lie far in the tail. Parameters are trusted. Immutable:
 * what depends on them alone is worked out once.
 */
public final class GammaTail implements Serializable {
  private static final long serialVersionUID = 1L;

  private final double shape;
  private final double least;

  /** Where the power law ends and the exponential begins. */
  private final double knee;

  /** (least / knee)^shape − 1: what turns a uniform number into a point of the power law. */
  private final double fall;

  /** Mass of the power law on (least, knee), and of the exponential beyond. */
  private final double low;

  private final double high;

  /** Opens the draws of one shape and one bound. */
  public GammaTail(double shape, double least) {
    this.shape = shape;
    this.least = least;
    knee = Math.max(1, least);
    // ∫ x^(shape − 1) e^(−least) over (least, knee), and knee^(shape − 1) ∫ e^(−x) beyond.
    fall = StrictMath.expm1(shape * StrictMath.log(least / knee));
    double power = StrictMath.pow(knee, shape);
    low = StrictMath.exp(-least) * power * -fall / shape;
    high = StrictMath.exp(-knee) * power / knee;
  }

  /** The next draw of a stream. */
  public double draw(RandomStream stream) {
    return shape < 1 ? byRejection(stream) : byDrawing(stream);
  }

  private double byDrawing(RandomStream stream) {
    double draw;
    do {
      draw = Draws.gamma(stream, shape);
    } while (draw <= least);
    return draw;
  }

  private double byRejection(RandomStream stream) {
    while (true) {
      if (stream.nextOpen() * (low + high) < low) {
        double at = StrictMath.log1p(fall * stream.nextOpen()) / shape;
        double x = knee * StrictMath.exp(at);
        if (stream.nextOpen() < StrictMath.exp(least - x)) {
          return x;
        }
      } else {
        double x = knee - StrictMath.log(stream.nextOpen());
        if (stream.nextOpen() < StrictMath.pow(x / knee, shape - 1)) {
          return x;
        }
      }
    }
  }
}
