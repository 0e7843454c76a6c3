<?php
/**
 * The SEO fields before and after, and how a page of results shows them.
 *
 * @package SeoBridge
 */

namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

/**
 * Lengths are those that count for search engines: the title's in pixels, the description's in characters.
 */
final class Review_Seo {

	public static function card( array $proposal, Draft $draft, bool $fits ): void {
		$data   = $proposal['data'];
		$before = $fits ? array( 'slug' => $draft->row->post_name, 'stored' => $draft->stored ) + $draft->seo : (array) $data['before'];
		$source = Review_Texts::source( $proposal, $draft );
		$rows   = array(
			array( __( 'Title', 'seo-bridge' ), $source->post_title, $proposal['title'], '' ),
			array( __( 'SEO title', 'seo-bridge' ), $before['title'], $data['seo']['title'], self::pixels( $data['seo']['title'] ) ),
			array( __( 'Meta description', 'seo-bridge' ), $before['description'], $data['seo']['description'], self::characters( $data['seo']['description'] ) ),
			array( __( 'Focus keyphrase', 'seo-bridge' ), $before['keyphrase'], $data['seo']['keyphrase'], self::others( $before, $data['seo'] ) ),
			array( __( 'Slug', 'seo-bridge' ), $before['slug'], $data['slug'], '' ),
			array( __( 'Excerpt', 'seo-bridge' ), $source->post_excerpt, $proposal['excerpt'], '' ),
		);
		echo '<section class="needs-seo-card" id="needs-seo-fields" tabindex="-1" aria-labelledby="needs-seo-fields-title"><h2 id="needs-seo-fields-title">' . esc_html__( 'Search result', 'seo-bridge' ) . '</h2>';
		self::previews( $proposal );
		echo '<table class="needs-seo-fields"><thead><tr><th scope="col">' . esc_html__( 'Field', 'seo-bridge' ) . '</th><th scope="col">' . esc_html__( 'Before', 'seo-bridge' ) . '</th><th scope="col">' . esc_html__( 'After', 'seo-bridge' ) . '</th></tr></thead><tbody>';
		foreach ( $rows as list( $name, $old, $new, $note ) ) {
			echo '<tr><th scope="row">' . esc_html( $name ) . '</th>' . self::cell( __( 'Before', 'seo-bridge' ), (string) $old, '' ) . self::cell( __( 'After', 'seo-bridge' ), (string) $new, $note ) . '</tr>'; // phpcs:ignore WordPress.Security -- escaped in cell().
		}
		echo '</tbody></table><p class="needs-seo-none">' . esc_html( self::whose() ) . '</p></section>';
	}

	private static function cell( string $name, string $text, string $note ): string {
		return '<td data-colname="' . esc_attr( $name ) . '">' . ( '' === $text ? '<span class="needs-seo-none">' . esc_html__( 'empty', 'seo-bridge' ) . '</span>' : esc_html( $text ) )
			. ( '' === $note ? '' : '<br><span class="needs-seo-none">' . esc_html( $note ) . '</span>' ) . '</td>';
	}

	private static function previews( array $proposal ): void {
		$data  = $proposal['data'];
		$title = self::shown_title( $proposal );
		$where = trim( (string) preg_replace( '#^https?://#', '', home_url() ), '/' ) . ' › ' . $data['slug'];
		$views = array(
			'desktop' => array( __( 'On a computer', 'seo-bridge' ), Search_Result::title( $title ), Search_Result::cut( $data['seo']['description'], Search_Result::DESKTOP ) ),
			'mobile'  => array( __( 'On a telephone', 'seo-bridge' ), Search_Result::cut( $title, Search_Result::MOBILE_TITLE ), Search_Result::cut( $data['seo']['description'], Search_Result::MOBILE ) ),
		);
		echo '<div class="needs-seo-results">';
		foreach ( $views as $key => list( $name, $shown, $description ) ) {
			echo '<figure class="needs-seo-result needs-seo-result-' . esc_attr( $key ) . '"><figcaption>' . esc_html( $name ) . '</figcaption><div class="needs-seo-result-box">'
				. '<span class="needs-seo-result-site"><span class="needs-seo-result-icon" aria-hidden="true"></span><span><span class="needs-seo-result-name">' . esc_html( html_entity_decode( get_bloginfo( 'name' ), ENT_QUOTES, 'UTF-8' ) ) . '</span><span class="needs-seo-result-url">' . esc_html( $where ) . '</span></span></span>'
				. '<span class="needs-seo-result-title">' . esc_html( $shown ) . '</span>'
				. '<span class="needs-seo-result-text">' . esc_html( $description ) . '</span></div></figure>';
		}
		echo '</div>';
	}

	/** Which plugin's fields these are: where they are found again after the approval. */
	private static function whose(): string {
		$name = Seo_Plugin::active()->label();
		return '' === $name
			? __( 'This site has no SEO plugin that the bridge knows. SEO title, description and keyphrase are kept under Yoast SEO’s names, and serve once it is active.', 'seo-bridge' )
			/* translators: %s: name of an SEO plugin. */
			: sprintf( __( 'SEO title, description and keyphrase are those of %s.', 'seo-bridge' ), $name );
	}

	/** Keyphrases beside the primary one, which an approval leaves where they are. */
	private static function others( array $before, array $after ): string {
		$plugin = Seo_Plugin::active();
		$others = isset( $before['stored'] ) ? $plugin->secondary( $plugin->stored( $after, $before['stored'] )['keyphrase'] ) : array();
		/* translators: %s: list of keyphrases. */
		return $others ? sprintf( __( 'kept besides: %s', 'seo-bridge' ), implode( ', ', $others ) ) : '';
	}

	private static function shown_title( array $proposal ): string {
		$title = '' === $proposal['data']['seo']['title'] ? $proposal['title'] : $proposal['data']['seo']['title'];
		return Seo_Plugin::active()->shown_title( $title, $proposal['draft'] );
	}

	private static function pixels( string $title ): string {
		/* translators: 1: width in pixels, 2: greatest width. */
		return sprintf( __( '%1$s of %2$s pixels', 'seo-bridge' ), number_format_i18n( Search_Result::width( $title ) ), number_format_i18n( Search_Result::TITLE_WIDTH ) );
	}

	private static function characters( string $description ): string {
		$length = mb_strlen( $description );
		/* translators: %s: number. */
		return sprintf( _n( '%s character', '%s characters', $length, 'seo-bridge' ), number_format_i18n( $length ) );
	}
}
