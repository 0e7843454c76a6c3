<?php
/**
 * The page "SEO proposals": its menu, what it shows for which address, and the decision forms.
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

	/**
	 * The list, where it is what this request shows.
	 *
	 * @var Proposals_Table|null
	 */
	private static $table = null;

	public static function register(): void {
		add_action( 'admin_menu', array( self::class, 'menu' ) );
		add_action( 'admin_post_' . self::ACTION, array( self::class, 'decide' ) );
		add_filter( 'set_screen_option_needs_seo_proposals_per_page', array( self::class, 'per_page' ), 10, 3 );
	}

	public static function url( array $args = array() ): string {
		return add_query_arg( array( 'page' => self::SLUG ) + $args, admin_url( 'admin.php' ) );
	}

	public static function menu(): void {
		$hook = add_menu_page(
			__( 'SEO proposals', 'seo-bridge' ),
			__( 'SEO proposals', 'seo-bridge' ) . self::bubble(),
			'edit_posts',
			self::SLUG,
			array( self::class, 'page' ),
			'dashicons-yes-alt',
			6
		);
		add_action( 'load-' . $hook, array( self::class, 'prepare' ) );
		add_action( 'admin_print_styles-' . $hook, array( self::class, 'styles' ) );
	}

	/** How many wait, as the comments' menu shows it; escaped HTML. */
	private static function bubble(): string {
		$count = current_user_can( 'edit_posts' ) ? Waiting_Count::of_current_user() : 0;
		if ( ! $count ) {
			return '';
		}
		$number = number_format_i18n( $count );
		/* translators: %s: number. */
		$spoken = sprintf( _n( '%s proposal waits for a decision', '%s proposals wait for a decision', $count, 'seo-bridge' ), $number );
		return ' <span class="awaiting-mod count-' . $count . '"><span class="pending-count" aria-hidden="true">' . esc_html( $number ) . '</span><span class="screen-reader-text">' . esc_html( $spoken ) . '</span></span>';
	}

	/**
	 * @param mixed  $keep  What other plugins decided.
	 * @param string $option Its name.
	 * @param int    $value Rows on a page.
	 */
	public static function per_page( $keep, $option, $value ): int {
		return max( 1, min( Proposals_Query::MOST_PER_PAGE, (int) $value ) );
	}

	/** Before anything is sent: the list's query, its screen options and its help. */
	public static function prepare(): void {
		require_once __DIR__ . '/Proposals_Table.php';
		Proposals_Help::tabs();
		// phpcs:disable WordPress.Security -- chooses what is shown.
		if ( self::shows_one() ) {
			return;
		}
		self::$table = new Proposals_Table( new Proposals_Query( wp_unslash( $_GET ) ) );
		if ( self::$table->current_action() === Bulk_Reject::ACTION ) {
			check_admin_referer( 'bulk-proposals' );
			return;
		}
		if ( ! empty( $_GET['_wp_http_referer'] ) ) {
			// What the list's form sends along is no part of an address that somebody may keep.
			wp_safe_redirect( remove_query_arg( array( '_wp_http_referer', '_wpnonce', 'action', 'action2', 'item', 'filter_action' ), wp_unslash( $_SERVER['REQUEST_URI'] ?? '' ) ) );
			exit;
		}
		// phpcs:enable
		add_screen_option(
			'per_page',
			array(
				'label'   => __( 'Proposals per page', 'seo-bridge' ),
				'default' => Proposals_Query::PER_PAGE,
				'option'  => Proposals_Query::PER_PAGE_OPTION,
			)
		);
		get_current_screen()->set_screen_reader_content(
			array(
				'heading_views'      => __( 'Filter proposals', 'seo-bridge' ),
				'heading_pagination' => __( 'Pages of proposals', 'seo-bridge' ),
				'heading_list'       => __( 'List of proposals', 'seo-bridge' ),
			)
		);
	}

	/** Whether the page is asked for one proposal or one held draft, and there is something to show it. */
	private static function shows_one(): bool {
		return Review_Page::is_asked();
	}

	public static function page(): void {
		if ( self::shows_one() ) {
			Review_Page::page();
			return;
		}
		if ( self::$table->current_action() === Bulk_Reject::ACTION ) {
			Bulk_Reject::page();
			return;
		}
		Index_Meta::complete();
		self::$table->prepare_items();
		echo '<div class="wrap needs-seo-wrap"><h1 class="wp-heading-inline">' . esc_html__( 'SEO proposals', 'seo-bridge' ) . '</h1>';
		self::subtitle();
		echo '<hr class="wp-header-end">';
		self::notice();
		self::$table->views();
		echo '<form method="get" action="' . esc_url( admin_url( 'admin.php' ) ) . '"><input type="hidden" name="page" value="' . esc_attr( self::SLUG ) . '">';
		// phpcs:ignore WordPress.Security -- chooses what is shown.
		$view = isset( $_GET['view'] ) ? sanitize_key( wp_unslash( $_GET['view'] ) ) : '';
		echo '' === $view ? '' : '<input type="hidden" name="view" value="' . esc_attr( $view ) . '">';
		self::$table->search_box( __( 'Search proposals', 'seo-bridge' ), 'needs-seo' );
		self::$table->display();
		echo '</form><p class="description">' . esc_html__( 'Nothing is ever approved or published automatically.', 'seo-bridge' ) . '</p></div>';
	}

	private static function subtitle(): void {
		$search = isset( $_GET['s'] ) && is_string( $_GET['s'] ) ? trim( wp_unslash( $_GET['s'] ) ) : ''; // phpcs:ignore WordPress.Security
		if ( '' !== $search ) {
			/* translators: %s: what was searched for. */
			echo '<span class="subtitle">' . esc_html( sprintf( __( 'Search results for: “%s”', 'seo-bridge' ), $search ) ) . '</span>';
		}
	}

	/** A button was pressed on the page of one proposal. */
	public static function decide(): void {
		$id       = isset( $_POST['proposal'] ) ? absint( $_POST['proposal'] ) : 0; // phpcs:ignore WordPress.Security
		$decision = isset( $_POST['decision'] ) ? sanitize_key( wp_unslash( $_POST['decision'] ) ) : ''; // phpcs:ignore WordPress.Security
		check_admin_referer( self::ACTION . '_' . $decision . '_' . $id );
		try {
			if ( 'approve' === $decision ) {
				Decision::approve( $id );
				self::say( 'success', __( 'The proposal was approved: text, slug and SEO fields stand in the draft. Nothing is published.', 'seo-bridge' ) );
			} else {
				// Not sanitize_text_field(): the reason is stored as it was written, and escaped where it is shown.
				$reason = isset( $_POST['reason'] ) && is_string( $_POST['reason'] ) ? wp_check_invalid_utf8( wp_unslash( $_POST['reason'] ) ) : ''; // phpcs:ignore WordPress.Security
				Decision::reject( $id, mb_substr( $reason, 0, 5000 ), ! empty( $_POST['retry'] ) );
				self::say( 'success', __( 'The proposal was rejected. The draft is as it was.', 'seo-bridge' ) );
			}
		} catch ( Failure $refusal ) {
			self::say( 'error', $refusal->getMessage() );
		}
		wp_safe_redirect( self::url() );
		exit;
	}

	/**
	 * Keeps a sentence for the next page that the current user sees.
	 *
	 * @param string   $kind  success, warning, error or info.
	 * @param string   $text  Plain text.
	 * @param string[] $lines More of it, as a list.
	 */
	public static function say( string $kind, string $text, array $lines = array() ): void {
		set_transient( self::NOTICE . get_current_user_id(), array( $kind, $text, array_slice( $lines, 0, 20 ) ), MINUTE_IN_SECONDS );
	}

	public static function notice(): void {
		$notice = get_transient( self::NOTICE . get_current_user_id() );
		if ( ! is_array( $notice ) ) {
			return;
		}
		delete_transient( self::NOTICE . get_current_user_id() );
		$list = '';
		foreach ( (array) ( $notice[2] ?? array() ) as $line ) {
			$list .= '<li>' . esc_html( (string) $line ) . '</li>';
		}
		echo '<div class="notice notice-' . esc_attr( $notice[0] ) . ' is-dismissible"><p>' . esc_html( $notice[1] ) . '</p>' . ( '' === $list ? '' : '<ul class="ul-disc">' . $list . '</ul>' ) . '</div>'; // phpcs:ignore WordPress.Security
	}

	public static function styles(): void {
		Assets::style( 'admin' );
		Assets::script( 'list', array() );
	}
}
