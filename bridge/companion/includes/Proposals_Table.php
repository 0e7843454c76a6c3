<?php
/**
 * The table of proposals and held drafts.
 *
 * @package SeoBridge
 */

namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

/**
 * WordPress's own list table: views, search, filters, sorting, pages and bulk actions as people know them from the posts.
 * What its cells say is in Proposal_Cells. Only loaded on the page itself, where core's class is.
 */
final class Proposals_Table extends \WP_List_Table {

	/**
	 * What the request asked for.
	 *
	 * @var Proposals_Query
	 */
	private $query;

	/**
	 * How many there are in each view.
	 *
	 * @var array<string, int>
	 */
	private $counts = array();

	public function __construct( Proposals_Query $query ) {
		parent::__construct(
			array(
				'singular' => 'proposal',
				'plural'   => 'proposals',
				'ajax'     => false,
			)
		);
		$this->query = $query;
	}

	/** Everything that the page needs, in a number of queries that does not grow with the list. */
	public function prepare_items(): void {
		$per_page     = min( Proposals_Query::MOST_PER_PAGE, $this->get_items_per_page( Proposals_Query::PER_PAGE_OPTION, Proposals_Query::PER_PAGE ) );
		$this->counts = Proposals_Query::counts();
		$plain        = ! $this->query->is_filtered();
		$total        = $plain ? $this->counts[ $this->query->asked( 'view' ) ] : $this->query->total();
		$this->set_pagination_args(
			array(
				'total_items' => $total,
				'per_page'    => $per_page,
			)
		);
		$this->items = Proposal_Cells::load( $this->query->items( $per_page, $this->get_pagenum() ) );
	}

	public function is_empty_site(): bool {
		return 0 === $this->counts['all'];
	}

	public function get_columns(): array {
		return array(
			'cb'          => '<input type="checkbox">',
			'title'       => __( 'Title', 'seo-bridge' ),
			'state'       => __( 'State', 'seo-bridge' ),
			'author'      => __( 'Author', 'seo-bridge' ),
			'age'         => __( 'Age', 'seo-bridge' ),
			'words'       => __( 'Words', 'seo-bridge' ),
			'seo'         => '<span title="' . esc_attr__( 'SEO score', 'seo-bridge' ) . '">' . esc_html__( 'SEO', 'seo-bridge' ) . '</span>',
			'readability' => __( 'Readability', 'seo-bridge' ),
			'findings'    => __( 'Checks', 'seo-bridge' ),
			'engine'      => __( 'Engine', 'seo-bridge' ),
			'cost'        => __( 'Cost', 'seo-bridge' ),
		);
	}

	protected function get_sortable_columns(): array {
		// What people look for first: the worst score, the most findings, the dearest, the longest, the oldest.
		return array(
			'title'       => array( 'title', false ),
			'author'      => array( 'author', false ),
			'age'         => array( 'age', true ),
			'words'       => array( 'words', true ),
			'seo'         => array( 'seo', false ),
			'readability' => array( 'readability', false ),
			'findings'    => array( 'findings', true ),
			'cost'        => array( 'cost', true ),
		);
	}

	protected function get_primary_column_name(): string {
		return 'title';
	}

	protected function get_table_classes(): array {
		return array( 'widefat', 'fixed', 'striped', 'table-view-list', 'proposals', 'needs-seo-table' );
	}

	protected function get_views(): array {
		$names = array(
			'all'        => _x( 'All', 'proposals', 'seo-bridge' ),
			'pending'    => __( 'Pending', 'seo-bridge' ),
			'held'       => __( 'Held', 'seo-bridge' ),
			'approved'   => __( 'Approved', 'seo-bridge' ),
			'rejected'   => __( 'Rejected', 'seo-bridge' ),
			'superseded' => __( 'Superseded', 'seo-bridge' ),
		);
		$views = array();
		foreach ( $names as $view => $name ) {
			$views[ $view ] = sprintf(
				'<a href="%1$s"%2$s>%3$s <span class="count">(%4$s)</span></a>',
				esc_url( Admin_Page::url( 'all' === $view ? array() : array( 'view' => $view ) ) ),
				$this->query->asked( 'view' ) === $view ? ' class="current" aria-current="page"' : '',
				esc_html( $name ),
				esc_html( number_format_i18n( $this->counts[ $view ] ) )
			);
		}
		return $views;
	}

	protected function get_bulk_actions(): array {
		return array( Bulk_Reject::ACTION => __( 'Reject…', 'seo-bridge' ) );
	}

