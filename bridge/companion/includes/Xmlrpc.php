<?php
/**
 * The routes over XML-RPC, for sites that closed their REST API.
 *
 * @package SeoBridge
 */

namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

/**
 * One method for each route; permissions, checks and error codes are the route's own. Arguments and answer are JSON in a
 * string, because XML-RPC has no null and can't carry every character.
 */
final class Xmlrpc {

	const PREFIX = 'needsSeo.';

	/** What follows the prefix => verb and route; `{id}` is the argument `id`. */
	const METHODS = array(
		'status'   => array( 'GET', '/status' ),
		'drafts'   => array( 'GET', '/drafts' ),
		'draft'    => array( 'GET', '/drafts/{id}' ),
		'propose'  => array( 'POST', '/drafts/{id}/proposals' ),
		'hold'     => array( 'POST', '/drafts/{id}/held' ),
		'proposal' => array( 'GET', '/proposals/{id}' ),
		'outcome'  => array( 'GET', '/proposals/{id}/outcome' ),
		'approve'  => array( 'POST', '/proposals/{id}/approve' ),
		'reject'   => array( 'POST', '/proposals/{id}/reject' ),
		'undo'     => array( 'POST', '/proposals/{id}/undo' ),
		'offer'    => array( 'POST', '/glossary-offers' ),
		'glossary' => array( 'GET', '/glossary' ),
		'tag'      => array( 'POST', '/tags' ),
	);

	/**
	 * The method's name, as XML-RPC knows it.
	 *
	 * @var string
	 */
	private $name;

	/**
	 * GET or POST.
	 *
	 * @var string
	 */
	private $verb;

	/**
	 * Under the companion's namespace.
	 *
	 * @var string
	 */
	private $route;

	private function __construct( string $name, string $verb, string $route ) {
		$this->name  = $name;
		$this->verb  = $verb;
		$this->route = $route;
	}

	public static function register(): void {
		add_filter( 'xmlrpc_methods', array( self::class, 'methods' ) );
	}

	/**
	 * IXR_Server calls an object's method or a function's name, and no closure: hence an object for each.
	 */
	public static function methods( $methods ): array {
		$ours = array();
		foreach ( self::METHODS as $name => list( $verb, $route ) ) {
			$ours[ self::PREFIX . $name ] = array( new self( self::PREFIX . $name, $verb, $route ), 'answer' );
		}
		return $ours + (array) $methods;
	}

	/**
	 * @param mixed $args As for core's methods: blog id (not looked at), user name, (application) password; then the arguments
	 *                    as a JSON object in a string.
	 * @return string|\IXR_Error JSON: `status`, `headers`, `body`.
	 */
	public function answer( $args ) {
		global $wp_xmlrpc_server;
		$args = array_values( array_filter( (array) $args, 'is_scalar' ) );
		list( , $login, $password, $json ) = array_map( 'strval', array_pad( $args, 4, '' ) );
		if ( ! $wp_xmlrpc_server->login( $login, $password ) ) {
			return $wp_xmlrpc_server->error;
		}
		$given = json_decode( $json, true );
		$route = is_array( $given ) ? $this->route( $given['id'] ?? null ) : null;
		if ( null === $route ) {
			/* translators: %s: name of the XML-RPC method. */
			return new \IXR_Error( 400, sprintf( __( '%s takes a blog id, a user name, a password, and the arguments as a JSON object in a string (with the "id" of the draft or proposal that it is about).', 'seo-bridge' ), $this->name ) );
		}
		unset( $given['id'] );
		$request = new \WP_REST_Request( $this->verb, '/' . Rest_Controller::SPACE . $route );
		'GET' === $this->verb ? $request->set_query_params( $given ) : $request->set_body_params( $given );
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

	/**
	 * @param mixed $id What the arguments say.
	 */
	private function route( $id ): ?string {
		if ( false === strpos( $this->route, '{id}' ) ) {
			return $this->route;
		}
		return is_int( $id ) && $id > 0 ? str_replace( '{id}', (string) $id, $this->route ) : null;
	}
}
