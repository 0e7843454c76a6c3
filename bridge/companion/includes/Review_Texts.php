<?php
/**
 * The source and the article: side by side, or their differences.
 *
 * @package SeoBridge
 */

namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

/**
 * Both views are in the page; without JavaScript the address says which one is shown.
 */
final class Review_Texts {

	/**
	 * The text the proposal was made from: `post_title`, `post_content`, `post_excerpt`.
	 *
	 * @param array $proposal Of Store::proposal().
	 * @param Draft $draft    The draft as it stands.
	 */
	public static function source( array $proposal, Draft $draft ): object {
		if ( $draft->hash() === $proposal['data']['base'] ) {
			return $draft->row;
		}
		$snapshot = get_post( (int) ( $proposal['data']['snapshot'] ?? 0 ) );
		return $snapshot && (int) $snapshot->post_parent === $draft->id() ? $snapshot : $draft->row;
	}

	public static function card( array $proposal, object $source ): void {
		$diff  = isset( $_GET['differences'] ); // phpcs:ignore WordPress.Security -- chooses what is shown.
		$views = array(
			array( 'sides', __( 'Side by side', 'seo-bridge' ), Presenter::review_link( $proposal['id'] ) . '#needs-seo-texts', ! $diff ),
			array( 'differences', __( 'Differences', 'seo-bridge' ), Presenter::review_link( $proposal['id'] ) . '&differences=1#needs-seo-texts', $diff ),
		);
		$before = Rendering::html( $source->post_content );
		$after  = Rendering::html( $proposal['content'] );
		echo '<section class="needs-seo-card needs-seo-card-texts" id="needs-seo-texts" tabindex="-1" aria-labelledby="needs-seo-texts-title"><div class="needs-seo-card-head"><h2 id="needs-seo-texts-title">' . esc_html__( 'Texts', 'seo-bridge' ) . '</h2>'
			. '<nav class="needs-seo-switch" aria-label="' . esc_attr__( 'How the texts are shown', 'seo-bridge' ) . '">';
		foreach ( $views as list( $key, $name, $url, $shown ) ) {
			echo '<a href="' . esc_url( $url ) . '" data-view="' . esc_attr( $key ) . '"' . ( $shown ? ' aria-current="true"' : '' ) . '>' . esc_html( $name ) . '</a>';
		}
		echo '</nav></div>';
		echo '<div class="needs-seo-view needs-seo-sides" data-view="sides"' . ( $diff ? ' hidden' : '' ) . '>';
		self::side( 'source', __( 'Source', 'seo-bridge' ), $source->post_title, $before );
		self::side( 'article', __( 'Proposed article', 'seo-bridge' ), $proposal['title'], $after );
		echo '</div><div class="needs-seo-view" data-view="differences"' . ( $diff ? '' : ' hidden' ) . '>';
		$rows = array_merge(
			Differences::rows( array( $source->post_title ), array( $proposal['title'] ) ),
			Differences::rows( Rendering::paragraphs( $before ), Rendering::paragraphs( $after ) )
		);
		if ( Differences::says_little( $rows ) ) {
			echo '<p>' . esc_html__( 'The two have few words in common, as after a translation: side by side, with the facts that are marked there, tells more.', 'seo-bridge' ) . '</p>';
		}
		echo '<p class="description">' . esc_html__( 'Struck out: only in the source. Underlined: only in the article. Each paragraph stands beside the one it resembles most.', 'seo-bridge' ) . '</p>';
		self::table( $rows, __( 'Source', 'seo-bridge' ), __( 'Proposed article', 'seo-bridge' ) );
		echo '</div></section>';
	}

	public static function side( string $key, string $name, string $title, string $html ): void {
		$id = 'needs-seo-' . $key;
		echo '<div class="needs-seo-side"><h3 id="' . esc_attr( $id . '-name' ) . '">' . esc_html( $name ) . '</h3>'
			. '<div class="needs-seo-pane" id="' . esc_attr( $id ) . '" role="region" tabindex="0" aria-labelledby="' . esc_attr( $id . '-name' ) . '" lang="' . esc_attr( 'article' === $key ? 'fr' : self::language( $html ) ) . '">'
			. '<p class="needs-seo-text-title">' . esc_html( $title ) . '</p>' . $html . '</div></div>'; // phpcs:ignore WordPress.Security -- of Rendering::html().
	}

	/** "en" or "fr", by the commonest words, so that screen readers pronounce it right. */
	private static function language( string $html ): string {
		$count = static function ( string $words ) use ( $html ): int {
			return (int) preg_match_all( '/\b(?:' . $words . ')\b/i', $html );
		};
		return $count( 'the|of|and|to|was|with|that|for|is' ) > $count( 'le|la|les|des|et|est|une|du|dans|que|pour' ) ? 'en' : 'fr';
	}

	/**
	 * @param array[] $rows   Of Differences::rows().
	 * @param string  $before Name of the left column.
	 * @param string  $after  Name of the right column.
	 */
	public static function table( array $rows, string $before, string $after ): void {
		echo '<table class="needs-seo-diff"><thead><tr><th scope="col">' . esc_html( $before ) . '</th><th scope="col">' . esc_html( $after ) . '</th></tr></thead><tbody>';
		foreach ( $rows as $row ) {
			echo '<tr' . ( $row['same'] ? ' class="is-same"' : '' ) . '><td data-colname="' . esc_attr( $before ) . '">' . $row['before'] . '</td><td data-colname="' . esc_attr( $after ) . '">' . $row['after'] . '</td></tr>'; // phpcs:ignore WordPress.Security -- of Differences.
		}
		echo '</tbody></table>';
	}
}
