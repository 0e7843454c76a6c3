<?php
/**
 * What an editor asks of the rewrite of one draft.
 *
 * @package SeoBridge
 */

namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

/**
 * One JSON object in the draft's meta, with the keys and limits that the bridge reads (bridge/text/briefing.py). Writing it
 * changes neither the draft's date nor its revisions, and is no new version of the draft.
 */
final class Brief {

	const TEXTS        = array( 'keyphrase', 'tone', 'audience', 'instructions' );
	const LONGEST_TEXT = 2000;
	const FEWEST_WORDS = 50;
	const MOST_WORDS   = 5000;
	const MOST_TERMS   = 100;
	const LONGEST_TERM = 200;

	/**
	 * @return array<string, mixed> What is asked; keys without a wish are left out.
	 */
	public static function of( int $draft_id ): array {
		return Store::draft_json( $draft_id, Store::BRIEF );
	}

	/**
	 * The same with every key, and the glossary as lines: what a form shows.
	 *
	 * @return array<string, string> Plain text.
	 */
	public static function fields( int $draft_id ): array {
		$brief  = self::of( $draft_id );
		$fields = array( 'min_words' => is_int( $brief['min_words'] ?? null ) ? (string) $brief['min_words'] : '' );
		foreach ( self::TEXTS as $name ) {
			$fields[ $name ] = is_string( $brief[ $name ] ?? null ) ? $brief[ $name ] : '';
		}
		$lines = array();
		foreach ( is_array( $brief['glossary'] ?? null ) ? $brief['glossary'] : array() as $term => $rendering ) {
			$lines[] = $term . ' = ' . ( is_scalar( $rendering ) ? (string) $rendering : '' );
		}
		return $fields + array( 'glossary' => implode( "\n", $lines ) );
	}

	/**
	 * @param int   $draft_id Post id.
	 * @param array $given    Fields of a form or of a request; `glossary` as lines "term = rendering" or as an object.
	 * @throws Failure Says which field can't be read, and what it may be. Nothing is written then.
	 */
	public static function save( int $draft_id, array $given ): void {
		$brief = self::read( $given );
		if ( $brief ) {
			Store::put( $draft_id, Store::BRIEF, $brief );
		} else {
			Store::remove( $draft_id, Store::BRIEF );
		}
	}

	private static function read( array $given ): array {
		$brief = array();
		$words = $given['min_words'] ?? '';
		if ( null !== $words && '' !== trim( (string) ( is_scalar( $words ) ? $words : 'x' ) ) ) {
			$brief['min_words'] = self::words( $words );
		}
		foreach ( self::TEXTS as $name ) {
			$text = self::text( $given[ $name ] ?? '', $name );
			if ( '' !== $text ) {
				$brief[ $name ] = $text;
			}
		}
		$glossary = self::glossary( $given['glossary'] ?? '' );
		if ( $glossary ) {
			// An object even where the terms are numbers.
			$brief['glossary'] = (object) $glossary;
		}
		return $brief;
	}

	private static function words( $words ): int {
		$number = is_scalar( $words ) && preg_match( '/^\s*\d{1,9}\s*\z/', (string) $words ) ? (int) trim( (string) $words ) : -1;
		if ( $number < self::FEWEST_WORDS || $number > self::MOST_WORDS ) {
			/* translators: 1: smallest, 2: largest number of words. */
			throw self::invalid( 'min_words', sprintf( __( 'The minimum of words has to be a number from %1$s to %2$s, or empty.', 'seo-bridge' ), number_format_i18n( self::FEWEST_WORDS ), number_format_i18n( self::MOST_WORDS ) ) );
		}
		return $number;
	}

	private static function text( $text, string $name ): string {
		if ( null !== $text && ! is_string( $text ) ) {
			throw self::invalid( $name, __( 'A field of the brief is no text.', 'seo-bridge' ) );
		}
		$text = trim( wp_check_invalid_utf8( (string) $text, true ) );
		// The keyphrase is one line everywhere else, too.
		$text = 'keyphrase' === $name ? (string) preg_replace( '/\s+/u', ' ', $text ) : str_replace( "\r\n", "\n", $text );
		if ( mb_strlen( $text ) > self::LONGEST_TEXT ) {
			/* translators: %s: number. */
			throw self::invalid( $name, sprintf( __( 'A field of the brief is longer than %s characters. Shorten it.', 'seo-bridge' ), number_format_i18n( self::LONGEST_TEXT ) ) );
		}
		return $text;
	}

	/**
	 * @param mixed $given Lines, or an array of renderings by term.
	 * @return array<string, string>
	 */
	private static function glossary( $given ): array {
		$terms = array();
		foreach ( is_array( $given ) || is_object( $given ) ? self::pairs( (array) $given ) : self::lines( $given ) as list( $term, $rendering ) ) {
			$term = trim( $term );
			if ( '' === $term ) {
				continue;
			}
			// A term alone stays as it is.
			$terms[ $term ] = '' === trim( $rendering ) ? $term : trim( $rendering );
			if ( mb_strlen( $term ) > self::LONGEST_TERM || mb_strlen( $rendering ) > self::LONGEST_TERM ) {
				/* translators: %s: number. */
				throw self::invalid( 'glossary', sprintf( __( 'A term of the glossary is longer than %s characters. Shorten it.', 'seo-bridge' ), number_format_i18n( self::LONGEST_TERM ) ) );
			}
		}
		if ( count( $terms ) > self::MOST_TERMS ) {
			/* translators: %s: number. */
			throw self::invalid( 'glossary', sprintf( __( 'The glossary of a draft holds %s terms at most.', 'seo-bridge' ), number_format_i18n( self::MOST_TERMS ) ) );
		}
		return $terms;
	}

	private static function pairs( array $given ): array {
		$pairs = array();
		foreach ( $given as $term => $rendering ) {
			$pairs[] = array( (string) $term, self::text( is_scalar( $rendering ) ? (string) $rendering : $rendering, 'glossary' ) );
		}
		return $pairs;
	}

	private static function lines( $text ): array {
		$pairs = array();
		$text  = null === $text ? '' : $text;
		if ( ! is_string( $text ) ) {
			throw self::invalid( 'glossary', __( 'A field of the brief is no text.', 'seo-bridge' ) );
		}
		foreach ( (array) preg_split( '/\R/u', wp_check_invalid_utf8( $text, true ) ) as $line ) {
			$parts   = explode( '=', (string) $line, 2 );
			$pairs[] = array( $parts[0], $parts[1] ?? '' );
		}
		return $pairs;
	}

	private static function invalid( string $field, string $message ): Failure {
		return new Failure( 'needs_seo_brief_invalid', 400, $message, array( 'field' => $field ) );
	}
}
