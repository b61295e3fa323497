/**
 * What a person sees of a model's topics and documents: the report, what it is made of, and
 * pyLDAvis. Commands and stages both ask here; nothing here knows of either. Public types are
 * internal.
 */
package polya.ml.report;
