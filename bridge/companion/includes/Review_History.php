<?php
/**
 * Earlier attempts for a draft, and what people said about them.
 *
 * @package SeoBridge
 */

namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

/**
 * Proposals that are still there, and the reasons of those that WordPress pruned.
 */
final class Review_History {

	/**
	 * @param int $draft_id Post id.
	 * @param int $current  The proposal that is shown; 0 for none.
	 */
	public static function card( int $draft_id, int $current ): void {
		$entries = self::entries( $draft_id, $current );
		if ( ! $entries ) {
			return;
		}
		echo '<section class="needs-seo-card" aria-labelledby="needs-seo-history-title"><h2 id="needs-seo-history-title">' . esc_html__( 'History', 'seo-bridge' ) . '</h2><ol class="needs-seo-history">';
		foreach ( $entries as $entry ) {
			$time = (int) strtotime( $entry['at'] );
			echo '<li data-what="' . esc_attr( $entry['kind'] ) . '"><time datetime="' . esc_attr( $entry['at'] ) . '">' . esc_html( $time ? Review_Page::date( $time ) : '' ) . '</time> '
				. ( $entry['link'] ? '<a href="' . esc_url( $entry['link'] ) . '">' . esc_html( $entry['what'] ) . '</a>' : esc_html( $entry['what'] ) )
				. ( '' === $entry['reason'] ? '' : '<br><q>' . esc_html( $entry['reason'] ) . '</q>' ) . '</li>';
		}
		echo '</ol></section>';
	}

	/** Newest first. */
	private static function entries( int $draft_id, int $current ): array {
		$entries   = array();
		$proposals = Store::all_of( $draft_id );
		foreach ( array_reverse( $proposals, true ) as $id => $proposal ) {
			$link      = $id === $current ? '' : Presenter::review_link( $id );
			$entries[] = self::entry(
				(string) $proposal['data']['created_at'],
				$id === $current
					? __( 'this proposal prepared', 'seo-bridge' )
					/* translators: %d: number of a proposal. */
					: sprintf( __( 'proposal %d prepared', 'seo-bridge' ), $id ),
				'',
				$link,
				'prepared'
			);
			foreach ( self::decisions( $proposal ) as $decision ) {
				$entries[] = self::entry( (string) $decision['at'], self::sentence( $decision, $id, $current ), (string) ( $decision['reason'] ?? '' ), $link, (string) $decision['what'] );
			}
		}
		foreach ( Store::draft_json( $draft_id, Store::FEEDBACK ) as $feedback ) {
			$id = (int) ( $feedback['proposal'] ?? 0 );
			if ( ! isset( $proposals[ $id ] ) ) {
				$what      = $id ? __( 'an earlier proposal rejected', 'seo-bridge' ) : __( 'asked again, with instructions', 'seo-bridge' );
				$entries[] = self::entry( (string) $feedback['at'], $what, (string) $feedback['reason'], '', 'rejected' );
			}
		}
		// Of the same second, the later in the list is the newer.
		$times = array_column( $entries, 'at' );
		$order = array_keys( $entries );
		array_multisort( $times, SORT_DESC, SORT_STRING, $order, SORT_DESC, SORT_NUMERIC, $entries );
		return $entries;
	}

	private static function decisions( array $proposal ): array {
		if ( $proposal['history'] || ! is_array( $proposal['decision'] ) ) {
			return $proposal['history'];
		}
		// Decided before there was a history.
		return array( array( 'what' => $proposal['state'] ) + $proposal['decision'] );
	}

	private static function sentence( array $decision, int $id, int $current ): string {
		$by    = (int) ( $decision['by'] ?? 0 );
		$parts = Parts::label( $decision['parts'] ?? null );
		$state = Presenter::state_label( (string) $decision['what'] ) . ( '' === $parts ? '' : ' (' . $parts . ')' );
		if ( $id === $current ) {
			return $by
				/* translators: 1: what was decided, 2: display name. */
				? sprintf( __( 'this proposal %1$s by %2$s', 'seo-bridge' ), $state, (string) get_the_author_meta( 'display_name', $by ) )
				/* translators: %s: what became of it. */
				: sprintf( __( 'this proposal %s', 'seo-bridge' ), $state );
		}
		return $by
			/* translators: 1: number of a proposal, 2: what was decided, 3: display name. */
			? sprintf( __( 'proposal %1$d %2$s by %3$s', 'seo-bridge' ), $id, $state, (string) get_the_author_meta( 'display_name', $by ) )
			/* translators: 1: number of a proposal, 2: what became of it. */
			: sprintf( __( 'proposal %1$d %2$s', 'seo-bridge' ), $id, $state );
	}

	private static function entry( string $at, string $what, string $reason, string $link, string $kind ): array {
		return compact( 'at', 'what', 'reason', 'link', 'kind' );
	}
}
