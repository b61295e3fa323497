package polya.heldout.marginal;

/** What {@link MixtureDraws} draws mixtures θ from. */
enum Proposal {
  /**
   * The prior, Dirichlet(α): for tests. Its weights are bounded, yet of a long document nearly all
   * draws weigh nothing.
   */
  PRIOR,
  /**
   * One half Dirichlet(γ), the mean-field posterior, which is too narrow; one half Dirichlet(α + (γ
   * − α) / 4), twice as wide about the same mean, which takes care of its tails.
   */
  POSTERIOR,
  /** Dirichlet(γ) by itself: for judging it, not for estimates. */
  MEAN_FIELD
}
