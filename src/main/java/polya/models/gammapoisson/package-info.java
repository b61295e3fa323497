/**
 * Gamma-Poisson factorization with Dirichlet topics (Canny, SIGIR 2004; Buntine and Jakulin 2006;
 * Zhou, Hannah, Dunson, Carin, AISTATS 2012) by stochastic variational inference and by partially
 * collapsed Gibbs sampling.
 *
 * <p>The generative story: each topic k draws a distribution over terms φ_k ~ Dirichlet_V(η); each
 * document d draws an intensity of each topic, θ_dk ~ Gamma(shape a_k, rate b_k); and each term
 * occurs x_dw ~ Poisson(Σ_k θ_dk φ_wk) times. Unlike in LDA a document's length is part of the
 * story: N_d ~ Poisson(Σ_k θ_dk).
 *
 * <table>
 *   <caption>Symbols and names</caption>
 *   <tr><th>paper</th><th>here</th><th>shape</th></tr>
 *   <tr><td>D, V, K, N</td><td>documents, terms, topics ({@code k}), tokens</td><td></td></tr>
 *   <tr><td>a</td><td>shape</td><td>K</td></tr>
 *   <tr><td>b</td><td>rate</td><td>K</td></tr>
 *   <tr><td>η, λ, Λ, σ, ρ_t</td><td>as in {@link polya.infer.variational.TopicState}</td><td></td></tr>
 *   <tr><td>ξ, η</td><td>activity, popularity</td><td>D, V</td></tr>
 *   <tr><td>a', b', c', d', c</td><td>activityShape, activityMean, popularityShape, popularityMean,
 *   topicConcentration</td><td></td></tr>
 *   <tr><td>γ_d</td><td>shapes of a document's posterior: q(θ_dk) = Gamma(γ_dk, 1 + b_k)</td><td>K</td></tr>
 * </table>
 *
 * <p>Since Σ_w φ_wk = 1, the rates of the posterior are the same for all documents and r_dwk ∝
 * exp(ψ(γ_dk)) / (1 + b_k) · exp(E log φ_wk), γ_dk = a_k + Σ_w x_dw r_dwk: the local step is LDA's
 * with α = a and each topic's weights divided by 1 + b_k. Where the rates are equal the factor
 * cancels, and given its length a document is one of LDA: log p(x_d) = log NB(N_d; Σa, b) + log
 * multinomial coefficient + LDA's log p(w_d) (algorithms.md §3.3, §5.3).
 *
 * <p>With {@code topics=gamma} each weight is φ_wk ~ Gamma(η, Vη) instead, and topics have a scale
 * S_k: {@link polya.models.gammapoisson.GammaTopics}.
 *
 * <p>With {@code hierarchical=true} (Gopalan, Hofman and Blei, UAI 2015) rates are shared and
 * random:
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
 * The weights h_dk gain the factor 1 / (E ξ_d + S_k), which differs by document and topic; given
 * γ_d the activity is one scalar equation inside the document's fixed point, and given λ_w and T
 * the popularity is another inside a term's global step ({@link polya.mixing.SharedRate}).
 * Documents send T beside their counts. See {@link polya.models.gammapoisson.HierarchicalTopics}
 * for the scale that θ and φ can trade, and {@link polya.models.gammapoisson.HierarchicalBound} for
 * the bound.
 *
 * <p>Hyperparameters maximise what is known of the corpus at the end of a pass, see {@link
 * polya.models.gammapoisson.GammaPrior}.
 *
 * <p>Gibbs sampling integrates θ out: p(z_i = k) ∝ (n_dk + a_k) φ_wk/(1 + b_k) with Φ drawn as in
 * LDA, and draws hyperparameters, see {@link polya.models.gammapoisson.GammaProcess}; there p =
 * 1/(1 + b), γ is {@code shapeMass} and c is {@code shapeDecay}.
 */
package polya.models.gammapoisson;
