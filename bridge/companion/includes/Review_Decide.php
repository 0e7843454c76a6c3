<?php
/**
 * The bar in which a person decides.
 *
 * @package SeoBridge
 */

namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

/**
 * Plain forms; each has a nonce of its own for what it does and what it does it to.
 */
final class Review_Decide {

	/**
	 * @param array  $proposal Of Store::proposal().
	 * @param Draft  $draft    The draft.
	 * @param string $state    Of Revision_Screen::state().
	 */
	public static function bar( array $proposal, Draft $draft, string $state ): void {
		if ( 'pending' !== $proposal['state'] || ! Role::may_decide( $draft->id() ) ) {
			return;
		}
		self::open();
		if ( 'pending' === $state ) {
			echo self::form( $proposal['id'], 'approve' ) . '<button class="button button-primary" id="needs-seo-approve">' . esc_html__( 'Approve all of it', 'seo-bridge' ) . '</button></form>'; // phpcs:ignore WordPress.Security
			self::in_part( $proposal, $draft );
			self::again( $proposal['id'], $draft->id() );
		}
		self::reject( $proposal['id'] );
		self::close();
	}

	/** The bar of a held draft. */
	public static function held_bar( int $draft_id, bool $changed ): void {
		self::open();
		echo '<a class="button button-primary" href="' . esc_url( Presenter::edit_link( $draft_id ) ) . '">' . esc_html__( 'Open the draft', 'seo-bridge' ) . '</a>';
		self::panel( 'again', __( 'Ask again with instructions…', 'seo-bridge' ) );
		if ( Attempts::are_left( $draft_id ) || $changed ) {
			echo self::form( $draft_id, 'again' ); // phpcs:ignore WordPress.Security
			self::text( 'again', $changed ? __( 'Instructions for the next attempt (the draft was changed, so they may be left empty)', 'seo-bridge' ) : __( 'Instructions for the next attempt', 'seo-bridge' ), ! $changed );
			echo '<button class="button button-primary">' . esc_html__( 'Ask again', 'seo-bridge' ) . '</button></form>';
		} else {
			echo '<p>' . esc_html( Attempts::none_left( $draft_id ) ) . '</p>';
		}
		self::end_panel();
		self::close();
	}

	/**
	 * The beginning of a form, escaped.
	 *
	 * @param int    $id   Revision id, or the draft's for what is held.
	 * @param string $what Of Review_Actions.
	 */
	public static function form( int $id, string $what ): string {
		return '<form method="post" action="' . esc_url( admin_url( 'admin-post.php' ) ) . '" class="needs-seo-form-' . esc_attr( $what ) . '">'
			. '<input type="hidden" name="action" value="' . esc_attr( Review_Actions::ACTION ) . '">'
			. '<input type="hidden" name="what" value="' . esc_attr( $what ) . '">'
			. '<input type="hidden" name="id" value="' . esc_attr( (string) $id ) . '">'
			// Not wp_nonce_field(): its id would repeat in every form.
			. '<input type="hidden" name="_wpnonce" value="' . esc_attr( wp_create_nonce( Review_Actions::nonce( $what, $id ) ) ) . '">';
	}

