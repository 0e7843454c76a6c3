<?php
/**
 * Storing a text byte for byte.
 *
 * @package SeoBridge
 */

namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

/**
 * Core sanitizes what it inserts for the user who happens to be logged in: staged by the bridge and approved by a
 * contributor, an embed would vanish. What was staged has passed Kses_Check, so exactly that is written. The hook
 * is the last one before the database, so it also outlasts the filters of other plugins.
 */
final class Exact_Write {

	/**
	 * @param array    $fields  Column => value (unslashed): post_title, post_content, post_excerpt, post_name.
	 * @param callable $matches Receives wp_insert_post's $postarr; says whether this is the write that is meant.
	 * @param callable $write   Does the insert or update.
	 * @return mixed What $write returned.
	 */
	public static function run( array $fields, callable $matches, callable $write ) {
		$filter = static function ( $data, $postarr ) use ( $fields, $matches ) {
			if ( $matches( $postarr ) ) {
				foreach ( $fields as $column => $value ) {
					$data[ $column ] = wp_slash( self::storable( $column, $value ) );
				}
			}
			return $data;
		};
		add_filter( 'wp_insert_post_data', $filter, PHP_INT_MAX, 2 );
		try {
			return $write();
		} finally {
			remove_filter( 'wp_insert_post_data', $filter, PHP_INT_MAX );
		}
	}

	/**
	 * The value as the column can hold it: old three-byte tables need emoji as entities, as core writes them.
	 *
	 * @param string $column Column of wp_posts.
	 * @param string $value  Text.
	 */
	private static function storable( string $column, string $value ): string {
		global $wpdb;
		return 'utf8' === $wpdb->get_col_charset( $wpdb->posts, $column ) ? wp_encode_emoji( $value ) : $value;
	}
}
