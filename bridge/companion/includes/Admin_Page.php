<?php
/**
 * The page "SEO proposals" and what its buttons do.
 *
 * @package SeoBridge
 */

namespace SeoBridge;

defined( 'ABSPATH' ) || exit;

/**
 * Works without JavaScript: links and forms only.
 */
final class Admin_Page {

	const SLUG   = 'needs-seo-proposals';
	const ACTION = 'needs_seo_decide';
	const NOTICE = 'needs_seo_notice_';

	public static function register(): void {
		add_action( 'admin_menu', array( self::class, 'menu' ) );
		add_action( 'admin_post_' . self::ACTION, array( self::class, 'decide' ) );
	}

	public static function url( array $args = array() ): string {
		return add_query_arg( array( 'page' => self::SLUG ) + $args, admin_url( 'admin.php' ) );
	}

	public static function menu(): void {
		$hook = add_menu_page(
			__( 'SEO proposals', 'seo-bridge' ),
			__( 'SEO proposals', 'seo-bridge' ),
			'edit_posts',
			self::SLUG,
			array( self::class, 'page' ),
			'dashicons-yes-alt',
			6
		);
		add_action( 'admin_print_styles-' . $hook, array( self::class, 'styles' ) );
	}

	public static function page(): void {
		if ( Review_Page::is_asked() ) {
			Review_Page::page();
			return;
		}
		$views = array(
			'pending'    => __( 'Pending', 'seo-bridge' ),
			'held'       => __( 'Held', 'seo-bridge' ),
			'approved'   => __( 'Approved', 'seo-bridge' ),
			'rejected'   => __( 'Rejected', 'seo-bridge' ),
			'superseded' => __( 'Superseded', 'seo-bridge' ),
		);
		// phpcs:disable WordPress.Security -- chooses what is shown.
		$view = isset( $_GET['view'] ) ? sanitize_key( wp_unslash( $_GET['view'] ) ) : 'pending';
		$page = isset( $_GET['paged'] ) ? max( 1, absint( $_GET['paged'] ) ) : 1;
		// phpcs:enable
		$view   = isset( $views[ $view ] ) ? $view : 'pending';
		$counts = Admin_List::counts();
		echo '<div class="wrap"><h1 class="wp-heading-inline">' . esc_html__( 'SEO proposals', 'seo-bridge' ) . '</h1><hr class="wp-header-end">';
		self::notice();
		echo '<ul class="subsubsub">';
		foreach ( $views as $key => $name ) {
			printf(
				'<li><a href="%1$s"%2$s>%3$s <span class="count">(%4$s)</span></a>%5$s</li>',
				esc_url( self::url( array( 'view' => $key ) ) ),
				$key === $view ? ' class="current" aria-current="page"' : '',
				esc_html( $name ),
				esc_html( number_format_i18n( $counts[ $key ] ) ),
				'superseded' === $key ? '' : " |\n"
			);
		}
		echo '</ul><br class="clear">';
		'held' === $view ? self::held_table( $page ) : self::proposal_table( $view, $page );
		self::pages( $view, $page, $counts[ $view ] );
		echo '</div>';
	}

	private static function proposal_table( string $state, int $page ): void {
		$proposals = Admin_List::proposals( $state, $page );
		self::table(
			array(
				'draft'   => __( 'Draft', 'seo-bridge' ),
				'state'   => __( 'State', 'seo-bridge' ),
				'engine'  => __( 'Engine', 'seo-bridge' ),
				'words'   => __( 'Words', 'seo-bridge' ),
				'checks'  => __( 'Checks', 'seo-bridge' ),
				'age'     => __( 'Age', 'seo-bridge' ),
				'actions' => __( 'Actions', 'seo-bridge' ),
			),
			array_values( $proposals ),
			array( Admin_List::class, 'proposal_row' ),
			'pending' === $state
				? __( 'No proposal is waiting for you. Tag a draft for the bridge, and its proposal appears here.', 'seo-bridge' )
				: __( 'There is nothing here.', 'seo-bridge' )
		);
	}

