/**
 * How Φ reaches the executors, and how what they send reaches the blocks. Two ways, to the same
 * bits: {@link polya.spark.exchange.BroadcastExchange}, with all blocks on the driver, and {@link
 * polya.spark.exchange.ShardedExchange}, with the blocks on executors and O(K) on the driver. Knows
 * no model, no store and no pass.
 *
 * <p>Sharded, a round is two jobs. The first visits tiles; each task reads all shards through
 * {@link polya.spark.exchange.Gathered}, which its JVM shares, and its statistics are cut by shard
 * and shuffled; one reduce task brings sums and tables to the driver. The second steps every shard
 * beside its rows. Nothing but Spark's public extension points carries it: what is lost with an
 * executor comes from a replica, or is made again from its lineage, to the same bits.
 */
package polya.spark.exchange;
