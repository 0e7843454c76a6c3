<?php
/**
 * What became of an approved proposal, for the bridge to learn from.
 *
 * @package SeoBridge
 */

namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

/**
 * The text as it was approved beside the text as it stands. The latter only while the bridge may read it anyway, as a
 * draft, or everybody may, as it is published.
 */
final class Outcome {

	public static function of( array $proposal ): array {
		$decision = 'approved' === $proposal['state'] && is_array( $proposal['decision'] ) ? $proposal['decision'] : null;
		$approved = $decision ? ( $decision['text'] ?? array(
			'title'   => $proposal['title'],
			'content' => $proposal['content'],
		) ) : null;
		$now = $approved ? self::now( $proposal['draft'] ) : null;
		return array(
			'state'    => $proposal['state'],
			'parts'    => $decision['parts'] ?? null,
			'approved' => $approved,
			'now'      => $now,
			'changed'  => $now && array( $now['title'], $now['content'] ) !== array( $approved['title'], $approved['content'] ),
		);
	}

	private static function now( int $draft_id ): ?array {
		$draft = Draft::find( $draft_id );
		if ( ! $draft ) {
			return null;
		}
		$public = 'publish' === $draft->row->post_status && '' === $draft->row->post_password && is_post_type_viewable( $draft->row->post_type );
		return $draft->is_open() || $public ? array(
			'title'   => $draft->row->post_title,
			'content' => $draft->row->post_content,
			'status'  => $draft->row->post_status,
		) : null;
	}
}
