/**
 * Labeled topics: every label of the corpus has topics of its own, and a document uses those of its
 * labels only (LLDA: Ramage, Hall, Nallapati, Manning, EMNLP 2009; with several topics a label and
 * background topics PLDA: Ramage, Manning, Dumais, KDD 2011), by stochastic variational inference
 * and by partially collapsed Gibbs sampling.
 *
 * <p>The generative story: each topic k draws a distribution over terms φ_k ~ Dirichlet(η); a
 * document d with labels Λ_d draws a mixture θ_d ~ Dirichlet(α) over the m topics of each of these
 * labels and the B background topics; then for each token z ~ θ_d, w ~ φ_z. A document without
 * labels may use all topics, or the background alone. So K = L m + B follows from the corpus.
 *
 * <table>
 *   <caption>Symbols and names</caption>
 *   <tr><th>paper</th><th>here</th><th>shape</th></tr>
 *   <tr><td>L, m, B</td><td>labels, {@code topicsPerLabel}, {@code backgroundTopics}</td><td></td></tr>
 *   <tr><td>Λ_d</td><td>the labels of a document: its group, {@link polya.corpus.Groups}</td><td></td></tr>
 *   <tr><td>α, η or β</td><td>docConcentration, topicConcentration</td><td>K, 1</td></tr>
 *   <tr><td>s_k</td><td>supportShare: the share of the training documents that may use topic k</td><td>K</td></tr>
 * </table>
 *
 * <p>Topic l m + j is the j-th of label l, in the order of {@link polya.corpus.Encoding};
 * background topics come last. α of a topic is the same in all documents that may use it, and is
 * learned from these ({@link polya.infer.gibbs.SampledDirichlet}, {@link
 * polya.infer.variational.VariationalDirichlet}). Labels tell topics apart, so inference is LDA's
 * with a support a document; where every document has all labels it is LDA, to the bit.
 *
 * <p>A new document's labels are not known: it is read under α_k s_k over all topics, the mean of
 * the training documents' α, and a label's score is the share of the document's tokens that its
 * topics have, {@link polya.mixing.Predictor#ofTokens}.
 */
package polya.models.labeled;
