/**
 * Where the stages of Gamma-Poisson factorization lay in version 0.1: a Pipeline that it saved
 * names these classes, and they load it as what it is now, in {@code polya.models.gammapoisson} or
 * {@code polya.models.hpf}.
 */
package polya.gammapoisson;
