<?php
/**
 * What the bridge sends, brought into one shape.
 *
 * @package SeoBridge
 */

namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

/**
 * Only the keys of the contract are kept, so that the payload's hash depends on nothing else.
 */
final class Payload {

	/**
	 * @param \WP_REST_Request $request Checked against Rest_Schema already.
	 */
	public static function proposal( \WP_REST_Request $request ): array {
		$seo = self::as_array( $request['seo'] );
		return self::verdict( $request ) + array(
			'title'   => (string) $request['title'],
			'content' => (string) $request['content'],
			'excerpt' => (string) $request['excerpt'],
			// WordPress is the authority on what a slug may be; the answer says what it made of it.
			'slug'    => sanitize_title( (string) $request['slug'] ),
			'seo'     => array(
				'title'       => (string) ( $seo['title'] ?? '' ),
				'description' => (string) ( $seo['description'] ?? '' ),
				'keyphrase'   => (string) ( $seo['keyphrase'] ?? '' ),
			),
		);
	}

	/** What proposals and held verdicts have in common. */
	public static function verdict( \WP_REST_Request $request ): array {
		$tags     = self::as_array( $request['tags'] );
		$evidence = Evidence::normalized( $request['evidence'] );
		// Left out where it was not sent, so that a delivery repeated after an update has the same fingerprint.
		return ( $evidence ? array( 'evidence' => $evidence ) : array() ) + array(
			'job'      => (string) $request['job'],
			'base'     => (string) $request['base'],
			'engine'   => (string) $request['engine'],
			'findings' => array_map( array( self::class, 'finding' ), array_values( self::as_array( $request['findings'] ) ) ),
			'stats'    => self::as_array( $request['stats'] ),
			'tags'     => array(
				'add'    => self::slugs( $tags['add'] ?? array() ),
				'remove' => self::slugs( $tags['remove'] ?? array() ),
			),
		);
	}

	/** Identifies a payload, whatever the order of the keys it was sent with. */
	public static function fingerprint( array $payload ): string {
		return hash( 'sha256', (string) wp_json_encode( self::sorted( $payload ), JSON_PRESERVE_ZERO_FRACTION ) );
	}

	/** Core's schema takes an empty text for an empty list or object. */
	private static function as_array( $value ): array {
		return is_array( $value ) ? $value : array();
	}

	private static function finding( $finding ): array {
		$finding = (array) $finding;
		$known   = array(
			'severity' => (string) $finding['severity'],
			'code'     => (string) $finding['code'],
			'place'    => $finding['place'] ?? null,
			'message'  => (string) $finding['message'],
			'evidence' => $finding['evidence'] ?? null,
		);
		foreach ( array( 'quote', 'source_quote' ) as $key ) {
			if ( isset( $finding[ $key ] ) ) {
				$known[ $key ] = (string) $finding[ $key ];
			}
		}
		return $known;
	}

	private static function slugs( $slugs ): array {
		return array_values( array_unique( array_filter( array_map( 'sanitize_title', (array) $slugs ) ) ) );
	}

	private static function sorted( array $value ): array {
		if ( array_keys( $value ) !== range( 0, count( $value ) - 1 ) ) {
			ksort( $value );
		}
		return array_map(
			static function ( $one ) {
				return is_array( $one ) ? self::sorted( $one ) : $one;
			},
			$value
		);
	}
}
