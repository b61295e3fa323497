/**
 * From documents' scores to a corpus's: sums that are the same in any order, bootstrap over
 * documents, Monte-Carlo error, and paired comparison of two models.
 */
package polya.heldout.error;
