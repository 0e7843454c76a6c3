<?php
/**
 * What proves a proposal: facts with their sources, debris left out, translated quotations, sections.
 *
 * @package SeoBridge
 */

namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

/**
 * Its shape on the way in, and how it is read afterwards. All of it comes from programs and from the web: it is kept as
 * it was sent, and escaped where it is shown.
 */
final class Evidence {

	const KINDS = array( 'number', 'date', 'name', 'quotation', 'link' );

	// How findings without quotes of their own write the article's words and the source's in one line.
	const SEPARATOR = ' | source : ';

	/** For Rest_Schema. */
	public static function schema(): array {
		return array(
			'type'                 => array( 'object', 'null' ),
			'properties'           => array(
				'facts'        => self::records(
					600,
					array(
						'kind'            => array(
							'type'     => 'string',
							'enum'     => self::KINDS,
							'required' => true,
						),
						'text'            => self::text( 2000 ) + array( 'required' => true ),
						'sentence'        => self::text( 5000 ),
						'source_text'     => self::text( 2000 ),
						'source_sentence' => self::text( 5000 ),
					)
				),
				'dropped'      => self::records(
					200,
					array(
						'text'   => self::text( 5000 ) + array( 'required' => true ),
						'reason' => self::text( 1000 ),
					)
				),
				'translations' => self::records(
					100,
					array(
						'article' => self::text( 5000 ) + array( 'required' => true ),
						'source'  => self::text( 5000 ) + array( 'required' => true ),
						'speaker' => self::text( 500 ),
					)
				),
				'sections'     => self::records(
					100,
					array(
						'heading' => self::text( 1000 ) + array( 'required' => true ),
						'spans'   => array(
							'type'     => 'array',
							'maxItems' => 1000,
							'items'    => array(
								'type'     => 'array',
								'minItems' => 2,
								'maxItems' => 2,
								'items'    => array(
									'type'    => 'integer',
									'minimum' => 0,
								),
							),
						),
					)
				),
				'attempts'     => array( 'type' => array( 'integer', 'null' ) ),
			),
			'additionalProperties' => false,
			'default'              => null,
		);
	}

	/**
	 * @param mixed $evidence As sent and checked.
	 * @return array|null In one shape; null where there is none.
	 */
	public static function normalized( $evidence ): ?array {
		if ( ! is_array( $evidence ) || ! $evidence ) {
			return null;
		}
		$texts = static function ( string $list, array $keys ) use ( $evidence ): array {
			$all = array();
			foreach ( self::listed( $evidence, $list ) as $one ) {
				$record = array();
				foreach ( $keys as $key ) {
					$record[ $key ] = (string) ( $one[ $key ] ?? '' );
				}
				$all[] = $record;
			}
			return $all;
		};
		$sections = array();
		foreach ( self::listed( $evidence, 'sections' ) as $one ) {
			$spans = array();
			foreach ( is_array( $one['spans'] ?? null ) ? $one['spans'] : array() as $span ) {
				$spans[] = array_map( 'intval', array_values( (array) $span ) );
			}
			$sections[] = array(
				'heading' => (string) ( $one['heading'] ?? '' ),
				'spans'   => $spans,
			);
		}
		return array(
			'facts'        => $texts( 'facts', array( 'kind', 'text', 'sentence', 'source_text', 'source_sentence' ) ),
			'dropped'      => $texts( 'dropped', array( 'text', 'reason' ) ),
			'translations' => $texts( 'translations', array( 'article', 'source', 'speaker' ) ),
			'sections'     => $sections,
			'attempts'     => isset( $evidence['attempts'] ) ? (int) $evidence['attempts'] : null,
		);
	}

	/**
	 * One of the lists of a stored proposal's or verdict's evidence.
	 *
	 * @param array  $data The proposal's `data`, or a held verdict.
	 * @param string $list facts, dropped, translations or sections.
	 * @return array[]
	 */
	public static function of( array $data, string $list ): array {
		return self::listed( is_array( $data['evidence'] ?? null ) ? $data['evidence'] : array(), $list );
	}

	/**
	 * The article's words and the source's that a finding is about.
	 *
	 * @param array $finding Of Payload.
	 * @return array{0: string, 1: string} "" for what is not known.
	 */
	public static function quotes( array $finding ): array {
		$quote  = (string) ( $finding['quote'] ?? '' );
		$source = (string) ( $finding['source_quote'] ?? '' );
		$parts  = explode( self::SEPARATOR, (string) ( $finding['evidence'] ?? '' ), 2 );
		if ( '' === $quote . $source && ! isset( $parts[1] ) && 0 === strpos( (string) ( $finding['place'] ?? '' ), 'source' ) ) {
			// A finding about the draft quotes the draft.
			return array( '', trim( $parts[0] ) );
		}
		return array(
			'' !== $quote ? $quote : trim( $parts[0] ),
			'' !== $source ? $source : trim( $parts[1] ?? '' ),
		);
	}

	private static function listed( array $evidence, string $list ): array {
		return array_values( array_filter( is_array( $evidence[ $list ] ?? null ) ? $evidence[ $list ] : array(), 'is_array' ) );
	}

	private static function records( int $most, array $properties ): array {
		return array(
			'type'     => 'array',
			'maxItems' => $most,
			'items'    => array(
				'type'                 => 'object',
				'properties'           => $properties,
				'additionalProperties' => false,
			),
		);
	}

	private static function text( int $length ): array {
		return array(
			'type'      => array( 'string', 'null' ),
			'maxLength' => $length,
		);
	}
}
