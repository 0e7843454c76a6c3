<?php
/**
 * What the routes accept.
 *
 * @package SeoBridge
 */

namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

/**
 * Values are checked, never converted: core's default sanitizing would turn the text "12" into a number, and what is
 * staged has to be what was sent.
 */
final class Rest_Schema {

	const LINE = '^[^\x00-\x1F\x7F]*\z';

	public static function drafts(): array {
		return array(
			'tag'      => array(
				'type'      => 'string',
				'minLength' => 1,
				'maxLength' => 200,
				'default'   => 'needs-seo',
			),
			'status'   => array(
				'type'     => 'array',
				'items'    => array(
					'type' => 'string',
					'enum' => Draft::STATUSES,
				),
				'minItems' => 1,
				'default'  => Draft::STATUSES,
			),
			'type'     => array(
				'type'     => 'array',
				'items'    => array(
					'type' => 'string',
					'enum' => array_values( Draft::types() ),
				),
				'minItems' => 1,
				'default'  => array( 'post' ),
			),
			'per_page' => array(
				'type'    => 'integer',
				'minimum' => 1,
				'maximum' => 100,
				'default' => 100,
			),
			'page'     => array(
				'type'    => 'integer',
				'minimum' => 1,
				'default' => 1,
			),
		);
	}

	public static function status(): array {
		return array( 'tag' => self::drafts()['tag'] );
	}

	public static function tag(): array {
		return self::as_sent(
			array(
				'slug' => array(
					'type'      => 'string',
					'pattern'   => '^[a-z0-9_-]+\z',
					'maxLength' => 200,
					'required'  => true,
				),
			)
		);
	}

	public static function id(): array {
		return array(
			'id' => array(
				'type'    => 'integer',
				'minimum' => 1,
			),
		);
	}

	public static function held(): array {
		return self::id() + self::as_sent(
			array(
				'job'      => array(
					'type'     => 'string',
					'pattern'  => '^[0-9a-f]{8,128}\z',
					'required' => true,
				),
				'base'     => array(
					'type'     => 'string',
					'pattern'  => '^[0-9a-f]{64}\z',
					'required' => true,
				),
				'engine'   => self::line( 200 ) + array( 'default' => '' ),
				'findings' => array(
					'type'     => 'array',
					'maxItems' => 500,
					'items'    => self::finding(),
					'default'  => array(),
				),
				'stats'    => array(
					'type'                 => 'object',
					'additionalProperties' => array( 'type' => array( 'string', 'integer', 'number', 'boolean', 'null' ) ),
					'maxProperties'        => 100,
					'default'              => array(),
				),
				'tags'     => array(
					'type'                 => 'object',
					'properties'           => array(
						'add'    => self::tags(),
						'remove' => self::tags(),
					),
					'additionalProperties' => false,
					'default'              => array(),
				),
				'evidence' => Evidence::schema(),
			)
		);
	}

	public static function proposal(): array {
		return self::held() + self::as_sent(
			array(
				'title'   => array(
					'type'     => 'string',
					// Not blank, and one line.
					'pattern'  => '^(?=.*\S)[^\x00-\x1F\x7F]*\z',
					'maxLength' => 1000,
					'required' => true,
				),
				'content' => array(
					'type'      => 'string',
					'pattern'   => '\S',
					'maxLength' => 2000000,
					'required'  => true,
				),
				'excerpt' => array(
					'type'      => 'string',
					'maxLength' => 10000,
					'default'   => '',
				),
				'slug'    => self::line( 200 ) + array( 'required' => true ),
				'seo'     => array(
					'type'                 => 'object',
					'required'             => true,
					'properties'           => array(
						'title'       => self::line( 1000 ) + array( 'required' => true ),
						'description' => self::line( 2000 ) + array( 'required' => true ),
						'keyphrase'   => self::line( 500 ) + array( 'required' => true ),
					),
					'additionalProperties' => false,
				),
			)
		);
	}

	public static function approve(): array {
		return self::id() + self::as_sent(
			array(
				'parts' => array(
					'type'                 => array( 'object', 'null' ),
					'properties'           => array(
						'fields'   => array( 'type' => 'boolean' ),
						'title'    => array( 'type' => 'boolean' ),
						'headings' => array( 'type' => 'boolean' ),
						'sections' => array(
							'type'     => array( 'array', 'null' ),
							'maxItems' => 100,
							'items'    => array(
								'type'    => 'integer',
								'minimum' => 0,
							),
						),
					),
					'additionalProperties' => false,
					'default'              => null,
				),
			)
		);
	}

