/**
 * Polya: topic models for corpora that outgrow one machine. This package holds the one thing every
 * other package may speak of: a {@link polya.Failure}, the mistake that a person can mend.
 */
package polya;
