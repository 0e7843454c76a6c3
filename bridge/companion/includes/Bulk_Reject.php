<?php
/**
 * Rejecting one or many proposals with one reason.
 *
 * @package SeoBridge
 */

namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

/**
 * Two steps, as deleting users has: the list's bulk action opens a page that names what will be rejected and asks why.
 */
final class Bulk_Reject {

	const ACTION = 'needs_seo_reject';
	const MOST   = 200;

	public static function register(): void {
		add_action( 'admin_post_' . self::ACTION, array( self::class, 'reject' ) );
	}

	/** The page that asks for the reason, for one proposal. */
	public static function link( int $proposal_id ): string {
		return wp_nonce_url(
			Admin_Page::url(
				array(
					'action' => self::ACTION,
					'item'   => array( 'proposal-' . $proposal_id ),
				)
			),
			'bulk-proposals'
		);
	}

	/** The page between the list and the deed. Its nonce, the list's own, was checked before anything was sent. */
	public static function page(): void {
		// phpcs:ignore WordPress.Security -- see above; nothing is changed here.
		$chosen              = self::chosen( isset( $_REQUEST['item'] ) ? (array) wp_unslash( $_REQUEST['item'] ) : array() );
		list( $fit, $unfit ) = self::sorted( $chosen );
		echo '<div class="wrap needs-seo-wrap"><h1>' . esc_html__( 'Reject proposals', 'seo-bridge' ) . '</h1>';
		if ( ! $fit ) {
			echo '<p>' . esc_html__( 'None of what you chose can be rejected.', 'seo-bridge' ) . '</p>';
			self::names( $unfit );
			echo '<p><a class="button" href="' . esc_url( Admin_Page::url() ) . '">' . esc_html__( 'Back to the list', 'seo-bridge' ) . '</a></p></div>';
			return;
		}
		echo '<form method="post" action="' . esc_url( admin_url( 'admin-post.php' ) ) . '" class="needs-seo-reject-form">';
		wp_nonce_field( self::ACTION );
		echo '<input type="hidden" name="action" value="' . esc_attr( self::ACTION ) . '">';
		/* translators: %s: number. */
		echo '<p>' . esc_html( sprintf( _n( 'You are about to reject %s proposal. The draft stays as it is.', 'You are about to reject %s proposals. The drafts stay as they are.', count( $fit ), 'seo-bridge' ), number_format_i18n( count( $fit ) ) ) ) . '</p><ul class="ul-disc">';
		foreach ( $fit as $title ) {
			echo '<li>' . esc_html( $title ) . '</li>';
		}
		echo '</ul>';
		// The others as well, so that the notice afterwards names them, too.
		foreach ( $chosen as $kind => $ids ) {
			foreach ( $ids as $id ) {
				echo '<input type="hidden" name="item[]" value="' . esc_attr( $kind . '-' . $id ) . '">';
			}
		}
		if ( $unfit ) {
			echo '<p>' . esc_html__( 'These stay as they are:', 'seo-bridge' ) . '</p>';
			self::names( $unfit );
		}
		echo '<p><label for="needs-seo-reason">' . esc_html__( 'What is wrong with it? The next proposal is prepared with this.', 'seo-bridge' ) . '</label></p>';
		echo '<p><textarea id="needs-seo-reason" name="reason" rows="4" required maxlength="5000" class="large-text"></textarea></p>';
		echo '<p><label><input type="checkbox" name="retry" value="1"> ' . esc_html__( 'Ask for another proposal', 'seo-bridge' ) . '</label></p>';
		echo '<p class="submit">';
		submit_button( __( 'Reject', 'seo-bridge' ), 'primary', 'go', false );
		echo ' <a class="button" href="' . esc_url( Admin_Page::url() ) . '">' . esc_html__( 'Cancel', 'seo-bridge' ) . '</a></p></form></div>';
	}

	private static function names( array $unfit ): void {
		echo '<ul class="ul-disc">';
		foreach ( $unfit as $line ) {
			echo '<li>' . esc_html( $line ) . '</li>';
		}
		echo '</ul>';
	}

