/**
 * The commands: one class each, {@link polya.cli.Main} which picks one, and {@link polya.cli.Job}
 * which runs it, leaves its {@code run.json} and turns failures into exit codes.
 */
package polya.cli;
