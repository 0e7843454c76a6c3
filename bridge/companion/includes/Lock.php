<?php
/**
 * One draft, one writer at a time, all or nothing.
 *
 * @package SeoBridge
 */

namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

/**
 * A named database lock around a transaction.
 *
 * The row lock alone is not enough: without the named lock, most of twenty parallel identical proposals were
 * stored, because the look-up by job ran before the others' inserts. It also serves tables without transactions.
 */
final class Lock {

	// Longer than twenty queued writers need, shorter than a proxy's patience.
	const SECONDS = 15;

	const SAVEPOINT = 'needs_seo';

	/**
	 * Runs the work under the draft's lock in a transaction; commits, or rolls back and throws.
	 *
	 * @param int      $draft_id Post id.
	 * @param callable $work     Receives the locked Draft; its result is returned.
	 * @return mixed
	 * @throws \Throwable What the work threw, after the rollback.
	 */
	public static function transaction( int $draft_id, callable $work ) {
		return self::alone(
			(string) $draft_id,
			$draft_id,
			static function () use ( $draft_id, $work ) {
				global $wpdb;
				// phpcs:disable WordPress.DB
				$wpdb->query( 'START TRANSACTION' );
				$wpdb->query( 'SAVEPOINT ' . self::SAVEPOINT );
				try {
					$draft = Draft::find_locked( $draft_id );
					// What this process cached before it waited may be old by now.
					self::forget( $draft_id );
					$result = $work( $draft );
					self::commit();
				} catch ( \Throwable $problem ) {
					$wpdb->query( 'ROLLBACK' );
					throw $problem;
				} finally {
					// Also after the commit: with a shared object cache, another process may have read the old rows
					// and cached them between our write and our commit.
					self::forget( $draft_id );
				}
				// phpcs:enable
				return $result;
			}
		);
	}

	/**
	 * Runs the work while no other request of this site does work of that name.
	 *
	 * @param string   $what     A draft's id, or another name.
	 * @param int      $draft_id Whose request waits, for the message.
	 * @param callable $work     Its result is returned.
	 * @return mixed
	 * @throws Failure When the lock can't be had.
	 */
	public static function alone( string $what, int $draft_id, callable $work ) {
		global $wpdb;
		$name = self::name( $what );
		// phpcs:disable WordPress.DB
		$got = $wpdb->get_var( $wpdb->prepare( 'SELECT GET_LOCK(%s, %d)', $name, self::SECONDS ) );
		if ( null === $got ) {
			// Some clusters and proxies have no named locks; that will not get better by waiting.
			throw Failure::storage( 'GET_LOCK', $wpdb->last_error );
		}
		if ( '1' !== (string) $got ) {
			throw Failure::busy( $draft_id );
		}
		try {
			return $work();
		} finally {
			$wpdb->query( $wpdb->prepare( 'DO RELEASE_LOCK(%s)', $name ) );
		}
		// phpcs:enable
	}

	/**
	 * A deadlock, or a plugin that commits inside a hook, ends the transaction unseen, and what follows is
	 * then saved statement by statement. The savepoint is gone in that case.
	 */
	private static function commit(): void {
		global $wpdb;
		$quiet = $wpdb->suppress_errors( true );
		// phpcs:ignore WordPress.DB
		$alive = $wpdb->query( 'RELEASE SAVEPOINT ' . self::SAVEPOINT );
		$error = $wpdb->last_error;
		$wpdb->suppress_errors( $quiet );
		if ( false === $alive ) {
			throw Failure::interrupted( $error );
		}
		// phpcs:ignore WordPress.DB
		if ( false === $wpdb->query( 'COMMIT' ) ) {
			throw Failure::storage( __( 'commit', 'seo-bridge' ), $wpdb->last_error );
		}
	}

	private static function name( string $what ): string {
		global $wpdb;
		// Locks are global to the server and their names limited to 64 characters: database and prefix are hashed in.
		return 'needs_seo_' . substr( sha1( DB_NAME . '|' . $wpdb->prefix ), 0, 20 ) . '_' . $what;
	}

	private static function forget( int $draft_id ): void {
		global $wpdb;
		// phpcs:ignore WordPress.DB
		$ids = $wpdb->get_col( $wpdb->prepare( "SELECT ID FROM {$wpdb->posts} WHERE post_parent = %d AND post_type = 'revision'", $draft_id ) );
		foreach ( array_merge( array( $draft_id ), array_map( 'intval', $ids ) ) as $id ) {
			wp_cache_delete( $id, 'posts' );
			wp_cache_delete( $id, 'post_meta' );
		}
		clean_object_term_cache( $draft_id, (string) get_post_type( $draft_id ) );
		clean_taxonomy_cache( Tags::TAXONOMY );
		wp_cache_set( 'last_changed', microtime(), 'posts' );
		wp_cache_set( 'last_changed', microtime(), 'terms' );
	}
}