	private static function held_table( int $page ): void {
		self::table(
			array(
				'draft'  => __( 'Draft', 'seo-bridge' ),
				'why'    => __( 'Why there is no proposal', 'seo-bridge' ),
				'engine' => __( 'Engine', 'seo-bridge' ),
				'age'    => __( 'Age', 'seo-bridge' ),
				'open'   => __( 'Actions', 'seo-bridge' ),
			),
			array_values( Admin_List::held( $page ) ),
			array( Admin_List::class, 'held_row' ),
			__( 'No draft is held.', 'seo-bridge' )
		);
	}

	private static function table( array $columns, array $rows, callable $row, string $empty ): void {
		echo '<table class="wp-list-table widefat fixed striped needs-seo-table"><thead><tr>';
		foreach ( $columns as $key => $name ) {
			echo '<th scope="col" class="needs-seo-col-' . esc_attr( $key ) . ( 'draft' === $key ? ' column-primary' : '' ) . '">' . esc_html( $name ) . '</th>';
		}
		echo '</tr></thead><tbody id="the-list">';
		foreach ( $rows as $one ) {
			$row( $one );
		}
		if ( ! $rows ) {
			echo '<tr class="no-items"><td class="colspanchange" colspan="' . count( $columns ) . '">' . esc_html( $empty ) . '</td></tr>';
		}
		echo '</tbody></table>';
	}

	private static function pages( string $view, int $page, int $count ): void {
		$links = paginate_links(
			array(
				'base'    => self::url( array( 'view' => $view ) ) . '%_%',
				'format'  => '&paged=%#%',
				'total'   => (int) ceil( $count / Admin_List::PER_PAGE ),
				'current' => $page,
			)
		);
		if ( $links ) {
			echo '<div class="tablenav bottom"><div class="tablenav-pages">' . wp_kses_post( $links ) . '</div></div>';
		}
	}

	/** The buttons of a row. */
	public static function actions( array $proposal, string $state ): void {
		echo '<a class="button" href="' . esc_url( Presenter::compare_link( $proposal['id'] ) ) . '">' . esc_html__( 'Compare', 'seo-bridge' ) . '</a> ';
		if ( 'pending' !== $proposal['state'] || ! Role::may_decide( $proposal['draft'] ) ) {
			return;
		}
		if ( 'pending' === $state ) {
			self::form( $proposal['id'], 'approve' );
			submit_button( __( 'Approve', 'seo-bridge' ), 'primary', 'go', false, array( 'id' => 'needs-seo-approve-' . $proposal['id'] ) );
			echo '</form> ';
		}
		$field = 'needs-seo-reason-' . $proposal['id'];
		echo '<details class="needs-seo-reject"><summary class="button">' . esc_html__( 'Reject…', 'seo-bridge' ) . '</summary>';
		self::form( $proposal['id'], 'reject' );
		echo '<label for="' . esc_attr( $field ) . '">' . esc_html__( 'What is wrong with it? The next proposal is prepared with this.', 'seo-bridge' ) . '</label>';
		echo '<textarea id="' . esc_attr( $field ) . '" name="reason" rows="3" required maxlength="5000"></textarea>';
		echo '<label><input type="checkbox" name="retry" value="1"> ' . esc_html__( 'Ask for another proposal', 'seo-bridge' ) . '</label>';
		submit_button( __( 'Reject', 'seo-bridge' ), 'secondary', 'go', false, array( 'id' => 'needs-seo-reject-' . $proposal['id'] ) );
		echo '</form></details>';
	}