	private static function in_part( array $proposal, Draft $draft ): void {
		$sections = Sections::of( $proposal, $draft );
		self::panel( 'part', __( 'Approve in part…', 'seo-bridge' ) );
		echo self::form( $proposal['id'], 'part' ); // phpcs:ignore WordPress.Security
		echo '<fieldset><legend>' . esc_html__( 'What is taken over; the rest of the draft stays as it is', 'seo-bridge' ) . '</legend>';
		self::box( 'parts[fields]', '1', __( 'SEO fields: SEO title, description, keyphrase, slug, excerpt', 'seo-bridge' ) );
		self::box( 'parts[title]', '1', __( 'Title', 'seo-bridge' ) );
		if ( ! $sections ) {
			echo '</fieldset><p class="description">' . esc_html__( 'Single sections can\'t be chosen here: it is not known which passages of the draft each of them replaces.', 'seo-bridge' ) . '</p>';
		} else {
			if ( count( $sections ) > 1 ) {
				self::box( 'parts[headings]', '1', __( 'Headings, over the draft\'s own passages', 'seo-bridge' ) );
			}
			echo '</fieldset><fieldset><legend>' . esc_html__( 'Whole sections of the article', 'seo-bridge' ) . '</legend>';
			foreach ( $sections as $i => $section ) {
				self::box( 'parts[sections][]', (string) $i, '' === $section['heading'] ? __( '(the beginning, before the first heading)', 'seo-bridge' ) : $section['heading'] );
			}
			echo '</fieldset>';
		}
		echo '<button class="button button-primary">' . esc_html__( 'Approve these parts', 'seo-bridge' ) . '</button></form>';
		self::end_panel();
	}

	private static function again( int $proposal_id, int $draft_id ): void {
		self::panel( 'retry', __( 'Try again…', 'seo-bridge' ) );
		if ( Attempts::are_left( $draft_id ) ) {
			echo self::form( $proposal_id, 'retry' ); // phpcs:ignore WordPress.Security
			self::text( 'retry', __( 'Instructions for the next attempt', 'seo-bridge' ), true );
			/* translators: 1: number of this attempt, 2: how many there may be. */
			echo '<p class="description">' . esc_html( sprintf( __( 'This was attempt %1$s of %2$s. This proposal is rejected, and the draft queued again.', 'seo-bridge' ), number_format_i18n( Attempts::made( $draft_id ) ), number_format_i18n( Attempts::most( $draft_id ) ) ) ) . '</p>'
				. '<button class="button button-primary">' . esc_html__( 'Try again with these instructions', 'seo-bridge' ) . '</button></form>';
		} else {
			echo '<p>' . esc_html( Attempts::none_left( $draft_id ) ) . '</p>';
		}
		self::end_panel();
	}

	private static function reject( int $proposal_id ): void {
		self::panel( 'reject', __( 'Reject…', 'seo-bridge' ) );
		echo self::form( $proposal_id, 'reject' ); // phpcs:ignore WordPress.Security
		self::text( 'reject', __( 'Why? The reason stays with the draft, for colleagues and for the next proposal.', 'seo-bridge' ), true );
		echo '<button class="button button-primary">' . esc_html__( 'Reject the proposal', 'seo-bridge' ) . '</button></form>';
		self::end_panel();
	}

	private static function open(): void {
		echo '<div class="needs-seo-bar" id="needs-seo-bar" role="region" aria-label="' . esc_attr__( 'Decision', 'seo-bridge' ) . '">'
			// Filled by the script: what is proved by what.
			. '<div class="needs-seo-said" hidden></div><div class="needs-seo-bar-row"><div class="needs-seo-buttons">';
	}

	private static function close(): void {
		echo '</div><div class="needs-seo-walk" hidden></div></div></div>';
	}

	private static function panel( string $key, string $name ): void {
		echo '<details class="needs-seo-panel" name="needs-seo-panel" data-panel="' . esc_attr( $key ) . '"><summary class="button">' . esc_html( $name ) . '</summary><div class="needs-seo-panel-body">';
	}

	private static function end_panel(): void {
		echo '</div></details>';
	}

	private static function text( string $key, string $label, bool $required ): void {
		$id = 'needs-seo-text-' . $key;
		echo '<label for="' . esc_attr( $id ) . '">' . esc_html( $label ) . '</label><textarea id="' . esc_attr( $id ) . '" name="reason" rows="4" maxlength="5000"' . ( $required ? ' required' : '' ) . '></textarea>';
	}

	private static function box( string $name, string $value, string $label ): void {
		echo '<label class="needs-seo-box"><input type="checkbox" name="' . esc_attr( $name ) . '" value="' . esc_attr( $value ) . '"> <span>' . esc_html( $label ) . '</span></label>';
	}
}