	/** @param string $which "top" or "bottom". */
	protected function extra_tablenav( $which ): void {
		if ( 'top' !== $which || $this->is_empty_site() ) {
			return;
		}
		echo '<div class="alignleft actions">';
		$authors = Role::may_see_all() ? self::authors() : array();
		if ( count( $authors ) > 1 || $this->query->asked( 'author' ) ) {
			$this->filter( 'author', __( 'Filter by author', 'seo-bridge' ), array( '' => __( 'All authors', 'seo-bridge' ) ) + $authors );
		}
		$this->filter(
			'score',
			__( 'Filter by SEO score', 'seo-bridge' ),
			array(
				''     => __( 'All SEO scores', 'seo-bridge' ),
				'good' => __( 'SEO: good', 'seo-bridge' ),
				'ok'   => __( 'SEO: OK', 'seo-bridge' ),
				'bad'  => __( 'SEO: needs improvement', 'seo-bridge' ),
				'none' => __( 'SEO: not measured', 'seo-bridge' ),
			)
		);
		$this->filter(
			'age',
			__( 'Filter by age', 'seo-bridge' ),
			array(
				''      => __( 'Any age', 'seo-bridge' ),
				'day'   => __( 'Last 24 hours', 'seo-bridge' ),
				'week'  => __( 'Last 7 days', 'seo-bridge' ),
				'month' => __( 'Last 30 days', 'seo-bridge' ),
				'older' => __( 'Older than 30 days', 'seo-bridge' ),
			)
		);
		submit_button( __( 'Filter', 'seo-bridge' ), '', 'filter_action', false, array( 'id' => 'needs-seo-filter' ) );
		echo '</div>';
	}

	/**
	 * @return array<int, string> Display names of the people who write here, by id.
	 */
	private static function authors(): array {
		$users = get_users(
			array(
				'capability' => 'edit_posts',
				'fields'     => array( 'ID', 'display_name' ),
				'orderby'    => 'display_name',
				'number'     => 500,
			)
		);
		return array_column( $users, 'display_name', 'ID' );
	}

	private function filter( string $name, string $label, array $choices ): void {
		printf( '<label class="screen-reader-text" for="needs-seo-by-%1$s">%2$s</label><select name="%1$s" id="needs-seo-by-%1$s">', esc_attr( $name ), esc_html( $label ) );
		foreach ( $choices as $value => $text ) {
			printf( '<option value="%1$s"%2$s>%3$s</option>', esc_attr( (string) $value ), selected( (string) $this->query->asked( $name ), '' === $value && 'author' === $name ? '0' : (string) $value, false ), esc_html( $text ) );
		}
		echo '</select>';
	}

	public function no_items(): void {
		if ( $this->is_empty_site() ) {
			Proposals_Help::empty_site();
		} elseif ( $this->query->is_filtered() ) {
			esc_html_e( 'No proposal fits your search.', 'seo-bridge' );
		} elseif ( 'held' === $this->query->asked( 'view' ) ) {
			esc_html_e( 'No draft is held.', 'seo-bridge' );
		} elseif ( 'pending' === $this->query->asked( 'view' ) ) {
			esc_html_e( 'No proposal is waiting for you. Tag a draft for the bridge, and its proposal appears here.', 'seo-bridge' );
		} else {
			esc_html_e( 'There is nothing here.', 'seo-bridge' );
		}
	}

	/** @param array $item Of Proposal_Cells::load(). */
	protected function column_cb( $item ): string {
		$field = $item['kind'] . '-' . $item['id'];
		return sprintf(
			'<input type="checkbox" name="item[]" value="%1$s" id="needs-seo-item-%1$s"><label for="needs-seo-item-%1$s"><span class="screen-reader-text">%2$s</span></label>',
			esc_attr( $field ),
			/* translators: %s: title. */
			esc_html( sprintf( __( 'Select %s', 'seo-bridge' ), $item['title'] ) )
		);
	}

	/**
	 * @param array  $item   Of Proposal_Cells::load().
	 * @param string $column Its name.
	 */
	protected function column_default( $item, $column ): string {
		return Proposal_Cells::cell( $item, (string) $column );
	}

	/**
	 * @param array  $item    Of Proposal_Cells::load().
	 * @param string $column  Its name.
	 * @param string $primary The first one's.
	 */
	protected function handle_row_actions( $item, $column, $primary ): string {
		return $column === $primary ? $this->row_actions( Proposal_Cells::actions( $item ) ) : '';
	}
}
