<?php
/**
 * Yoast's scores of a proposed text, as the bridge measured them.
 *
 * @package SeoBridge
 */

namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

/**
 * They travel among the proposal's stats, and reach Yoast's keys with the text on approval, never before: the posts
 * list then shows its bullets before anyone opens the editor, which computes them anew on the next save. Another SEO plugin
 * has a scale of its own, on which they would be wrong: nothing is written there, and its score of the replaced text goes.
 */
final class Scores {

	/**
	 * What was measured of the proposed text.
	 *
	 * @param array $stats Of the proposal.
	 * @return array<string, string> Meta key => value, to be written.
	 */
	public static function meta( array $stats ): array {
		$meta = array();
		foreach ( Seo_Plugin::active()->measured() as $stat => list( $key, $highest ) ) {
			$value = self::value( $stats, $stat, $highest );
			if ( null !== $value ) {
				$meta[ $key ] = (string) $value;
			}
		}
		return $meta;
	}

	/**
	 * Takes away the scores of the text that is about to be replaced, where the new one was not measured.
	 *
	 * @param int   $draft_id Post id.
	 * @param array $stats    Of the proposal.
	 */
	public static function drop_stale( int $draft_id, array $stats ): void {
		foreach ( array_diff( Seo_Plugin::active()->score_keys(), array_keys( self::meta( $stats ) ) ) as $key ) {
			delete_post_meta( $draft_id, $key );
		}
	}

	/** What the SEO plugin's keys hold for the draft's present text: meta key => value, null where there is none. */
	public static function current( int $draft_id ): array {
		$values = array();
		foreach ( Seo_Plugin::active()->score_keys() as $key ) {
			$values[ $key ] = metadata_exists( 'post', $draft_id, $key ) ? (string) get_post_meta( $draft_id, $key, true ) : null;
		}
		return $values;
	}

	/**
	 * Puts back what current() said, under the keys it said it of.
	 *
	 * @param int   $draft_id Post id.
	 * @param array $values   Of current().
	 */
	public static function restore( int $draft_id, array $values ): void {
		foreach ( $values as $key => $value ) {
			if ( null !== $value ) {
				update_post_meta( $draft_id, $key, wp_slash( (string) $value ) );
			} else {
				delete_post_meta( $draft_id, $key );
			}
		}
	}

	/**
	 * Both scores as Yoast's list shows them; escaped HTML, "" where nothing was measured.
	 *
	 * @param array $stats Of the proposal.
	 */
	public static function bullets( array $stats ): string {
		$names = array(
			/* translators: %s: number from 0 to 100, Yoast's SEO score. */
			'seo_score'         => __( 'SEO %s', 'seo-bridge' ),
			/* translators: %s: number from 0 to 100, Yoast's readability score. */
			'readability_score' => __( 'Readability %s', 'seo-bridge' ),
		);
		$html = '';
		foreach ( $names as $stat => $name ) {
			$value = self::value( $stats, $stat, 100 );
			if ( null !== $value ) {
				$html .= '<span class="needs-seo-score needs-seo-score-' . self::rating( $value ) . '">' . esc_html( sprintf( $name, number_format_i18n( $value ) ) ) . '</span> ';
			}
		}
		return trim( $html );
	}

	/**
	 * One score as a column of the posts list has it: the bullet, and the number beside it.
	 *
	 * @param array  $stats Of the proposal.
	 * @param string $stat  seo_score or readability_score.
	 * @return string Escaped HTML, "" where it was not measured.
	 */
	public static function bullet( array $stats, string $stat ): string {
		$value = self::value( $stats, $stat, 100 );
		if ( null === $value ) {
			return '';
		}
		$words = array(
			'na'   => __( 'not available', 'seo-bridge' ),
			'bad'  => __( 'needs improvement', 'seo-bridge' ),
			'ok'   => __( 'OK', 'seo-bridge' ),
			'good' => __( 'good', 'seo-bridge' ),
		);
		$rating = self::rating( $value );
		return '<span class="needs-seo-score needs-seo-score-' . $rating . '" title="' . esc_attr( $words[ $rating ] ) . '">' . esc_html( number_format_i18n( $value ) )
			. '<span class="screen-reader-text"> (' . esc_html( $words[ $rating ] ) . ')</span></span>';
	}

	/** "good", "ok", "bad" or "na" for one of the stats, null where it was not measured. */
	public static function band( array $stats, string $stat ): ?string {
		$value = self::value( $stats, $stat, 100 );
		return null === $value ? null : self::rating( $value );
	}

	public static function styles(): string {
		return '.needs-seo-score{display:inline-block;white-space:nowrap;margin-right:8px}'
			. '.needs-seo-score::before{content:"";display:inline-block;width:12px;height:12px;border-radius:50%;margin-right:4px;vertical-align:-1px;background:#888}'
			. '.needs-seo-score-bad::before{background:#dc3232}.needs-seo-score-ok::before{background:#ee7c1b}.needs-seo-score-good::before{background:#7ad03a}';
	}

	/** Yoast's traffic light: 0 is grey, then red up to 40, orange up to 70, green above. */
	private static function rating( int $score ): string {
		if ( 0 === $score ) {
			return 'na';
		}
		return $score <= 40 ? 'bad' : ( $score <= 70 ? 'ok' : 'good' );
	}

	/** Stats are whatever scalar was sent: what is no whole number of that range was not measured. */
	private static function value( array $stats, string $stat, int $highest ): ?int {
		$value = $stats[ $stat ] ?? null;
		if ( ! ( is_int( $value ) || is_float( $value ) ) || (float) (int) $value !== (float) $value ) {
			return null;
		}
		return $value >= 0 && $value <= $highest ? (int) $value : null;
	}
}
