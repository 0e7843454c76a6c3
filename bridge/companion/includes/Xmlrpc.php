<?php
/**
 * The routes over XML-RPC, for sites that closed their REST API.
 *
 * @package SeoBridge
 */

namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

/**
 * One method that takes a route and answers what the route would: permissions, checks and error codes are the routes'
 * own. Arguments and answer are JSON in a string, because XML-RPC has no null and can't carry every character.
 */
final class Xmlrpc {

	const METHOD = 'needsSeo.call';

	const ROUTE = '#^/(?:status|drafts(?:/\d+(?:/(?:proposals|held))?)?|proposals/\d+(?:/(?:approve|reject|undo|outcome))?|glossary(?:-offers)?|tags)\z#';

	public static function register(): void {
		add_filter( 'xmlrpc_methods', array( self::class, 'methods' ) );
	}

	public static function methods( $methods ) {
		return array( self::METHOD => array( self::class, 'call' ) ) + (array) $methods;
	}

	/**
	 * @param mixed $args User name, (application) password, GET or POST, route under needs-seo/v1, arguments as a JSON object.
	 * @return string|\IXR_Error JSON: `status`, `headers`, `body`.
	 */
	public static function call( $args ) {
		global $wp_xmlrpc_server;
		$args = array_values( (array) $args );
		list( $name, $password, $verb, $route, $json ) = array_pad( array_map( 'strval', array_filter( $args, 'is_scalar' ) ), 5, '' );
		if ( ! $wp_xmlrpc_server->login( $name, $password ) ) {
			return $wp_xmlrpc_server->error;
		}
		$given = json_decode( '' === $json ? '{}' : $json, true );
		if ( ! in_array( $verb, array( 'GET', 'POST' ), true ) || ! preg_match( self::ROUTE, $route ) || ! is_array( $given ) ) {
			/* translators: %s: name of the XML-RPC method. */
			return new \IXR_Error( 400, sprintf( __( '%s takes a user name, a password, GET or POST, a route such as /drafts/12, and the arguments as a JSON object in a string.', 'seo-bridge' ), self::METHOD ) );
		}
		$request = new \WP_REST_Request( $verb, '/' . Rest_Controller::SPACE . $route );
		'GET' === $verb ? $request->set_query_params( $given ) : $request->set_body_params( $given );
		$answer = rest_do_request( $request );
		return (string) wp_json_encode(
			array(
				'status'  => $answer->get_status(),
				'headers' => (object) $answer->get_headers(),
				'body'    => rest_get_server()->response_to_data( $answer, false ),
			),
			JSON_PRESERVE_ZERO_FRACTION
		);
	}
}
