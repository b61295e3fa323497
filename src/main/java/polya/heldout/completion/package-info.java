/**
 * Document completion: a part of each document is observed, the rest is scored under the mixture
 * folded in from it.
 */
package polya.heldout.completion;
