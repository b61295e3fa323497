/**
 * Results as pictures: text that a browser shows by itself. Pure Java; what is drawn is given as
 * plain values.
 */
package polya.report;
