<?php
/**
 * Small meta rows that the list of proposals is sorted and filtered by.
 *
 * @package SeoBridge
 */

namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

/**
 * What is shown comes from the proposal's own JSON; a database can't sort by that. Whole numbers only, on the revision of
 * a proposal and on the draft of a held verdict. What was not measured has no row.
 */
final class Index_Meta {

	const PREFIX = '_needs_seo_index_';

	/** `draft` is the post that a proposal belongs to, `at` a Unix time, `cost` counts millionths. */
	const NAMES = array( 'draft', 'at', 'seo', 'readability', 'blockers', 'warnings', 'words', 'cost' );

	const MILLIONTHS = 1000000;

	const OPTION  = 'needs_seo_indexed';
	const AT_ONCE = 300;

	/**
	 * @param int   $post_id Revision of a proposal, or draft of a verdict.
	 * @param array $payload Of Payload::proposal() or Payload::verdict().
	 */
	public static function write( int $post_id, array $payload ): void {
		$parent = (int) wp_get_post_parent_id( $post_id );
		$values = array( 'draft' => 'revision' === get_post_type( $post_id ) ? $parent : null ) + self::values( $payload );
		foreach ( self::NAMES as $name ) {
			if ( isset( $values[ $name ] ) ) {
				Store::put( $post_id, self::PREFIX . $name, (string) $values[ $name ] );
			}
		}
	}

	/** Takes them off a draft again, with its verdict. */
	public static function remove( int $draft_id ): void {
		foreach ( self::NAMES as $name ) {
			Store::remove( $draft_id, self::PREFIX . $name );
		}
	}

	/**
	 * For what an earlier version of the plugin staged: called by the list, and does nothing once it is through.
	 */
	public static function complete(): void {
		global $wpdb;
		if ( get_option( self::OPTION ) ) {
			return;
		}
		$done = self::PREFIX . 'at';
		// phpcs:ignore WordPress.DB
		$ids = $wpdb->get_results( $wpdb->prepare( "SELECT m.post_id, m.meta_value FROM {$wpdb->postmeta} m LEFT JOIN {$wpdb->postmeta} i ON i.post_id = m.post_id AND i.meta_key = %s WHERE m.meta_key IN (%s, %s) AND i.meta_id IS NULL LIMIT %d", $done, Store::PROPOSAL, Store::HELD, self::AT_ONCE ) );
		foreach ( $ids as $row ) {
			$data = json_decode( $row->meta_value, true );
			self::write( (int) $row->post_id, ( is_array( $data ) ? $data : array() ) + array( 'findings' => array(), 'stats' => array() ) );
		}
		if ( count( $ids ) < self::AT_ONCE ) {
			update_option( self::OPTION, 1, true );
		}
	}

	/**
	 * @param array $payload As above, or what became of it in the store.
	 * @return array<string, int|null> By name.
	 */
	private static function values( array $payload ): array {
		$stats      = (array) $payload['stats'];
		$severities = array_count_values( wp_list_pluck( $payload['findings'], 'severity' ) );
		$cost       = self::number( $stats['cost'] ?? null, 1000000 );
		return array(
			'at'          => isset( $payload['created_at'] ) ? (int) strtotime( $payload['created_at'] ) : time(),
			'seo'         => self::whole( $stats['seo_score'] ?? null, 100 ),
			'readability' => self::whole( $stats['readability_score'] ?? null, 100 ),
			'blockers'    => $severities['blocker'] ?? 0,
			'warnings'    => $severities['warning'] ?? 0,
			'words'       => self::whole( $stats['words_after'] ?? null, 10000000 ),
			'cost'        => null === $cost ? null : (int) round( $cost * self::MILLIONTHS ),
		);
	}

	/** Stats are whatever scalar was sent. */
	private static function whole( $value, int $highest ): ?int {
		$number = self::number( $value, $highest );
		return null !== $number && floor( $number ) === $number ? (int) $number : null;
	}

	private static function number( $value, int $highest ): ?float {
		return ( is_int( $value ) || is_float( $value ) ) && $value >= 0 && $value <= $highest ? (float) $value : null;
	}
}
