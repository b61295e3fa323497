/**
 * Recommendation: the best terms that a document does not have yet, and how such lists score
 * against withheld ones and against popularity. Pure Java.
 */
package polya.recommend;
