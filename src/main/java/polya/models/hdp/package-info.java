/**
 * The hierarchical Dirichlet process (Teh, Jordan, Beal, Blei, JASA 101, 2006) by its weak limit:
 * LDA whose K is a ceiling, and whose α are weights that a gamma process gives to topics (Zhou and
 * Carin, PAMI 37, 2015; Terenin, Magnusson, Jonsson, Draper 2020), by partially collapsed Gibbs
 * sampling.
 *
 * <p>The generative story: γ ~ Gamma(1, 1), c ~ Gamma(1, 1); each of K topics draws a weight r_k ~
 * Gamma(γ/K, c) and a distribution over terms φ_k ~ Dirichlet_V(β); each document draws a mixture
 * θ_d ~ Dirichlet_K(r); each of its tokens draws a topic z ~ θ_d and a term w ~ φ_z. As K grows,
 * Σ_k r_k and r/Σr are the concentration of the documents' process and the weights of the one that
 * they share, and few of the weights are more than nothing.
 *
 * <table>
 *   <caption>Symbols and names</caption>
 *   <tr><th>paper</th><th>here</th><th>shape</th></tr>
 *   <tr><td>D, V, N</td><td>documents, terms, tokens</td><td></td></tr>
 *   <tr><td>K, the truncation</td><td>topics at most ({@code k})</td><td></td></tr>
 *   <tr><td>r; α_0 β_k of Teh et al.</td><td>docConcentration</td><td>K</td></tr>
 *   <tr><td>γ</td><td>processMass</td><td>1</td></tr>
 *   <tr><td>c</td><td>processDecay</td><td>1</td></tr>
 *   <tr><td>β; H of Teh et al. is Dirichlet_V(β)</td><td>topicConcentration</td><td>1</td></tr>
 *   <tr><td>the topics that have a token</td><td>topicsInUse</td><td>1</td></tr>
 * </table>
 *
 * <p>Given r it is LDA, so the sweep is LDA's: p(z_i = k) ∝ (n_dk + r_k) φ_wk. Given the topics of
 * all tokens, with x_d ~ Beta(Σr, N_d) and q = −Σ_d ln x_d,
 *
 * <pre>  p(z, x | r) ∝ Π_k e^(−q r_k) Π_d Γ(r_k + n_dk)/Γ(r_k),</pre>
 *
 * so that r, γ and c are drawn by a {@link polya.infer.gibbs.TopicProcess} whose every topic has
 * the exposure q. It is what {@code gammapoisson} with {@code rates=document} draws, but for what
 * lengths say of Σr there.
 */
package polya.models.hdp;
