<?php
/**
 * Which proposals and held drafts a person sees, in which order.
 *
 * @package SeoBridge
 */

namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

/**
 * Proposals (revisions) and held verdicts (drafts) come from one query: each has exactly one meta row that says so, and a
 * draft it belongs to. The number of queries does not depend on how many there are.
 */
final class Proposals_Query {

	/** The order is that of the views, and of the list where nobody sorted it: what waits for somebody comes first. */
	const STATES = array( 'pending', 'held', 'approved', 'rejected', 'superseded' );

	/** Yoast's bands: 0 means that there was nothing to score. */
	const SCORES = array(
		'bad'  => array( 1, 40 ),
		'ok'   => array( 41, 70 ),
		'good' => array( 71, 100 ),
	);

	/** Name => seconds, from and to. */
	const AGES = array(
		'day'   => array( 0, DAY_IN_SECONDS ),
		'week'  => array( 0, WEEK_IN_SECONDS ),
		'month' => array( 0, MONTH_IN_SECONDS ),
		'older' => array( MONTH_IN_SECONDS, null ),
	);

	/** Column => what is sorted by: names of index rows, or an expression. */
	const ORDERS = array(
		'title'       => array( 'd.post_title' ),
		'author'      => array( 'u.display_name' ),
		'age'         => array( 'at' ),
		'words'       => array( 'words' ),
		'seo'         => array( 'seo' ),
		'readability' => array( 'readability' ),
		'findings'    => array( 'blockers', 'warnings' ),
		'cost'        => array( 'cost' ),
	);

	/**
	 * What was asked: view, search, author, score, age, orderby, order.
	 *
	 * @var array<string, string|int>
	 */
	private $asked;

	/**
	 * @param array $asked Whatever came with the request, unslashed; what is not known is ignored.
	 */
	public function __construct( array $asked ) {
		$text = static function ( string $name ) use ( $asked ): string {
			return isset( $asked[ $name ] ) && is_scalar( $asked[ $name ] ) ? trim( (string) $asked[ $name ] ) : '';
		};
		$this->asked = array(
			'view'    => in_array( $text( 'view' ), self::STATES, true ) ? $text( 'view' ) : 'all',
			'search'  => mb_substr( $text( 's' ), 0, 200 ),
			'author'  => absint( $text( 'author' ) ),
			'score'   => 'none' === $text( 'score' ) || isset( self::SCORES[ $text( 'score' ) ] ) ? $text( 'score' ) : '',
			'age'     => isset( self::AGES[ $text( 'age' ) ] ) ? $text( 'age' ) : '',
			'orderby' => isset( self::ORDERS[ $text( 'orderby' ) ] ) ? $text( 'orderby' ) : '',
			'order'   => 'asc' === strtolower( $text( 'order' ) ) ? 'ASC' : 'DESC',
		);
	}

	/** @return string|int */
	public function asked( string $name ) {
		return $this->asked[ $name ];
	}

	/** Whether the list is narrowed by anything but the view. */
	public function is_filtered(): bool {
		return '' !== $this->asked['search'] || $this->asked['author'] || '' !== $this->asked['score'] || '' !== $this->asked['age'];
	}

	/**
	 * How many there are in each state, as far as the current user may see them.
	 *
	 * @return array<string, int> `all` besides.
	 */
	public static function counts(): array {
		global $wpdb;
		// phpcs:ignore WordPress.DB -- constants, table names and integers.
		$rows   = (array) $wpdb->get_results( 'SELECT ' . self::state() . ' AS state, COUNT(*) AS n' . self::from() . self::own() . ' GROUP BY state', OBJECT_K );
		$counts = array( 'all' => 0 );
		foreach ( self::STATES as $state ) {
			$counts[ $state ] = isset( $rows[ $state ] ) ? (int) $rows[ $state ]->n : 0;
			$counts['all']   += $counts[ $state ];
		}
		return $counts;
	}

	/** Pending proposals of drafts that the current user may edit: the number in the menu. */
	public static function waiting(): int {
		global $wpdb;
		// By the flag on the draft, of which there are no more than pending proposals, however long the history.
		// phpcs:ignore WordPress.DB -- constants, table names and integers.
		return (int) $wpdb->get_var( "SELECT COUNT(*) FROM {$wpdb->postmeta} s JOIN {$wpdb->posts} d ON d.ID = s.post_id WHERE s.meta_key = '" . Store::PENDING . "' AND d.post_status <> 'trash'" . self::own() );
	}

	/**
	 * @return array<int, string> Display names of the authors of what the current user sees, by id.
	 */
	public static function authors(): array {
		global $wpdb;
		// phpcs:ignore WordPress.DB -- constants, table names and integers.
		$rows = $wpdb->get_results( 'SELECT u.ID, u.display_name' . self::from() . self::own() . ' GROUP BY u.ID, u.display_name ORDER BY u.display_name LIMIT 500' );
		return array_column( (array) $rows, 'display_name', 'ID' );
	}

	public function total(): int {
		global $wpdb;
		return (int) $wpdb->get_var( 'SELECT COUNT(*)' . self::from( $this->joins( false ) ) . self::own() . $this->conditions() ); // phpcs:ignore WordPress.DB
	}

