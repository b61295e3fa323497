/**
 * What a document's mixture of topics is under given topics: by fold-in of its tokens, for
 * Dirichlet documents and for those with intensities of unequal rates. Pure Java.
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
