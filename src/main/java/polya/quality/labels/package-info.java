/**
 * How well labels, classes and clusters that a model gives to documents agree with the true ones:
 * measures with their errors, and the baselines beside which they are read. Documents are added one
 * by one and parts merged in any order and grouping to the same bits. Pure Java; a library's
 * package, internal but for the commands that print it.
 */
package polya.quality.labels;
