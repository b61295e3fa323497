/** Faults of a cluster, injected from outside: nothing in Polya knows of them. */
package polya.faults;
