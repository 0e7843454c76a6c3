<?php
/**
 * The routes of the editor's panel: state, brief, request. For people only.
 *
 * @package SeoBridge
 */

namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

/**
 * Who may edit the draft may read and write all of them; everybody else learns not even whether it exists.
 */
final class Editor_Routes {

	public static function register(): void {
		add_action( 'rest_api_init', array( self::class, 'routes' ) );
	}

	public static function routes(): void {
		self::route( 'panel', 'GET', 'panel', array() );
		self::route( 'brief', 'GET', 'brief', array() );
		self::route( 'brief', 'POST', 'save_brief', self::brief_schema() );
		self::route(
			'request',
			'POST',
			'request',
			array(
				'queued' => array(
					'type'     => 'boolean',
					'required' => true,
				),
			)
		);
	}

	/**
	 * @return true|\WP_Error
	 */
	public static function allow( \WP_REST_Request $request ) {
		$id   = (int) $request['id'];
		$post = get_post( $id );
		if ( $post && in_array( $post->post_type, Draft::types(), true ) && Role::may_decide( $id ) ) {
			return true;
		}
		/* translators: %d: post id. */
		return Failure::forbidden( sprintf( __( 'There is no draft with the id %d, or this account may not edit it.', 'seo-bridge' ), $id ) )->to_wp_error();
	}

	public static function panel( \WP_REST_Request $request ): array {
		return Editor_State::of( (int) $request['id'] );
	}

	public static function brief( \WP_REST_Request $request ): array {
		return array( 'brief' => (object) Brief::of( (int) $request['id'] ) );
	}

	/**
	 * @return array|\WP_Error
	 */
	public static function save_brief( \WP_REST_Request $request ) {
		$given = array();
		foreach ( array_keys( self::brief_schema() ) as $name ) {
			$given[ $name ] = $request[ $name ];
		}
		try {
			Brief::save( (int) $request['id'], $given );
		} catch ( Failure $refusal ) {
			return $refusal->to_wp_error();
		}
		return self::brief( $request );
	}

	/**
	 * @return array|\WP_Error
	 */
	public static function request( \WP_REST_Request $request ) {
		$id = (int) $request['id'];
		try {
			$request['queued'] ? Queue::request( $id ) : Queue::withdraw( $id );
		} catch ( Failure $refusal ) {
			return $refusal->to_wp_error();
		}
		return Editor_State::of( $id );
	}

	/** What each field may be is said by Brief, in words for people. */
	private static function brief_schema(): array {
		$schema = array(
			'min_words' => array( 'type' => array( 'integer', 'string', 'null' ) ),
			'glossary'  => array( 'type' => array( 'object', 'string', 'null' ) ),
		);
		foreach ( Brief::TEXTS as $name ) {
			$schema[ $name ] = array( 'type' => array( 'string', 'null' ) );
		}
		foreach ( $schema as $name => $one ) {
			// Stored as it was written: core would make a number of the text "12".
			$schema[ $name ] = $one + array( 'sanitize_callback' => null );
		}
		return $schema;
	}

	private static function route( string $path, string $method, string $handler, array $args ): void {
		register_rest_route(
			Rest_Controller::SPACE,
			'/drafts/(?P<id>[\d]+)/' . $path,
			array(
				'methods'             => $method,
				'callback'            => array( self::class, $handler ),
				'permission_callback' => array( self::class, 'allow' ),
				'args'                => Rest_Schema::id() + $args,
			)
		);
	}
}
