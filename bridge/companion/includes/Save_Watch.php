<?php
/**
 * Saves, deletions and pruning that don't come through us.
 *
 * @package SeoBridge
 */

namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

/**
 * Watches only; a person's edit makes a proposal stale by itself, as its hash no longer fits.
 */
final class Save_Watch {

	public static function register(): void {
		add_filter( 'wp_revisions_to_keep', array( self::class, 'keep' ), 100, 2 );
		add_action( 'wp_after_insert_post', array( self::class, 'saved' ), 20, 2 );
		add_action( 'before_delete_post', array( self::class, 'deleted' ), 10, 2 );
	}

	/**
	 * While a proposal is pending no revision of its draft is pruned; this also brings the comparison and the Restore
	 * button back on sites that switched revisions off.
	 *
	 * @param int      $number How many to keep.
	 * @param \WP_Post $post   The post.
	 * @return int
	 */
	public static function keep( $number, $post ) {
		return $post instanceof \WP_Post && $post->ID && get_metadata( 'post', $post->ID, Store::PENDING, true ) && self::pending_id( $post->ID ) ? -1 : $number;
	}

	/**
	 * Some ways of restoring are plain saves: code, XML-RPC, the visual revisions of WordPress 7. Where the saved
	 * text is the staged text, the person has approved it, and the slug and SEO fields follow.
	 *
	 * @param int      $post_id Post id.
	 * @param \WP_Post $post    As saved.
	 */
	public static function saved( $post_id, $post ): void {
		if ( Decision::$writing === (int) $post_id || ! $post instanceof \WP_Post || ! get_metadata( 'post', $post_id, Store::PENDING, true ) ) {
			return;
		}
		$pending = Store::pending( (int) $post_id );
		if ( ! $pending || ! self::same_text( $post, $pending ) || ! Role::may_decide( (int) $post_id ) ) {
			return;
		}
		try {
			Decision::complete( $pending['id'] );
		} catch ( Failure $refusal ) {
			// The person's save stands either way; the proposal stays pending, and stale, in the list.
			return;
		}
	}

	/**
	 * A pending proposal that is deleted leaves neither flag nor tags behind.
	 *
	 * @param int      $post_id Post id.
	 * @param \WP_Post $post    What is deleted.
	 */
	public static function deleted( $post_id, $post ): void {
		if ( ! $post instanceof \WP_Post || 'revision' !== $post->post_type ) {
			return;
		}
		$proposal = Store::proposal( (int) $post_id );
		if ( $proposal && 'pending' === $proposal['state'] && get_post( $proposal['draft'] ) ) {
			Store::unflag( $proposal );
		}
	}

	/** The pending proposal's id, from the caches: this is asked often. */
	public static function pending_id( int $draft_id ): int {
		$id = (int) get_metadata( 'post', $draft_id, Store::PENDING, true );
		return $id && 'revision' === get_post_type( $id ) ? $id : 0;
	}

	/**
	 * Whether this is the staged text as the current person's save stores it.
	 *
	 * @param object $post     A post or its row.
	 * @param array  $proposal Of Store::proposal().
	 */
	public static function same_text( object $post, array $proposal ): bool {
		foreach ( array( 'title', 'content', 'excerpt' ) as $field ) {
			$saved  = $post->{'post_' . $field};
			$staged = $proposal[ $field ];
			if ( $saved === $staged ) {
				continue;
			}
			// For a person without unfiltered_html, core spelled some characters otherwise. Nothing is taken from the
			// others, so with them it is another text.
			if ( current_user_can( 'unfiltered_html' ) || wp_kses( $staged, 'title' === $field ? 'title_save_pre' : 'post' ) !== $saved ) {
				return false;
			}
		}
		return true;
	}
}
