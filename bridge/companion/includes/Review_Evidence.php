<?php
/**
 * The evidence as lists: facts with their proof, debris, translated quotations.
 *
 * @package SeoBridge
 */

namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

/**
 * The same that the script marks in the texts, for those who have no script, and at a glance.
 */
final class Review_Evidence {

	public static function cards( array $data ): void {
		$facts        = self::proved( $data );
		$translations = Evidence::of( $data, 'translations' );
		$dropped      = Evidence::of( $data, 'dropped' );
		if ( ! $facts && ! $translations && ! $dropped ) {
			return;
		}
		echo '<section class="needs-seo-card" aria-labelledby="needs-seo-evidence-title"><h2 id="needs-seo-evidence-title">' . esc_html__( 'Evidence', 'seo-bridge' ) . '</h2>';
		self::translations( $translations );
		self::facts( $facts );
		self::dropped( $dropped );
		echo '</section>';
	}

	/** The facts for which the source's words are known. */
	public static function proved( array $data ): array {
		return array_filter(
			Evidence::of( $data, 'facts' ),
			static function ( $fact ) {
				return '' !== $fact['source_text'] . $fact['source_sentence'];
			}
		);
	}

	private static function facts( array $facts ): void {
		if ( ! $facts ) {
			return;
		}
		$rows = array();
		foreach ( $facts as $fact ) {
			$rows[] = array( self::kind( $fact['kind'] ), $fact['text'], '' === $fact['source_sentence'] ? $fact['source_text'] : $fact['source_sentence'] );
		}
		/* translators: %s: number. */
		$title = sprintf( _n( '%s fact proved', '%s facts proved', count( $facts ), 'seo-bridge' ), number_format_i18n( count( $facts ) ) );
		self::table( 'needs-seo-facts', $title, array( __( 'Kind', 'seo-bridge' ), __( 'In the article', 'seo-bridge' ), __( 'In the source', 'seo-bridge' ) ), $rows, false );
	}

	private static function translations( array $translations ): void {
		$rows = array();
		foreach ( $translations as $one ) {
			$rows[] = array( $one['speaker'], $one['article'], $one['source'] );
		}
		if ( $rows ) {
			/* translators: %s: number. */
			$title = sprintf( _n( '%s translated quotation', '%s translated quotations', count( $rows ), 'seo-bridge' ), number_format_i18n( count( $rows ) ) );
			self::table( 'needs-seo-translations', $title, array( __( 'Speaker', 'seo-bridge' ), __( 'Translation', 'seo-bridge' ), __( 'Original', 'seo-bridge' ) ), $rows, true );
		}
	}

	public static function dropped( array $dropped ): void {
		$rows = array();
		foreach ( $dropped as $one ) {
			$rows[] = array( $one['text'], $one['reason'] );
		}
		if ( $rows ) {
			/* translators: %s: number. */
			$title = sprintf( _n( '%s passage left out as debris', '%s passages left out as debris', count( $rows ), 'seo-bridge' ), number_format_i18n( count( $rows ) ) );
			self::table( 'needs-seo-dropped', $title, array( __( 'Passage of the draft', 'seo-bridge' ), __( 'Why', 'seo-bridge' ) ), $rows, false );
		}
	}

	private static function table( string $id, string $title, array $columns, array $rows, bool $open ): void {
		echo '<details class="needs-seo-group" id="' . esc_attr( $id ) . '"' . ( $open ? ' open' : '' ) . '><summary><h3>' . esc_html( $title ) . '</h3></summary><table class="needs-seo-list"><thead><tr>';
		foreach ( $columns as $column ) {
			echo '<th scope="col">' . esc_html( $column ) . '</th>';
		}
		echo '</tr></thead><tbody>';
		foreach ( $rows as $row ) {
			echo '<tr>';
			foreach ( $row as $i => $text ) {
				echo '<td data-colname="' . esc_attr( $columns[ $i ] ) . '">' . esc_html( $text ) . '</td>';
			}
			echo '</tr>';
		}
		echo '</tbody></table></details>';
	}

	private static function kind( string $kind ): string {
		switch ( $kind ) {
			case 'number':
				return __( 'number', 'seo-bridge' );
			case 'date':
				return __( 'date', 'seo-bridge' );
			case 'name':
				return __( 'name', 'seo-bridge' );
			case 'quotation':
				return __( 'quotation', 'seo-bridge' );
			default:
				return __( 'link', 'seo-bridge' );
		}
	}
}
