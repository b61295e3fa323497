/**
 * Whether topics make sense: coherence by a reference corpus, diversity, overlap, matching of two
 * models' topics, and topics that are next to equal; {@code labels}: whether what is predicted of
 * documents is true. Pure Java.
 */
package polya.quality;