	/** The reason was given. */
	public static function reject(): void {
		check_admin_referer( self::ACTION );
		// phpcs:disable WordPress.Security -- checked above; the reason is stored as it was written, and escaped where it is shown.
		$reason              = isset( $_POST['reason'] ) && is_string( $_POST['reason'] ) ? mb_substr( wp_check_invalid_utf8( wp_unslash( $_POST['reason'] ) ), 0, 5000 ) : '';
		$chosen              = self::chosen( isset( $_POST['item'] ) ? (array) wp_unslash( $_POST['item'] ) : array() );
		$retry               = ! empty( $_POST['retry'] );
		// phpcs:enable
		list( $fit, $unfit ) = self::sorted( $chosen );
		$done                = 0;
		foreach ( $fit as $id => $title ) {
			try {
				Decision::reject( $id, $reason, $retry );
				++$done;
			} catch ( Failure $refusal ) {
				$unfit[] = self::line( $title, $refusal->getMessage() );
			}
		}
		Admin_Page::say( $done ? 'success' : 'error', self::result( $done, count( $unfit ) ), $unfit );
		wp_safe_redirect( Admin_Page::url() );
		exit;
	}

	private static function result( int $done, int $left ): string {
		$text = array();
		if ( 1 === $done && ! $left ) {
			return __( 'The proposal was rejected. The draft is as it was.', 'seo-bridge' );
		}
		if ( $done ) {
			/* translators: %s: number. */
			$text[] = sprintf( _n( '%s proposal was rejected. The draft is as it was.', '%s proposals were rejected. The drafts are as they were.', $done, 'seo-bridge' ), number_format_i18n( $done ) );
		}
		if ( $left ) {
			/* translators: %s: number. */
			$text[] = sprintf( _n( '%s was not rejected:', '%s were not rejected:', $left, 'seo-bridge' ), number_format_i18n( $left ) );
		}
		return $text ? implode( ' ', $text ) : __( 'Nothing was chosen.', 'seo-bridge' );
	}

	/**
	 * @param array $items Such as "proposal-12" or "held-3".
	 * @return array{proposal: int[], held: int[]}
	 */
	private static function chosen( array $items ): array {
		$chosen = array(
			'proposal' => array(),
			'held'     => array(),
		);
		foreach ( array_slice( $items, 0, self::MOST ) as $item ) {
			if ( is_string( $item ) && preg_match( '/^(proposal|held)-(\d{1,18})\z/', $item, $part ) ) {
				$chosen[ $part[1] ][] = (int) $part[2];
			}
		}
		return $chosen;
	}

	/**
	 * @return array{0: array<int, string>, 1: string[]} Titles of what can be rejected by proposal, and a line for each of the others.
	 */
	private static function sorted( array $chosen ): array {
		$fit       = array();
		$unfit     = array();
		$proposals = Store::load( $chosen['proposal'] );
		_prime_post_caches( array_merge( $chosen['held'], array_column( $proposals, 'draft' ) ), false, true );
		foreach ( $chosen['proposal'] as $id ) {
			$proposal = $proposals[ $id ] ?? null;
			if ( ! $proposal || ! Role::may_decide( $proposal['draft'] ) ) {
				// Not a word more: which proposals there are is nobody else's business.
				/* translators: %d: revision id. */
				$unfit[] = sprintf( __( 'Proposal %d: it is not there, or you may not decide about it.', 'seo-bridge' ), $id );
				continue;
			}
			$title = (string) get_post( $proposal['draft'] )->post_title;
			$title = '' === $title ? __( '(no title)', 'seo-bridge' ) : $title;
			if ( 'pending' === $proposal['state'] ) {
				$fit[ $id ] = $title;
			} else {
				/* translators: %s: state of the proposal. */
				$unfit[] = self::line( $title, sprintf( __( 'it was decided already (%s).', 'seo-bridge' ), Presenter::state_label( $proposal['state'] ) ) );
			}
		}
		foreach ( $chosen['held'] as $id ) {
			$may     = Role::may_decide( $id );
			$unfit[] = self::line( $may ? (string) get_post( $id )->post_title : '#' . $id, __( 'it is held, so there is no proposal to reject.', 'seo-bridge' ) );
		}
		return array( $fit, $unfit );
	}

	private static function line( string $title, string $why ): string {
		/* translators: 1: title, 2: reason. */
		return sprintf( __( '“%1$s”: %2$s', 'seo-bridge' ), $title, $why );
	}
}
