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

	/** `at` is a Unix time, `cost` counts millionths. */
	const NAMES = array( 'at', 'seo', 'readability', 'blockers', 'warnings', 'words', 'cost' );

	const MILLIONTHS = 1000000;

	/**
	 * @param int   $post_id Revision of a proposal, or draft of a verdict.
	 * @param array $payload Of Payload::proposal() or Payload::verdict().
	 */
	public static function write( int $post_id, array $payload ): void {
		$values = self::values( $payload );
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
	 * @param array $payload As above.
	 * @return array<string, int|null> By name.
	 */
	private static function values( array $payload ): array {
		$stats      = (array) $payload['stats'];
		$severities = array_count_values( wp_list_pluck( $payload['findings'], 'severity' ) );
		$cost       = self::number( $stats['cost'] ?? null, 1000000 );
		return array(
			'at'          => time(),
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
