<?php
/**
 * Approving a proposal in part.
 *
 * @package SeoBridge
 */

namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

/**
 * What goes into the draft where a person takes only some of a proposal. Nothing of the draft is lost unless the part
 * that replaces it was chosen.
 */
final class Parts {

	/**
	 * @param mixed $parts As sent: null, or `fields`, `title`, `headings` (bool) and `sections` (numbers or null).
	 * @return array|null Null for everything.
	 */
	public static function normalized( $parts ): ?array {
		if ( ! is_array( $parts ) ) {
			return null;
		}
		$sections = isset( $parts['sections'] ) && is_array( $parts['sections'] ) ? array_values( array_unique( array_map( 'intval', $parts['sections'] ) ) ) : array();
		sort( $sections );
		return array(
			'fields'   => ! empty( $parts['fields'] ) && 'false' !== $parts['fields'],
			'title'    => ! empty( $parts['title'] ) && 'false' !== $parts['title'],
			'headings' => ! empty( $parts['headings'] ) && 'false' !== $parts['headings'],
			'sections' => $sections ? $sections : null,
		);
	}

	/**
	 * The proposal as it is to be written: what was not chosen is the draft's own.
	 *
	 * @param Draft      $draft    As it stands, of the version the proposal was made from.
	 * @param array      $proposal Of Store::proposal().
	 * @param array|null $parts    Of normalized().
	 * @throws Failure Where nothing was chosen, or sections that are not there.
	 */
	public static function applied( Draft $draft, array $proposal, ?array $parts ): array {
		if ( null === $parts ) {
			return $proposal;
		}
		if ( ! array_filter( $parts ) ) {
			throw new Failure(
				'needs_seo_parts_empty',
				422,
				__( 'No part of the proposal was chosen. Nothing was written. Tick what you want to take over, or reject the proposal.', 'seo-bridge' )
			);
		}
		$sections = null !== $parts['sections'] || $parts['headings'] ? self::sections( $draft, $proposal, $parts ) : array();
		$all      = $parts['fields'] && $parts['title'] && null !== $parts['sections'] && count( $parts['sections'] ) === count( $sections );
		if ( $all ) {
			return $proposal;
		}
		$proposal['content']       = $sections ? Sections::compose( $sections, $parts['sections'], $parts['headings'] ) : $draft->row->post_content;
		$proposal['title']         = $parts['title'] ? $proposal['title'] : $draft->row->post_title;
		$proposal['excerpt']       = $parts['fields'] ? $proposal['excerpt'] : $draft->row->post_excerpt;
		$proposal['data']['slug']  = $parts['fields'] ? $proposal['data']['slug'] : $draft->row->post_name;
		$proposal['data']['seo']   = $parts['fields'] ? $proposal['data']['seo'] : $draft->seo;
		// They were measured of another text.
		$proposal['data']['stats'] = array();
		return $proposal;
	}

	/** In words, for people; "" for everything. */
	public static function label( ?array $parts ): string {
		if ( null === $parts ) {
			return '';
		}
		$sections = (array) $parts['sections'];
		$names    = array_filter(
			array(
				$parts['fields'] ? __( 'SEO fields', 'seo-bridge' ) : '',
				$parts['title'] ? __( 'title', 'seo-bridge' ) : '',
				$parts['headings'] ? __( 'headings', 'seo-bridge' ) : '',
				/* translators: %s: number. */
				$sections ? sprintf( _n( '%s section', '%s sections', count( $sections ), 'seo-bridge' ), number_format_i18n( count( $sections ) ) ) : '',
			)
		);
		return implode( ', ', $names );
	}

	private static function sections( Draft $draft, array $proposal, array $parts ): array {
		$sections = Sections::of( $proposal, $draft );
		if ( ! $sections || array_diff( (array) $parts['sections'], array_keys( $sections ) ) ) {
			throw new Failure(
				'needs_seo_parts_unfit',
				422,
				__( 'The sections of this proposal can\'t be taken over one by one: they don\'t fit those of the draft. Nothing was written. Take the SEO fields or the title alone, or the whole proposal.', 'seo-bridge' )
			);
		}
		return $sections;
	}
}
