<?php
/**
 * "Has the list changed?", answered without the list where it has not.
 *
 * @package SeoBridge
 */

namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

/**
 * The bridge asks every few minutes for a list that is mostly the same as before. Each of its pages carries an ETag, and
 * an If-None-Match that names it is answered 304 (RFC 9110, 13.1.2). The list is made all the same, so that nothing can
 * change behind a 304.
 */
final class Conditional_Get {

	const ROUTE = '/' . Rest_Controller::SPACE . '/drafts';

	public static function register(): void {
		// Behind every filter that changes what is answered.
		add_filter( 'rest_post_dispatch', array( self::class, 'answer' ), PHP_INT_MAX, 3 );
	}

	/**
	 * @param mixed            $answer  What is about to be answered.
	 * @param \WP_REST_Server  $server  The server.
	 * @param \WP_REST_Request $request What was asked.
	 * @return mixed
	 */
	public static function answer( $answer, $server, $request ) {
		$version = self::applies( $answer, $request ) ? self::version( $answer ) : null;
		if ( null === $version ) {
			return $answer;
		}
		// Weak, as what is hashed is the answer before anything on the way compresses it.
		$answer->header( 'ETag', 'W/"' . $version . '"' );
		self::keep_from_caches( $answer );
		if ( self::names( (string) $request->get_header( 'if_none_match' ), $version ) ) {
			$answer->set_status( 304 );
			// Without data core prints no body.
			$answer->set_data( null );
		}
		return $answer;
	}

	/**
	 * Only plain answers: in an envelope, or in JSONP, the status is something else.
	 *
	 * @param mixed            $answer  What is about to be answered.
	 * @param \WP_REST_Request $request What was asked.
	 */
	private static function applies( $answer, $request ): bool {
		return $answer instanceof \WP_REST_Response
			&& 200 === $answer->get_status()
			&& self::ROUTE === $answer->get_matched_route()
			&& in_array( $request->get_method(), array( 'GET', 'HEAD' ), true )
			&& ! isset( $_GET['_envelope'] ) && ! isset( $_GET['_jsonp'] ); // phpcs:ignore WordPress.Security.NonceVerification
	}

	/** The hash of everything that the answer says; null where that can't be written as JSON. */
	private static function version( \WP_REST_Response $answer ): ?string {
		$headers = array_intersect_key( $answer->get_headers(), array_flip( array( 'X-WP-Total', 'X-WP-TotalPages' ) ) );
		$json    = wp_json_encode( array( $answer->get_data(), $answer->get_links(), $headers ) );
		return false === $json ? null : hash( 'sha256', $json );
	}

	/**
	 * Drafts are private: no shared cache may keep this answer because it can be asked about. Core before 6.3 does not say
	 * that by itself, and what it says stands above the answer's own headers.
	 */
	private static function keep_from_caches( \WP_REST_Response $answer ): void {
		$private = 'no-cache, must-revalidate, max-age=0, no-store, private';
		$answer->header( 'Cache-Control', $private );
		add_filter(
			'nocache_headers',
			static function ( $headers ) use ( $private ) {
				return array( 'Cache-Control' => $private ) + (array) $headers;
			},
			PHP_INT_MAX
		);
	}

	/**
	 * Compared weakly, and whatever a compressing server has put behind it ("…-gzip").
	 *
	 * @param string $asked   If-None-Match: "*", or any number of tags.
	 * @param string $version The hash.
	 */
	private static function names( string $asked, string $version ): bool {
		if ( '*' === trim( $asked ) ) {
			return true;
		}
		preg_match_all( '/"([0-9a-f]{64})(?:(?:--?|;)[a-z]{1,10})?"/', $asked, $found );
		return in_array( $version, $found[1], true );
	}
}
