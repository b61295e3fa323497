/**
 * Variational inference: local steps (cvb0, mean-field, hybrid), lanes of tiles, the Dirichlet side
 * of topics with its bound, schedules and how topics begin. Internal: public for the models and the
 * training loop. Pure Java.
 */
package polya.infer.variational;
