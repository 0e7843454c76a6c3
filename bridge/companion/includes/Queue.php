<?php
/**
 * Asking the bridge for a rewrite, by the queue tag, and taking that back.
 *
 * @package SeoBridge
 */

namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

/**
 * The tag is all that there is: whoever sets it by hand asks as well. Setting it changes neither the draft's date nor its
 * revisions.
 */
final class Queue {

	const TAG    = 'needs-seo';
	const OPTION = 'needs_seo_queue_tag';

	/** The slug that the bridge is set to look for on this site. */
	public static function slug(): string {
		/**
		 * Filters the slug of the tag that asks the bridge for a proposal. It has to be the one in the bridge's settings.
		 *
		 * @param string $slug Of the option needs_seo_queue_tag, or "needs-seo".
		 */
		$slug = sanitize_title( (string) apply_filters( 'needs_seo_queue_tag', (string) get_option( self::OPTION, self::TAG ) ) );
		return '' === $slug ? self::TAG : $slug;
	}

	public static function has( int $post_id ): bool {
		$terms = get_the_terms( $post_id, Tags::TAXONOMY );
		return is_array( $terms ) && in_array( self::slug(), wp_list_pluck( $terms, 'slug' ), true );
	}

	/**
	 * @param int $post_id Post id.
	 * @throws Failure Says why not, to the person who asked.
	 */
	public static function request( int $post_id ): void {
		$refusal = self::refusal( $post_id );
		if ( $refusal ) {
			throw $refusal;
		}
		Tags::create_missing( $post_id, array( self::slug() ) );
		Tags::change( $post_id, array( self::slug() ), array() );
	}

	/**
	 * @param int $post_id Post id.
	 * @throws Failure When the current user may not edit that post.
	 */
	public static function withdraw( int $post_id ): void {
		self::must_be_allowed( $post_id );
		Tags::change( $post_id, array(), array( self::slug() ) );
	}

	/** Why no rewrite can be asked for; null where it can. */
	public static function refusal( int $post_id ): ?Failure {
		try {
			self::must_be_allowed( $post_id );
		} catch ( Failure $refusal ) {
			return $refusal;
		}
		$draft = Draft::find( $post_id );
		if ( ! $draft || 'auto-draft' === $draft->row->post_status ) {
			return new Failure( 'needs_seo_not_draft', 409, __( 'Save the draft first: the bridge reads what is saved.', 'seo-bridge' ), array( 'post_status' => 'auto-draft' ) );
		}
		if ( ! $draft->is_open() ) {
			return new Failure( 'needs_seo_not_draft', 409, __( 'Only drafts and texts pending review can be rewritten. Set it back to draft first.', 'seo-bridge' ), array( 'post_status' => $draft->row->post_status ) );
		}
		$pending = Store::pending( $post_id );
		if ( $pending && $pending['data']['base'] === $draft->hash() ) {
			return new Failure( 'needs_seo_already_proposed', 409, __( 'A proposal for this very version waits for a decision. Approve it, or reject it and ask again.', 'seo-bridge' ), array( 'proposal' => $pending['id'] ) );
		}
		return null;
	}

	private static function must_be_allowed( int $post_id ): void {
		$post = get_post( $post_id );
		$type = $post ? get_post_type_object( $post->post_type ) : null;
		$tags = get_taxonomy( Tags::TAXONOMY );
		if ( ! $type || ! in_array( $post->post_type, Draft::types(), true ) || ! Role::may_decide( $post_id ) || ! current_user_can( $tags->cap->assign_terms ) ) {
			throw Failure::forbidden( __( 'You may not ask for a rewrite of this text: that needs the right to edit it and to set its tags.', 'seo-bridge' ) );
		}
	}
}
