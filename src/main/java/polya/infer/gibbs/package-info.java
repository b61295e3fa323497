/**
 * Partially collapsed Gibbs sampling: the pass over tokens ({@link polya.infer.gibbs.GibbsPass}),
 * counts and what they are packed into, draws of topics and of concentrations, schedules. Internal:
 * public for the models and the training loop. Pure Java.
 */
package polya.infer.gibbs;
