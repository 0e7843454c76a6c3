<?php
/**
 * Where proposals and verdicts are kept.
 *
 * @package SeoBridge
 */

namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

/**
 * A proposal is a revision plus five of its meta rows; the draft carries flags only.
 *
 * Everything is written with update_metadata(): update_post_meta() on a revision id writes to the *parent*.
 * JSON is kept in ASCII, so that three-byte tables and slashes can't damage it.
 */
final class Store {

	// On the revision.
	const PROPOSAL = '_needs_seo_proposal'; // JSON: what the bridge sent, and what the draft was. Never changed.
	const JOB      = '_needs_seo_job';
	const STATE    = '_needs_seo_state';
	const DECISION = '_needs_seo_decision'; // JSON: who, when, why; of an approval also its parts and the version it made.
	const HISTORY  = '_needs_seo_history';  // JSON: every decision about it, those that were undone included.

	// On the draft.
	const PENDING  = '_needs_seo_pending';  // The id of the pending proposal.
	const HELD     = '_needs_seo_held';     // JSON: the verdict that no proposal could be made, and why.
	const FEEDBACK = '_needs_seo_feedback'; // JSON: rejections; revisions get pruned, what people said must not.
	const BRIEF    = '_needs_seo_brief';    // JSON: what the editor asks.

	const STATES = array( 'pending', 'approved', 'rejected', 'superseded' );

	/**
	 * @param int $revision_id Revision id.
	 * @return array|null `id`, `draft`, `state`, `job`, the revision's texts, what was staged (`data`) and `decision`.
	 */
	public static function proposal( int $revision_id ): ?array {
		return self::load( array( $revision_id ) )[ $revision_id ] ?? null;
	}

	/**
	 * @param int[] $ids Revision ids.
	 * @return array<int, array> By id, in the order asked; ids that are no proposals are left out.
	 */
	public static function load( array $ids ): array {
		global $wpdb;
		$ids = array_values( array_unique( array_filter( array_map( 'intval', $ids ) ) ) );
		if ( ! $ids ) {
			return array();
		}
		$in = implode( ',', $ids );
		// phpcs:disable WordPress.DB -- integers only; read past the cache, which may be older than the lock.
		$rows = (array) $wpdb->get_results( "SELECT ID, post_parent, post_title, post_content, post_excerpt, post_author, post_date FROM {$wpdb->posts} WHERE ID IN ($in) AND post_type = 'revision'", OBJECT_K );
		$meta = array();
		foreach ( (array) $wpdb->get_results( "SELECT post_id, meta_key, meta_value FROM {$wpdb->postmeta} WHERE post_id IN ($in) AND meta_key LIKE '\\_needs\\_seo\\_%'" ) as $one ) {
			$meta[ (int) $one->post_id ][ $one->meta_key ] = $one->meta_value;
		}
		// phpcs:enable
		$all = array();
		foreach ( $ids as $id ) {
			$data = json_decode( $meta[ $id ][ self::PROPOSAL ] ?? '', true );
			if ( isset( $rows[ $id ] ) && is_array( $data ) ) {
				$all[ $id ] = array(
					'id'       => $id,
					'draft'    => (int) $rows[ $id ]->post_parent,
					'state'    => (string) ( $meta[ $id ][ self::STATE ] ?? 'superseded' ),
					'job'      => (string) ( $meta[ $id ][ self::JOB ] ?? '' ),
					'title'    => (string) $rows[ $id ]->post_title,
					'content'  => (string) $rows[ $id ]->post_content,
					'excerpt'  => (string) $rows[ $id ]->post_excerpt,
					'author'   => (int) $rows[ $id ]->post_author,
					'data'     => $data,
					'decision' => json_decode( $meta[ $id ][ self::DECISION ] ?? '', true ),
					'history'  => (array) json_decode( $meta[ $id ][ self::HISTORY ] ?? '[]', true ),
				);
			}
		}
		return $all;
	}

	/** The proposal a job made, on whatever draft. */
	public static function by_job( string $job ): ?array {
		global $wpdb;
		// phpcs:ignore WordPress.DB
		$id = $wpdb->get_var( $wpdb->prepare( "SELECT post_id FROM {$wpdb->postmeta} WHERE meta_key = %s AND meta_value = %s ORDER BY meta_id LIMIT 1", self::JOB, $job ) );
		return $id ? self::proposal( (int) $id ) : null;
	}

	/** The draft's pending proposal; the flag alone is not believed, as revisions can be deleted by other means. */
	public static function pending( int $draft_id ): ?array {
		$found = self::proposal( (int) self::draft_meta( $draft_id, self::PENDING ) );
		return $found && 'pending' === $found['state'] && $found['draft'] === $draft_id ? $found : null;
	}

	/**
	 * @param int[] $draft_ids Post ids.
	 * @return array<int, array> Pending proposals by draft id.
	 */
	public static function pending_of( array $draft_ids ): array {
		update_meta_cache( 'post', $draft_ids );
		$ids = array();
		foreach ( $draft_ids as $draft_id ) {
			$ids[] = (int) get_metadata( 'post', $draft_id, self::PENDING, true );
		}
		$all = array();
		foreach ( self::load( $ids ) as $proposal ) {
			if ( 'pending' === $proposal['state'] ) {
				$all[ $proposal['draft'] ] = $proposal;
			}
		}
		return $all;
	}

