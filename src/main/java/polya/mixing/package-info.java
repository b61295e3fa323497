/**
 * The documents' side of a model: what a document believes of its topics before it is read, and how
 * it is read ({@link polya.mixing.DocumentPrior}), for Dirichlet documents and for those with
 * intensities; its mixture by {@link polya.mixing.FoldIn fold-in} of its tokens; and what else a
 * prior may have, as {@link polya.mixing.Lengths}. Pure Java.
 *
 * <table>
 *   <caption>Symbols</caption>
 *   <tr><th>symbol</th><th>meaning</th><th>shape</th></tr>
 *   <tr><td>φ_wk</td><td>probability of term w in topic k</td><td>V × K</td></tr>
 *   <tr><td>α_k</td><td>prior of a document's mixture</td><td>K</td></tr>
 *   <tr><td>θ_dk</td><td>a document's mixture</td><td>K</td></tr>
 * </table>
 */
package polya.mixing;
