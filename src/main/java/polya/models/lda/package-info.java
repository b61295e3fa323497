/**
 * Latent Dirichlet allocation (Blei, Ng, Jordan, JMLR 2003) by stochastic variational inference
 * (Hoffman, Blei, Bach, NIPS 2010; Hoffman, Blei, Wang, Paisley, JMLR 2013) and by partially
 * collapsed Gibbs sampling (Magnusson, Jonsson, Villani, Broman, JCGS 2018).
 *
 * <p>The generative story: each topic k draws a distribution over terms φ_k ~ Dirichlet_V(η); each
 * document d draws a mixture of topics θ_d ~ Dirichlet_K(α); each of its tokens draws a topic z ~
 * θ_d and a term w ~ φ_z.
 *
 * <table>
 *   <caption>Symbols and names</caption>
 *   <tr><th>paper</th><th>here</th><th>shape</th></tr>
 *   <tr><td>D, V, K, N</td><td>documents, terms, topics ({@code k}), tokens</td><td></td></tr>
 *   <tr><td>α</td><td>docConcentration</td><td>K</td></tr>
 *   <tr><td>η; β of Gibbs sampling</td><td>topicConcentration</td><td>1</td></tr>
 *   <tr><td>λ_wk = η + σ a_wk</td><td>rows of the model's blocks hold a</td><td>V × K</td></tr>
 *   <tr><td>Λ_k = Σ_w λ_wk</td><td>from topicTotals = Σ_w a_wk</td><td>K</td></tr>
 *   <tr><td>σ = Π (1 − ρ_t)</td><td>decay</td><td>1</td></tr>
 *   <tr><td>ρ_t = (τ0 + t)^−κ</td><td>learningOffset τ0, learningDecay κ</td><td>1</td></tr>
 *   <tr><td>γ_d, θ_d</td><td>a document's parameters, its mixture</td><td>K</td></tr>
 * </table>
 *
 * <p>Two phases: stochastic passes with step sizes, then incremental passes that replace one part's
 * statistics after another (Neal and Hinton 1998; Hughes and Sudderth, NIPS 2013); see {@link
 * polya.infer.Round}. Under {@code vb} the second is coordinate ascent: {@link
 * polya.infer.variational.TopicsBound} never falls.
 *
 * <p>Three local steps: {@code cvb0}, collapsed variational Bayes of order zero with mean topics
 * (Foulds et al., KDD 2013); {@code vb}, textbook mean-field with its evidence lower bound; {@code
 * hybrid}, mean topics with the documents of {@code vb}.
 *
 * <p>Gibbs sampling integrates θ out and draws p(z_i = k) ∝ (n_dk + α_k) φ_wk, the token's own
 * count taken out, then φ_k | z ~ Dirichlet(β + n_k); rows of the model's blocks hold the counts
 * n_wk. Three phases: a start, burning in under mean topics (n_wk + β) / (n_k + Vβ), and sampling
 * under drawn ones; see {@link polya.infer.gibbs.GibbsSampler}.
 */
package polya.models.lda;
