/**
 * The mixture of multinomials: every document is of one topic (Nigam, McCallum, Thrun and Mitchell,
 * Machine Learning 39, 2000; with Dirichlet priors on everything and for short texts: Yin and Wang,
 * KDD 2014), by variational inference that remembers what parts of the corpus sent (Neal and Hinton
 * 1998; Hughes and Sudderth, NIPS 2013) and by partially collapsed Gibbs sampling.
 *
 * <p>The generative story: shares of topics π ~ Dirichlet_K(α) are drawn once; each topic k draws a
 * distribution over terms φ_k ~ Dirichlet_V(η); each document d draws a topic z_d ~ π, and all of
 * its tokens come from φ of z_d. Documents without tokens say nothing, and have no part in m.
 *
 * <table>
 *   <caption>Symbols and names</caption>
 *   <tr><th>paper</th><th>here</th><th>shape</th></tr>
 *   <tr><td>D, V, K, N</td><td>documents, terms, topics ({@code k}), tokens</td><td></td></tr>
 *   <tr><td>α</td><td>docConcentration, one number</td><td>1</td></tr>
 *   <tr><td>η; β of Gibbs sampling</td><td>topicConcentration</td><td>1</td></tr>
 *   <tr><td>m_k = Σ_d p(z_d = k)</td><td>topicDocuments</td><td>K</td></tr>
 *   <tr><td>π_k; (α + m_k) / (Kα + D)</td><td>topics' shares of documents; their mean</td><td>K</td></tr>
 *   <tr><td>r_dk</td><td>p(z_d = k), responsibilities</td><td>K</td></tr>
 *   <tr><td>a_dk</td><td>log π_k + Σ_w c_dw log φ_wk, a document's log weights</td><td>K</td></tr>
 * </table>
 *
 * <p>Everything held-out is in closed form: p(w_d) = Σ_k π_k Π_w φ_wk^c_dw, and given a part of a
 * document the posterior of its topic says what the rest is to be.
 */
package polya.models.mixture;
