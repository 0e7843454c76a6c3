<?php
/**
 * Taking an approval back.
 *
 * @package SeoBridge
 */

namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

/**
 * One click, and the draft is what it was: text, slug, SEO fields, scores. Only while nobody changed it since.
 */
final class Undo {

	/**
	 * @param int $proposal_id Revision id.
	 * @throws Failure See docs/companion-api.md.
	 */
	public static function run( int $proposal_id ): void {
		$draft_id = Decision::draft_of( $proposal_id );
		Decision::must_be_allowed( $draft_id );
		Lock::transaction(
			$draft_id,
			static function ( Draft $draft ) use ( $proposal_id ) {
				$proposal = Store::proposal( $proposal_id );
				if ( ! $proposal || 'approved' !== $proposal['state'] ) {
					throw new Failure(
						'needs_seo_not_approved',
						409,
						__( 'This proposal is not approved, so there is nothing to take back. Nothing was written. Look at the list again.', 'seo-bridge' )
					);
				}
				self::must_be_unchanged( $draft, $proposal );
				Decision::must_not_be_open_elsewhere( $draft );
				self::restore( $draft, $proposal );
				$waiting = Store::pending( $draft->id() );
				if ( $waiting ) {
					Store::close( $waiting, 'superseded', null );
				}
				Store::lift_held( $draft->id() );
				Store::reopen( $proposal );
			}
		);
	}

	/** Whether the button makes sense; run() decides. */
	public static function is_possible( array $proposal, ?Draft $draft ): bool {
		return 'approved' === $proposal['state'] && $draft && $draft->is_open() && Role::may_decide( $draft->id() )
			&& self::after( $proposal ) === $draft->hash();
	}

	private static function must_be_unchanged( Draft $draft, array $proposal ): void {
		if ( ! $draft->is_open() ) {
			throw new Failure(
				'needs_seo_not_draft',
				409,
				/* translators: 1: post id, 2: post status. */
				sprintf( __( 'Post %1$d is no longer a draft (its status is "%2$s"), so the approval can\'t be taken back. Nothing was written. The text from before is among its revisions.', 'seo-bridge' ), $draft->id(), $draft->row->post_status ),
				array( 'post_status' => $draft->row->post_status )
			);
		}
		if ( self::after( $proposal ) !== $draft->hash() ) {
			throw new Failure(
				'needs_seo_changed_since',
				409,
				/* translators: %d: post id. */
				sprintf( __( 'Draft %d was changed after the approval, so taking it back would lose that work. Nothing was written. The text from before is among its revisions, and can be restored there.', 'seo-bridge' ), $draft->id() ),
				array( 'current' => $draft->hash() )
			);
		}
	}

	private static function restore( Draft $draft, array $proposal ): void {
		$snapshot = self::snapshot( $draft, $proposal );
		$before   = $proposal['data']['before'];
		Decision::write(
			$draft,
			array(
				'title'   => $snapshot->post_title,
				'content' => $snapshot->post_content,
				'excerpt' => $snapshot->post_excerpt,
				'data'    => array(
					'slug'   => (string) $before['slug'],
					'seo'    => array_intersect_key( $before, $draft->seo ),
					'stored' => $before['stored'] ?? null,
					'stats'  => array(),
				),
			)
		);
		Scores::restore( $draft->id(), (array) ( $proposal['decision']['scores'] ?? array() ) );
		$now = Draft::find( $draft->id() );
		if ( ! $now || $now->hash() !== $proposal['data']['base'] ) {
			throw Failure::storage( __( 'draft', 'seo-bridge' ), __( 'another plugin changed the text while it was saved', 'seo-bridge' ) );
		}
	}

	private static function snapshot( Draft $draft, array $proposal ): object {
		global $wpdb;
		// phpcs:ignore WordPress.DB
		$row = $wpdb->get_row( $wpdb->prepare( "SELECT * FROM {$wpdb->posts} WHERE ID = %d AND post_parent = %d AND post_type = 'revision'", (int) ( $proposal['data']['snapshot'] ?? 0 ), $draft->id() ) );
		if ( ! $row ) {
			throw new Failure(
				'needs_seo_snapshot_gone',
				409,
				__( 'The revision with the text from before the approval was deleted, so the approval can\'t be taken back. Nothing was written.', 'seo-bridge' )
			);
		}
		return $row;
	}

	private static function after( array $proposal ): string {
		return (string) ( $proposal['decision']['after'] ?? '' );
	}
}
