/**
 * Polya: topic models for corpora that outgrow one machine. This package holds what every other
 * package may speak of: a {@link polya.Failure}, the mistake that a person can mend, and {@link
 * polya.Shown}, what may be seen of paths and options.
 */
package polya;
