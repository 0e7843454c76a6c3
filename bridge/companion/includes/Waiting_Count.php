<?php
/**
 * How many proposals wait for the person who is signed in, for the menu on every screen.
 *
 * @package SeoBridge
 */

namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

/**
 * Kept in one option that WordPress loads anyway, so that most screens pay no query for it. It is thrown away at the end of
 * a request in which a proposal came, was decided or deleted, after that request's transaction: written within it, one row
 * would make every writer wait for every other. Whatever gets past that is put right after two minutes.
 */
final class Waiting_Count {

	const OPTION  = 'needs_seo_waiting';
	const SECONDS = 2 * MINUTE_IN_SECONDS;

	/**
	 * Whether the flags moved in this request.
	 *
	 * @var bool
	 */
	private static $moved = false;

	public static function register(): void {
		foreach ( array( 'added_post_meta', 'updated_post_meta', 'deleted_post_meta' ) as $hook ) {
			add_action( $hook, array( self::class, 'watch' ), 10, 3 );
		}
		add_action( 'shutdown', array( self::class, 'forget_moved' ) );
	}

	/**
	 * @param mixed  $meta_id Of the row, or a list of them.
	 * @param int    $post_id Whose.
	 * @param string $key     Meta key.
	 */
	public static function watch( $meta_id, $post_id, $key ): void {
		self::$moved = self::$moved || Store::PENDING === $key;
	}

	public static function forget_moved(): void {
		if ( self::$moved ) {
			self::$moved = false;
			delete_option( self::OPTION );
		}
	}

	public static function of_current_user(): int {
		if ( self::$moved ) {
			return Proposals_Query::waiting();
		}
		$kept = get_option( self::OPTION );
		$kept = is_array( $kept ) ? $kept : array();
		$who  = Role::may_see_all() ? 'all' : (string) get_current_user_id();
		$mine = $kept[ $who ] ?? null;
		if ( is_array( $mine ) && $mine[1] > time() - self::SECONDS ) {
			return (int) $mine[0];
		}
		$count = Proposals_Query::waiting();
		$fresh = array_filter(
			$kept,
			static function ( $one ) {
				return is_array( $one ) && $one[1] > time() - self::SECONDS;
			}
		);
		update_option( self::OPTION, array( $who => array( $count, time() ) ) + $fresh, true );
		return $count;
	}
}
