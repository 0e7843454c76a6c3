<?php
/**
 * A draft as it stands in the database, and the hash of its version.
 *
 * @package SeoBridge
 */

namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

/**
 * Reads past the object cache: a conflict check on cached text would miss what another process just saved.
 */
final class Draft {

	const STATUSES = array( 'draft', 'pending' );

	/**
	 * The row of wp_posts.
	 *
	 * @var object
	 */
	public $row;

	/**
	 * SEO title, meta description, focus keyphrase, as people call them.
	 *
	 * @var array{title: string, description: string, keyphrase: string}
	 */
	public $seo;

	/**
	 * The same as the active SEO plugin's rows hold them: some keep several keyphrases in one.
	 *
	 * @var array{title: string, description: string, keyphrase: string}
	 */
	public $stored;

	private function __construct( object $row, array $stored ) {
		$this->row    = $row;
		$this->stored = $stored;
		$this->seo    = Seo_Plugin::active()->readable( $stored );
	}

	/**
	 * @param int $draft_id Post id.
	 * @return self|null Null where there is no such post of a type that can be read.
	 */
	public static function find( int $draft_id ): ?self {
		return self::find_many( array( $draft_id ) )[ $draft_id ] ?? null;
	}

	/**
	 * The same, with the row locked until the transaction ends. It has to be the transaction's first read,
	 * or InnoDB would answer from a snapshot taken before another writer finished.
	 *
	 * @param int $draft_id Post id.
	 * @throws Failure When the row stays locked by somebody else, or there is no such draft.
	 */
	public static function find_locked( int $draft_id ): self {
		global $wpdb;
		// phpcs:ignore WordPress.DB -- the cache is what has to be avoided.
		$row = $wpdb->get_row( $wpdb->prepare( "SELECT * FROM {$wpdb->posts} WHERE ID = %d FOR UPDATE", $draft_id ) );
		if ( '' !== $wpdb->last_error ) {
			throw Failure::busy( $draft_id );
		}
		if ( ! $row || ! in_array( $row->post_type, self::types(), true ) ) {
			throw Failure::draft_unknown( $draft_id );
		}
		return new self( $row, self::stored_of( array( $draft_id ) )[ $draft_id ] );
	}

	/**
	 * @param int[] $ids Post ids.
	 * @return array<int, self> By id, in the order asked.
	 */
	public static function find_many( array $ids ): array {
		global $wpdb;
		$ids = array_values( array_unique( array_map( 'intval', $ids ) ) );
		if ( ! $ids ) {
			return array();
		}
		// phpcs:ignore WordPress.DB -- integers only.
		$rows   = (array) $wpdb->get_results( "SELECT * FROM {$wpdb->posts} WHERE ID IN (" . implode( ',', $ids ) . ')', OBJECT_K );
		$stored = self::stored_of( $ids );
		$all    = array();
		foreach ( $ids as $id ) {
			if ( isset( $rows[ $id ] ) && in_array( $rows[ $id ]->post_type, self::types(), true ) ) {
				$all[ $id ] = new self( $rows[ $id ], $stored[ $id ] );
			}
		}
		return $all;
	}

	/**
	 * Post types a proposal can be staged for: a revision has to mean something there, and so has a tag.
	 *
	 * @return string[]
	 */
	public static function types(): array {
		$types = array();
		foreach ( get_post_types( array( 'show_ui' => true ) ) as $type ) {
			if ( post_type_supports( $type, 'editor' ) && post_type_supports( $type, 'revisions' ) && is_object_in_taxonomy( $type, Tags::TAXONOMY ) ) {
				$types[] = $type;
			}
		}
		/**
		 * Filters the post types the bridge may read drafts of and propose for.
		 *
		 * @param string[] $types Post type names.
		 */
		return (array) apply_filters( 'needs_seo_post_types', $types );
	}

	public function id(): int {
		return (int) $this->row->ID;
	}

	public function is_open(): bool {
		return in_array( $this->row->post_status, self::STATUSES, true );
	}

	/**
	 * The hash of this version: what `base` is compared with. Scores, dates, tags and author are not in it,
	 * because people and plugins change those without changing the text. The SEO fields are the active plugin's, as stored:
	 * another secondary keyphrase is another version, and so is a draft whose site went over to another SEO plugin.
	 */
	public function hash(): string {
		$parts = array(
			$this->row->post_title,
			$this->row->post_content,
			$this->row->post_excerpt,
			$this->row->post_name,
			$this->stored['title'],
			$this->stored['description'],
			$this->stored['keyphrase'],
		);
		$json = wp_json_encode( $parts, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_LINE_TERMINATORS );
		// Bytes that are not UTF-8 can't be written as JSON; such a version still needs a hash of its own.
		return hash( 'sha256', false === $json ? serialize( $parts ) : $json ); // phpcs:ignore
	}

	/**
	 * @param int[] $ids Post ids.
	 * @return array<int, array{title: string, description: string, keyphrase: string}>
	 */
	private static function stored_of( array $ids ): array {
		global $wpdb;
		$keys = Seo_Plugin::active()->keys();
		$all  = array_fill_keys( $ids, array_fill_keys( array_keys( $keys ), '' ) );
		$sql  = "SELECT post_id, meta_key, meta_value FROM {$wpdb->postmeta} WHERE post_id IN (" . implode( ',', $ids ) . ')'
			. " AND meta_key IN ('" . implode( "','", $keys ) . "') ORDER BY meta_id DESC";
		// phpcs:ignore WordPress.DB -- integers and constants only. Descending, so that the first row wins, as in get_post_meta().
		foreach ( (array) $wpdb->get_results( $sql ) as $meta ) {
			$all[ (int) $meta->post_id ][ array_search( $meta->meta_key, $keys, true ) ] = (string) $meta->meta_value;
		}
		return $all;
	}
}
