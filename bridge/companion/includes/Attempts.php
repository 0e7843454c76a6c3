<?php
/**
 * Trying again with instructions, and how often.
 *
 * @package SeoBridge
 */

namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

/**
 * What people said about earlier proposals is kept with the draft, as WordPress may prune the revisions.
 */
final class Attempts {

	const MOST = 5;
	const KEPT = 50;

	/** How many proposals for the draft may be refused with a button before somebody has to do something else. */
	public static function most( int $draft_id ): int {
		/**
		 * Filters how many attempts a draft gets by "try again".
		 *
		 * @param int $most     The number.
		 * @param int $draft_id Post id.
		 */
		return max( 1, (int) apply_filters( 'needs_seo_max_attempts', self::MOST, $draft_id ) );
	}

	/** How many attempts there were, the one that is being looked at included. */
	public static function made( int $draft_id ): int {
		return count( Store::draft_json( $draft_id, Store::FEEDBACK ) ) + 1;
	}

	public static function are_left( int $draft_id ): bool {
		return self::made( $draft_id ) < self::most( $draft_id );
	}

	/**
	 * @param int $draft_id Post id.
	 * @throws Failure When there were enough.
	 */
	public static function must_be_left( int $draft_id ): void {
		if ( ! self::are_left( $draft_id ) ) {
			throw new Failure(
				'needs_seo_too_many_attempts',
				409,
				self::none_left( $draft_id ),
				array( 'attempts' => self::made( $draft_id ) )
			);
		}
	}

	/** The sentence for it. */
	public static function none_left( int $draft_id ): string {
		$made = self::made( $draft_id );
		return sprintf(
			/* translators: %s: number of attempts. */
			_n(
				'There was %s attempt for this draft already, and another is unlikely to be better. Edit the draft or write the article by hand; you can still reject without asking for another, and a tag set by hand on the draft still queues it.',
				'There were %s attempts for this draft already, and another is unlikely to be better. Edit the draft or write the article by hand; you can still reject without asking for another, and a tag set by hand on the draft still queues it.',
				$made,
				'seo-bridge'
			),
			number_format_i18n( $made )
		);
	}

	/**
	 * @param int    $draft_id    Post id.
	 * @param int    $proposal_id Revision id; 0 where it is about a held draft.
	 * @param string $reason      What the next attempt should know.
	 */
	public static function remember( int $draft_id, int $proposal_id, string $reason ): void {
		$feedback   = Store::draft_json( $draft_id, Store::FEEDBACK );
		$feedback[] = array(
			'proposal' => $proposal_id,
			'reason'   => $reason,
			'at'       => gmdate( 'c' ),
			'by'       => get_current_user_id(),
		);
		Store::put( $draft_id, Store::FEEDBACK, array_slice( $feedback, -self::KEPT ) );
	}

	/**
	 * Asks for a proposal of the draft as it stands now: the pending one is outdated.
	 *
	 * @param int $proposal_id Revision id.
	 * @throws Failure When it is not outdated, or the draft is none any more.
	 */
	public static function renew( int $proposal_id ): void {
		$draft_id = Decision::draft_of( $proposal_id );
		Decision::must_be_allowed( $draft_id );
		Lock::transaction(
			$draft_id,
			static function ( Draft $draft ) use ( $proposal_id ) {
				$proposal = Decision::undecided( $proposal_id );
				if ( ! $draft->is_open() ) {
					throw Failure::not_draft( $draft->id(), $draft->row->post_status );
				}
				if ( ! Presenter::is_stale( $proposal, $draft ) ) {
					throw new Failure( 'needs_seo_not_stale', 409, __( 'This proposal still fits its draft. Nothing was written. Approve it, or reject it with a reason.', 'seo-bridge' ) );
				}
				Store::close( $proposal, 'superseded', null );
				Tags::change( $draft->id(), self::queue_tags( (array) ( $proposal['data']['tags'] ?? array() ) ), array() );
			}
		);
	}

	/**
	 * Asks again for a draft that was held, with instructions.
	 *
	 * @param int    $draft_id     Post id.
	 * @param string $instructions For the next attempt.
	 * @throws Failure When it is not held, the instructions are missing, or there were enough attempts.
	 */
	public static function again( int $draft_id, string $instructions ): void {
		Decision::must_be_allowed( $draft_id );
		$instructions = trim( $instructions );
		Lock::transaction(
			$draft_id,
			static function ( Draft $draft ) use ( $instructions ) {
				$held = Store::draft_json( $draft->id(), Store::HELD );
				if ( ! $held || ! $draft->is_open() ) {
					throw new Failure( 'needs_seo_not_held', 409, __( 'This draft is not held any more. Nothing was written. Look at the list again.', 'seo-bridge' ) );
				}
				// A person who mended the draft itself has nothing to add.
				$changed = $draft->hash() !== ( $held['base'] ?? '' );
				if ( '' === $instructions && ! $changed ) {
					throw new Failure( 'needs_seo_reason_missing', 422, __( 'The draft is as it was: without instructions the next attempt would end the same way. Write in a sentence what should be done, or change the draft first.', 'seo-bridge' ) );
				}
				if ( '' !== $instructions ) {
					self::must_be_left( $draft->id() );
					self::remember( $draft->id(), 0, $instructions );
				}
				Store::lift_held( $draft->id() );
				Tags::change( $draft->id(), self::queue_tags( (array) ( $held['tags'] ?? array() ) ), array() );
			}
		);
	}

	/** The tags that queue a draft: those the bridge took away from it. */
	private static function queue_tags( array $tags ): array {
		$removed = array_values( array_map( 'strval', (array) ( $tags['removed'] ?? array() ) ) );
		// It took none away where the tag was gone already; then the site's own setting tells.
		return $removed ? $removed : array( Queue::slug() );
	}
}
