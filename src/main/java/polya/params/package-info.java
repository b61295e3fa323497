/**
 * Parameters: declared once with name, range, default and what other tools call them ({@link
 * polya.params.Parameter}), and the settings in force of them ({@link polya.params.Settings}). Conf
 * files, options, spark.ml and the manual's tables all come from the declaration. Pure Java.
 */
package polya.params;
