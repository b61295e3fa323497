/**
 * Held-out evaluation: estimators of what a document's words are worth under given topics, and the
 * error bar of a corpus of them. Pure Java.
 *
 * <p>An {@link polya.heldout.Estimator} sees one document, the mean topics φ_wk and the documents'
 * prior α, and gives L_d (natural log) of N_d tokens. A corpus has perplexity exp(−Σ L_d / Σ N_d);
 * {@link polya.heldout.error.Bootstrap} gives its standard error over documents. Estimators measure
 * different quantities: numbers of two estimators are never compared, nor are the likelihoods of
 * words given document lengths and of counts ({@link polya.heldout.marginal.CountLikelihood}).
 * Where topics have intensities of unequal rates, {@link polya.heldout.marginal.LengthConditioned}
 * makes the former exact.
 *
 * <table>
 *   <caption>Symbols</caption>
 *   <tr><th>symbol</th><th>meaning</th><th>shape</th></tr>
 *   <tr><td>φ_wk</td><td>probability of term w in topic k</td><td>V × K</td></tr>
 *   <tr><td>α_k</td><td>prior of a document's mixture, Dirichlet(α)</td><td>K</td></tr>
 *   <tr><td>θ_dk</td><td>a document's mixture</td><td>K</td></tr>
 *   <tr><td>c_dw</td><td>how often term w occurs in document d</td><td></td></tr>
 *   <tr><td>L_d, N_d</td><td>log probability and tokens scored of document d</td><td></td></tr>
 * </table>
 */
package polya.heldout;
