<?php
/**
 * Proposals and drafts in the shape of the answers, and states in words.
 *
 * @package SeoBridge
 */

namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

/**
 * Links are built by hand: core's functions answer nothing for a user who may not edit, which the bridge may not.
 */
final class Presenter {

	public static function proposal( array $proposal, ?Draft $draft = null ): array {
		$data     = $proposal['data'];
		$decision = is_array( $proposal['decision'] ) ? $proposal['decision'] : array();
		$by       = (int) ( $decision['by'] ?? 0 );
		return array(
			'id'           => $proposal['id'],
			'draft'        => $proposal['draft'],
			'job'          => $proposal['job'],
			'state'        => $proposal['state'],
			'base'         => $data['base'],
			'stale'        => self::is_stale( $proposal, $draft ?? Draft::find( $proposal['draft'] ) ),
			'title'        => $proposal['title'],
			'slug'         => $data['slug'],
			'excerpt'      => $proposal['excerpt'],
			'seo'          => $data['seo'],
			'engine'       => $data['engine'],
			'findings'     => $data['findings'],
			'stats'        => (object) $data['stats'],
			'reason'       => $decision['reason'] ?? null,
			'decided_by'   => $by ? array(
				'id'   => $by,
				'name' => (string) get_the_author_meta( 'display_name', $by ),
			) : null,
			'decided_at'   => $decision['at'] ?? null,
			'created_at'   => $data['created_at'],
			'parts'        => $decision['parts'] ?? null,
			'review_link'  => self::review_link( $proposal['id'] ),
			'compare_link' => self::compare_link( $proposal['id'] ),
			'edit_link'    => self::edit_link( $proposal['draft'] ),
		);
	}

	/** A pending proposal that can't be approved any more: the draft moved on. Computed, never stored. */
	public static function is_stale( array $proposal, ?Draft $draft ): bool {
		return 'pending' === $proposal['state'] && ( ! $draft || ! $draft->is_open() || $draft->hash() !== $proposal['data']['base'] );
	}

	public static function draft_light( Draft $draft, ?array $pending ): array {
		$row = $draft->row;
		return array(
			'id'           => $draft->id(),
			'type'         => $row->post_type,
			'status'       => $row->post_status,
			'title'        => $row->post_title,
			'base'         => $draft->hash(),
			'modified'     => '0000-00-00 00:00:00' === $row->post_modified_gmt ? null : str_replace( ' ', 'T', $row->post_modified_gmt ) . '+00:00',
			'author'       => array(
				'id'   => (int) $row->post_author,
				'name' => (string) get_the_author_meta( 'display_name', (int) $row->post_author ),
			),
			'pending'      => $pending ? $pending['id'] : null,
			'pending_base' => $pending ? $pending['data']['base'] : null,
		);
	}

	public static function draft_full( Draft $draft ): array {
		$brief = Glossary::added_to( Store::draft_json( $draft->id(), Store::BRIEF ) );
		return self::draft_light( $draft, Store::pending( $draft->id() ) ) + array(
			'content'         => $draft->row->post_content,
			'excerpt'         => $draft->row->post_excerpt,
			'slug'            => $draft->row->post_name,
			'seo'             => $draft->seo,
			'terms'           => self::terms( $draft ),
			'editor'          => self::editor( $draft->id() ),
			'brief'           => $brief ? $brief : null,
			'feedback'        => self::feedback( $draft->id() ),
			'edit_link'       => self::edit_link( $draft->id() ),
			'unfiltered_html' => current_user_can( 'unfiltered_html' ),
		);
	}

	private static function feedback( int $draft_id ): array {
		return array_map(
			static function ( $one ) {
				return array_intersect_key( (array) $one, array_flip( array( 'proposal', 'reason', 'at' ) ) );
			},
			Store::draft_json( $draft_id, Store::FEEDBACK )
		);
	}

	public static function state_label( string $state ): string {
		switch ( $state ) {
			case 'undone':
				return _x( 'withdrawn', 'state of a proposal', 'seo-bridge' );
			case 'pending':
				return _x( 'pending', 'state of a proposal', 'seo-bridge' );
			case 'approved':
				return _x( 'approved', 'state of a proposal', 'seo-bridge' );
			case 'rejected':
				return _x( 'rejected', 'state of a proposal', 'seo-bridge' );
			case 'stale':
				return _x( 'outdated', 'state of a proposal', 'seo-bridge' );
			case 'held':
				return _x( 'held', 'state of a proposal', 'seo-bridge' );
			default:
				return _x( 'superseded', 'state of a proposal', 'seo-bridge' );
		}
	}

	public static function severity_label( string $severity ): string {
		switch ( $severity ) {
			case 'blocker':
				return __( 'Blocker', 'seo-bridge' );
			case 'warning':
				return __( 'Warning', 'seo-bridge' );
			default:
				return __( 'Note', 'seo-bridge' );
		}
	}

	public static function edit_link( int $draft_id ): string {
		return admin_url( 'post.php?post=' . $draft_id . '&action=edit' );
	}

	public static function compare_link( int $proposal_id ): string {
		return admin_url( 'revision.php?revision=' . $proposal_id );
	}

	/** The page on which a person reads a proposal and decides. */
	public static function review_link( int $proposal_id ): string {
		return admin_url( 'admin.php?page=' . Admin_Page::SLUG . '&proposal=' . $proposal_id );
	}

	/** The same for a draft that was held. */
	public static function held_link( int $draft_id ): string {
		return admin_url( 'admin.php?page=' . Admin_Page::SLUG . '&held=' . $draft_id );
	}

	private static function terms( Draft $draft ): array {
		$all   = array();
		$terms = wp_get_object_terms( $draft->id(), get_object_taxonomies( $draft->row->post_type ) );
		foreach ( is_wp_error( $terms ) ? array() : $terms as $term ) {
			$all[] = array(
				'taxonomy' => $term->taxonomy,
				'slug'     => $term->slug,
				'name'     => html_entity_decode( $term->name, ENT_QUOTES, 'UTF-8' ),
			);
		}
		return $all;
	}

	private static function editor( int $draft_id ): string {
		if ( ! function_exists( 'use_block_editor_for_post' ) ) {
			require_once ABSPATH . 'wp-admin/includes/post.php';
		}
		return use_block_editor_for_post( $draft_id ) ? 'block' : 'classic';
	}
}
