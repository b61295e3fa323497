package polya.models.dmr;

/**
 * The mode of a Poisson regression's coefficients with normal priors: maximises
 *
 * <pre>  f(λ) = Σ_g (L_g η_g − Q_g e^η_g) − ½ Σ_f (λ_f − μ_f)² / v_f,  η_g = Σ_f x_gf λ_f</pre>
 *
 * which is strictly concave, by Newton's method: directions by conjugate gradients of the Hessian,
 * steps halved until f rises. No call lowers f. Rows x are sparse; a Newton step costs the entries
 * of all rows as often as gradients are conjugated, at most F times and usually a few dozen.
 */
final class Regression {
  private static final int STEPS = 60;
  private static final int CONJUGATIONS = 200;
  private static final double SETTLED = 1e-10;

  /** A step moves no η further than this. */
  private static final double LONGEST = 4;

  private final int[] starts;
  private final int[] features;
  private final double[] x;
  private final double[] exposures;
  private final double[] means;
  private final double[] variances;

  /**
   * A regression.
   *
   * @param starts where each group's entries begin; one more than there are groups
   * @param features by entry, which feature
   * @param x by entry, what it is
   * @param exposures Q
   * @param means μ, one a feature
   * @param variances v
   */
  Regression(
      int[] starts,
      int[] features,
      double[] x,
      double[] exposures,
      double[] means,
      double[] variances) {
    this.starts = starts;
    this.features = features;
    this.x = x;
    this.exposures = exposures;
    this.means = means;
    this.variances = variances;
  }

  /** η. */
  private double[] linear(double[] lambda) {
    double[] eta = new double[exposures.length];
    for (int g = 0; g < eta.length; g++) {
      for (int i = starts[g]; i < starts[g + 1]; i++) {
        eta[g] += x[i] * lambda[features[i]];
      }
    }
    return eta;
  }

  /** Σ_g x_g c_g. */
  private double[] transposed(double[] c) {
    double[] sum = new double[means.length];
    for (int g = 0; g < c.length; g++) {
      for (int i = starts[g]; i < starts[g + 1]; i++) {
        sum[features[i]] += x[i] * c[g];
      }
    }
    return sum;
  }

  /** f. */
  double value(double[] tables, double[] lambda) {
    double[] eta = linear(lambda);
    double sum = 0;
    for (int g = 0; g < eta.length; g++) {
      sum += tables[g] * eta[g] - exposures[g] * StrictMath.exp(eta[g]);
    }
    for (int f = 0; f < lambda.length; f++) {
      double from = lambda[f] - means[f];
      sum -= from * from / (2 * variances[f]);
    }
    return sum;
  }

  /** ∇f. */
  double[] gradient(double[] tables, double[] lambda) {
    double[] rest = linear(lambda);
    for (int g = 0; g < rest.length; g++) {
      rest[g] = tables[g] - exposures[g] * StrictMath.exp(rest[g]);
    }
    double[] gradient = transposed(rest);
    for (int f = 0; f < gradient.length; f++) {
      gradient[f] -= (lambda[f] - means[f]) / variances[f];
    }
    return gradient;
  }

  /**
   * The mode.
   *
   * @param tables L
   * @param start where to begin
   */
  double[] mode(double[] tables, double[] start) {
    double[] lambda = start.clone();
    double value = value(tables, lambda);
    for (int step = 0; step < STEPS; step++) {
      double[] eta = linear(lambda);
      double[] weights = new double[eta.length];
      for (int g = 0; g < eta.length; g++) {
        weights[g] = exposures[g] * StrictMath.exp(eta[g]);
      }
      double[] gradient = gradient(tables, lambda);
      double[] direction = solved(weights, gradient);
      double gain = dot(gradient, direction);
      if (!(gain > SETTLED * (1 + Math.abs(value)))) {
        return lambda;
      }
      double far = 0;
      for (double moved : linear(direction)) {
        far = Math.max(far, Math.abs(moved));
      }
      double length = Math.min(1, LONGEST / far);
      double[] next = moved(lambda, direction, length);
      double nextValue = value(tables, next);
      while (!(nextValue > value) && length > 1e-12) {
        length /= 2;
        next = moved(lambda, direction, length);
        nextValue = value(tables, next);
      }
      if (!(nextValue > value)) {
        return lambda;
      }
      lambda = next;
      value = nextValue;
    }
    return lambda;
  }

  private static double[] moved(double[] from, double[] direction, double length) {
    double[] to = new double[from.length];
    for (int f = 0; f < to.length; f++) {
      to[f] = from[f] + length * direction[f];
    }
    return to;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** (XᵀWX + V⁻¹)⁻¹ b, by conjugate gradients from the diagonal (Hestenes and Stiefel 1952). */
  private double[] solved(double[] weights, double[] b) {
    double[] inverse = new double[b.length];
    for (int g = 0; g < weights.length; g++) {
      for (int i = starts[g]; i < starts[g + 1]; i++) {
        inverse[features[i]] += weights[g] * x[i] * x[i];
      }
    }
    for (int f = 0; f < inverse.length; f++) {
      inverse[f] = 1 / (inverse[f] + 1 / variances[f]);
    }
    double[] solution = new double[b.length];
    double[] residual = b.clone();
    double[] scaled = scaled(residual, inverse);
    double[] direction = scaled.clone();
    double size = dot(residual, scaled);
    double enough = 1e-12 * size;
    for (int i = 0; i < CONJUGATIONS && size > enough; i++) {
      double[] product = product(weights, direction);
      double step = size / dot(direction, product);
      for (int f = 0; f < solution.length; f++) {
        solution[f] += step * direction[f];
        residual[f] -= step * product[f];
      }
      scaled = scaled(residual, inverse);
      double next = dot(residual, scaled);
      for (int f = 0; f < direction.length; f++) {
        direction[f] = scaled[f] + next / size * direction[f];
      }
      size = next;
    }
    return solution;
  }

  private double[] product(double[] weights, double[] direction) {
    double[] along = linear(direction);
    for (int g = 0; g < along.length; g++) {
      along[g] *= weights[g];
    }
    double[] product = transposed(along);
    for (int f = 0; f < product.length; f++) {
      product[f] += direction[f] / variances[f];
    }
    return product;
  }

  private static double[] scaled(double[] a, double[] by) {
    double[] scaled = new double[a.length];
    for (int f = 0; f < a.length; f++) {
      scaled[f] = a[f] * by[f];
    }
    return scaled;
  }
}
