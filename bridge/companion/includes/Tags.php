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
			self::check( wp_remove_object_terms( $draft_id, array_map( array( self::class, 'term_id' ), $removed ), self::TAXONOMY ) );
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
