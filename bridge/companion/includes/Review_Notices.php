<?php
/**
 * What a person has to know before deciding about a proposal.
 *
 * @package SeoBridge
 */

namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

/**
 * Outdated, decided, or open in somebody's editor.
 */
final class Review_Notices {

	/**
	 * @param array  $proposal Of Store::proposal().
	 * @param Draft  $draft    The draft as it stands.
	 * @param string $state    Of Revision_Screen::state().
	 * @param object $source   Of Review_Texts::source().
	 */
	public static function of( array $proposal, Draft $draft, string $state, object $source ): void {
		if ( 'stale' === $state ) {
			self::stale( $proposal, $draft, $source );
		} elseif ( 'pending' !== $state ) {
			self::decided( $proposal, $draft );
		}
		$other = $draft->is_open() && in_array( $state, array( 'pending', 'approved' ), true ) ? Decision::open_elsewhere( $draft->id() ) : 0;
		if ( $other ) {
			self::notice(
				'warning',
				/* translators: %s: display name. */
				'<p>' . esc_html( sprintf( __( '%s has this draft open in the editor, and would overwrite what is approved now. Ask them to close it first; until then approving is refused.', 'seo-bridge' ), (string) get_the_author_meta( 'display_name', $other ) ) ) . '</p>'
			);
		}
	}

	private static function stale( array $proposal, Draft $draft, object $source ): void {
		if ( ! $draft->is_open() ) {
			self::notice( 'warning', '<p>' . esc_html__( 'The post is no longer a draft, so this proposal can\'t be approved any more. You can reject it, to take it off the list.', 'seo-bridge' ) . '</p>' );
			return;
		}
		$html = '<p><strong>' . esc_html__( 'The draft was changed after this proposal was prepared: it can no longer be approved.', 'seo-bridge' ) . '</strong> '
			. esc_html__( 'Approving it would undo somebody\'s work. Ask for a new proposal of the present text, or copy by hand what you want to keep.', 'seo-bridge' )
			. ' <a href="#needs-seo-changes">' . esc_html__( 'See what changed', 'seo-bridge' ) . '</a></p>';
		if ( Role::may_decide( $draft->id() ) ) {
			$html .= Review_Decide::form( $proposal['id'], 'renew' ) . '<button class="button button-primary">' . esc_html__( 'Ask for a new proposal', 'seo-bridge' ) . '</button></form>';
		}
		self::notice( 'warning', $html );
		echo '<section class="needs-seo-card" id="needs-seo-changes"><h2>' . esc_html__( 'What changed in the draft since', 'seo-bridge' ) . '</h2>';
		$rows = self::changes( $proposal, $draft, $source );
		if ( $rows ) {
			Review_Texts::table( $rows, __( 'When the proposal was prepared', 'seo-bridge' ), __( 'Now', 'seo-bridge' ) );
		} else {
			echo '<p>' . esc_html__( 'Only its markup: the words are the same.', 'seo-bridge' ) . '</p>';
		}
		echo '</section>';
	}

	private static function changes( array $proposal, Draft $draft, object $source ): array {
		$before = $proposal['data']['before'];
		$old    = array_values( array_filter( array( $source->post_title, $before['slug'], $before['title'], $before['description'], $before['keyphrase'], $source->post_excerpt ), 'strlen' ) );
		$new    = array_values( array_filter( array( $draft->row->post_title, $draft->row->post_name, $draft->seo['title'], $draft->seo['description'], $draft->seo['keyphrase'], $draft->row->post_excerpt ), 'strlen' ) );
		$rows   = Differences::rows(
			array_merge( $old, Rendering::paragraphs( Rendering::html( $source->post_content ) ) ),
			array_merge( $new, Rendering::paragraphs( Rendering::html( $draft->row->post_content ) ) )
		);
		return array_values(
			array_filter(
				$rows,
				static function ( $row ) {
					return ! $row['same'];
				}
			)
		);
	}

	private static function decided( array $proposal, Draft $draft ): void {
		$decision = is_array( $proposal['decision'] ) ? $proposal['decision'] : array();
		$by       = (int) ( $decision['by'] ?? 0 );
		$at       = (int) strtotime( (string) ( $decision['at'] ?? '' ) );
		$parts    = Parts::label( $decision['parts'] ?? null );
		$facts    = array(
			/* translators: %s: state of a proposal. */
			sprintf( __( 'This proposal is %s.', 'seo-bridge' ), Presenter::state_label( $proposal['state'] ) ),
			/* translators: 1: display name, 2: date and time. */
			$by && $at ? sprintf( __( 'Decided by %1$s on %2$s.', 'seo-bridge' ), (string) get_the_author_meta( 'display_name', $by ), Review_Page::date( $at ) ) : '',
			/* translators: %s: list of parts. */
			'' !== $parts ? sprintf( __( 'Only in part: %s.', 'seo-bridge' ), $parts ) : '',
			/* translators: %s: reason of the rejection. */
			! empty( $decision['reason'] ) ? sprintf( __( 'Rejected because: %s', 'seo-bridge' ), $decision['reason'] ) : '',
		);
		$html = '<p>' . esc_html( implode( ' ', array_filter( $facts ) ) ) . '</p>';
		if ( Undo::is_possible( $proposal, $draft ) ) {
			$html .= Review_Decide::form( $proposal['id'], 'undo' ) . '<button class="button">' . esc_html__( 'Undo the approval', 'seo-bridge' ) . '</button></form>';
		} elseif ( 'approved' === $proposal['state'] && ! empty( $decision['after'] ) ) {
			$html .= '<p>' . esc_html( $draft->is_open() ? __( 'The draft was changed after the approval, so it can\'t be taken back with a click. The text from before is among the revisions.', 'seo-bridge' ) : __( 'The post is no longer a draft. The text from before is among its revisions.', 'seo-bridge' ) ) . '</p>';
		}
		self::notice( 'approved' === $proposal['state'] ? 'success' : 'info', $html );
	}

	private static function notice( string $kind, string $html ): void {
		echo '<div class="notice notice-' . esc_attr( $kind ) . ' inline needs-seo-notice">' . $html . '</div>'; // phpcs:ignore WordPress.Security -- escaped by the callers.
	}
}
