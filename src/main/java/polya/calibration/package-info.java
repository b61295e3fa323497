/**
 * Whether an inference is as sure as it should be: simulation-based calibration of any model by any
 * inference, and what of topics can be ranked. Pure Java; it knows no model.
 */
package polya.calibration;
