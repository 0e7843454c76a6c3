<?php
/**
 * A draft for which no proposal could be made: why, and what to do.
 *
 * @package SeoBridge
 */

namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

/**
 * The same page as for a proposal, without an article.
 */
final class Review_Held {

	public static function show( int $draft_id ): void {
		$draft = Draft::find( $draft_id );
		$held  = Store::draft_json( $draft_id, Store::HELD );
		if ( ! $draft ) {
			return;
		}
		$open    = $held && $draft->is_open();
		$changed = $draft->hash() !== ( $held['base'] ?? '' );
		Review_Page::data( $held );
		echo '<div class="wrap needs-seo-review">';
		Review_Page::head( $draft, $held, $open ? Presenter::state_label( 'held' ) : __( 'not held any more', 'seo-bridge' ), $open ? 'held' : 'superseded' );
		if ( $open ) {
			echo '<div class="notice notice-warning inline needs-seo-notice"><p><strong>' . esc_html__( 'No proposal without a blocker could be made for this draft.', 'seo-bridge' ) . '</strong> '
				. esc_html( $changed ? __( 'The draft was changed since this verdict.', 'seo-bridge' ) : __( 'Mend the draft, or ask again with instructions.', 'seo-bridge' ) ) . '</p></div>';
			Review_Findings::card( $held );
		}
		echo '<section class="needs-seo-card" id="needs-seo-texts" tabindex="-1" aria-labelledby="needs-seo-source-name">';
		Review_Texts::side( 'source', __( 'Draft', 'seo-bridge' ), $draft->row->post_title, Rendering::html( $draft->row->post_content ) );
		echo '</section>';
		Review_Evidence::cards( $held );
		Review_History::card( $draft_id, 0 );
		if ( $open ) {
			Review_Decide::held_bar( $draft_id, $changed );
		}
		Review_Page::keys();
		echo '</div>';
	}
}
