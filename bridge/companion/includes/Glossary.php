<?php
/**
 * Renderings that the bridge offers, and those that a person accepted.
 *
 * @package SeoBridge
 */

namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

/**
 * The bridge compares what was approved with what people made of it, and offers entries. None is ever used before a
 * person accepted it; what was dismissed is not offered again.
 */
final class Glossary {

	const OFFERS    = 'needs_seo_glossary_offers';
	const ENTRIES   = 'needs_seo_glossary';
	// Whether anything was ever offered: read with every page of wp-admin, so it is loaded with the others.
	const USED      = 'needs_seo_glossary_used';
	const DISMISSED = 'needs_seo_glossary_dismissed';
	const MOST      = 500;

	/**
	 * @param array[] $offers `term`, `rendering`, `seen`.
	 * @return int How many wait now.
	 */
	public static function offer( array $offers ): int {
		return self::alone(
			static function () use ( $offers ) {
				$waiting = self::read( self::OFFERS );
				$known   = self::read( self::ENTRIES ) + self::read( self::DISMISSED );
				foreach ( $offers as $offer ) {
					$entry = array(
						'term'      => trim( (string) $offer['term'] ),
						'rendering' => trim( (string) $offer['rendering'] ),
						'seen'      => max( 1, (int) ( $offer['seen'] ?? 1 ) ),
					);
					$key = self::key( $entry );
					if ( '' !== $entry['term'] && '' !== $entry['rendering'] && ! isset( $known[ $key ] ) ) {
						$entry['seen']   = max( $entry['seen'], (int) ( $waiting[ $key ]['seen'] ?? 0 ) );
						$waiting[ $key ] = $entry;
					}
				}
				self::write( self::OFFERS, $waiting );
				return min( self::MOST, count( $waiting ) );
			}
		);
	}

	/** @return array<string, array> Offers by key, the most seen first. */
	public static function offers(): array {
		$offers = self::read( self::OFFERS );
		uasort(
			$offers,
			static function ( $a, $b ) {
				return array( $b['seen'], $a['term'] ) <=> array( $a['seen'], $b['term'] );
			}
		);
		return $offers;
	}

	/**
	 * A draft's brief with the terms that people accepted for the site; the draft's own come first and win.
	 *
	 * @param array $brief As stored.
	 */
	public static function added_to( array $brief ): array {
		$own = is_array( $brief['glossary'] ?? null ) ? $brief['glossary'] : array();
		$all = $own + array_column( self::entries(), 'rendering', 'term' );
		return $all ? array( 'glossary' => $all ) + $brief : $brief;
	}

	/** @return array<string, array> Accepted entries by key, by term. */
	public static function entries(): array {
		$entries = self::read( self::ENTRIES );
		uasort(
			$entries,
			static function ( $a, $b ) {
				return strcasecmp( $a['term'], $b['term'] );
			}
		);
		return $entries;
	}

	/**
	 * @param string $key  Of an offer or an entry.
	 * @param string $what accept, dismiss, or remove (an accepted entry).
	 */
	public static function decide( string $key, string $what ): void {
		self::alone(
			static function () use ( $key, $what ) {
				$offers  = self::read( self::OFFERS );
				$entries = self::read( self::ENTRIES );
				$entry   = $offers[ $key ] ?? $entries[ $key ] ?? null;
				if ( ! $entry ) {
					return;
				}
				unset( $offers[ $key ], $entries[ $key ] );
				if ( 'accept' === $what ) {
					// One rendering a term: the newest decision counts.
					$entries         = array_filter(
						$entries,
						static function ( $one ) use ( $entry ) {
							return mb_strtolower( $one['term'] ) !== mb_strtolower( $entry['term'] );
						}
					);
					$entries[ $key ] = $entry + array( 'by' => get_current_user_id() );
				} else {
					self::write( self::DISMISSED, self::read( self::DISMISSED ) + array( $key => array() ) );
				}
				self::write( self::OFFERS, $offers );
				self::write( self::ENTRIES, $entries );
			}
		);
	}

	/** Who may decide: they change the bridge's work on everybody's drafts. */
	public static function may_decide(): bool {
		return Role::may_see_all();
	}

	private static function key( array $entry ): string {
		return substr( sha1( mb_strtolower( $entry['term'] ) . "\0" . mb_strtolower( $entry['rendering'] ) ), 0, 16 );
	}

	private static function read( string $option ): array {
		$value = get_option( $option, array() );
		return is_array( $value ) ? $value : array();
	}

	private static function write( string $option, array $value ): void {
		update_option( self::USED, '1' );
		update_option( $option, array_slice( $value, -self::MOST, null, true ), false );
	}

	/**
	 * @param callable $work Reads and writes the options.
	 * @return mixed What it returns.
	 */
	private static function alone( callable $work ) {
		return Lock::alone(
			'glossary',
			0,
			static function () use ( $work ) {
				foreach ( array( self::OFFERS, self::ENTRIES, self::DISMISSED ) as $option ) {
					// Another request may have written it while this one waited.
					wp_cache_delete( $option, 'options' );
				}
				return $work();
			}
		);
	}
}
