/**
 * Topics whose prevalence depends on what documents are beside their words (Dirichlet-multinomial
 * regression: Mimno and McCallum, UAI 2008), by partially collapsed Gibbs sampling.
 *
 * <p>The generative story: each topic k draws a distribution over terms φ_k ~ Dirichlet(η); a
 * document d with covariates x_d draws a mixture θ_d ~ Dirichlet(α_d), and for each token z ~ θ_d,
 * w ~ φ_z. Its prior is a regression, α_dk = exp(λ_0k + x_d·λ_k), with λ_0k ~ N(log(5/K), 10) and
 * λ_fk ~ N(0, σ²). Where the only covariate is one category, every value v has an α of its own,
 * α_vk ~ Gamma(s, s/ᾱ_k), pooled to a common ᾱ_k whose rate b_k = s/ᾱ_k ~ Gamma(1, 5/(K s)); s is
 * such that log α_vk has the variance σ².
 *
 * <table>
 *   <caption>Symbols and names</caption>
 *   <tr><th>paper</th><th>here</th><th>shape</th></tr>
 *   <tr><td>x_d</td><td>features of a document's group, {@code Design}</td><td>F</td></tr>
 *   <tr><td>λ</td><td>coefficients: the intercept, then features</td><td>(1 + F) × K</td></tr>
 *   <tr><td>α_v</td><td>valueConcentration: documents without a value, then values</td><td>(1 + A) × K</td></tr>
 *   <tr><td>ᾱ</td><td>pooledConcentration</td><td>K</td></tr>
 *   <tr><td>σ²</td><td>{@code covariateVariance}</td><td>1</td></tr>
 *   <tr><td>mean of α_d over training documents</td><td>docConcentration</td><td>K</td></tr>
 *   <tr><td>η or β</td><td>topicConcentration</td><td>1</td></tr>
 * </table>
 *
 * <p>Given tables l_dk and exposure q_d ({@link polya.infer.GroupTables}; Escobar and West 1995;
 * Zhou and Carin 2015) l_dk is Poisson with mean q_d α_dk. So α_vk is drawn from Gamma(s + L_vk,
 * b_k + Q_v) and b_k from Gamma(1 + A s, 5/(K s) + Σ_v α_vk), exactly; and λ_k has the posterior of
 * a Poisson regression of L_gk on x_g with exposure Q_g, whose mode {@code Regression} finds by
 * Newton's method. With tables and exposure as they are expected to first order (Minka 2000) that
 * step raises the true posterior of λ: a mode is what is told, and no draw.
 *
 * <p>A new document whose covariates are not known is read under docConcentration. λ = 0 held is
 * LDA, to the bit.
 */
package polya.models.dmr;