	private static function form( int $id, string $decision ): void {
		echo '<form method="post" action="' . esc_url( admin_url( 'admin-post.php' ) ) . '">'
			. '<input type="hidden" name="action" value="' . esc_attr( self::ACTION ) . '">'
			. '<input type="hidden" name="proposal" value="' . esc_attr( (string) $id ) . '">'
			. '<input type="hidden" name="decision" value="' . esc_attr( $decision ) . '">'
			// Not wp_nonce_field(): its id would repeat in every row.
			. '<input type="hidden" name="_wpnonce" value="' . esc_attr( wp_create_nonce( self::ACTION . '_' . $decision . '_' . $id ) ) . '">';
	}

	/** A button was pressed. */
	public static function decide(): void {
		$id       = isset( $_POST['proposal'] ) ? absint( $_POST['proposal'] ) : 0; // phpcs:ignore WordPress.Security
		$decision = isset( $_POST['decision'] ) ? sanitize_key( wp_unslash( $_POST['decision'] ) ) : ''; // phpcs:ignore WordPress.Security
		check_admin_referer( self::ACTION . '_' . $decision . '_' . $id );
		try {
			if ( 'approve' === $decision ) {
				Decision::approve( $id );
				$notice = array( 'success', __( 'The proposal was approved: text, slug and SEO fields stand in the draft. Nothing is published.', 'seo-bridge' ) );
			} else {
				// Not sanitize_text_field(): the reason is stored as it was written, and escaped where it is shown.
				$reason = isset( $_POST['reason'] ) ? wp_check_invalid_utf8( (string) wp_unslash( $_POST['reason'] ) ) : ''; // phpcs:ignore WordPress.Security
				Decision::reject( $id, mb_substr( $reason, 0, 5000 ), ! empty( $_POST['retry'] ) );
				$notice = array( 'success', __( 'The proposal was rejected. The draft is as it was.', 'seo-bridge' ) );
			}
		} catch ( Failure $refusal ) {
			$notice = array( 'error', $refusal->getMessage() );
		}
		set_transient( self::NOTICE . get_current_user_id(), $notice, MINUTE_IN_SECONDS );
		wp_safe_redirect( self::url() );
		exit;
	}

	private static function notice(): void {
		$notice = get_transient( self::NOTICE . get_current_user_id() );
		if ( is_array( $notice ) ) {
			delete_transient( self::NOTICE . get_current_user_id() );
			echo '<div class="notice notice-' . esc_attr( $notice[0] ) . ' is-dismissible"><p>' . esc_html( $notice[1] ) . '</p></div>';
		}
	}

	public static function styles(): void {
		Revision_Screen::styles();
		echo '<style>
		.needs-seo-table td,.needs-seo-table th{vertical-align:top}
		.needs-seo-proposed,.needs-seo-table td{overflow-wrap:anywhere}
		.needs-seo-state{display:inline-block;padding:1px 8px;border-radius:10px;background:#f0f0f1;white-space:nowrap}
		.needs-seo-is-pending{background:#f0f6fc;color:#0a4b78}
		.needs-seo-is-approved{background:#edfaef;color:#00450c}
		.needs-seo-is-stale{background:#fcf9e8;color:#755100}
		.needs-seo-is-rejected,.needs-seo-blockers{color:#b32d2e}
		.needs-seo-actions>div{display:flex;flex-wrap:wrap;gap:6px;align-items:flex-start}
		.needs-seo-words{white-space:nowrap}
		' . Scores::styles() . '
		.needs-seo-reject[open]{flex-basis:100%}
		.needs-seo-reject summary{list-style:none}
		.needs-seo-reject summary::-webkit-details-marker{display:none}
		.needs-seo-reject label,.needs-seo-reject textarea{display:block;width:100%;margin:6px 0;box-sizing:border-box}
		@media screen and (min-width:783px){
			.needs-seo-table .needs-seo-col-draft{width:20%}.needs-seo-col-state{width:11%}.needs-seo-col-engine{width:8%}
			.needs-seo-col-words{width:8%}.needs-seo-col-checks{width:10%}.needs-seo-col-age{width:7%}.needs-seo-col-open{width:14%}
			.needs-seo-table .toggle-row{display:none}
		}
		</style>';
	}
}
