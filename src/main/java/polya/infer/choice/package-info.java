/**
 * Which method trains a corpus, and how long, where it was not said: a rule of the corpus's facts
 * ({@link polya.infer.choice.MethodRule}), and what methods cost by a published table ({@link
 * polya.infer.choice.MethodCosts}), to which a budget is fitted ({@link
 * polya.infer.choice.Lengths}). Nothing here reads a clock or counts cores. Internal: public for
 * the models. Pure Java.
 */
package polya.infer.choice;
