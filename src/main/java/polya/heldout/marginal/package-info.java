/**
 * The marginal likelihood of whole documents: left-to-right, Chib's estimator, annealed importance
 * sampling, importance sampling, and the variational bound; of words given lengths or of counts.
 */
package polya.heldout.marginal;
