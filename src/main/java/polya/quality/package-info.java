/**
 * Whether topics make sense: coherence by a reference corpus, diversity, overlap, matching of two
 * models' topics, and topics that are next to equal. Pure Java.
 */
package polya.quality;
