<?php
/**
 * The queue tags on a draft.
 *
 * @package SeoBridge
 */

namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

/**
 * Append and remove only: replacing the whole set would undo a tag an editor adds meanwhile, and core's post
 * functions would bump the draft's date.
 */
final class Tags {

	const TAXONOMY = 'post_tag';

	/**
	 * Creates the tags that the site lacks. To be called before the draft's transaction: two transactions do not see
	 * each other's new terms, and each would create its own of the same slug.
	 *
	 * @param int      $draft_id Post id.
	 * @param string[] $slugs    Slugs.
	 * @throws Failure When WordPress refuses to store a tag.
	 */
	public static function create_missing( int $draft_id, array $slugs ): void {
		if ( self::are_missing( $slugs ) ) {
			Lock::alone(
				'terms',
				$draft_id,
				static function () use ( $slugs ) {
					// What this process found missing before it waited may be there by now.
					wp_cache_set( 'last_changed', microtime(), 'terms' );
					foreach ( array_filter( $slugs, array( self::class, 'is_missing' ) ) as $slug ) {
						self::check( wp_insert_term( $slug, self::TAXONOMY, array( 'slug' => $slug ) ) );
					}
				}
			);
		}
	}

	/**
	 * Creates exactly this tag, where the site lacks it.
	 *
	 * @param string $slug Slug.
	 * @return bool Whether it was made by this call.
	 * @throws Failure When WordPress would make another slug of it, or refuses to store it.
	 */
	public static function create( string $slug ): bool {
		if ( sanitize_title( $slug ) !== $slug ) {
			/* translators: %s: tag slug. */
			throw new Failure( 'needs_seo_tag_invalid', 400, sprintf( __( '"%s" is not a slug that WordPress keeps as it is. Use lower-case letters, digits and hyphens.', 'seo-bridge' ), $slug ) );
		}
		$new = self::is_missing( $slug );
		self::create_missing( 0, array( $slug ) );
		return $new;
	}

	/**
	 * @param string[] $slugs Slugs.
	 */
	public static function are_missing( array $slugs ): bool {
		return (bool) array_filter( $slugs, array( self::class, 'is_missing' ) );
	}

	private static function is_missing( string $slug ): bool {
		return ! get_term_by( 'slug', $slug, self::TAXONOMY );
	}

	/**
	 * @param int      $draft_id Post id.
	 * @param string[] $add      Slugs; missing tags are created.
	 * @param string[] $remove   Slugs; unknown ones are ignored.
	 * @return array{added: string[], removed: string[]} What really changed, so that it can be undone.
	 * @throws Failure When WordPress refuses to store a tag.
	 */
	public static function change( int $draft_id, array $add, array $remove ): array {
		$present = self::slugs( $draft_id );
		$added   = array_values( array_diff( array_unique( $add ), $present ) );
		$removed = array_values( array_intersect( array_diff( array_unique( $remove ), $add ), $present ) );
		if ( $added ) {
			self::check( wp_set_object_terms( $draft_id, array_map( array( self::class, 'term_id' ), $added ), self::TAXONOMY, true ) );
		}
		if ( $removed ) {
			self::check( wp_remove_object_terms( $draft_id, self::attached( $draft_id, $removed ), self::TAXONOMY ) );
		}
		return array(
			'added'   => $added,
			'removed' => $removed,
		);
	}

	/**
	 * @param int $draft_id Post id.
	 * @return string[] Slugs, from the database.
	 */
	public static function slugs( int $draft_id ): array {
		$slugs = wp_get_object_terms( $draft_id, self::TAXONOMY, array( 'fields' => 'slugs' ) );
		return is_wp_error( $slugs ) ? array() : array_map( 'strval', $slugs );
	}

	/**
	 * The terms that really are on the draft: a site may have two of one slug, and a look-up by slug finds either.
	 *
	 * @param int      $draft_id Post id.
	 * @param string[] $slugs    Slugs.
	 * @return int[] Term ids.
	 */
	private static function attached( int $draft_id, array $slugs ): array {
		$terms = wp_get_object_terms( $draft_id, self::TAXONOMY );
		$ids   = array();
		foreach ( is_wp_error( $terms ) ? array() : $terms as $term ) {
			if ( in_array( $term->slug, $slugs, true ) ) {
				$ids[] = (int) $term->term_id;
			}
		}
		return $ids;
	}

	private static function term_id( string $slug ): int {
		$term = get_term_by( 'slug', $slug, self::TAXONOMY );
		if ( $term ) {
			return (int) $term->term_id;
		}
		$new = self::check( wp_insert_term( $slug, self::TAXONOMY, array( 'slug' => $slug ) ) );
		return (int) $new['term_id'];
	}

	/**
	 * @param mixed $result Of a taxonomy function.
	 * @return mixed
	 */
	private static function check( $result ) {
		if ( is_wp_error( $result ) || false === $result ) {
			throw Failure::storage( __( 'tags of the draft', 'seo-bridge' ), is_wp_error( $result ) ? $result->get_error_message() : '' );
		}
		return $result;
	}
}