	public static function glossary_offers(): array {
		return self::as_sent(
			array(
				'offers' => array(
					'type'     => 'array',
					'maxItems' => 500,
					'required' => true,
					'items'    => array(
						'type'                 => 'object',
						'properties'           => array(
							'term'      => self::line( 200 ) + array(
								'minLength' => 1,
								'required'  => true,
							),
							'rendering' => self::line( 200 ) + array(
								'minLength' => 1,
								'required'  => true,
							),
							'seen'      => array(
								'type'    => 'integer',
								'minimum' => 1,
							),
						),
						'additionalProperties' => false,
					),
				),
			)
		);
	}

	public static function reject(): array {
		return self::id() + self::as_sent(
			array(
				// Not required here: a missing reason has an error code of its own.
				'reason' => array(
					'type'      => 'string',
					'maxLength' => 5000,
					'default'   => '',
				),
				'retry'  => array(
					'type'    => 'boolean',
					'default' => false,
				),
			)
		);
	}

	private static function finding(): array {
		return array(
			'type'                 => 'object',
			'properties'           => array(
				'severity' => array(
					'type'     => 'string',
					'enum'     => array( 'blocker', 'warning', 'info' ),
					'required' => true,
				),
				'code'     => self::line( 200 ) + array( 'required' => true ),
				'place'    => self::text_or_null( 2000 ),
				'message'  => array(
					'type'      => 'string',
					'maxLength' => 10000,
					'required'  => true,
				),
				'evidence'     => self::text_or_null( 20000 ),
				'quote'        => self::text_or_null( 20000 ),
				'source_quote' => self::text_or_null( 20000 ),
			),
			'additionalProperties' => false,
		);
	}

	private static function tags(): array {
		return array(
			'type'     => 'array',
			'maxItems' => 20,
			'items'    => array(
				'type'      => 'string',
				'minLength' => 1,
				'maxLength' => 200,
			),
		);
	}

	private static function line( int $length ): array {
		return array(
			'type'      => 'string',
			'maxLength' => $length,
			'pattern'   => self::LINE,
		);
	}

	private static function text_or_null( int $length ): array {
		return array(
			'type'      => array( 'string', 'null' ),
			'maxLength' => $length,
		);
	}

	private static function as_sent( array $args ): array {
		foreach ( $args as $name => $schema ) {
			$args[ $name ]['validate_callback'] = array( self::class, 'check' );
			$args[ $name ]['sanitize_callback'] = array( self::class, 'untouched' );
		}
		return $args;
	}

	/**
	 * @param mixed            $value   As sent.
	 * @param \WP_REST_Request $request The request.
	 * @param string           $name    The argument.
	 * @return true|\WP_Error
	 */
	public static function check( $value, $request, $name ) {
		if ( ! self::is_utf8( $value ) ) {
			/* translators: %s: argument name. */
			return new \WP_Error( 'rest_invalid_param', sprintf( __( '%s is not valid UTF-8.', 'seo-bridge' ), $name ) );
		}
		$schema = $request->get_attributes()['args'][ $name ] ?? array();
		if ( is_scalar( $value ) && array_intersect( array( 'array', 'object' ), (array) ( $schema['type'] ?? '' ) ) ) {
			// Core takes any text for a list of what stands between its commas, and an empty one for an object.
			/* translators: %s: argument name. */
			return new \WP_Error( 'rest_invalid_param', sprintf( __( '%s is a single value where a list or an object belongs.', 'seo-bridge' ), $name ) );
		}
		return rest_validate_request_arg( $value, $request, $name );
	}

	/**
	 * @param mixed $value As sent.
	 * @return mixed
	 */
	public static function untouched( $value ) {
		return $value;
	}

	private static function is_utf8( $value ): bool {
		if ( is_array( $value ) ) {
			return array_reduce(
				$value,
				static function ( $so_far, $one ) {
					return $so_far && self::is_utf8( $one );
				},
				true
			);
		}
		return ! is_string( $value ) || 1 === preg_match( '//u', $value );
	}
}
