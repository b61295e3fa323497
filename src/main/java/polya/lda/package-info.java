/**
 * Where the stages of LDA lay in version 0.1: a Pipeline that it saved names these classes, and
 * they load it as what it is now, in {@code polya.models.lda}.
 */
package polya.lda;