	/**
	 * @return array[] `kind` (proposal or held), `id` (of the revision, or of the draft), `draft` (its id).
	 */
	public function items( int $per_page, int $page ): array {
		global $wpdb;
		$sql  = 'SELECT s.post_id AS id, d.ID AS draft, s.meta_key AS meta' . self::from( $this->joins( true ) ) . self::own() . $this->conditions() . $this->order();
		$rows = $wpdb->get_results( $sql . $wpdb->prepare( ' LIMIT %d OFFSET %d', $per_page, ( max( 1, $page ) - 1 ) * $per_page ) ); // phpcs:ignore WordPress.DB
		return array_map(
			static function ( $row ): array {
				return array(
					'kind'  => Store::HELD === $row->meta ? 'held' : 'proposal',
					'id'    => (int) $row->id,
					'draft' => (int) $row->draft,
				);
			},
			(array) $rows
		);
	}

	private static function state(): string {
		return "IF(s.meta_key = '" . Store::HELD . "', 'held', s.meta_value)";
	}

	private static function from( string $joins = '' ): string {
		global $wpdb;
		return " FROM {$wpdb->postmeta} s JOIN {$wpdb->posts} p ON p.ID = s.post_id"
			. " JOIN {$wpdb->posts} d ON d.ID = IF(s.meta_key = '" . Store::HELD . "', p.ID, p.post_parent)"
			. " LEFT JOIN {$wpdb->users} u ON u.ID = d.post_author$joins"
			. " WHERE s.meta_key IN ('" . Store::STATE . "', '" . Store::HELD . "') AND ((s.meta_key = '" . Store::STATE . "' AND p.post_type = 'revision')"
			. " OR (s.meta_key = '" . Store::HELD . "' AND p.post_status IN ('" . implode( "','", Draft::STATUSES ) . "'))) AND d.post_status <> 'trash'";
	}

	/** Who may not edit others' texts of a type needs no list of them; single ones are checked once more, one by one. */
	private static function own(): string {
		$all = array();
		$own = array();
		foreach ( Draft::types() as $type ) {
			$known = get_post_type_object( $type );
			if ( $known && current_user_can( $known->cap->edit_others_posts ) ) {
				$all[] = $type;
			} elseif ( $known && current_user_can( $known->cap->edit_posts ) ) {
				$own[] = $type;
			}
		}
		$me = get_current_user_id();
		return ' AND (' . self::typed( $all ) . ' OR (d.post_author = ' . $me . ' AND ' . self::typed( $own ) . '))';
	}

	private static function typed( array $types ): string {
		return $types ? "d.post_type IN ('" . implode( "','", array_map( 'esc_sql', $types ) ) . "')" : '1 = 0';
	}

	private function conditions(): string {
		global $wpdb;
		$sql = 'all' === $this->asked['view'] ? '' : $wpdb->prepare( ' AND ' . self::state() . ' = %s', $this->asked['view'] ); // phpcs:ignore WordPress.DB
		if ( '' !== $this->asked['search'] ) {
			$like = '%' . $wpdb->esc_like( $this->asked['search'] ) . '%';
			$sql .= $wpdb->prepare( ' AND (d.post_title LIKE %s OR p.post_title LIKE %s)', $like, $like );
		}
		if ( $this->asked['author'] ) {
			$sql .= $wpdb->prepare( ' AND d.post_author = %d', $this->asked['author'] );
		}
		return $sql . $this->score() . $this->age();
	}

	private function score(): string {
		if ( '' === $this->asked['score'] ) {
			return '';
		}
		if ( 'none' === $this->asked['score'] ) {
			return ' AND (i_seo.meta_value IS NULL OR i_seo.meta_value + 0 = 0)';
		}
		list( $from, $to ) = self::SCORES[ $this->asked['score'] ];
		return " AND i_seo.meta_value + 0 BETWEEN $from AND $to";
	}

	private function age(): string {
		if ( '' === $this->asked['age'] ) {
			return '';
		}
		list( $from, $to ) = self::AGES[ $this->asked['age'] ];
		$now               = time();
		return ' AND i_at.meta_value + 0 <= ' . ( $now - $from ) . ( null === $to ? '' : ' AND i_at.meta_value + 0 >= ' . ( $now - $to ) );
	}

	/** The index rows that are needed, and no others. */
	private function joins( bool $sorted ): string {
		global $wpdb;
		$names = array(
			'seo' => '' !== $this->asked['score'],
			'at'  => '' !== $this->asked['age'] || $sorted,
		);
		foreach ( $sorted && '' !== $this->asked['orderby'] ? self::ORDERS[ $this->asked['orderby'] ] : array() as $name ) {
			$names[ $name ] = in_array( $name, Index_Meta::NAMES, true );
		}
		$sql = '';
		foreach ( array_keys( array_filter( $names ) ) as $name ) {
			$sql .= " LEFT JOIN {$wpdb->postmeta} i_$name ON i_$name.post_id = s.post_id AND i_$name.meta_key = '" . Index_Meta::PREFIX . "$name'";
		}
		return $sql;
	}

	/** What was not measured comes last either way; the newest first where two are equal. */
	private function order(): string {
		$sql = array();
		foreach ( '' === $this->asked['orderby'] ? array() : self::ORDERS[ $this->asked['orderby'] ] as $name ) {
			if ( in_array( $name, Index_Meta::NAMES, true ) ) {
				$sql[] = "i_$name.meta_value IS NULL";
				// Age counts backwards: the youngest has the highest time.
				$down  = ( 'at' === $name ) === ( 'ASC' === $this->asked['order'] );
				$sql[] = "i_$name.meta_value + 0 " . ( $down ? 'DESC' : 'ASC' );
			} else {
				$sql[] = $name . ' ' . $this->asked['order'];
			}
		}
		if ( ! $sql ) {
			$sql[] = 'FIELD(' . self::state() . ", '" . implode( "', '", self::STATES ) . "')";
		}
		return ' ORDER BY ' . implode( ', ', $sql ) . ', i_at.meta_value + 0 DESC, s.meta_id DESC';
	}
}
