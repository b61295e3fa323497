/**
 * Hierarchical Poisson factorization (Gopalan, Hofman and Blei, UAI 2015) by stochastic variational
 * inference: counts of documents that differ in how active they are, and of terms that differ in
 * how popular they are.
 *
 * <p>The generative story: each document d draws an activity ξ_d and each term w a popularity η_w;
 * these are the rates of the document's intensities of topics, θ_dk, and of the term's weights in
 * topics, φ_wk; and each term occurs x_dw ~ Poisson(Σ_k θ_dk φ_wk) times. So a user who plays much
 * and an artist whom everybody plays are no topic of their own.
 *
 * <pre>
 *   ξ_d  ~ Gamma(a', a'/b')    θ_dk ~ Gamma(a, ξ_d)    activity of documents
 *   η_w  ~ Gamma(c', c'/d')    φ_wk ~ Gamma(c, η_w)    popularity of terms
 *
 *   q(θ_dk) = Gamma(γ_dk, E ξ_d + S_k)    q(ξ_d) = Gamma(a' + K a, a'/b' + Σ_k E θ_dk)
 *   q(φ_wk) = Gamma(λ_wk, E η_w + T_k)    q(η_w) = Gamma(c' + K c, c'/d' + Σ_k E φ_wk)
 *   S_k = Σ_w E φ_wk    T_k = Σ_d E θ_dk
 *   r_dwk ∝ exp(ψ(γ_dk)) / (E ξ_d + S_k) · exp(ψ(λ_wk)) / (E η_w + T_k)
 * </pre>
 *
 * <table>
 *   <caption>Symbols and names</caption>
 *   <tr><th>paper</th><th>here</th><th>shape</th></tr>
 *   <tr><td>D, V, K, N</td><td>documents, terms, topics ({@code k}), tokens</td><td></td></tr>
 *   <tr><td>a</td><td>shape</td><td>K</td></tr>
 *   <tr><td>c</td><td>topicConcentration</td><td>1</td></tr>
 *   <tr><td>a', b'</td><td>activityShape, activityMean</td><td>1</td></tr>
 *   <tr><td>c', d'</td><td>popularityShape, popularityMean</td><td>1</td></tr>
 *   <tr><td>ξ, η</td><td>activity, popularity</td><td>D, V</td></tr>
 *   <tr><td>γ_d, λ_w</td><td>shapes of a document's and of a term's posterior; λ as in {@link
 *   polya.infer.variational.TopicState}</td><td>K</td></tr>
 * </table>
 *
 * <p>The local step is that of textbook mean-field but for the factor 1 / (E ξ_d + S_k), which
 * differs by document and topic. Given γ_d the activity is one scalar equation inside the
 * document's fixed point, and given λ_w and T the popularity is another inside a term's global step
 * ({@link polya.mixing.SharedRate}), so neither is stored. Documents send T beside their counts.
 * See {@link polya.models.hpf.HpfTopics} for the scale that θ and φ can trade, {@link
 * polya.models.hpf.HpfBound} for the bound, and algorithms.md §3.7.
 */
package polya.models.hpf;
