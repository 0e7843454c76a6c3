<?php
/**
 * What an editor should know about the draft that is open: what was asked, what waits, what was held and why.
 *
 * @package SeoBridge
 */

namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

/**
 * One shape for the block editor's panel, the classic editor's box and the column of the posts list. Plain text: who shows
 * it escapes it.
 */
final class Editor_State {

	const FINDINGS_SHOWN = 5;

	/**
	 * @return array<string, mixed> `state` is none, pending, stale or held.
	 */
	public static function of( int $draft_id ): array {
		$refusal  = Queue::refusal( $draft_id );
		$draft    = Draft::find( $draft_id );
		$proposal = Store::pending( $draft_id );
		$held     = $proposal ? array() : Store::draft_json( $draft_id, Store::HELD );
		return array(
			'queued'  => Queue::has( $draft_id ),
			'refusal' => $refusal ? $refusal->getMessage() : '',
			'tags'    => array_map( 'intval', wp_list_pluck( self::terms( $draft_id ), 'term_id' ) ),
			'brief'   => Brief::fields( $draft_id ),
		) + self::verdict( $draft, $proposal, $held );
	}

	/**
	 * @param Draft|null $draft    As it stands.
	 * @param array|null $proposal The pending one.
	 * @param array      $held     The verdict, where there is one.
	 */
	private static function verdict( ?Draft $draft, ?array $proposal, array $held ): array {
		if ( $proposal ) {
			$state = Presenter::is_stale( $proposal, $draft ) ? 'stale' : 'pending';
			return self::told( $state, $proposal['data'], Presenter::review_link( $proposal['id'] ) ) + array(
				'text'    => 'stale' === $state
					? __( 'The draft was changed after this proposal was prepared: it can no longer be approved. Ask for a new one.', 'seo-bridge' )
					: __( 'A proposal waits for your decision. If you change the draft, it can no longer be approved.', 'seo-bridge' ),
				'compare' => Presenter::compare_link( $proposal['id'] ),
			);
		}
		if ( $held ) {
			$same = $draft && $draft->hash() === ( $held['base'] ?? '' );
			return self::told( 'held', $held + array( 'findings' => array(), 'stats' => array() ), Presenter::held_link( $draft ? $draft->id() : 0 ) ) + array(
				'text' => $same
					? __( 'No proposal could be made of this draft. These are the reasons:', 'seo-bridge' )
					: __( 'No proposal could be made of an earlier version of this draft, because of:', 'seo-bridge' ),
			);
		}
		return array( 'state' => 'none' );
	}

	private static function told( string $state, array $data, string $link ): array {
		$counts = array_count_values( wp_list_pluck( $data['findings'], 'severity' ) );
		$parts  = array();
		/* translators: %s: number. */
		$parts[] = empty( $counts['blocker'] ) ? '' : sprintf( _n( '%s blocker', '%s blockers', $counts['blocker'], 'seo-bridge' ), number_format_i18n( $counts['blocker'] ) );
		/* translators: %s: number. */
		$parts[] = empty( $counts['warning'] ) ? '' : sprintf( _n( '%s warning', '%s warnings', $counts['warning'], 'seo-bridge' ), number_format_i18n( $counts['warning'] ) );
		/* translators: %s: number. */
		$parts[] = empty( $counts['info'] ) ? '' : sprintf( _n( '%s note', '%s notes', $counts['info'], 'seo-bridge' ), number_format_i18n( $counts['info'] ) );
		$parts   = array_values( array_filter( $parts ) );
		$time    = (int) strtotime( (string) ( $data['created_at'] ?? '' ) );
		return array(
			'state'    => $state,
			'label'    => Presenter::state_label( $state ),
			'review'   => $link,
			'engine'   => (string) ( $data['engine'] ?? '' ),
			/* translators: %s: a time span. */
			'age'      => $time ? sprintf( __( '%s ago', 'seo-bridge' ), human_time_diff( $time ) ) : '',
			'words'    => Revision_Screen::words( array( 'data' => $data ) ),
			'scores'   => self::scores( $data['stats'] ),
			'counts'   => $parts ? $parts : array( __( 'The checks found nothing to say.', 'seo-bridge' ) ),
			'findings' => self::first( $data['findings'] ),
			'more'     => max( 0, count( $data['findings'] ) - self::FINDINGS_SHOWN ),
		);
	}

	private static function scores( array $stats ): array {
		$names  = array(
			'seo_score'         => __( 'SEO %s', 'seo-bridge' ),
			'readability_score' => __( 'Readability %s', 'seo-bridge' ),
		);
		$scores = array();
		foreach ( $names as $stat => $name ) {
			$band = Scores::band( $stats, $stat );
			if ( null !== $band ) {
				$scores[] = array(
					'band' => $band,
					'text' => sprintf( $name, number_format_i18n( $stats[ $stat ] ) ),
				);
			}
		}
		return $scores;
	}

	/** The gravest first. */
	private static function first( array $findings ): array {
		$sorted = array();
		foreach ( array( 'blocker', 'warning', 'info' ) as $severity ) {
			foreach ( wp_list_filter( $findings, array( 'severity' => $severity ) ) as $one ) {
				$sorted[] = array(
					'severity' => $severity,
					'label'    => Presenter::severity_label( $severity ),
					'message'  => (string) $one['message'],
				);
			}
		}
		return array_slice( $sorted, 0, self::FINDINGS_SHOWN );
	}

	private static function terms( int $draft_id ): array {
		$terms = get_the_terms( $draft_id, Tags::TAXONOMY );
		return is_array( $terms ) ? $terms : array();
	}
}
