<?php
/**
 * What the buttons of the review page do.
 *
 * @package SeoBridge
 */

namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

/**
 * Forms to admin-post.php: done, they lead back to the list with a notice; refused, to the page, with the reason.
 */
final class Review_Actions {

	const ACTION = 'needs_seo_review';
	// A transient for each person; uninstall.php removes what begins with needs_seo_notice_.
	const NOTICE = 'needs_seo_notice_review_';

	public static function register(): void {
		add_action( 'admin_post_' . self::ACTION, array( self::class, 'run' ) );
		add_action( 'admin_notices', array( self::class, 'notice' ) );
	}

	public static function nonce( string $what, int $id ): string {
		return self::ACTION . '_' . $what . '_' . $id;
	}

	public static function run(): void {
		$id   = isset( $_POST['id'] ) ? absint( $_POST['id'] ) : 0; // phpcs:ignore WordPress.Security
		$what = isset( $_POST['what'] ) ? sanitize_key( wp_unslash( $_POST['what'] ) ) : ''; // phpcs:ignore WordPress.Security
		check_admin_referer( self::nonce( $what, $id ) );
		$page = 'again' === $what ? Presenter::held_link( $id ) : Presenter::review_link( $id );
		try {
			$notice = array( 'success', self::done( $what, $id ), in_array( $what, array( 'approve', 'part' ), true ) ? $id : 0 );
			// Taken back, a proposal waits again: the person may want to decide otherwise.
			$back = 'undo' === $what ? $page : Admin_Page::url();
		} catch ( Failure $refusal ) {
			$notice = array( 'error', $refusal->getMessage(), 0 );
			$back   = $page;
			if ( 403 === $refusal->status() || 404 === $refusal->status() ) {
				$back = Admin_Page::url();
			}
		}
		set_transient( self::NOTICE . get_current_user_id(), $notice, 5 * MINUTE_IN_SECONDS );
		wp_safe_redirect( $back );
		exit;
	}

	/** Does it, and says what was done. */
	private static function done( string $what, int $id ): string {
		switch ( $what ) {
			case 'approve':
				Decision::approve( $id );
				return __( 'The proposal was approved: text, slug and SEO fields stand in the draft. Nothing is published.', 'seo-bridge' );
			case 'part':
				// phpcs:ignore WordPress.Security -- the nonce was checked; only numbers and flags are read from it.
				$parts = Parts::normalized( isset( $_POST['parts'] ) ? (array) wp_unslash( $_POST['parts'] ) : array() );
				Decision::approve( $id, $parts );
				/* translators: %s: list of parts. */
				return sprintf( __( 'The proposal was approved in part (%s). The rest of the draft is as it was. Nothing is published.', 'seo-bridge' ), Parts::label( $parts ) );
			case 'undo':
				Undo::run( $id );
				return __( 'The approval was taken back: text, slug and SEO fields of the draft are what they were. The proposal waits for a decision again.', 'seo-bridge' );
			case 'renew':
				Attempts::renew( $id );
				return __( 'A new proposal of the present text was asked for. It appears here once it is prepared.', 'seo-bridge' );
			case 'again':
				Attempts::again( $id, self::reason() );
				return __( 'Another attempt was asked for. Its result appears here once it is prepared.', 'seo-bridge' );
			case 'retry':
				Decision::reject( $id, self::reason(), true );
				return __( 'The proposal was rejected, and another one asked for with your instructions. The draft is as it was.', 'seo-bridge' );
			case 'reject':
				Decision::reject( $id, self::reason() );
				return __( 'The proposal was rejected. The draft is as it was.', 'seo-bridge' );
			default:
				wp_die( esc_html__( 'This form is not known. Go back, reload the page, and try again.', 'seo-bridge' ), '', array( 'response' => 400 ) );
		}
	}

	private static function reason(): string {
		// Not sanitize_text_field(): it is stored as it was written, and escaped where it is shown.
		return isset( $_POST['reason'] ) && is_string( $_POST['reason'] ) ? mb_substr( wp_check_invalid_utf8( wp_unslash( $_POST['reason'] ) ), 0, 5000 ) : ''; // phpcs:ignore WordPress.Security
	}

	public static function notice(): void {
		$screen = get_current_screen();
		$notice = $screen && 'toplevel_page_' . Admin_Page::SLUG === $screen->id ? get_transient( self::NOTICE . get_current_user_id() ) : false;
		if ( ! is_array( $notice ) ) {
			return;
		}
		delete_transient( self::NOTICE . get_current_user_id() );
		echo '<div class="notice notice-' . esc_attr( $notice[0] ) . ' is-dismissible needs-seo-done"><p>' . esc_html( $notice[1] ) . '</p>';
		$proposal = $notice[2] ? Store::proposal( (int) $notice[2] ) : null;
		if ( $proposal ) {
			$can_undo = Undo::is_possible( $proposal, Draft::find( $proposal['draft'] ) );
			echo $can_undo ? Review_Decide::form( $proposal['id'], 'undo' ) : '<div>'; // phpcs:ignore WordPress.Security
			echo '<p>' . ( $can_undo ? '<button class="button">' . esc_html__( 'Undo the approval', 'seo-bridge' ) . '</button> ' : '' )
				. '<a class="button" href="' . esc_url( Presenter::edit_link( $proposal['draft'] ) ) . '">' . esc_html__( 'Open the draft', 'seo-bridge' ) . '</a></p>' . ( $can_undo ? '</form>' : '</div>' );
		}
		echo '</div>';
	}
}
