/**
 * What a server of Spark Connect puts in the place of Spark's own LDA, so that unchanged clients
 * train by Polya. Nothing here is called by name: the server finds {@link polya.connect.Backend} by
 * its configuration, and the stages among the services.
 */
package polya.connect;
