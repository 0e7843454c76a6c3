<?php
/**
 * Regular expressions that never fail unseen.
 *
 * @package SeoBridge
 */

namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

/**
 * PCRE gives up on a text that takes it too many steps or too much stack, and PHP then answers false or null, which
 * reads like "nothing found". Where something is decided by a pattern, that has to be an error.
 */
final class Pattern {

	/**
	 * @param string     $pattern Regular expression.
	 * @param string     $text    Where to look.
	 * @param array|null $found   The groups.
	 * @throws \RuntimeException When PCRE gave up.
	 */
	public static function matches( string $pattern, string $text, ?array &$found = null ): bool {
		return 1 === self::answered( preg_match( $pattern, $text, $found ) );
	}

	/**
	 * @param string $pattern Regular expression.
	 * @param string $text    Where to look.
	 * @return array[] The groups of each match.
	 * @throws \RuntimeException When PCRE gave up.
	 */
	public static function all( string $pattern, string $text ): array {
		self::answered( preg_match_all( $pattern, $text, $found, PREG_SET_ORDER ) );
		return $found;
	}

	/**
	 * @param string $pattern Regular expression.
	 * @param string $by      What the matches become.
	 * @param string $text    Where to look.
	 * @throws \RuntimeException When PCRE gave up.
	 */
	public static function replaced( string $pattern, string $by, string $text ): string {
		return self::answered( preg_replace( $pattern, $by, $text ) );
	}

	/**
	 * @param mixed $result Of a function of PCRE.
	 * @return mixed
	 */
	private static function answered( $result ) {
		if ( false === $result || null === $result ) {
			throw new \RuntimeException( 'PCRE: error ' . preg_last_error() ); // phpcs:ignore WordPress.Security -- a number.
		}
		return $result;
	}
}
