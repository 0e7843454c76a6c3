<?php
/**
 * Which proposals and held drafts a person sees, in which order.
 *
 * @package SeoBridge
 */

namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

/**
 * Proposals (revisions) and held verdicts (drafts) come from one query: each has exactly one meta row that says so. The
 * number of queries does not depend on how many there are.
 */
final class Proposals_Query {

	const PER_PAGE        = 20;
	const MOST_PER_PAGE   = 200;
	const PER_PAGE_OPTION = 'needs_seo_proposals_per_page';

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
		$rows   = (array) $wpdb->get_results( 'SELECT x.state, COUNT(*) AS n' . self::from( array() ) . self::seen() . ' GROUP BY x.state', OBJECT_K );
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
		return (int) $wpdb->get_var( "SELECT COUNT(*) FROM {$wpdb->postmeta} s WHERE s.meta_key = '" . Store::PENDING . "' AND s.post_id IN (" . self::open_drafts() . ')' . self::own( 's.post_id' ) );
	}

	public function total(): int {
		global $wpdb;
		return (int) $wpdb->get_var( 'SELECT COUNT(*)' . $this->narrowed( array() ) ); // phpcs:ignore WordPress.DB
	}

	/**
	 * @return array[] `kind` (proposal or held), `id` (of the revision, or of the draft), `draft` (its id).
	 */
	public function items( int $per_page, int $page ): array {
		global $wpdb;
		$sorts = '' === $this->asked['orderby'] ? array() : self::ORDERS[ $this->asked['orderby'] ];
		$sql   = 'SELECT x.id, x.draft, x.state' . $this->narrowed( array_merge( array( 'at' ), $sorts ) ) . $this->order( $sorts );
		$rows  = $wpdb->get_results( $sql . $wpdb->prepare( ' LIMIT %d OFFSET %d', $per_page, ( max( 1, $page ) - 1 ) * $per_page ) ); // phpcs:ignore WordPress.DB
		return array_map(
			static function ( $row ): array {
				return array(
					'kind'  => 'held' === $row->state ? 'held' : 'proposal',
					'id'    => (int) $row->id,
					'draft' => (int) $row->draft,
				);
			},
			(array) $rows
		);
	}

	/**
	 * All of them, out of the meta rows alone: with thousands of texts, reading each one's wide row of wp_posts by its id
	 * takes most of a second.
	 *
	 * @param string[] $names Index rows that are needed.
	 */
	private static function from( array $names ): string {
		global $wpdb;
		$keys   = array( Store::STATE, Store::HELD, Index_Meta::PREFIX . 'draft' );
		$fields = '';
		foreach ( array_unique( array_intersect( $names, Index_Meta::NAMES ) ) as $name ) {
			$keys[]  = Index_Meta::PREFIX . $name;
			$fields .= ", MAX(IF(m.meta_key = '" . Index_Meta::PREFIX . "$name', m.meta_value + 0, NULL)) AS i_$name";
		}
		return ' FROM (SELECT m.post_id AS id'
			. ", MAX(CASE m.meta_key WHEN '" . Store::STATE . "' THEN m.meta_value WHEN '" . Store::HELD . "' THEN 'held' END) AS state"
			. ", MAX(CASE m.meta_key WHEN '" . Index_Meta::PREFIX . "draft' THEN m.meta_value + 0 WHEN '" . Store::HELD . "' THEN m.post_id END) AS draft$fields"
			. " FROM {$wpdb->postmeta} m WHERE m.meta_key IN ('" . implode( "', '", $keys ) . "') GROUP BY m.post_id) x";
	}

	/** Whose list it is. Verdicts on what is no draft any more are nobody's business. */
	private static function seen(): string {
		$sql = " WHERE x.state IS NOT NULL AND x.draft IS NOT NULL AND (x.state <> 'held' OR x.draft IN (" . self::open_drafts() . '))';
		// Who may edit everybody's texts of all types needs no look at each.
		return Role::may_see_all() ? $sql : $sql . self::own( 'x.draft' );
	}

	/** Answered by an index of wp_posts, without its rows. */
	private static function open_drafts(): string {
		global $wpdb;
		return "SELECT d.ID FROM {$wpdb->posts} d WHERE d.post_type IN (" . self::quoted( Draft::types() ) . ') AND d.post_status IN (' . self::quoted( Draft::STATUSES ) . ')';
	}

	/**
	 * Who may not edit others' texts of a type needs no list of them; single ones are checked once more, one by one. Either
	 * list comes from an index of wp_posts, without its rows: with the type beside the author it would not.
	 *
	 * @param string $column With the draft's id.
	 */
	private static function own( string $column ): string {
		global $wpdb;
		$all = array();
		$own = false;
		foreach ( Draft::types() as $type ) {
			$known = get_post_type_object( $type );
			if ( $known && current_user_can( $known->cap->edit_others_posts ) ) {
				$all[] = $type;
			} elseif ( $known && current_user_can( $known->cap->edit_posts ) ) {
				$own = true;
			}
		}
		$sql = "$column IN (SELECT d.ID FROM {$wpdb->posts} d WHERE d.post_type IN (" . self::quoted( $all ) . '))';
		if ( ! $own ) {
			return ' AND ' . $sql;
		}
		$mine = "$column IN (SELECT d.ID FROM {$wpdb->posts} d WHERE d.post_author = " . get_current_user_id() . ')';
		return ' AND ' . ( $all ? "($mine OR $sql)" : $mine );
	}

	private static function quoted( array $names ): string {
		return $names ? "'" . implode( "','", array_map( 'esc_sql', $names ) ) . "'" : "''";
	}

	/** Everything after SELECT but the order. */
	private function narrowed( array $names ): string {
		global $wpdb;
		if ( '' !== $this->asked['score'] ) {
			$names[] = 'seo';
		}
		if ( '' !== $this->asked['age'] ) {
			$names[] = 'at';
		}
		$sql = self::from( $names );
		// Only these few look at the texts' own rows.
		if ( '' !== $this->asked['search'] || $this->asked['author'] || array_intersect( $names, array( 'd.post_title', 'u.display_name' ) ) ) {
			$sql .= " JOIN {$wpdb->posts} d ON d.ID = x.draft JOIN {$wpdb->posts} p ON p.ID = x.id LEFT JOIN {$wpdb->users} u ON u.ID = d.post_author";
		}
		return $sql . self::seen() . $this->conditions();
	}

	private function conditions(): string {
		global $wpdb;
		$sql = 'all' === $this->asked['view'] ? '' : $wpdb->prepare( ' AND x.state = %s', $this->asked['view'] );
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
			return ' AND COALESCE(x.i_seo, 0) = 0';
		}
		list( $from, $to ) = self::SCORES[ $this->asked['score'] ];
		return " AND x.i_seo BETWEEN $from AND $to";
	}

	private function age(): string {
		if ( '' === $this->asked['age'] ) {
			return '';
		}
		list( $from, $to ) = self::AGES[ $this->asked['age'] ];
		$now               = time();
		return ' AND x.i_at <= ' . ( $now - $from ) . ( null === $to ? '' : ' AND x.i_at >= ' . ( $now - $to ) );
	}

	/** What was not measured comes last either way; the newest first where two are equal. */
	private function order( array $sorts ): string {
		$sql = array();
		foreach ( $sorts as $name ) {
			if ( in_array( $name, Index_Meta::NAMES, true ) ) {
				$sql[] = "x.i_$name IS NULL";
				// Age counts backwards: the youngest has the highest time.
				$down  = ( 'at' === $name ) === ( 'ASC' === $this->asked['order'] );
				$sql[] = "x.i_$name " . ( $down ? 'DESC' : 'ASC' );
			} else {
				$sql[] = $name . ' ' . $this->asked['order'];
			}
		}
		if ( ! $sql ) {
			$sql[] = 'FIELD(x.state, ' . self::quoted( self::STATES ) . ')';
		}
		return ' ORDER BY ' . implode( ', ', $sql ) . ', x.i_at DESC, x.id DESC';
	}
}
