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
 * <p>Hyperparameters maximise what is known of the corpus at the end of a pass, see {@link
 * polya.models.gammapoisson.GammaPrior}.
 *
 * <p>Gibbs sampling integrates θ out: p(z_i = k) ∝ (n_dk + a_k) φ_wk/(1 + b_k) with Φ drawn as in
 * LDA, and draws hyperparameters, see {@link polya.models.gammapoisson.GammaProcess}; there p =
 * 1/(1 + b), γ is {@code shapeMass} and c is {@code shapeDecay}.
 */
package polya.models.gammapoisson;