	/** One of the draft's own meta values, from the database. */
	public static function draft_meta( int $draft_id, string $key ): string {
		global $wpdb;
		// phpcs:ignore WordPress.DB
		return (string) $wpdb->get_var( $wpdb->prepare( "SELECT meta_value FROM {$wpdb->postmeta} WHERE post_id = %d AND meta_key = %s ORDER BY meta_id LIMIT 1", $draft_id, $key ) );
	}

	/** The same as an array; empty where there is none. */
	public static function draft_json( int $draft_id, string $key ): array {
		$value = json_decode( self::draft_meta( $draft_id, $key ), true );
		return is_array( $value ) ? $value : array();
	}

	/**
	 * @param int    $post_id Draft or revision.
	 * @param string $key     One of the constants.
	 * @param mixed  $value   Arrays are stored as JSON.
	 * @throws Failure When the database refuses.
	 */
	public static function put( int $post_id, string $key, $value ): void {
		$text = is_array( $value ) ? self::json( $value ) : (string) $value;
		// Comparing what is there: update_metadata() answers false both for "the same already" and for a failure.
		if ( ! update_metadata( 'post', $post_id, $key, wp_slash( $text ) ) && self::draft_meta( $post_id, $key ) !== $text ) {
			global $wpdb;
			throw Failure::storage( $key, $wpdb->last_error );
		}
	}

	public static function remove( int $post_id, string $key ): void {
		delete_metadata( 'post', $post_id, $key );
	}

	/**
	 * Marks a proposal as decided and takes its flag and the tags it added off the draft.
	 *
	 * @param array       $proposal Of proposal().
	 * @param string      $state    One of STATES.
	 * @param string|null $reason   Of a rejection.
	 * @param array       $more     What else the decision has to remember.
	 */
	public static function close( array $proposal, string $state, ?string $reason, array $more = array() ): void {
		self::put( $proposal['id'], self::STATE, $state );
		$decision = array(
			'by'     => 'superseded' === $state ? 0 : get_current_user_id(),
			'at'     => gmdate( 'c' ),
			'reason' => $reason,
		);
		self::put( $proposal['id'], self::DECISION, $decision + $more );
		self::note( $proposal, array( 'what' => $state ) + $decision + array( 'parts' => $more['parts'] ?? null ) );
		self::unflag( $proposal );
	}

	/** The way back: the proposal waits again, as it did before it was decided. */
	public static function reopen( array $proposal ): void {
		self::put( $proposal['id'], self::STATE, 'pending' );
		self::remove( $proposal['id'], self::DECISION );
		self::note(
			$proposal,
			array(
				'what'   => 'undone',
				'by'     => get_current_user_id(),
				'at'     => gmdate( 'c' ),
				'reason' => null,
				'parts'  => null,
			)
		);
		self::put( $proposal['draft'], self::PENDING, (string) $proposal['id'] );
		Tags::change( $proposal['draft'], (array) ( $proposal['data']['tags']['added'] ?? array() ), array() );
	}

	private static function note( array $proposal, array $entry ): void {
		self::put( $proposal['id'], self::HISTORY, array_merge( $proposal['history'], array( $entry ) ) );
	}

	/**
	 * @param int $draft_id Post id.
	 * @return array<int, array> Every proposal that was made for it and is still there, newest first.
	 */
	public static function all_of( int $draft_id ): array {
		global $wpdb;
		// phpcs:ignore WordPress.DB
		return self::load( $wpdb->get_col( $wpdb->prepare( "SELECT p.ID FROM {$wpdb->posts} p JOIN {$wpdb->postmeta} m ON m.post_id = p.ID AND m.meta_key = %s WHERE p.post_parent = %d AND p.post_type = 'revision' ORDER BY p.post_date DESC, p.ID DESC LIMIT 50", self::STATE, $draft_id ) ) );
	}

	public static function unflag( array $proposal ): void {
		if ( (int) self::draft_meta( $proposal['draft'], self::PENDING ) === $proposal['id'] ) {
			self::remove( $proposal['draft'], self::PENDING );
		}
		Tags::change( $proposal['draft'], array(), (array) ( $proposal['data']['tags']['added'] ?? array() ) );
	}

	/** Takes a held verdict and the tags it added off the draft. */
	public static function lift_held( int $draft_id ): void {
		$held = self::draft_json( $draft_id, self::HELD );
		if ( $held ) {
			self::remove( $draft_id, self::HELD );
			Index_Meta::remove( $draft_id );
			Tags::change( $draft_id, array(), (array) ( $held['tags']['added'] ?? array() ) );
		}
	}

	private static function json( array $value ): string {
		$json = wp_json_encode( $value, JSON_PRESERVE_ZERO_FRACTION );
		if ( false === $json ) {
			throw Failure::storage( 'JSON', json_last_error_msg() );
		}
		return $json;
	}
}
