<?php
/**
 * What the checks noticed, the gravest first, each with the way to its place in the text.
 *
 * @package SeoBridge
 */

namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

/**
 * Numbers of findings are those of ordered(), here and in the script.
 */
final class Review_Findings {

	const SEVERITIES = array( 'blocker', 'warning', 'info' );

	// The bridge's names for the fields; everything else is in the text.
	const FIELDS = array( 'titre', 'titre SEO', 'méta description', 'requête cible', 'extrait', 'slug' );

	public static function ordered( array $findings ): array {
		$all = array();
		foreach ( self::SEVERITIES as $severity ) {
			foreach ( $findings as $finding ) {
				if ( ( $finding['severity'] ?? 'info' ) === $severity ) {
					$all[] = $finding;
				}
			}
		}
		return $all;
	}

	/**
	 * @param array $data Of the proposal or held verdict.
	 */
	public static function card( array $data ): void {
		$findings = self::ordered( (array) ( $data['findings'] ?? array() ) );
		$facts    = Review_Evidence::proved( $data );
		echo '<section class="needs-seo-card needs-seo-card-findings" aria-labelledby="needs-seo-findings-title"><h2 id="needs-seo-findings-title">' . esc_html__( 'Checks', 'seo-bridge' ) . '</h2>';
		echo '<p class="needs-seo-verdict">' . esc_html( self::verdict( $findings, count( $facts ) ) ) . '</p>';
		$number = 0;
		foreach ( self::SEVERITIES as $severity ) {
			$group = array_filter(
				$findings,
				static function ( $one ) use ( $severity ) {
					return $one['severity'] === $severity;
				}
			);
			if ( ! $group ) {
				continue;
			}
			$open = 'info' !== $severity || count( $group ) === count( $findings ) && count( $group ) < 4;
			echo '<details class="needs-seo-group needs-seo-' . esc_attr( $severity ) . '"' . ( $open ? ' open' : '' ) . '><summary><h3>' . esc_html( self::heading( $severity, count( $group ) ) ) . '</h3></summary><ol>';
			foreach ( $group as $one ) {
				self::item( $one, $number++ );
			}
			echo '</ol></details>';
		}
		echo '</section>';
	}

	private static function item( array $finding, int $number ): void {
		list( $quote, $source ) = Evidence::quotes( $finding );
		$place                  = (string) ( $finding['place'] ?? '' );
		echo '<li id="needs-seo-finding-' . (int) $number . '" class="needs-seo-finding"><p>' . esc_html( $finding['message'] );
		$target = in_array( $place, self::FIELDS, true ) ? 'needs-seo-fields' : 'needs-seo-texts';
		echo ' <a class="needs-seo-goto" href="#' . esc_attr( $target ) . '" data-finding="' . (int) $number . '">'
			. esc_html( '' === $place ? __( 'Show in the text', 'seo-bridge' ) : $place ) . '</a></p>';
		if ( '' !== $quote || '' !== $source ) {
			echo '<dl class="needs-seo-said-words">';
			if ( '' !== $quote ) {
				echo '<div><dt>' . esc_html__( 'Article', 'seo-bridge' ) . '</dt><dd><q>' . esc_html( $quote ) . '</q></dd></div>';
			}
			if ( '' !== $source ) {
				echo '<div><dt>' . esc_html__( 'Source', 'seo-bridge' ) . '</dt><dd><q>' . esc_html( $source ) . '</q></dd></div>';
			}
			echo '</dl>';
		}
		echo '</li>';
	}

	/** One sentence that says how much there is to look at. */
	private static function verdict( array $findings, int $facts ): string {
		$counts = array_count_values( wp_list_pluck( $findings, 'severity' ) ) + array_fill_keys( self::SEVERITIES, 0 );
		$parts  = array();
		if ( ! $findings ) {
			$parts[] = __( 'The checks found nothing to say.', 'seo-bridge' );
		} elseif ( ! $counts['blocker'] && ! $counts['warning'] ) {
			$parts[] = __( 'No blocker and no warning.', 'seo-bridge' );
		}
		if ( $facts ) {
			/* translators: %s: number. */
			$parts[] = sprintf( _n( '%s fact of the article is proved by the source: choose it in the text to see the proof.', '%s facts of the article are proved by the source: choose one in the text to see its proof.', $facts, 'seo-bridge' ), number_format_i18n( $facts ) );
		}
		return implode( ' ', $parts );
	}

	private static function heading( string $severity, int $count ): string {
		$number = number_format_i18n( $count );
		switch ( $severity ) {
			case 'blocker':
				/* translators: %s: number. */
				return sprintf( _n( '%s blocker', '%s blockers', $count, 'seo-bridge' ), $number );
			case 'warning':
				/* translators: %s: number. */
				return sprintf( _n( '%s warning', '%s warnings', $count, 'seo-bridge' ), $number );
			default:
				/* translators: %s: number. */
				return sprintf( _n( '%s note', '%s notes', $count, 'seo-bridge' ), $number );
		}
	}
}
